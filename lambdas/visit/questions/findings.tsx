import * as z from 'zod';
import { hostWords } from '../../members/host-words.ts';
import { type FormState, InsetText, Paragraph, TypedText } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import { type Asked, decisionId, type FormPart } from '../../questions/question.ts';
import { clockOf, dueBefore, reviewContext } from '../../questions/review-context.ts';
import type { Framework } from '../../settings/framework.ts';
import type { WholeReview } from '../../store/store.ts';
import { FocusChallenge } from '../components.tsx';
import { findingsOf, hashOfFindings, OVERALL } from '../findings.ts';
import { findingsForm, readFindings, typedBefore } from '../findings-form.ts';
import { focusChallengeOf } from '../focus-challenge.ts';
import { estimateField, MOST_POINTS, namesUnder } from '../point-fields.ts';
import { questionFacts } from '../question-facts.ts';

/** Asks the lead on day 3 what both sides found and, where the programme has them, for the estimates. */
export const findings = defineQuestion(questionFacts, 'findings', {
  answer: anyAnswer,
  readsWholeReview: true,
  noPupilData: true,
  async bind(asked, deps) {
    const whole = await deps.store.needWholeReview(asked.about);
    const context = await reviewContext(asked, deps, 'lead');
    const { review, settings } = context;
    const { framework } = settings.report;
    const words = hostWords(review);
    const before = findingsOf(review);
    const disagreement = disagreementBefore(whole, asked);
    const dueAt = dueBefore(clockOf(context).findings.due, asked);
    const withEstimates = framework.estimates ? ' and the estimates' : '';
    return {
      addressee: context.addressee,
      hostName: review.hostName,
      dueAt,
      reminderSettings: settings,
      breaks: context.breaks,
      mail: () => ({
        subject:
          asked.round > 1
            ? `Please look at the findings again: ${context.title}`
            : `Please record the findings: ${context.title}`,
        firstLine:
          asked.round > 1
            ? `The ${words.leader} of ${review.hostName} does not agree to all of the findings yet.`
            : `Please record the findings${withEstimates} of the review of ${review.hostName}.`,
        paragraphs: [
          asked.round > 1
            ? 'Please talk about it, change what you both want changed, and send the findings again.'
            : `The notes of the first two evenings are in the form already. The ${words.leader} sees the findings next and agrees them.`,
        ],
        byTheHour: true,
        button: 'Record the findings',
        whyYou: `You are asked because you are the lead reviewer for ${review.hostName}.`,
      }),
      page: () => ({
        title: 'What did you find?',
        caption: context.title,
        binding: true,
        longForm: true,
        opening: <Opening leader={words.leader} disagreement={disagreement} challenge={focusChallengeOf(review)} />,
        parts: partsOf(framework),
        body: (form) => partsOf(framework).map((part) => <div key={part.name}>{part.body(form)}</div>),
        button: 'Send to the host',
        values: typedBefore(framework, before, whole.findings),
      }),
      read: readBy(
        (fields) => readFindings(fields, framework),
        (found, { at }) => {
          const hash = hashOfFindings(found);
          const recorded = { ...found, hash, recordedAt: at };
          return {
            answer: { hash },
            outcome: { outcome: 'recorded' },
            what: `recorded the findings${withEstimates}`,
            effects: () => [deps.store.rows.review.patch({ about: review.about }).set({ findings: recorded }).commit()],
            thanks: {
              title: 'The findings are recorded',
              paragraphs: [
                `The ${words.leader} is asked now whether they can agree to them. Then you write the draft of the report from them.`,
              ],
            },
          };
        },
      ),
      silence: () => ({ outcome: { outcome: 'no-findings' } }),
      said: () => 'The findings were recorded.',
      sent(answer) {
        const kept = z.object({ hash: z.string() }).safeParse(answer);
        return kept.data !== undefined && kept.data.hash === before?.hash
          ? { fields: typedBefore(framework, before, []) }
          : undefined;
      },
    };
  },
});

/** What the host wrote when it was asked to agree in the attempt before; '' in the first attempt. */
function disagreementBefore({ decisions }: WholeReview, { turn, round }: Asked): string {
  const id = decisionId({ question: 'agree-findings', turn, round: round - 1, subject: undefined });
  const answer = decisions.find(({ decision }) => decision === id)?.answer;
  return z.object({ disagreement: z.string() }).safeParse(answer).data?.disagreement ?? '';
}

/** What a lead has to know before the first part. */
function Opening(props: {
  readonly leader: string;
  readonly disagreement: string;
  readonly challenge: string | undefined;
}) {
  const { leader, disagreement, challenge } = props;
  return (
    <>
      {disagreement !== '' && (
        <>
          <Paragraph>What the {leader} does not agree to:</Paragraph>
          <InsetText>
            <TypedText text={disagreement} />
          </InsetText>
        </>
      )}
      <FocusChallenge text={challenge} />
    </>
  );
}

/** A part for each heading of the framework and, where it has estimates, one for the estimate over all. */
function partsOf(framework: Framework): readonly FormPart[] {
  const fields = findingsForm(framework);
  const headings = framework.headings.map((heading, index) => ({
    name: `heading-${index + 1}`,
    title: heading.title,
    body: (form: FormState) => (
      <>
        <Paragraph>{heading.hint}</Paragraph>
        <Paragraph>
          One point a line, up to {MOST_POINTS} in each field. Roles, not names, and nothing about single pupils.
        </Paragraph>
        {fields.show([...namesUnder(heading.key, framework.parts), estimateField(heading.key)], form)}
      </>
    ),
  }));
  if (!framework.estimates) return headings;
  const overall = {
    name: 'overall',
    title: 'Overall estimate',
    body: (form: FormState) => fields.show(estimateField(OVERALL), form),
  };
  return [...headings, overall];
}
