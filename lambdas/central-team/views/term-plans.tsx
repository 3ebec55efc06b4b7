import type { ReactNode } from 'react';
import * as z from 'zod';
import { dayMonthYear } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { offersOn } from '../../commands/offered.ts';
import type { TermShown } from '../../commands/plan-term.ts';
import { ON_TERMS } from '../../commands/registry.ts';
import { termTitle } from '../../settings/terms.ts';
import type { TermPlan } from '../../store/store.ts';
import { isOver } from '../../store/term-plan-reads.ts';
import { Rows } from '../markup.tsx';
import { Offers } from '../offers.tsx';
import type { ViewRequest } from '../request.ts';
import { type TermNow, termsNow } from '../terms-now.ts';
import type { ViewDeps } from '../view.ts';
import { counted, onDay } from '../words.ts';

/** The terms that are planned as a whole about now, and a way to have one planned; nothing where no term is near. */
export async function termPlans({ at, today }: Pick<ViewRequest, 'at' | 'today'>, deps: ViewDeps): Promise<ReactNode> {
  const terms = await termsNow(deps.store, today);
  if (terms.length === 0) return null;
  return (
    <>
      <h3>Terms planned as a whole</h3>
      <Rows
        columns={['Term', 'Where it stands', 'Who said when they can', 'Plan', '']}
        rows={terms.map((one) => ({
          key: `${one.year} ${one.term.term}`,
          cells: [
            termTitle(one.term),
            standing(one, at),
            counted(one.answers, 'person', 'people'),
            planOf(one.termPlan),
            <Offers key="commands" offers={offersOn(ON_TERMS, shown(one, at))} row={one.term.term} deps={deps} />,
          ],
        }))}
      />
    </>
  );
}

function standing({ term, termPlan }: TermNow, at: string): string {
  if (termPlan === undefined) {
    const day = dayMonthYear(term.asksOn);
    // On the day itself they may be asked yet: what begins a term is the daily round, and whoever looks may be early.
    return term.asksOn >= londonDate(at)
      ? `Not begun: people are asked on ${day}`
      : `Not begun on ${day}; too few reviews are the usual reason`;
  }
  const { status, openedAt, decidedAt } = termPlan;
  const when = decidedAt === undefined ? '' : ` on ${onDay(decidedAt)}`;
  switch (status) {
    case 'asking':
      return `People are asked since ${onDay(openedAt)}; planned on ${dayMonthYear(term.plansOn)}`;
    case 'planning':
      return 'Being planned';
    case 'planned':
      return 'Waits for your approval';
    case 'approved':
      return `Approved${when}, being put into force`;
    case 'in-force':
      return `In force, approved${when}`;
    case 'left':
      return `Left${when}: each team is formed by itself`;
  }
}

/** Of what the planner says of a plan, as much as is shown. */
const Totals = z.object({ filled: z.int(), seats: z.int(), leadsFilled: z.int(), leadSeats: z.int() });
const InForce = z.object({ leftOut: z.array(z.string()) });

function planOf(termPlan: TermPlan | undefined): string {
  const totals = Totals.safeParse(termPlan?.totals);
  if (termPlan === undefined || !totals.success) return 'none yet';
  const { filled, seats, leadsFilled, leadSeats } = totals.data;
  const inForce = InForce.safeParse(termPlan.inForce);
  const leftOut = inForce.success ? inForce.data.leftOut.length : 0;
  return [
    `plan ${termPlan.plans}: ${filled} of ${counted(seats, 'seat')}`,
    `${leadsFilled} of ${counted(leadSeats, 'lead')}`,
    ...(leftOut > 0 ? [`${counted(leftOut, 'review')} changed meanwhile and left out`] : []),
  ].join(', ');
}

/** What commands are told of a term. */
const shown = ({ year, term, termPlan }: TermNow, at: string): TermShown => ({
  year,
  term,
  at,
  wasPlanned: termPlan !== undefined,
  openTermPlan: termPlan === undefined || isOver(termPlan) ? undefined : termPlan.about,
});
