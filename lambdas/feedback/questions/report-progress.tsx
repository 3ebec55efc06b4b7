import * as z from 'zod';
import { anyAnswer, defineQuestion } from '../../decisions/define-question.ts';
import { clockOf, dueBefore, reviewContext } from '../../decisions/review-context.ts';
import { pupilDataSentence } from '../../documents/pupil-data.ts';
import { hostWord } from '../../documents/report-content.ts';
import { hostWords } from '../../members/host-words.ts';
import {
  type FormFields,
  InsetText,
  oneOf,
  Paragraph,
  parseForm,
  Radios,
  Subheading,
  TextArea,
  textField,
} from '../../pages/kit.ts';
import type { Framework } from '../../settings/framework.ts';
import type { Finding } from '../../store/store.ts';
import { carriedOf } from '../carried-points.ts';
import { PROGRESS, PROGRESS_STATES, type ProgressState, progressText } from '../progress.ts';
import { questionFacts } from '../question-facts.ts';
import { visitFacts } from '../visit-facts.ts';

const MOST_WORDS = 600;
const stateField = (point: Finding): string => `state.${point.finding}`;
const wordsField = (point: Finding): string => `words.${point.finding}`;

/**
 * Half a year later: what became of each point the host wanted to work on. The review is closed by then and stays so,
 * which is why the question belongs to no stage.
 */
export const reportProgress = defineQuestion(questionFacts, 'report-progress', {
  answer: anyAnswer,
  async bind(asked, desk) {
    const context = await reviewContext(asked, desk, 'host');
    const { addressee, breaks, review, settings, whole } = context;
    const { framework } = settings.report;
    const host = hostWord(framework);
    const points = carriedOf(whole.findings);
    return {
      addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(review).progressCheck.due, asked),
      reminderSettings: settings,
      breaks,
      mail: () => ({
        subject: `How far have you come? ${context.title}`,
        firstLine: `Half a year ago the review at ${review.hostName} named points to work on.`,
        paragraphs: [
          'For each of them, please say whether it is done, under way or not begun.',
          'Nobody judges the answer. It is what your next review begins with.',
        ],
        facts: visitFacts(review),
        button: 'Say how far you have come',
        whyYou: hostWords(review).whyLeader,
      }),
      page: () => ({
        title: 'How far have you come?',
        caption: context.title,
        button: 'Send your answers',
        body: (form) =>
          points.length === 0 ? (
            <Paragraph>The agreed report named no points to work on. You only need to press the button.</Paragraph>
          ) : (
            <>
              <Paragraph>
                These are the points of your {host}'s report. Nobody judges the answers: your next review begins with
                them.
              </Paragraph>
              <InsetText>Write roles, not names, and nothing about single pupils.</InsetText>
              {points.map((point, index) => (
                <div key={point.finding}>
                  {point.heading !== points[index - 1]?.heading && (
                    <Subheading>{headingTitle(framework, point.heading)}</Subheading>
                  )}
                  <Radios
                    form={form}
                    name={stateField(point)}
                    legend={point.text}
                    options={PROGRESS_STATES.map((state) => ({ value: state, text: PROGRESS[state] }))}
                  />
                  <TextArea
                    form={form}
                    name={wordsField(point)}
                    label="In a few words (optional)"
                    under={point.text}
                    rows={2}
                  />
                </div>
              ))}
            </>
          ),
      }),
      read(fields) {
        const read = readProgress(fields, points);
        if (!read.ok) return read;
        return {
          ok: true,
          taken: {
            answer: Object.fromEntries(read.value.map(({ point, text }) => [point.finding, text])),
            outcome: { outcome: 'reported' },
            what: 'reported progress',
            effects: () =>
              read.value.map(({ point, text }) =>
                desk.store.rows.finding
                  .patch({ about: asked.about, finding: point.finding })
                  .set({ progress: text })
                  .commit(),
              ),
            thanks: { title: 'Thank you', paragraphs: ['Your next review begins with what you told us.'] },
          },
        };
      },
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: () => 'You told us how far you have come.',
    };
  },
});

const headingTitle = (framework: Framework, key: string | undefined): string =>
  framework.headings.find((heading) => heading.key === key)?.title ?? 'Points to work on';

function readProgress(fields: FormFields, points: readonly Finding[]) {
  const words = textField({ label: 'what you write here', optional: true, max: MOST_WORDS }).superRefine(
    (text, issues) => {
      const pupilData = pupilDataSentence(text);
      if (pupilData !== undefined) issues.addIssue({ code: 'custom', message: pupilData });
    },
  );
  const shape: Record<string, z.ZodType<string>> = {};
  for (const point of points) {
    shape[stateField(point)] = oneOf<ProgressState>(PROGRESS_STATES, {
      label: 'how far you have come',
      missing: `Select how far you have come with '${point.text}'`,
    });
    shape[wordsField(point)] = words;
  }
  const parsed = parseForm(z.object(shape), fields);
  if (!parsed.ok) return parsed;
  const state = (point: Finding): ProgressState =>
    PROGRESS_STATES.find((one) => one === parsed.value[stateField(point)]) ?? 'not-begun';
  return {
    ok: true as const,
    value: points.map((point) => ({ point, text: progressText(state(point), parsed.value[wordsField(point)] ?? '') })),
  };
}
