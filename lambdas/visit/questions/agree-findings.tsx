import * as z from 'zod';
import { choice, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { type FormState, Paragraph } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import type { Taken } from '../../questions/question.ts';
import { type ContextOfRow, clockOf, contextOfRow, dueBefore } from '../../questions/review-context.ts';
import type { Framework } from '../../settings/framework.ts';
import type { Store } from '../../store/store.ts';
import { FindingsList } from '../components.tsx';
import { type Findings, findingsOf } from '../findings.ts';
import { questionFacts } from '../question-facts.ts';

/** @param hasFindings without any the host may still say something about them. */
const formOf = (hasFindings: boolean) =>
  fieldsOf({
    answer: choice({
      legend: hasFindings ? 'Do you agree?' : 'Do you want to say something about them now?',
      what: 'whether you agree',
      options: [
        { value: 'agree', text: hasFindings ? 'Yes, I agree' : 'No, I wait for the draft' },
        { value: 'disagree', text: hasFindings ? 'No, not to everything' : 'Yes, I write it below' },
      ],
    }),
    disagreement: longText({
      label: hasFindings ? 'Where do you not agree?' : 'What do you want to say?',
      what: 'where you do not agree',
      hint: 'Say which point, and how it should read.',
      rows: 6,
      max: 3000,
      neededWhen: { answer: 'disagree' },
    }),
  });

const Answer = z.object({ agrees: z.boolean(), hash: z.string(), disagreement: z.string() });
type Answer = z.infer<typeof Answer>;

/** Asks the host whether it agrees to the findings as they were recorded, known by their hash. */
export const agreeFindings = defineQuestion(questionFacts, 'agree-findings', {
  answer: Answer,
  readsReviewAlone: true,
  async bind(asked, deps) {
    const context = await contextOfRow(asked, deps, 'host');
    const { review, settings } = context;
    const { framework } = settings.report;
    const found = findingsOf(review);
    const dueAt = dueBefore(clockOf(context).agreeFindings.due, asked);
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt,
      reminderSettings: settings,
      breaks: context.breaks,
      ...(!found && { ifNothing: 'the draft of the report begins without findings' }),
      mail: () => ({
        subject: found
          ? `${asked.round > 1 ? 'The findings were changed: do you agree to them now?' : 'Do you agree to the findings?'} ${context.title}`
          : `The findings of your review: ${context.title}`,
        firstLine: found
          ? `The findings of the review of ${review.hostName} are recorded${asked.round > 1 ? ' again, after what you wrote' : ''}.`
          : `The findings of the review of ${review.hostName} are not recorded yet.`,
        paragraphs: [
          found
            ? 'Please read them, and agree them or say where you do not. All findings are agreed with you; the report is written from them.'
            : 'You get them with the draft of the report. If you want to say something about them before, you can do so now.',
        ],
        byTheHour: true,
        button: found ? 'Read the findings' : 'Say something',
        whyYou: hostWords(review).whyLeader,
      }),
      page: () => ({
        title: found ? 'Do you agree to these findings?' : 'Is there anything to say about the findings?',
        caption: context.title,
        binding: true,
        body: (form) => <Body form={form} framework={framework} found={found} />,
        button: 'Send my answer',
      }),
      read: readBy(formOf(found !== undefined).read, ({ answer, disagreement }, { at }) =>
        take(deps.store, context, found, answer === 'agree' ? '' : disagreement, at),
      ),
      silence: () => ({ outcome: { outcome: 'silence' } }),
      sent: ({ agrees, disagreement }) => ({ fields: { answer: agrees ? 'agree' : 'disagree', disagreement } }),
      said: ({ agrees }) => (agrees ? 'The findings were agreed.' : 'The findings were not agreed to in full.'),
    };
  },
});

/** Agreement is to one text: if the lead has sent another meanwhile, nothing is written. */
function take(
  store: Store,
  { review }: ContextOfRow,
  found: Findings | undefined,
  disagreement: string,
  at: string,
): Taken<Answer> {
  const agreed = disagreement === '';
  const hash = found?.hash ?? '';
  return {
    answer: { agrees: agreed, hash, disagreement },
    outcome: { outcome: agreed ? (found ? 'agreed' : 'nothing-to-agree') : 'disagreed' },
    what: agreed ? 'agreed the findings' : 'did not agree to all findings',
    effects: () =>
      found
        ? [
            store.rows.review
              .patch({ about: review.about })
              .data((row, { set }) => set(row.findings.agreement, { agreed, hash, at, disagreement }))
              .where(({ findings }, { eq }) => eq(findings.hash, hash))
              .commit(),
          ]
        : [],
    thanks: agreed
      ? { title: 'The findings are agreed', paragraphs: ['The lead reviewer now drafts the report from them.'] }
      : {
          title: 'The lead reviewer sees what you wrote',
          paragraphs: ['You are asked again once you have talked about it. What stays open is settled in the report.'],
        },
    conflict: () => ({
      sentence: 'The lead reviewer has changed the findings meanwhile. Read them again, then send your answer.',
    }),
  };
}

function Body(props: {
  readonly form: FormState;
  readonly framework: Framework;
  readonly found: Findings | undefined;
}) {
  const { form, framework, found } = props;
  return (
    <>
      {found ? (
        <FindingsList framework={framework} findings={found} />
      ) : (
        <Paragraph>The lead reviewer has not recorded any findings yet.</Paragraph>
      )}
      {formOf(found !== undefined).showAll(form)}
    </>
  );
}
