import * as z from 'zod';
import { dayMonthYear } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { yearTitle } from '../settings/year-title.ts';
import type { Member, Membership, PartnershipYearRow } from '../store/store.ts';
import type { LeavingContext } from './carry-out-leaving.ts';
import { type Call, command, type InputOf, type Steered, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutReview, reason } from './schema-fields.ts';

/** What ending and reopening memberships needs of the stage that opens them, handed in by whoever knows every stage. */
export interface ChangesMemberships {
  readonly memberships: {
    end(call: Call<EndMembership>, context: MembershipCommandContext): Promise<Steered>;
    reopen(call: Call<ReopenMembership>, context: MembershipCommandContext): Promise<Steered>;
  };
}

/** What carries out an ending. */
export interface EndingContext extends LeavingContext {
  readonly subscriptionMachineArn: string;
}

export type MembershipCommandContext = CommandContext & EndingContext;

/** A member's subscription to a year, as the dashboard and a command look at it. */
export interface MembershipState {
  readonly member: Member;
  readonly year: PartnershipYearRow;
  /** None where it was never opened. */
  readonly membership: Membership | undefined;
  readonly at: string;
}

const EXAMPLE = 'membership-2026-100183';

/** The field that names a membership. */
export const aboutMembership = {
  ...aboutReview,
  about: z
    .string(`must name a membership, such as ${EXAMPLE}`)
    .trim()
    .regex(/^membership-20\d\d-[\w-]+$/, `must name a membership, such as ${EXAMPLE}`),
};

/** What becomes of its reviews that have not taken place: they are off for good, or go on, since the year was paid for. */
export const REVIEWS_OF_ENDED = ['cancel', 'go-on'] as const;
/** What its people do who are in teams of others: keep their places, or leave them and be asked for no more. */
export const REVIEWERS_OF_ENDED = ['stay', 'leave'] as const;

const endSchema = z.strictObject({
  ...aboutMembership,
  act: z.literal('end-membership'),
  /** The first London day on which it is none. */
  from: z.iso.date('must be a day such as 2026-11-13'),
  reason,
  reviews: z.enum(REVIEWS_OF_ENDED, `must be one of ${REVIEWS_OF_ENDED.join(', ')}`),
  reviewers: z.enum(REVIEWERS_OF_ENDED, `must be one of ${REVIEWERS_OF_ENDED.join(', ')}`),
});
export type EndMembership = InputOf<typeof endSchema>;

/** A member takes part no more before its year is over. */
export const endMembership = command({
  schema: endSchema,

  whyNot({ member, year, membership }: MembershipState) {
    const title = yearTitle(year);
    if (!membership) return `${member.name} has no membership of ${title}.`;
    switch (membership.status) {
      case 'ended':
        return `The membership of ${member.name} for ${title} has ended already${membership.endedOn === undefined ? '' : `, on ${dayMonthYear(membership.endedOn)}`}.`;
      case 'declined':
      case 'refused':
      case 'lapsed':
        return `${member.name} does not take part in ${title}: there is no membership to end.`;
      default:
        return membership.ending === undefined
          ? undefined
          : `It is recorded already that the membership of ${member.name} for ${title} ends. Reopen it to take that back.`;
    }
  },

  run: (call, context: MembershipCommandContext & ChangesMemberships) => context.memberships.end(call, context),

  form({ member, year, at }: MembershipState) {
    const title = yearTitle(year);
    return {
      says: { about: `membership-${year.year}-${member.member}` },
      folded: `End the membership for ${title} early`,
      fields: [
        { name: 'from', label: 'From', kind: 'date', size: 10, value: londonDate(at), hint: londonDate(at) },
        {
          name: 'reviews',
          label: 'A review that has not taken place',
          kind: 'choice',
          choices: [
            { value: 'cancel', text: 'is called off' },
            { value: 'go-on', text: 'goes on, as the year was paid' },
          ],
        },
        {
          name: 'reviewers',
          label: 'Its people in teams of others',
          kind: 'choice',
          choices: [
            { value: 'stay', text: 'keep their places' },
            { value: 'leave', text: 'leave, and are asked no more' },
          ],
        },
        why('for the audit'),
      ],
      buttons: [
        {
          label: 'End the membership',
          confirmation: `End the membership of ${member.name} for ${title} from the day you have typed? Its head, and its trust, are told in one sentence without the reason; what becomes of its review and of its people in teams is as you have chosen. It can be reopened.`,
        },
      ],
    };
  },
});

const reopenSchema = z.strictObject({
  ...aboutMembership,
  act: z.literal('reopen-membership'),
  reason: reason.optional(),
});
export type ReopenMembership = InputOf<typeof reopenSchema>;

/** A member that has ended, lapsed, declined, or was away is asked to sign for a year again. */
export const reopenMembership = command({
  schema: reopenSchema,

  whyNot({ member, year, membership, at }: MembershipState) {
    const title = yearTitle(year);
    const today = londonDate(at);
    if (member.standing === 'closed') return `${member.name} has closed.`;
    if (year.ends < today) return `The year ${title} ended on ${dayMonthYear(year.ends)}.`;
    // A first opening needs an end: to take that back asks nobody anything.
    if (membership?.ending !== undefined && membership.status !== 'ended') return undefined;
    const waits = membership?.status;
    if (waits === 'signed') return `${member.name} is a member for ${title}: there is nothing to reopen.`;
    if (waits === 'invited' || waits === 'awaiting-admission') {
      return `The membership of ${member.name} for ${title} is open already, and waits for an answer.`;
    }
    if (!membership && year.renewalOpens > today) {
      return `Nobody is asked for ${title} before ${dayMonthYear(year.renewalOpens)}.`;
    }
    if (member.head === undefined && membership?.kind !== 'newcomer') {
      return `Nobody is known who leads ${member.name}. Name them first, so that there is somebody to sign.`;
    }
    return undefined;
  },

  run: (call, context: MembershipCommandContext & ChangesMemberships) => context.memberships.reopen(call, context),

  form({ member, year, membership }: MembershipState) {
    const title = yearTitle(year);
    const isTakenBack = membership?.ending !== undefined && membership.status !== 'ended';
    return {
      says: { about: `membership-${year.year}-${member.member}` },
      folded: isTakenBack
        ? `Let the membership for ${title} go on`
        : `${membership ? 'Reopen' : 'Open'} the membership for ${title}`,
      fields: [why('for the audit')],
      buttons: [
        isTakenBack
          ? {
              label: 'Let it go on',
              confirmation: `Should the membership of ${member.name} for ${title} not end after all? Nothing has changed for anybody so far, and nobody is told.`,
            }
          : {
              label: membership ? 'Reopen the membership' : 'Open the membership',
              confirmation: `Ask ${member.name} to sign for ${title}? Whoever leads it gets the agreement by mail; once it is signed a review is planned. Its reports, its account and its reviews of before are there as they were.`,
            },
      ],
    };
  },
});
