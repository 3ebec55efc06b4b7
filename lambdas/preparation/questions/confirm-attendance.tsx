import * as z from 'zod';
import { type LastReview, lastReviewsOf, readLastReviewAhead } from '../../documents/last-review.ts';
import { WhatTheLastReviewLeft } from '../../documents/last-review-view.tsx';
import { choice, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { freeSeat } from '../../members/free-seat.ts';
import { hostWords } from '../../members/host-words.ts';
import { hostOf } from '../../members/lineage.ts';
import { CANNOT_COME } from '../../members/reasons.ts';
import { Details, type FormState, InsetText, Reach, Subheading, SummaryList, TypedText } from '../../pages/kit.ts';
import { contactsOf, readContactsAhead } from '../../questions/contacts.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { type Fact, packFacts } from '../../questions/pack.ts';
import { type Preparation, preparationOf } from '../../questions/preparation.ts';
import type { Addressee, Notice, Taken } from '../../questions/question.ts';
import { reachInWords } from '../../questions/reach.ts';
import { centralTeam, clockOf, dueBefore, type ReviewContext, reviewContext } from '../../questions/review-context.ts';
import { takeVisitOut } from '../../questions/visit-calendar.ts';
import type { Seat, Store } from '../../store/store.ts';
import { WhatTheHostSent } from '../components.tsx';
import { MEDIUM } from '../longest.ts';
import { questionFacts } from '../question-facts.ts';
import { tooLate } from '../too-late.ts';
import { visitOf } from '../visit.ts';

const HOST = 'host';

const formOf = (isHost: boolean) =>
  fieldsOf({
    answer: choice({
      legend: 'Will you be there on all three days?',
      what: 'whether you can be there',
      options: [
        { value: 'yes', text: 'Yes, I will be there' },
        {
          value: 'no',
          text: 'No, I cannot come',
          hint: isHost ? 'The central team calls you.' : 'We look for somebody else at once.',
        },
      ],
    }),
    reason: longText({
      label: 'If you cannot come: why?',
      what: 'why you cannot come',
      hint: 'Only the central team sees this.',
      rows: 3,
      max: MEDIUM,
      neededWhen: { answer: 'no' },
    }),
  });

const Answer = z.union([
  z.object({ comes: z.literal(true) }),
  z.object({ comes: z.literal(false), reason: z.string() }),
]);
type Answer = z.infer<typeof Answer>;

/** Sends a person the pack of the visit and asks whether they will be there. */
export const confirmAttendance = defineQuestion(questionFacts, 'confirm-attendance', {
  answer: Answer,
  readAhead: (about, store) => Promise.all([readLastReviewAhead(about, store), readContactsAhead(about, store)]),
  readsWholeReview: true,
  async bind(asked, deps) {
    const atHand = await deps.store.needReviewAtHand(asked.about);
    const { review: ofThis } = atHand;
    const [context, host, lastReviews, contacts] = await Promise.all([
      reviewContext(asked, deps, 'person'),
      deps.store.needMember(hostOf(ofThis)),
      lastReviewsOf(deps.store, ofThis),
      contactsOf(atHand, deps.store),
    ]);
    const { whole, review, settings, addressee } = context;
    const words = hostWords(review);
    const { days, dates } = visitOf(review);
    const preparation = preparationOf(review);
    const isHost = addressee.role === 'host';
    const last = lastReviews(isHost ? 'host' : 'team');
    const facts = packFacts({ host, dates, days, seats: whole.seats, contacts, preparation, words, isHost });
    const seat = whole.seats.find((row) => row.person !== undefined && row.person === asked.subject);
    const seatName = isHost ? HOST : (seat?.seat ?? '');
    return {
      addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).attendance.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      // Its mail is the pack, of which somebody may still make use on the first morning.
      ...tooLate(asked, context, 2),
      mail: () => ({
        subject: isHost
          ? `Your review is near: ${context.title}, ${dates}`
          : `Your visit is near: ${context.title}, ${dates}`,
        firstLine: isHost
          ? `This is how the three days of the review at ${review.hostName} run.`
          : `This is what you need for the three days at ${review.hostName}.`,
        paragraphs: [
          'Please confirm that you will be there, or tell us at once if you cannot.',
          ...(isHost
            ? []
            : [
                'What the host has sent about itself, and what was agreed in the call, is on the page behind the button.',
              ]),
        ],
        facts,
        button: 'Confirm that I will be there',
        whyYou: isHost ? words.whyLeader : 'You are asked because you are in the team of this review.',
      }),
      page: () => ({
        title: 'Will you be there?',
        caption: `${context.title}, ${dates}`,
        binding: true,
        body: (form) => <Body form={form} facts={facts} preparation={preparation} last={last} isHost={isHost} />,
        button: 'Send my answer',
      }),
      read: readBy(formOf(isHost).read, ({ answer, reason }, { at }) => {
        if (answer === 'yes') return comes(seatName, dates, seat?.kind === 'reviewer');
        const taken = isHost
          ? hostCannot(context, reason, centralTeam(deps))
          : cannotCome(deps.store, context, seat, reason, { at, central: centralTeam(deps) });
        return taken;
      }),
      silence: () => ({ outcome: { outcome: 'silent', seat: seatName } }),
      said: ({ comes }) =>
        comes ? `You said that you will be there, on ${dates}.` : `You said that you cannot be there, on ${dates}.`,
      sent: (answer) => ({ fields: answer.comes ? { answer: 'yes' } : { answer: 'no', reason: answer.reason } }),
      since: ({ comes }) =>
        comes && !isHost && seat === undefined
          ? 'You are not in the team any more, so please do not keep these days for it.'
          : undefined,
    };
  },
});

const comes = (seat: string, dates: string, mayNote: boolean): Taken<Answer> => ({
  answer: { comes: true },
  outcome: { outcome: 'confirmed', seat },
  what: 'confirmed attendance',
  effects: () => [],
  thanks: {
    title: 'Thank you',
    paragraphs: [
      `We expect you on ${dates}. If something changes, open the link in our mail again, or write to us at once.`,
      ...(mayNote
        ? [
            'From the first day of the visit you can write a note for the lead reviewer: the same link leads there, and to where the review stands.',
          ]
        : []),
    ],
  },
});

function cannotCome(
  store: Store,
  context: ReviewContext,
  seat: Seat | undefined,
  reason: string,
  to: { readonly at: string; readonly central: Addressee },
): Taken<Answer> {
  return {
    answer: { comes: false, reason },
    // The workflow looks for a replacement for the seat; for somebody who lost theirs meanwhile there is none.
    outcome: seat ? { outcome: 'cannot-come', seat: seat.seat } : { outcome: 'not-in-team', seat: '' },
    what: 'cannot come to the visit',
    effects: () =>
      seat
        ? freeSeat(store, context.whole, seat, { reason: `${CANNOT_COME}: ${reason}`, failed: true, at: to.at })
        : [],
    thanks: {
      title: 'Thank you for telling us at once',
      paragraphs: ['We look for somebody to take your place. The three days are no longer booked in your name.'],
    },
    notices: () =>
      seat
        ? [placeGivenUp(context, seat), told(context, to.central, `cannot-come.${seat.seat}`, left(context, seat))]
        : [],
    conflict: () => ({ sentence: 'Your place in the team has changed meanwhile. Write to us if something is wrong.' }),
  };
}

const left = (context: ReviewContext, { seat, kind }: Seat): Pick<Notice, 'subject' | 'firstLine' | 'paragraphs'> => ({
  subject: `Somebody cannot come: ${context.title}`,
  firstLine: `The ${kind === 'lead' ? 'lead reviewer' : 'team'} of the review of ${context.review.hostName} has changed near the visit.`,
  paragraphs: [
    kind === 'lead'
      ? 'The lead reviewer cannot come. Other lead reviewers are being asked; please look for one as well.'
      : `${inWords(seat)} cannot come. Others are being asked; the team goes with one fewer if nobody can be found.`,
  ],
});

/** 'seat-2' is the second reviewer of the team, for whoever reads of two of them on one day. */
const inWords = (seat: string): string => `Reviewer ${seat.replace('seat-', '')}`;

function placeGivenUp({ review, title, addressee, decision }: ReviewContext, { seat }: Seat): Notice {
  const { dates } = visitOf(review);
  return {
    to: addressee,
    kind: `place-given-up.${review.turn}.${decision?.round ?? 1}.${seat}`,
    subject: `You have given up your place: ${title}`,
    firstLine: `As you told us, you do not go to ${review.hostName} on ${dates}.`,
    paragraphs: [
      'The three days are no longer booked in your name, and this mail takes them out of your calendar.',
      'There is nothing more for you to do. If you can come after all, reply to this mail at once.',
    ],
    whyYou: 'You get this mail because you had a place in the team and told us that you cannot come.',
    calendar: takeVisitOut,
  };
}

function hostCannot(context: ReviewContext, reason: string, central: Addressee): Taken<Answer> {
  const { leader } = hostWords(context.review);
  return {
    answer: { comes: false, reason },
    outcome: { outcome: 'host-cannot', seat: HOST },
    what: `the ${leader} cannot be there`,
    effects: () => [],
    thanks: {
      title: 'Thank you for telling us at once',
      paragraphs: ['The central team will call you to talk about whether the visit can go ahead or has to be moved.'],
    },
    notices: () => [
      told(context, central, 'host-cannot', {
        subject: `The ${leader} cannot be there: ${context.title}`,
        firstLine: `The ${leader} of ${context.review.hostName} cannot be there on the days of the visit.`,
        paragraphs: [
          'The reason is in the record of the review. Please get in touch with the host, and postpone the review if it cannot go ahead.',
        ],
        facts: [{ label: context.addressee.name, value: reachInWords(context.addressee) }],
      }),
    ],
  };
}

const told = (
  { review }: ReviewContext,
  to: Addressee,
  kind: 'host-cannot' | `cannot-come.${string}`,
  text: Pick<Notice, 'subject' | 'firstLine' | 'paragraphs' | 'facts'>,
): Notice => ({
  to,
  kind: `${kind}.${review.turn}`,
  ...text,
  whyYou: 'You get this mail because the central team looks after reviews near their visit.',
});

function Body(props: {
  readonly form: FormState;
  readonly facts: readonly Fact[];
  readonly preparation: Preparation;
  readonly last: LastReview | undefined;
  readonly isHost: boolean;
}) {
  const { form, facts, preparation, last, isHost } = props;
  return (
    <>
      <SummaryList
        rows={facts.map(({ label, value, contact }) => ({
          label,
          value: contact ? <Reach {...contact} /> : <TypedText text={value} />,
        }))}
      />
      <WhatTheLastReviewLeft last={last} reader={isHost ? 'host' : 'team'} />
      {!isHost && (
        <Details summary="What the host has sent">
          <WhatTheHostSent preparation={preparation} />
        </Details>
      )}
      {preparation.call?.held && (
        <>
          <Subheading>What was agreed in the pre-review call</Subheading>
          <InsetText>
            <TypedText text={preparation.call.notes} />
          </InsetText>
        </>
      )}
      {formOf(isHost).showAll(form)}
    </>
  );
}
