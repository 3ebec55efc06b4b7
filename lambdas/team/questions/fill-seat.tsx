import * as z from 'zod';
import { longDateRange } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import type { BoundQuestion, JsonValue, Question, Taken } from '../../decisions/question.ts';
import { reviewContext } from '../../decisions/review-context.ts';
import {
  BulletList,
  Details,
  type FormState,
  oneOf,
  Paragraph,
  parseForm,
  Radios,
  Select,
  SummaryList,
  Table,
  TextArea,
  textField,
} from '../../pages/kit.ts';
import type { Person, Placement, Seat, Store, WriteItem } from '../../store/store.ts';
import { NotInTable } from '../../store/store.ts';
import { distanceInWords } from '../distance.ts';
import { daysOf } from '../host-facts.ts';
import { openSearch } from '../rank-pool.ts';
import { shortlistOf, withNamed } from '../shortlists.ts';
import { byId, placementsAsked } from '../team-now.ts';
import { type Option, WhoElse, whoElse } from '../who-else.ts';

type Answer =
  | { readonly choice: 'named'; readonly person: string; readonly reason: string }
  | { readonly choice: 'go-without'; readonly reason: string };

const seatName = (seat: Pick<Seat, 'seat' | 'kind'>): string =>
  seat.kind === 'lead' ? 'the lead reviewer' : `reviewer ${seat.seat.replace('seat-', '')}`;

const statusInWords: Readonly<Record<Placement['status'], string>> = {
  planned: 'planned, not asked yet',
  invited: 'asked',
  accepted: 'accepted',
  declined: 'declined',
  conflict: 'accepted, but was booked elsewhere',
  expired: 'did not answer',
  withdrawn: 'was taken out',
  replaced: 'was replaced',
  done: 'went',
};

/** Asks the central team to name somebody for a seat that found nobody, or to let the team go without. */
export const fillSeat: Question = {
  name: 'fill-seat',
  stage: 'team',
  async bind(asked, desk): Promise<BoundQuestion> {
    const context = await reviewContext(asked, desk, 'central-team');
    const { whole, review, settings, decision } = context;
    const seat = whole.seats.find((row) => row.seat === asked.subject);
    if (!seat) throw new NotInTable(`seat of ${asked.about}`, asked.subject ?? '');
    // What was found when the question was asked is kept with it: its options are what an answer is checked against.
    const found = decision?.facts
      ? WhoElse.parse(decision.facts)
      : await whoElse(desk.store, await openSearch(desk.store, whole), seat);
    const people = byId(await desk.store.people(found.options.map(({ person }) => person)));
    const tried = placementsAsked(whole).filter((row) => row.seat === seat.seat);
    const [first, , last] = daysOf(review);
    const name = seatName(seat);
    const silent = 'Nobody could be found in time.';
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: asked.expiresAt,
      reminders: 'fill-seat',
      reminderSettings: settings,
      breaks: context.breaks,
      facts: found as unknown as JsonValue,
      mail: () => ({
        subject: `Nobody found for ${name}${asked.round > 1 ? ' after all' : ''}: ${context.title}`,
        firstLine: `Nobody who was asked can be ${name} on the review of ${review.hostName}.`,
        paragraphs: [
          seat.kind === 'lead'
            ? 'Please name somebody to be asked next. The review cannot go ahead without a lead reviewer: if nobody is found by the first day, it is paused.'
            : 'Please name somebody to be asked next, or let the team go with one fewer.',
        ],
        facts: [
          { label: 'Visit', value: longDateRange(first, last) },
          { label: 'Asked so far', value: String(tried.length) },
          { label: 'People who could be named', value: String(found.options.length) },
        ],
        button: 'Fill the seat',
        whyYou: 'You are asked because the central team looks after seats that find nobody.',
      }),
      page: () => ({
        title: `Who should be asked to be ${name}?`,
        caption: `${context.title}, ${longDateRange(first, last)}`,
        binding: true,
        body: (form) => <Body form={form} seat={seat} found={found} people={people} tried={tried} />,
        button: 'Send',
      }),
      read(fields) {
        const form = parseForm(formOf(seat, found.options), fields);
        if (!form.ok) return form;
        const { choice, person, reason } = form.value;
        const answer: Answer = choice === 'named' ? { choice, person, reason } : { choice, reason };
        return { ok: true, taken: taken(desk.store, seat, review.turn, answer, found.options) };
      },
      silence: (at) =>
        seat.kind === 'lead'
          ? leadMissing(desk.store, review.about, londonDate(at) >= first)
          : {
              outcome: { outcome: 'go-without' },
              effects: () => (seat.status === 'open' ? [leaveEmpty(desk.store, seat, silent)] : []),
            },
      said: (answer) =>
        (answer as unknown as Answer).choice === 'named'
          ? 'Somebody was named and asked.'
          : 'The team goes with one fewer.',
    };
  },
};

function formOf(seat: Seat, options: readonly Option[]) {
  const ids = options.map(({ person }) => person);
  const choices = seat.kind === 'lead' ? (['named'] as const) : (['named', 'go-without'] as const);
  return z
    .object({
      choice: oneOf(choices, { label: 'what should happen with this seat' }),
      person: textField({ label: 'who should be asked', optional: true }),
      reason: textField({ label: 'the reason', optional: true, max: 500 }),
    })
    .superRefine(({ choice, person, reason }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (choice === 'go-without' && reason === '') {
        refuse('reason', 'Enter why the team goes with one fewer');
      }
      if (choice !== 'named') return;
      if (!ids.includes(person)) refuse('person', 'Select who should be asked');
      else if (options.some((option) => option.person === person && option.sameHub) && reason === '') {
        refuse('reason', 'Enter why somebody of the same hub may go');
      }
    });
}

function taken(store: Store, seat: Seat, turn: number, answer: Answer, options: readonly Option[]): Taken {
  if (answer.choice === 'go-without') {
    return {
      answer: { ...answer },
      outcome: { outcome: 'go-without' },
      what: 'let the team go with one fewer',
      effects: () => [leaveEmpty(store, seat, answer.reason)],
      thanks: { title: 'The team goes with one fewer', paragraphs: ['The other seats stay as they are.'] },
    };
  }
  const sameHubAllowed = options.some((option) => option.person === answer.person && option.sameHub);
  const shortlist = withNamed(shortlistOf(seat, turn), turn, { person: answer.person, sameHubAllowed });
  return {
    answer: { ...answer },
    outcome: { outcome: 'named' },
    what: sameHubAllowed ? `named somebody of the same hub: ${answer.reason}` : 'named somebody to be asked',
    effects: () => [
      store.rows.seat
        .patch({ about: seat.about, seat: seat.seat })
        .set({ shortlist })
        .where(({ status }, { eq }) => eq(status, 'open'))
        .commit(),
    ],
    thanks: {
      title: 'They will be asked now',
      paragraphs: ['You are asked again if they cannot come and nobody else is left.'],
    },
    conflict: () => ({ sentence: 'This seat has been filled meanwhile.' }),
  };
}

/**
 * No team goes without its lead: the workflow looks for candidates again and so comes back to this question, until the
 * visit would begin. Then the review is paused, and the central team takes it up when there is a lead.
 */
const leadMissing = (store: Store, about: string, visitBegins: boolean): ReturnType<BoundQuestion['silence']> =>
  visitBegins
    ? {
        outcome: { outcome: 'no-lead' },
        effects: () => [store.rows.review.patch({ about }).set({ status: 'paused' }).commit()],
      }
    : { outcome: { outcome: 'named' } };

const leaveEmpty = (store: Store, seat: Seat, reason: string): WriteItem =>
  store.rows.seat.patch({ about: seat.about, seat: seat.seat }).set({ status: 'unfilled', reason }).commit();

function Body(props: {
  readonly form: FormState;
  readonly seat: Seat;
  readonly found: WhoElse;
  readonly people: ReadonlyMap<string, Person>;
  readonly tried: readonly Placement[];
}) {
  const { form, seat, found, people, tried } = props;
  return (
    <>
      {seat.reason !== undefined && <SummaryList rows={[{ label: 'Why the seat is open', value: seat.reason }]} />}
      {tried.length > 0 && (
        <Details summary={`Who was asked so far (${tried.length})`}>
          <Table
            caption="Who was asked"
            columns={['Name', 'What became of it', 'Reason']}
            rows={tried.map((row) => [row.personName, statusInWords[row.status], row.reason ?? ''])}
          />
        </Details>
      )}
      <Details summary={`Why others cannot go (${found.pool} people looked at)`}>
        <BulletList items={found.reasons.map(({ reason, count }) => `${count}: ${reason}`)} />
      </Details>
      {found.options.length === 0 && (
        <Paragraph>
          Nobody keeps all the rules for this review. Find somebody who can be trained or whose dates can change.
        </Paragraph>
      )}
      <Radios
        form={form}
        name="choice"
        legend="What should happen with this seat?"
        options={[
          { value: 'named', text: 'Ask the person chosen below' },
          ...(seat.kind === 'lead' ? [] : [{ value: 'go-without', text: 'Go with one fewer' }]),
        ]}
      />
      <Select
        form={form}
        name="person"
        label="Who should be asked?"
        hint="The nearest first. Distances may be longer than they said they would travel."
        options={found.options.map((option) => ({
          value: option.person,
          text: inWords(option, people.get(option.person)),
        }))}
      />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Needed when the team goes with one fewer, or when you name somebody of the same hub."
        rows={2}
        maxLength={500}
      />
    </>
  );
}

function inWords(option: Option, person: Person | undefined): string {
  const notes = [
    distanceInWords(option.km),
    ...(option.tooFar ? ['farther than they would travel'] : []),
    ...(option.sameHub ? ['same hub: a reason is needed'] : []),
    ...(option.askedBefore ? ['was asked, did not answer'] : []),
  ];
  return `${person?.name ?? 'Name not known'} (${notes.join('; ')})`;
}
