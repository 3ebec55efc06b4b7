import { longDate } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { choice, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { asOfToday } from '../../members/as-of-today.ts';
import { distanceInWords, kilometresBetween } from '../../members/distance.ts';
import { dayPurposes, hostWords } from '../../members/host-words.ts';
import { hostOf } from '../../members/lineage.ts';
import { phaseName } from '../../members/phase.ts';
import { BulletList, type FormState, Paragraph, Subheading, SummaryList } from '../../pages/kit.ts';
import { type Contact, contactsOf } from '../../questions/contacts.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { preparationOf } from '../../questions/preparation.ts';
import type { Answering, Deps, QuestionMail, Taken } from '../../questions/question.ts';
import { centralTeam, type ReviewContext, reviewContext } from '../../questions/review-context.ts';
import type { Decision, Member, Review, Store, WriteItem } from '../../store/store.ts';
import {
  acceptPlace,
  closeInvitation,
  DECLINE_REASONS,
  type DeclineReason,
  declineReasons,
  InviteAnswer,
  type Place,
  reasonInWords,
} from '../accept-place.ts';
import { declareRelationship, inTeamsOfTrust, type PlaceInTrust, placesInTrust } from '../declared-relationship.ts';
import { daysOf } from '../host-facts.ts';
import { callOfNewLead, joined, joinedLate, type PlaceAt } from '../joined-mail.ts';
import { datesOf, roleOf, whereOf } from '../place-words.ts';
import { questionFacts } from '../question-facts.ts';
import { expectedWork } from '../what-is-expected.ts';

const form = fieldsOf({
  answer: choice({
    legend: 'Do you accept this place?',
    what: 'whether you accept this place',
    options: [
      { value: 'accept', text: 'Yes, I accept', hint: 'The three days are then booked in your name.' },
      { value: 'decline', text: 'No, I cannot come', hint: 'We ask somebody else at once.' },
    ],
  }),
  reason: choice({
    legend: 'If you cannot come: why?',
    what: 'why you cannot come',
    hint: 'The central team sees it. It helps us to ask you for what suits you.',
    options: declineReasons.map((reason) => ({ value: reason, text: DECLINE_REASONS[reason] })),
    when: { answer: 'decline' },
  }),
  text: longText({
    label: 'Anything you want to add',
    saysOptional: true,
    what: 'what you want to add',
    missing: 'Enter the reason in a few words',
    rows: 3,
    max: 1000,
    neededWhen: { reason: 'other' },
  }),
});

/** Asks one person whether they take a seat in a team. */
export const invite = defineQuestion(questionFacts, 'invite', {
  answer: InviteAnswer,
  async bind(asked, deps) {
    const hostId = hostOf((await deps.store.needReviewAtHand(asked.about)).review);
    const [context, host] = await Promise.all([reviewContext(asked, deps, 'person'), deps.store.member(hostId)]);
    const { whole, review, settings, addressee } = context;
    const row = await deps.store.needPerson(addressee.person);
    const [person = row] = await asOfToday(deps.store, [row]);
    const employer = person.member === undefined ? undefined : await deps.store.member(person.member);
    const seat = asked.subject ?? '';
    const kind = whole.seats.find((row) => row.seat === seat)?.kind ?? 'reviewer';
    const placement = whole.placements.find(
      (row) => row.turn === asked.turn && row.seat === seat && row.person === person.person,
    );
    const place: Place = {
      review,
      seat,
      kind,
      person,
      givenBy: placement?.organisation,
      organisationName: employer?.name,
      otherSeats: whole.seats.map((row) => row.seat).filter((other) => other !== seat),
    };
    const close = (status: 'declined' | 'conflict' | 'expired', at: string, reason?: string) =>
      closeInvitation(deps.store, place, placement, { status, at, ...(reason !== undefined && { reason }) });
    const facts = factsOf(context, place, host);
    // A lead who steps in finds a call that the one before has agreed; whoever accepts once the others have the pack is sent all of it.
    const hasCall = kind === 'lead' && preparationOf(review).timetable !== undefined;
    const [inTrust, contacts, decisions] = await Promise.all([
      placesInTrust(deps.store, review, person.person, londonDate(asked.at)),
      hasCall || isLate(context, asked.expiresAt) ? contactsOf(whole, deps.store) : [],
      hasCall ? deps.store.decisionsAbout(review.about) : [],
    ]);
    return {
      addressee: { ...addressee, role: kind },
      hostName: review.hostName,
      dueAt: asked.expiresAt,
      urgent: endsOnDay1(review, asked.expiresAt) ? true : undefined,
      reminderSettings: settings,
      breaks: context.breaks,
      mail: () => mailOf(context, place, facts),
      page: () => ({
        title: `Will you be ${roleOf(kind)} on this review?`,
        caption: `${context.title}, ${datesOf(context.review)}`,
        binding: true,
        body: (state) => <Body state={state} context={context} place={place} facts={facts} />,
        button: 'Send my answer',
      }),
      read: readBy(form.read, ({ answer, reason, text }, answering) => {
        const taken =
          answer === 'accept'
            ? accepted(deps.store, context, { ...place, host }, { contacts, decisions }, answering, close)
            : declined(deps, context, place, { reason, text, inTrust }, answering, close);
        return taken;
      }),
      silence: (at) => ({ outcome: { outcome: 'expired' }, effects: () => close('expired', at) }),
      said(given) {
        if (!given.accepts) return 'You said that you cannot come.';
        return given.conflict
          ? 'You accepted, but the place could not be given to you: the days or the place were taken meanwhile.'
          : `You accepted this place, on ${datesOf(context.review)}.`;
      },
      sent: (given) => ({
        fields: given.accepts ? { answer: 'accept' } : { answer: 'decline', reason: given.reason, text: given.text },
      }),
      since: (given) =>
        given.accepts && !given.conflict && ['withdrawn', 'replaced'].includes(placement?.status ?? '')
          ? 'You are not in the team any more, so please do not keep these days for it.'
          : undefined,
    };
  },
});

/** Asked on the eve or on the first morning: there is no time to wait for a mail of the next round, or for a fair time. */
const endsOnDay1 = ({ day1 }: Review, expiresAt: string): boolean => londonDate(expiresAt) === day1;

type Close = (status: 'declined' | 'conflict' | 'expired', at: string, reason?: string) => readonly WriteItem[];

function factsOf(context: ReviewContext, { kind, person }: Place, host: Member | undefined) {
  const { review, settings } = context;
  const kilometres = host && kilometresBetween(host, person);
  const where = whereOf(review, host);
  return [
    { label: 'Dates', value: datesOf(context.review) },
    // Of a trust nobody knows yet in which of its schools the days begin; the pack says it.
    ...(where === review.hostName ? [] : [{ label: 'Where', value: where }]),
    ...(review.phase === undefined ? [] : [{ label: 'Phase', value: phaseName[review.phase] }]),
    ...(kilometres === undefined
      ? []
      : [{ label: 'Distance', value: `${distanceInWords(kilometres)} as the crow flies` }]),
    { label: 'Your role', value: kind === 'lead' ? 'Lead reviewer' : 'Reviewer' },
    { label: 'Programme', value: `${settings.name} (${settings.programme})` },
  ];
}

function mailOf(
  context: ReviewContext,
  { kind }: Place,
  facts: readonly { label: string; value: string }[],
): QuestionMail {
  return {
    subject: `Will you be ${roleOf(kind)}? ${context.title}, ${datesOf(context.review)}`,
    firstLine: `We would like you to be ${roleOf(kind)} on the review of ${context.review.hostName}.`,
    paragraphs: [
      'Please accept or decline, even if you cannot come: when we hear from you we can ask somebody else at once.',
      expectedWork(kind, context.settings),
    ],
    facts,
    button: 'Accept or decline',
    whyYou:
      kind === 'lead'
        ? 'You are asked because you are one of our lead reviewers.'
        : 'You are asked because you are a trained reviewer of the partnership.',
  };
}

function Body(props: {
  readonly state: FormState;
  readonly context: ReviewContext;
  readonly place: Place;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}) {
  const { state, context, place, facts } = props;
  const words = hostWords(context.review);
  return (
    <>
      <SummaryList rows={facts} />
      <Subheading>What the three days are for</Subheading>
      <BulletList
        items={daysOf(context.review).map((day, index) => `${longDate(day)}: ${dayPurposes(words)[index] ?? ''}`)}
      />
      <Subheading>What we ask of you</Subheading>
      <Paragraph>{expectedWork(place.kind, context.settings)}</Paragraph>
      {form.showAll(state)}
    </>
  );
}

function accepted(
  store: Store,
  context: ReviewContext,
  place: PlaceAt,
  known: { readonly contacts: readonly Contact[]; readonly decisions: readonly Decision[] },
  answering: Answering,
  close: Close,
): Taken<InviteAnswer> {
  const dates = datesOf(context.review);
  const pack = context.settings.preparation.attendanceAskedWorkingDaysBefore;
  return {
    answer: { accepts: true, conflict: false },
    outcome: { outcome: 'accepted' },
    what: 'accepted a place in the team',
    effects: () => acceptPlace(store, place, answering.at),
    thanks: {
      title: 'You are in the team',
      paragraphs: [
        `${dates} are booked in your name. Please keep all three days free.`,
        `About ${pack} working days before the visit you get a pack with the timetable, the address and who comes.`,
        'If you can no longer come, open the link in our mail again: until the visit begins, a button there gives your place back.',
      ],
    },
    notices: () => [
      isLate(context, answering.at) ? joinedLate(context, place, known.contacts) : joined(context, place, pack),
      ...callOfNewLead(context, place, known, answering.at),
    ],
    conflict: () => ({
      answer: { accepts: true, conflict: true },
      outcome: { outcome: 'conflict' },
      what: 'accepted a place, but the days or the place were taken',
      effects: () => close('conflict', answering.at),
      thanks: {
        title: 'The days are taken',
        paragraphs: [
          'Thank you for accepting. Meanwhile you were booked for another review on one of these days, or somebody else took the place, so we could not give it to you.',
          `You need not keep ${dates} free for ${context.review.hostName}. We ask somebody else for it.`,
        ],
      },
    }),
  };
}

/** From then on everybody else has the pack already. */
const isLate = ({ review }: ReviewContext, at: string): boolean => {
  const clock = review.clock as { readonly attendance?: { readonly opens: string } } | undefined;
  return clock?.attendance !== undefined && at >= clock.attendance.opens;
};

function declined(
  deps: Deps,
  context: ReviewContext,
  place: Place,
  {
    inTrust,
    ...why
  }: { readonly reason: DeclineReason; readonly text: string; readonly inTrust: readonly PlaceInTrust[] },
  answering: Answering,
  close: Close,
): Taken<InviteAnswer> {
  const { review } = context;
  // Some days lie between the question and its answer, and where they have been nobody can replace them.
  const toCome = inTrust.filter(({ day1 }) => day1 >= londonDate(answering.at));
  return {
    answer: { accepts: false, ...why },
    outcome: { outcome: 'declined' },
    what: 'declined a place in the team',
    effects: () => [
      ...close('declined', answering.at, reasonInWords(why.reason, why.text)),
      ...(why.reason === 'relationship' ? [declareRelationship(deps.store, place)] : []),
    ],
    ...(why.reason === 'relationship' &&
      toCome.length > 0 && { notices: () => [inTeamsOfTrust(context, place, toCome, centralTeam(deps))] }),
    thanks: {
      title: 'Thank you for telling us',
      paragraphs: [
        `We ask somebody else to go to ${review.hostName}. You need not do anything.`,
        ...(why.reason === 'relationship' ? ['We have noted it and will not ask you for this host again.'] : []),
        ...(why.reason === 'not-this-year'
          ? ['The central team sees this and will talk with you about when to ask you again.']
          : []),
      ],
    },
  };
}
