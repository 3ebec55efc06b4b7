import { longDateRange } from '../../calendar/dates.ts';
import { londonDate, londonInstant } from '../../calendar/london.ts';
import { addWorkingDays, workingDaysBetween, workingInstantAtOrAfter } from '../../calendar/working-days.ts';
import { freeSeat } from '../../members/free-seat.ts';
import { type HostWords, hostWords } from '../../members/host-words.ts';
import { ownerToday } from '../../members/lineage.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { pauseReview } from '../../questions/pause-review.ts';
import type { Asked, Notice, QuestionMail, QuestionPage, Taken } from '../../questions/question.ts';
import { reachInWords } from '../../questions/reach.ts';
import { addresseeOf, dueBefore, type ReviewContext, reviewContext } from '../../questions/review-context.ts';
import type { Decision, Person, Seat, Store } from '../../store/store.ts';
import { daysOf } from '../host-facts.ts';
import { filledSeats, nameOf, roleOf } from '../members-of-team.ts';
import { notNeeded } from '../not-needed.ts';
import { type Objection, SettledAnswer, TeamAnswer } from '../objections.ts';
import { questionFacts } from '../question-facts.ts';
import { formOf, membersOf, SettleTeamBody } from '../settle-team-page.tsx';
import { byId } from '../team-now.ts';

/** A team that waits to be settled, with everybody that it is about. */
interface Team {
  readonly seats: readonly Seat[];
  /** What the head wrote last, be they still in the team or not. */
  readonly objections: readonly Objection[];
  readonly people: ReadonlyMap<string, Person>;
  /** Whoever objected, and whoever leads the host today. */
  readonly objector: Person | undefined;
  readonly head: Person | undefined;
  readonly words: HostWords;
}

/**
 * Asks the central team to settle a team to which its head has objected in the last round, too: it stands, or somebody goes. Where
 * whoever was objected to has left it by another way, there is nothing to ask, and the head is shown the new team.
 */
export const settleTeam = defineQuestion(questionFacts, 'settle-team', {
  answer: SettledAnswer,
  readsWholeReview: true,
  async bind(asked, deps) {
    const context = await reviewContext(asked, deps, 'central-team');
    const team = await teamToSettle(asked, context, deps.store);
    const { review, settings, breaks } = context;
    const { seats, objections, people, words } = team;
    const [first] = daysOf(review);
    const form = formOf(membersOf(seats, objections, people), words.leader);
    const { confirmWorkingDays } = settings.team;
    const due = addWorkingDays(londonDate(asked.at), confirmWorkingDays, breaks);
    // Its mail goes with the next morning where it is asked at night or on a weekend.
    const heardOn = londonDate(workingInstantAtOrAfter(asked.at));
    const left = Math.floor(workingDaysBetween(heardOn, first, breaks) / 2);
    const isOver = objections.length > 0 && !objections.some(({ person }) => isIn(seats, person));
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(londonInstant(due, settings.times.due), asked),
      // Near the visit half of the days that are left, so that there are some for what follows.
      ...(left > 0 && { leastWorkingDays: Math.min(confirmWorkingDays, left) }),
      reminderSettings: settings,
      breaks,
      ...(isOver && { nothingToAsk: 'whoever was objected to is not in the team any more' }),
      mail: () => mail(asked, context, team),
      page: () => page(context, team, form),
      read: readBy(form.read, (sent, { at }) =>
        sent.decision === 'stand'
          ? stands(context, team, sent.reason)
          : changed(context, team, sent.go, deps.store, at),
      ),
      silence: () =>
        isOver
          ? { outcome: { outcome: 'withdrawn' } }
          : { outcome: { outcome: 'paused' }, effects: () => pauseReview(deps.store, review.about) },
      said: ({ decision }) =>
        decision === 'stand' ? 'The team stands as it was.' : 'Somebody was taken out of the team.',
      sent: (answer) => ({
        fields: answer.decision === 'stand' ? { decision: answer.decision, reason: answer.reason } : { ...answer },
        body: (state) =>
          formThen(answer, team).show(['decision', answer.decision === 'stand' ? 'reason' : 'go'], state),
      }),
    };
  },
});

const isIn = (seats: readonly Seat[], id: string): boolean => seats.some(({ person }) => person === id);

/** Three requests at most: the review is at hand, and everybody comes in one batch once it is known who leads the host. */
async function teamToSettle(asked: Asked, context: ReviewContext, store: Store): Promise<Team> {
  const { review, decision } = context;
  const [{ decisions, seats: all }, owner] = await Promise.all([
    store.needWholeReview(asked.about),
    ownerToday(store, review),
  ]);
  const seats = filledSeats(all);
  const objection = decisions.find((row) => isObjectionBefore(asked, row));
  const said = TeamAnswer.safeParse(objection?.answer).data;
  const objections = said?.confirms === false ? said.objections : [];
  const kept = SettledAnswer.safeParse(decision?.answer).data;
  const ids = [
    ...seats.flatMap(({ person }) => person ?? []),
    ...objections.map(({ person }) => person),
    ...(kept?.decision === 'change' ? kept.go : []),
    ...[objection?.person, owner?.head].filter((id) => id !== undefined),
  ];
  const people = byId(await store.people([...new Set(ids)]));
  const head = people.get(owner?.head ?? '');
  return {
    ...{ seats, objections, people, head, words: hostWords(review) },
    objector: people.get(objection?.person ?? '') ?? head,
  };
}

/** The answer of the head by which the workflow came to a question. */
const isObjectionBefore = ({ turn, round }: Asked, row: Decision): boolean =>
  row.question === 'confirm-team' && row.turn === turn && row.round === round && row.status === 'answered';

/** The form with those whom an answer names, who may have left the team by it. */
function formThen(answer: SettledAnswer, { people, words }: Team) {
  const gone = answer.decision === 'change' ? answer.go : [];
  const members = gone.map((person) => ({
    person,
    name: people.get(person)?.name ?? 'somebody whose name is not known',
    isObjectedTo: false,
  }));
  return formOf(members, words.leader);
}

/** The head's reasons are about single people, so they are on the page alone. */
function mail({ round }: Asked, { review, title }: ReviewContext, team: Team): QuestionMail {
  const { seats, objections, people, objector, words } = team;
  const [first, , last] = daysOf(review);
  const often = round === questionFacts['confirm-team'].loop.most ? 'for the third time' : 'once more';
  const against = seats.filter(({ person }) => objections.some((one) => one.person === person));
  return {
    subject: `Please settle the team: ${title}`,
    firstLine: `${review.hostName} has objected to somebody in its team ${often}.`,
    paragraphs: [
      `Nobody was taken out of the team. Please talk with the ${words.leader}; then say whether the team stands, or who goes. The page has the reasons.`,
      'Until you answer, nothing else is asked for this review.',
    ],
    facts: [
      { label: 'Visit', value: longDateRange(first, last) },
      ...(objector ? [{ label: objector.name, value: reachInWords(objector) }] : []),
      ...against.map((seat) => ({
        label: 'Objected to',
        value: `${nameOf(seat, people)} (${roleOf(seat).toLowerCase()})`,
      })),
    ],
    button: 'Settle the team',
    whyYou: 'You are asked because the central team settles what host and network could not agree.',
  };
}

function page({ review, title }: ReviewContext, team: Team, fields: ReturnType<typeof formOf>): QuestionPage {
  const { seats, objections, people, objector } = team;
  const [first, , last] = daysOf(review);
  const objectedBy = {
    label: 'Who objected',
    value: objector ? `${objector.name}, ${reachInWords(objector)}` : 'not known',
  };
  return {
    title: 'Does this team stand?',
    caption: `${title}, ${longDateRange(first, last)}`,
    button: 'Save',
    binding: true,
    body: (form) => (
      <SettleTeamBody
        form={form}
        fields={fields}
        objectedBy={objectedBy}
        objections={objections}
        seats={seats}
        people={people}
      />
    ),
  };
}

function stands(
  context: ReviewContext,
  { head, objector, objections, words }: Team,
  reason: string,
): Taken<SettledAnswer> {
  const told = [head, objector].find((one) => one !== undefined && one.left !== true);
  return {
    answer: { decision: 'stand', reason, objectedTo: objections.map(({ person }) => person) },
    outcome: { outcome: 'stands' },
    what: 'let the team stand',
    effects: () => [],
    notices: () => (told ? [teamStands(context, told, words, reason)] : []),
    thanks: {
      title: 'The team stands',
      paragraphs: [
        told
          ? `The ${words.leader} is told, with your reason, and asked next for what the team should know.`
          : `The ${words.leader} has left, so nobody is told. Name who follows: they are asked next for what the team should know.`,
      ],
    },
  };
}

function teamStands(
  { review, title, decision }: ReviewContext,
  head: Person,
  { leader }: HostWords,
  reason: string,
): Notice {
  const [first, , last] = daysOf(review);
  return {
    to: addresseeOf(head, 'host', review.hub),
    kind: `team-stands.${review.turn}.${decision?.round ?? 1}`,
    subject: `Your review team stays as it is: ${title}`,
    firstLine: `The team for the review of ${review.hostName} stays as it is.`,
    paragraphs: [
      'The central team has looked at what you wrote about it, and says below why it decided so. You need not confirm the team.',
      'We ask you next what it should know, so that it comes prepared.',
    ],
    facts: [
      { label: 'Why', value: reason },
      { label: 'Dates', value: longDateRange(first, last) },
    ],
    whyYou: `You get this mail because you are the ${leader} of ${review.hostName}.`,
  };
}

function changed(
  context: ReviewContext,
  { seats, objections, people, words }: Team,
  go: readonly string[],
  store: Store,
  at: string,
): Taken<SettledAnswer> {
  const leaving = seats.filter(({ person }) => person !== undefined && go.includes(person));
  const reasonOf = (seat: Seat): string => {
    const objection = objections.find(({ person }) => person === seat.person);
    return objection ? `The host objected: ${objection.reason}` : 'Taken out by the central team after an objection';
  };
  return {
    answer: { decision: 'change', go: [...go] },
    outcome: { outcome: 'changed' },
    what: 'took somebody out of the team after an objection',
    effects: () =>
      leaving.flatMap((seat) => freeSeat(store, context.whole, seat, { reason: reasonOf(seat), failed: false, at })),
    notices: () =>
      leaving.flatMap((seat) => {
        const person = people.get(seat.person ?? '');
        return person ? [notNeeded(context, seat.seat, addresseeOf(person, seat.kind))] : [];
      }),
    thanks: {
      title: 'They are told now',
      paragraphs: [`Somebody else is looked for, and then the ${words.leader} is asked to confirm the new team.`],
    },
    conflict: () => ({ sentence: 'The team has changed meanwhile. Look at it again, then save once more.' }),
  };
}
