import type { ReactNode } from 'react';
import { type LastReview, lastReviewOf, readLastReviewAhead } from '../../documents/last-review.ts';
import { WhatTheLastReviewLeft } from '../../documents/last-review-view.tsx';
import { choice, longText, onlyIf, telephone, text } from '../../forms/fields.tsx';
import { type AnswerOf, fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { ownerToday } from '../../members/lineage.ts';
import { officeTelephone, whereOfficeTelephoneIsFrom } from '../../members/telephones.ts';
import { type FormFields, Paragraph, Warning } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import { keepPreparation, Preparation, preparationOf, SAVED_MEANWHILE } from '../../questions/preparation.ts';
import type { FormPart } from '../../questions/question.ts';
import { clockOf, dueBefore, reviewContext } from '../../questions/review-context.ts';
import type { Framework } from '../../settings/framework.ts';
import type { Member, Store, WriteItem } from '../../store/store.ts';
import { LONG, LONG_BYTES, MEDIUM, MEDIUM_BYTES, SHORT } from '../longest.ts';
import { questionFacts } from '../question-facts.ts';
import { tooLate } from '../too-late.ts';

/**
 * The area of excellence and the focus challenge are asked only where the framework has them.
 *
 * @param host 'school' or 'trust'.
 * @param owner whose office has a telephone.
 * @param kept the fields that begin with what the host wrote last year, which is said beside each.
 */
const formOf = (
  host: string,
  { areaOfExcellence: hasArea, focusChallenge: hasChallenge, headings }: Framework,
  owner: Member | undefined,
  kept: FormFields,
) => {
  const hintOf = (field: string, hint: string): string =>
    field in kept ? `From last year’s form: please correct it. ${hint}` : hint;
  return fieldsOf({
    ...onlyIf(hasChallenge, {
      'focus-challenge': longText({
        label: 'Your focus challenge',
        what: 'your focus challenge',
        hint: 'What do you want the team to look at together with you? There is no model for it and no judgement of it.',
        rows: 6,
        max: LONG,
        maxBytes: LONG_BYTES,
      }),
    }),
    context: longText({
      label: `The context of your ${host}`,
      what: `the context of the ${host}`,
      hint: hintOf('context', 'Who you serve, what has changed lately.'),
      rows: 6,
      max: LONG,
      maxBytes: LONG_BYTES,
    }),
    'self-evaluation': longText({
      label: 'Your self-evaluation in short',
      what: 'your self-evaluation in short',
      hint: headings.map(({ title }) => title).join('; '),
      rows: 8,
      max: LONG,
      maxBytes: LONG_BYTES,
    }),
    priorities: longText({
      label: 'Your priorities this year',
      what: 'your priorities',
      rows: 6,
      max: LONG,
      maxBytes: LONG_BYTES,
    }),
    'visitors-should-know': longText({
      label: 'What visitors should know',
      what: 'what visitors should know',
      hint: 'A building site, a day with an event, a subject that is taught by supply teachers.',
      optional: true,
      saysOptional: true,
      rows: 3,
      max: MEDIUM,
      maxBytes: MEDIUM_BYTES,
    }),
    'safeguarding-role': text({
      label: 'Who is the safeguarding contact during the visit?',
      what: 'the role of your safeguarding contact',
      hint: hintOf('safeguarding-role', 'The role, not the name: ‘designated safeguarding lead’.'),
      max: SHORT,
    }),
    arrival: longText({
      label: 'Where and when do visitors arrive?',
      what: 'where visitors arrive',
      hint: hintOf('arrival', 'Entrance, parking, when the building opens, what they have to bring to be let in.'),
      rows: 3,
      max: MEDIUM,
      maxBytes: MEDIUM_BYTES,
    }),
    telephone: telephone({
      label: `The telephone number of your ${host}’s office`,
      what: 'the number of your office',
      hint: `For the days of the visit: the team and the central team see it, and it is kept as your ${host}’s number. ${owner ? whereOfficeTelephoneIsFrom(owner) : ''}`,
      sample: '01632 960123',
    }),
    'last-inspection': text({
      label: 'Your last inspection',
      what: 'your last inspection',
      hint: hintOf(
        'last-inspection',
        'When it was, and what it found, in the words of its own framework. It stands on the cover of the report.',
      ),
      optional: true,
      saysOptional: true,
      max: SHORT,
    }),
    ...onlyIf(hasArea, {
      area: choice({
        legend: 'Do you put an area of excellence forward?',
        what: 'whether you put an area of excellence forward',
        options: [
          { value: 'yes', text: 'Yes', hint: 'Fill in the four fields below.' },
          { value: 'no', text: 'No' },
        ],
      }),
      'area-title': text({
        label: 'Its title',
        what: 'the title of the area of excellence',
        max: SHORT,
        when: { area: 'yes' },
      }),
      'area-why': longText({
        label: 'Why it is excellent',
        what: 'why it is excellent',
        rows: 5,
        max: LONG,
        maxBytes: LONG_BYTES,
        when: { area: 'yes' },
      }),
      'area-evidence': longText({
        label: 'The evidence',
        what: 'the evidence',
        rows: 5,
        max: LONG,
        maxBytes: LONG_BYTES,
        when: { area: 'yes' },
      }),
      'area-contact-role': text({
        label: 'Whom others can contact',
        what: 'the role of the person to contact',
        hint: 'The role, not the name: ‘leader of mathematics’.',
        max: SHORT,
        when: { area: 'yes' },
      }),
    }),
  });
};

/** Asks the host for what the team needs to know beforehand. */
export const informationForm = defineQuestion(questionFacts, 'information-form', {
  answer: anyAnswer,
  readAhead: readLastReviewAhead,
  async bind(asked, deps) {
    const { review: ofThis } = await deps.store.needReviewAtHand(asked.about);
    const [context, last, owner] = await Promise.all([
      reviewContext(asked, deps, 'host'),
      lastReviewOf(deps.store, ofThis, 'host'),
      ownerToday(deps.store, ofThis),
    ]);
    const office = owner && officeTelephone(owner);
    const { review, settings } = context;
    const { framework } = settings.report;
    const words = hostWords(review);
    const typed = typedBefore(preparationOf(review));
    const kept = Object.keys(typed).length > 0 ? {} : fromLastYear(last);
    const form = formOf(words.host, framework, owner, kept);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).informationForm.due, asked),
      reminderSettings: settings,
      breaks: context.breaks,
      ...tooLate(asked, context),
      mail: () => ({
        subject: `Please tell the team about your ${words.host}: ${context.title}`,
        firstLine: `The team needs to know a few things about ${review.hostName} before it comes.`,
        paragraphs: [
          `It has a few short sections, each saved by itself: the context of the ${words.host}, your self-evaluation in short, your priorities, and where visitors arrive.`,
          framework.focusChallenge
            ? 'Please say there which challenge you want the review to look at.'
            : 'You need not write anything new: what you have in your own plans will do.',
          ...(framework.areaOfExcellence ? ['You can also put an area of excellence forward there.'] : []),
        ],
        button: 'Fill in the form',
        whyYou: words.whyLeader,
      }),
      page: () => ({
        title: `What should the team know about your ${words.host}?`,
        caption: context.title,
        binding: true,
        longForm: true,
        opening: (
          <>
            <RolesNotNames />
            <WhatTheLastReviewLeft last={last} reader="host" open />
          </>
        ),
        parts: partsOf(form, framework, words.host),
        body: (state) => form.showAll(state),
        button: 'Send to the team',
        values: { ...(office !== undefined && { telephone: office }), ...kept, ...typed },
      }),
      read: readBy(form.read, (sent) => {
        const entries = entriesOf(sent);
        return {
          answer: { ...entries, telephone: sent.telephone },
          outcome: { outcome: 'submitted' },
          what: 'sent the information form',
          effects: () => [
            keepPreparation(deps.store, review, entries),
            ...numberKept(sent.telephone, owner, deps.store),
          ],
          thanks: {
            title: 'Your information is with the team',
            paragraphs: [
              'The lead reviewer now proposes a timetable for the three days, which you can agree or change.',
            ],
          },
          conflict: () => SAVED_MEANWHILE,
        };
      }),
      silence: () => ({ outcome: { outcome: 'missing' } }),
      said: () => 'The information form was sent to the team.',
      sent(answer) {
        const kept = Preparation.safeParse(answer);
        if (!kept.success) return undefined;
        const number = (answer as { readonly telephone?: string }).telephone;
        return { fields: { ...typedBefore(kept.data), ...(number !== undefined && { telephone: number }) } };
      },
    };
  },
});

/** As by the head's own page: a number that is other than the one that counts is the school's own from then on, and '' says that there is none. */
const numberKept = (number: string, owner: Member | undefined, { rows }: Pick<Store, 'rows'>): readonly WriteItem[] =>
  owner === undefined || number === (officeTelephone(owner) ?? '')
    ? []
    : [rows.member.patch({ member: owner.member }).set({ telephone: number }).commit()];

const RolesNotNames = () => (
  <Warning>
    Write roles, not names, and nothing about single pupils: no names, no results, no circumstances of a child or a
    family.
  </Warning>
);

/** The form section by section, each saved by itself. */
function partsOf(
  form: ReturnType<typeof formOf>,
  { areaOfExcellence, focusChallenge }: Framework,
  host: string,
): readonly FormPart[] {
  const part = (name: string, title: string, fields: Parameters<typeof form.show>[0], above?: ReactNode): FormPart => ({
    name,
    title,
    body: (state) => (
      <>
        {above}
        {form.show(fields, state)}
      </>
    ),
  });
  return [
    ...(focusChallenge ? [part('challenge', 'Your focus challenge', 'focus-challenge', <RolesNotNames />)] : []),
    part('context', `About your ${host}`, ['context', 'last-inspection'], <RolesNotNames />),
    part('self-evaluation', 'Self-evaluation and priorities', ['self-evaluation', 'priorities'], <RolesNotNames />),
    part('visit', 'Practical matters of the visit', [
      'arrival',
      'telephone',
      'safeguarding-role',
      'visitors-should-know',
    ]),
    ...(areaOfExcellence
      ? [
          part(
            'area',
            'Area of excellence',
            ['area', 'area-title', 'area-why', 'area-evidence', 'area-contact-role'],
            <AboutArea host={host} />,
          ),
        ]
      : []),
  ];
}

/** What is kept of the form. No area is kept as null where the framework has them, and the host puts none forward. */
function entriesOf(sent: AnswerOf<ReturnType<typeof formOf>>) {
  const { 'focus-challenge': focusChallenge } = sent;
  return {
    informationForm: {
      context: sent.context,
      selfEvaluation: sent['self-evaluation'],
      priorities: sent.priorities,
      visitorsShouldKnow: sent['visitors-should-know'],
      safeguardingRole: sent['safeguarding-role'],
      arrival: sent.arrival,
      lastInspection: sent['last-inspection'],
    },
    ...(sent.area !== undefined && {
      areaOfExcellence:
        sent.area === 'yes'
          ? {
              title: sent['area-title'],
              why: sent['area-why'],
              evidence: sent['area-evidence'],
              contactRole: sent['area-contact-role'],
            }
          : null,
    }),
    ...(focusChallenge !== undefined && { focusChallenge }),
  };
}

/** What was sent before, as after a postponement, to be looked through and sent again. */
function typedBefore({ informationForm: form, areaOfExcellence: area, focusChallenge }: Preparation): FormFields {
  return {
    ...(form && {
      context: form.context,
      'self-evaluation': form.selfEvaluation,
      priorities: form.priorities,
      'visitors-should-know': form.visitorsShouldKnow,
      'safeguarding-role': form.safeguardingRole,
      arrival: form.arrival,
      ...(form.lastInspection !== undefined && { 'last-inspection': form.lastInspection }),
    }),
    ...(area !== undefined && { area: area === null ? 'no' : 'yes' }),
    ...(area && {
      'area-title': area.title,
      'area-why': area.why,
      'area-evidence': area.evidence,
      'area-contact-role': area.contactRole,
    }),
    ...(focusChallenge !== undefined && { 'focus-challenge': focusChallenge }),
  };
}

/**
 * What a host need not write anew: it is shown as last year's, and checked before it is sent. What is about one year alone, as
 * priorities and what visitors should know, begins empty.
 */
function fromLastYear(last: LastReview | undefined): FormFields {
  if (!last) return {};
  const { informationForm: form } = preparationOf({ preparation: last.preparation });
  const inspection = last.lastInspection ?? form?.lastInspection;
  return {
    ...(form && { context: form.context, 'safeguarding-role': form.safeguardingRole, arrival: form.arrival }),
    ...(inspection && { 'last-inspection': inspection }),
  };
}

const AboutArea = ({ host }: { readonly host: string }) => (
  <Paragraph>
    Something that your {host} does so well that others should come and learn from it. The team looks at it during the
    visit and can propose it for accreditation.
  </Paragraph>
);
