import type { Question } from '../questions/question.ts';
import { availability } from './availability/availability.tsx';
import { approvePlan } from './questions/approve-plan.tsx';
import { confirmTeam } from './questions/confirm-team.tsx';
import { fillSeat } from './questions/fill-seat.tsx';
import { invite } from './questions/invite.tsx';
import { settleTeam } from './questions/settle-team.tsx';

/** Everything that this stage asks people. */
export const questions: readonly Question[] = [availability, approvePlan, invite, fillSeat, confirmTeam, settleTeam];
