import type { ReactNode } from 'react';
import { lastReviewOf, readLastReviewAhead } from '../../documents/last-review.ts';
import { WhatTheLastReviewLeft } from '../../documents/last-review-view.tsx';
import { hostWords } from '../../members/host-words.ts';
import { ownerToday } from '../../members/lineage.ts';
import { officeTelephone } from '../../members/telephones.ts';
import { Paragraph, Warning } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import { keepPreparation, Preparation, preparationOf, SAVED_MEANWHILE } from '../../questions/preparation.ts';
import type { FormPart } from '../../questions/question.ts';
import { clockOf, contextOfRow, dueBefore } from '../../questions/review-context.ts';
import type { Framework } from '../../settings/framework.ts';
import type { Member, Store, WriteItem } from '../../store/store.ts';
import { entriesOf, fromLastYear, informationFields, typedBefore } from '../information-fields.ts';
import { questionFacts } from '../question-facts.ts';
import { tooLate } from '../too-late.ts';

/** Asks the host for what the team needs to know beforehand. */
export const informationForm = defineQuestion(questionFacts, 'information-form', {
  answer: anyAnswer,
  readAhead: readLastReviewAhead,
  readsReviewAlone: true,
  async bind(asked, deps) {
    const ofThis = await deps.store.needReviewAsFirstRead(asked.about);
    const [context, last, owner] = await Promise.all([
      contextOfRow(asked, deps, 'host'),
      lastReviewOf(deps.store, ofThis, 'host'),
      ownerToday(deps.store, ofThis),
    ]);
    const office = owner && officeTelephone(owner);
    const { review, settings } = context;
    const { framework } = settings.report;
    const words = hostWords(review);
    const typed = typedBefore(preparationOf(review));
    const kept = Object.keys(typed).length > 0 ? {} : fromLastYear(last);
    const form = informationFields(words.host, framework, owner, kept);
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
  form: ReturnType<typeof informationFields>,
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

const AboutArea = ({ host }: { readonly host: string }) => (
  <Paragraph>
    Something that your {host} does so well that others should come and learn from it. The team looks at it during the
    visit and can propose it for accreditation.
  </Paragraph>
);
