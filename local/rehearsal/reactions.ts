/** Answers that are not the willing one, by question and by the name that a profile gives them. */

import type { QuestionName } from '../../lambdas/catalogue/all-facts.ts';
import type { FieldValues } from '../people/form.ts';
import type { Reached } from '../people/people.ts';

/** What somebody draws who has a choice to make: one of a list, by the seed, the person and the question. */
export type Draw = <T>(list: readonly T[], what: string) => T | undefined;

type Answer = (reached: Reached, pick: Draw) => FieldValues;

const DECLINES = ['dates', 'workload', 'distance', 'relationship', 'not-this-year'] as const;

/** The days that a page names, 'YYYY-MM-DD', in its order. */
export const datesIn = (html: string): readonly string[] =>
  [...html.replace(/<[^>]+>/g, ' ').matchAll(/(\d{1,2}) ([A-Z][a-z]+) (20\d\d)/g)].flatMap(([, day, month, year]) => {
    const date = new Date(`${day} ${month} ${year} UTC`);
    return Number.isNaN(date.getTime()) ? [] : [date.toISOString().slice(0, 10)];
  });

/** Other days than the offered ones, of those that the page has; or none of them. */
function otherDays({ page, asked }: Reached, pick: Draw): FieldValues {
  const days = page.controls?.find(({ name }) => name === 'proposal')?.options ?? [];
  const reason = `These days do not suit us (round ${asked.round}).`;
  const proposal = pick(
    days.map(({ value }) => value).filter((value) => value !== ''),
    'which days',
  );
  return proposal === undefined || pick(['choose', 'choose', 'others'], 'whether to choose') === 'others'
    ? { decision: 'others', proposal: '', reason }
    : { decision: 'propose', proposal, reason };
}

/** A comment on one line of the report. */
function comment({ page }: Reached, pick: Draw): FieldValues {
  const lines = (page.controls ?? []).filter(({ name }) => name.startsWith('kind.'));
  const { name } = pick(lines, 'line') ?? { name: 'kind.report' };
  const kind = pick(['fact', 'disagree'], 'kind') ?? 'fact';
  return { checked: 'comments', [name]: kind, [name.replace('kind.', 'text.')]: 'This is not as we know it.' };
}

/** Somebody of the team is objected to. */
function object({ page }: Reached, pick: Draw): FieldValues {
  const boxes = (page.controls ?? []).filter(({ name }) => name.startsWith('object-'));
  const { name } = pick(boxes, 'who') ?? { name: 'object-seat-1' };
  const others = Object.fromEntries(boxes.map((box) => [box.name, []]));
  return {
    answer: 'object',
    ...others,
    [name]: ['yes'],
    [name.replace('object-', 'reason-')]: 'We have worked together.',
  };
}

/** Somebody of a team that its head cannot work with goes. */
function takeOut({ page }: Reached, pick: Draw): FieldValues {
  const people = page.controls?.find(({ name }) => name === 'go')?.options ?? [];
  const gone = pick(
    people.map(({ value }) => value),
    'who goes',
  );
  return gone === undefined ? {} : { decision: 'change', reason: '', go: [gone] };
}

const answers: Readonly<Partial<Record<QuestionName, Readonly<Record<string, Answer>>>>> = {
  'sign-agreement': {
    declines: () => ({ decision: 'decline', reason: 'We merge with our neighbour.' }),
  },
  'admit-newcomer': {
    refuses: () => ({ decision: 'refuse', reason: 'There is no room in this year.' }),
  },
  'agree-dates': { proposes: otherDays },
  'settle-dates': { pauses: () => ({ decision: 'pause' }) },
  invite: {
    declines: (_, pick) => ({ answer: 'decline', reason: pick(DECLINES, 'reason') ?? 'dates', text: '' }),
  },
  'fill-seat': {
    goesWithout: ({ page }) => {
      const options = page.controls?.find(({ name }) => name === 'choice')?.options ?? [];
      // Of a lead reviewer there is no such choice.
      return options.some(({ value }) => value === 'go-without')
        ? { choice: 'go-without', reason: 'The team is strong enough.' }
        : {};
    },
  },
  'confirm-team': { objects: object },
  'settle-team': { changes: takeOut },
  'agree-timetable': {
    wantsChanges: () => ({ answer: 'change', changes: 'Please begin on day 2 at 9.30 am: assembly is before.' }),
  },
  'pre-review-call': { notHeld: () => ({ held: 'no', notes: 'The head could not be reached.' }) },
  'confirm-attendance': { cannotCome: () => ({ answer: 'no', reason: 'I am ill.' }) },
  'agree-findings': {
    disagrees: () => ({ answer: 'disagree', disagreement: 'The second point is not what we saw.' }),
  },
  'quality-read': {
    wantsChanges: () => ({ ready: 'changes-wanted', words: 'Please write the context in fewer words.' }),
  },
  'check-facts': { comments: comment },
  'agree-report': { disagrees: ({ asked }) => ({ agreed: 'no', reason: `Not as it stands in round ${asked.round}.` }) },
  'choose-audience': {
    hub: () => ({ audience: 'hub', address: '' }),
    public: () => ({ audience: 'public', address: '' }),
  },
  'change-publication': {
    withdraws: () => ({ audience: 'withdrawn', address: '' }),
    publishes: () => ({ audience: 'public', address: '' }),
  },
  'approve-plan': { leaves: () => ({ decision: 'leave' }) },
  'record-attendance': {
    somebodyMissing: ({ page }) => ({
      came: (page.controls?.find(({ name }) => name === 'came')?.options ?? []).slice(1).map(({ value }) => value),
    }),
  },
};

const byQuestion: ReadonlyMap<string, Readonly<Record<string, Answer>>> = new Map(Object.entries(answers));

/** The names of a question's answers that are not the willing one. */
export const choicesOf = (question: string): readonly string[] => Object.keys(byQuestion.get(question) ?? {});

/** What is sent for one of them, in place of what a willing person sends. */
export const answerOf = (name: string, reached: Reached, pick: Draw): FieldValues =>
  byQuestion.get(reached.asked.question)?.[name]?.(reached, pick) ?? {};
