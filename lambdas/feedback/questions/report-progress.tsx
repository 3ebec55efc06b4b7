import * as z from 'zod';
import { carriedOf } from '../../documents/last-review.ts';
import { PROGRESS, PROGRESS_STATES, type ProgressState, progressText } from '../../documents/progress.ts';
import { hostWord } from '../../documents/report-content.ts';
import type { Field } from '../../forms/field.ts';
import { choice, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { type FormFields, InsetText, Paragraph, Subheading } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import { clockOf, dueBefore, reviewContext } from '../../questions/review-context.ts';
import type { Framework } from '../../settings/framework.ts';
import type { Finding } from '../../store/store.ts';
import { questionFacts } from '../question-facts.ts';
import { visitFacts } from '../visit-facts.ts';

const MOST_WORDS = 600;
const stateField = (point: Finding): string => `state.${point.finding}`;
const wordsField = (point: Finding): string => `words.${point.finding}`;

const formOf = (points: readonly Finding[]) =>
  fieldsOf<Readonly<Record<string, Field<string>>>>(
    Object.fromEntries(
      points.flatMap((point) => [
        [stateField(point), state(point)],
        [wordsField(point), words(point)],
      ]),
    ),
  );

const state = ({ text }: Finding) =>
  choice({
    legend: text,
    what: 'how far you have come',
    missing: `Select how far you have come with '${text}'`,
    options: PROGRESS_STATES.map((value) => ({ value, text: PROGRESS[value] })),
    sample: 'under-way',
  });

const words = ({ text }: Finding) =>
  longText({
    label: 'In a few words',
    what: 'what you write here',
    under: text,
    optional: true,
    saysOptional: true,
    rows: 2,
    max: MOST_WORDS,
    tellMax: false,
  });

/**
 * Half a year later: what became of each point the host wanted to work on. The review is closed by then and stays so,
 * which is why the question belongs to no stage.
 */
export const reportProgress = defineQuestion(questionFacts, 'report-progress', {
  answer: anyAnswer,
  readsWholeReview: true,
  noPupilData: true,
  async bind(asked, deps) {
    const { findings } = await deps.store.needWholeReview(asked.about);
    const context = await reviewContext(asked, deps, 'host');
    const { addressee, breaks, review, settings } = context;
    const { framework } = settings.report;
    const host = hostWord(framework);
    const points = carriedOf(findings);
    const progress = formOf(points);
    return {
      addressee,
      hostName: review.hostName,
      dueAt: dueBefore(clockOf(context).progressCheck.due, asked),
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
                  {progress.show([stateField(point), wordsField(point)], form)}
                </div>
              ))}
            </>
          ),
      }),
      read: readBy(
        (fields) => readProgress(fields, points),
        (sent) => ({
          answer: Object.fromEntries(sent.map(({ point, text }) => [point.finding, text])),
          outcome: { outcome: 'reported' },
          what: 'reported progress',
          effects: () =>
            sent.map(({ point, text }) =>
              deps.store.rows.finding
                .patch({ about: asked.about, finding: point.finding })
                .set({ progress: text })
                .commit(),
            ),
          thanks: { title: 'Thank you', paragraphs: ['Your next review begins with what you told us.'] },
        }),
      ),
      silence: () => ({ outcome: { outcome: 'silence' } }),
      said: () => 'You told us how far you have come.',
      sent(answer) {
        const kept = z.record(z.string(), z.string()).safeParse(answer).data;
        return kept && { fields: fieldsOfProgress(points, kept) };
      },
    };
  },
});

const headingTitle = (framework: Framework, key: string | undefined): string =>
  framework.headings.find((heading) => heading.key === key)?.title ?? 'Points to work on';

/** @param kept what was said of each point, by its name. */
const fieldsOfProgress = (points: readonly Finding[], kept: Readonly<Record<string, string>>): FormFields =>
  Object.fromEntries(
    points.flatMap((point) => {
      const [state = '', ...words] = (kept[point.finding] ?? '').split(': ');
      return [
        [stateField(point), state],
        [wordsField(point), words.join(': ')],
      ];
    }),
  );

function readProgress(fields: FormFields, points: readonly Finding[]) {
  const read = formOf(points).read(fields);
  if (!read.ok) return read;
  const stateOf = (point: Finding): ProgressState =>
    PROGRESS_STATES.find((one) => one === read.value[stateField(point)]) ?? 'not-begun';
  return {
    ok: true as const,
    value: points.map((point) => ({ point, text: progressText(stateOf(point), read.value[wordsField(point)] ?? '') })),
  };
}
