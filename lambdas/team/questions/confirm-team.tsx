import * as z from 'zod';
import { longDateRange } from '../../calendar/dates.ts';
import { freeSeat } from '../../members/free-seat.ts';
import { hostWords } from '../../members/host-words.ts';
import { Details, type FormState, inUse, Paragraph, SummaryList, Warning } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { peopleOf } from '../../questions/people.ts';
import type { Addressee, Notice, SentForm, Taken } from '../../questions/question.ts';
import { reachInWords } from '../../questions/reach.ts';
import {
  addresseeOf,
  centralTeam,
  clockOf,
  dueBefore,
  type ReviewContext,
  reviewContext,
} from '../../questions/review-context.ts';
import type { Person, Seat, Store } from '../../store/store.ts';
import { daysOf } from '../host-facts.ts';
import { filledSeats, nameOf, personInWords, roleOf } from '../members-of-team.ts';
import { notNeeded } from '../not-needed.ts';
import { type Objection, objectField, readTeamAnswer, reasonField, TeamAnswer, teamForm } from '../objections.ts';
import { questionFacts } from '../question-facts.ts';
import { byId } from '../team-now.ts';

/** What is kept on its row: which question comes after its last round. */
const Facts = z.object({ leadsTo: z.string().optional() });

/** Asks the host whether it can work with this team. Silence confirms. */
export const confirmTeam = defineQuestion(questionFacts, 'confirm-team', {
  answer: TeamAnswer,
  async readAhead(about, store) {
    const { seats } = await store.needReviewAtHand(about);
    return store.people(filledSeats(seats).flatMap(({ person }) => person ?? []));
  },
  async bind(asked, deps) {
    const filled = filledSeats((await deps.store.needReviewAtHand(asked.about)).seats);
    const [context, members] = await Promise.all([
      reviewContext(asked, deps, 'host'),
      deps.store.people(filled.flatMap(({ person }) => person ?? [])),
    ]);
    const { whole, review, settings } = context;
    const people = byId(members);
    const words = hostWords(review);
    const dates = longDateRange(daysOf(review)[0], daysOf(review)[2]);
    const participants = peopleOf(whole, context.addressee.person);
    const last = asked.round >= questionFacts['confirm-team'].loop.most;
    const { leadsTo } = Facts.parse(context.decision?.facts ?? { leadsTo: asked.leadsTo });
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).confirmTeam.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      ...(leadsTo !== undefined && { facts: { leadsTo } }),
      mail: () => ({
        subject:
          asked.round > 1
            ? `Your review team has changed, please confirm it: ${context.title}`
            : `Please confirm your review team: ${context.title}`,
        firstLine:
          asked.round > 1
            ? `The team for the review of ${review.hostName} has changed and is complete again.`
            : `The team for the review of ${review.hostName} is complete.`,
        paragraphs: ['Please confirm it, or tell us if there is somebody on it who should not review you.'],
        facts: [
          { label: 'Dates', value: dates },
          ...filled.map((seat) => ({ label: roleOf(seat), value: personInWords(seat, people) })),
        ],
        button: 'See the team',
        whyYou: words.whyLeader,
      }),
      page: () => ({
        title: 'Can you work with this team?',
        caption: `${context.title}, ${dates}`,
        binding: true,
        body: (form) => <Body form={form} seats={filled} people={people} host={words.host} round={asked.round} />,
        button: 'Send my answer',
      }),
      read: readBy(
        (fields) => readTeamAnswer(fields, toConfirm(filled, people)),
        (sent, { at }) =>
          sent.confirms
            ? confirmed(participants, words.host)
            : objected(context, sent.objections, {
                people,
                participants,
                last,
                isAskedToSettle: leadsTo !== undefined,
                store: deps.store,
                central: centralTeam(deps),
                at,
              }),
      ),
      silence: () => ({ outcome: { outcome: 'confirmed', people: participants } }),
      sent: (answer) => sentOf(answer, whole.seats),
      said: ({ confirms }) => (confirms ? 'The team was confirmed.' : 'Somebody in the team was objected to.'),
    };
  },
});

const toConfirm = (seats: readonly Seat[], people: ReadonlyMap<string, Person>) =>
  seats.map((row) => ({ seat: row.seat, person: row.person, role: roleOf(row), name: nameOf(row, people) }));

/** Somebody else may be on the seat by now, so that the form is read back with the seats alone. */
function sentOf(answer: TeamAnswer, seats: readonly Seat[]): SentForm {
  if (answer.confirms) return { fields: { answer: 'confirm' } };
  const { objections } = answer;
  const seatOf = (name: string) => seats.find(({ seat }) => seat === name);
  const about = objections.map(({ seat, person }) => {
    const row = seatOf(seat);
    const role = row === undefined ? 'Reviewer' : roleOf(row);
    return { seat, person, role, name: `the ${role.toLowerCase()}` };
  });
  return {
    fields: { answer: 'object', ...Object.fromEntries(objections.map((one) => [reasonField(one.seat), one.reason])) },
    body: (form) => teamForm(about).show(['answer', ...objections.map(({ seat }) => reasonField(seat))], form),
  };
}

type Participants = ReturnType<typeof peopleOf>;

const confirmed = (people: Participants, host: string): Taken<TeamAnswer> => ({
  answer: { confirms: true },
  outcome: { outcome: 'confirmed', people },
  what: 'confirmed the team',
  effects: () => [],
  thanks: {
    title: 'Your team is confirmed',
    paragraphs: [
      `Next we ask you what the team should know about your ${host}, so that it comes prepared.`,
      'You need not do anything before that mail comes.',
    ],
  },
});

function objected(
  context: ReviewContext,
  objections: readonly Objection[],
  team: {
    readonly people: ReadonlyMap<string, Person>;
    readonly participants: Participants;
    readonly last: boolean;
    readonly isAskedToSettle: boolean;
    readonly store: Store;
    readonly central: Addressee;
    readonly at: string;
  },
): Taken<TeamAnswer> {
  const { whole } = context;
  const { people, participants, last, isAskedToSettle, store, central, at } = team;
  const gone = new Set(objections.map(({ seat }) => seat));
  const seats = whole.seats.filter(({ seat }) => gone.has(seat));
  const reasonOf = (seat: Seat) => objections.find((one) => one.seat === seat.seat)?.reason ?? '';
  return {
    answer: { confirms: false, objections: objections.map((one) => ({ ...one })) },
    outcome: { outcome: 'objected', people: last ? participants : participants.filter(({ seat }) => !gone.has(seat)) },
    what: 'objected to somebody in the team',
    effects: () =>
      last
        ? []
        : seats.flatMap((seat) =>
            freeSeat(store, whole, seat, { reason: `The host objected: ${reasonOf(seat)}`, failed: false, at }),
          ),
    thanks: {
      title: 'Thank you for telling us',
      paragraphs: last
        ? ['The central team will talk with you about it in the next days.']
        : ['We look for somebody else and show you the team again. Only the central team sees your reason.'],
    },
    notices: () => {
      if (last) return isAskedToSettle ? [] : [settleWithHost(context, central)];
      return seats.flatMap((seat) => {
        const person = people.get(seat.person ?? '');
        return person ? [notNeeded(context, seat.seat, addresseeOf(person, seat.kind))] : [];
      });
    },
    conflict: () => ({ sentence: 'The team has changed meanwhile. Look at it again, then send your answer.' }),
  };
}

/** What the central team hears of where the machine is of release 0.1.0, which does not ask it. */
function settleWithHost({ review, title, addressee }: ReviewContext, to: Addressee): Notice {
  return {
    to,
    kind: `team-to-settle.${review.turn}`,
    subject: `The host objects to its team once more: ${title}`,
    firstLine: `${review.hostName} has objected to somebody in its team for the third time.`,
    paragraphs: [
      'Nobody was taken out of the team. The reason is in the record of the review. Please talk with the host and settle it.',
    ],
    facts: [{ label: addressee.name, value: reachInWords(addressee) }],
    whyYou: 'You get this mail because the central team settles what cannot be agreed.',
  };
}

function Body(props: {
  readonly form: FormState;
  readonly seats: readonly Seat[];
  readonly people: ReadonlyMap<string, Person>;
  readonly host: 'school' | 'trust';
  readonly round: number;
}) {
  const { form, seats, people, host, round } = props;
  const { most } = questionFacts['confirm-team'].loop;
  const fields = teamForm(toConfirm(seats, people));
  return (
    <>
      <SummaryList rows={seats.map((seat) => ({ label: roleOf(seat), value: personInWords(seat, people) }))} />
      <Paragraph>
        Nobody in the team works in your {host}, has declared a relationship with you, or reviewed you last year. Object
        if there is something else that would keep somebody from reviewing you fairly.
      </Paragraph>
      {round >= most && (
        <Warning>
          {round === most && 'This is the third team. '}If you object again, the central team will talk with you about
          it.
        </Warning>
      )}
      {fields.show('answer', form)}
      <Details
        summary="Whom I object to"
        open={inUse(
          form,
          seats.flatMap(({ seat }) => [objectField(seat), reasonField(seat)]),
        )}
      >
        {seats.map(({ seat }) => (
          <div key={seat}>{fields.show([objectField(seat), reasonField(seat)], form)}</div>
        ))}
      </Details>
    </>
  );
}
