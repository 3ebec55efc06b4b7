import * as z from 'zod';
import { defineQuestion } from '../../decisions/define-question.ts';
import { pauseReview } from '../../decisions/pause-review.ts';
import { versionInWords } from '../../documents/report-versions.ts';
import { ReportView } from '../../documents/report-view.tsx';
import {
  type FormFields,
  Hidden,
  oneOf,
  Paragraph,
  parseForm,
  Radios,
  Subheading,
  TextArea,
  textField,
  Warning,
} from '../../pages/kit.ts';
import { questionFacts } from '../question-facts.ts';
import { dueAt, reportContext } from '../report-context.ts';

const MOST_WORDS = 3000;
/** What the central team found in reading the draft. */
export const QualityAnswer = z.object({ ready: z.boolean(), words: z.string() });

/**
 * The central team reads the draft before the host does. `drafted` tells the workflow whether there is a draft at all;
 * without one nothing can be ready: the central team can ask again as often as it needs to, and its silence pauses the
 * review.
 */
export const qualityRead = defineQuestion(questionFacts, 'quality-read', {
  answer: QualityAnswer,
  noPupilData: true,
  async bind(asked, desk) {
    const context = await reportContext(asked, desk, 'central-team');
    const { base, framework, host, review } = context;
    const drafted = base !== undefined;
    return {
      ...context.common,
      dueAt: dueAt(context, 'qualityRead', asked),
      leastWorkingDays: context.settings.report.qualityRead - context.settings.report.draft,
      mail: () => ({
        subject: drafted
          ? `${asked.round > 1 ? 'The draft has changed, please read it again' : 'Please read the draft for quality'}: ${context.title}`
          : `No draft has come: ${context.title}`,
        firstLine: drafted
          ? `The draft of the report on ${review.hostName} is ready to be read.`
          : `The lead reviewer has not written the draft of the report on ${review.hostName}.`,
        paragraphs: drafted
          ? [`When you find it ready, the ${host} is asked to check the facts.`]
          : ['Please speak with the lead reviewer, then ask for the draft again.'],
        button: drafted ? 'Read the draft' : 'Ask the lead reviewer again',
        whyYou: 'You are asked because the central team reads every report before the host does.',
      }),
      page: () => ({
        title: drafted ? 'Is this draft ready for the host?' : 'There is no draft yet',
        caption: context.title,
        button: drafted ? 'Send your answer' : 'Ask the lead reviewer again',
        binding: true,
        longForm: true,
        body: (form) =>
          base ? (
            <>
              <Paragraph>
                This is {versionInWords(base.row)}. Read it for clear words, evidence behind each point, roles in place
                of names, and nothing about single pupils.
              </Paragraph>
              <ReportView content={base.content} framework={framework} />
              <Subheading>Your answer</Subheading>
              <Radios
                form={form}
                name="ready"
                legend="Is it ready?"
                options={[
                  { value: 'ready', text: `Yes, the ${host} can check it` },
                  { value: 'changes-wanted', text: 'No, the lead reviewer should change something first' },
                ]}
              />
              <TextArea
                form={form}
                name="words"
                label="What should be changed"
                hint="Leave empty if it is ready. The lead reviewer reads this word by word"
                maxLength={MOST_WORDS}
              />
            </>
          ) : (
            <>
              <Warning>The time for the draft is over and the lead reviewer has not sent one.</Warning>
              <Paragraph>
                The {host} is not asked to check anything before there is a draft. When you press the button, the lead
                reviewer is asked again, with what you write here.
              </Paragraph>
              <Hidden name="ready" value="changes-wanted" />
              <TextArea form={form} name="words" label="What the lead reviewer should read" maxLength={MOST_WORDS} />
            </>
          ),
      }),
      read(fields) {
        const read = readAnswer(fields, drafted);
        if (!read.ok) return read;
        const answer = read.value;
        return {
          ok: true,
          taken: {
            answer,
            outcome: { outcome: answer.ready ? 'ready' : 'changes-wanted', drafted },
            what: answer.ready ? 'found the draft ready' : 'asked for changes in the draft',
            effects: () => [],
            thanks: answer.ready
              ? { title: 'The draft is ready', paragraphs: [`The ${host} is asked to check the facts.`] }
              : { title: 'The lead reviewer is asked', paragraphs: ['You are asked again when the draft has come.'] },
          },
        };
      },
      silence: () =>
        drafted
          ? { outcome: { outcome: 'ready', drafted } }
          : {
              outcome: { outcome: 'no-draft', drafted },
              effects: () => pauseReview(desk.store, asked.about),
            },
      said: ({ ready }) => (ready ? 'The draft was found ready.' : 'Changes in the draft were asked for.'),
    };
  },
});

function readAnswer(fields: FormFields, drafted: boolean) {
  const parsed = parseForm(
    z
      .object({
        ready: oneOf(drafted ? ['ready', 'changes-wanted'] : ['changes-wanted'], {
          label: 'whether the draft is ready',
        }),
        words: textField({ label: 'what should be changed', optional: true, max: MOST_WORDS }),
      })
      .superRefine(({ ready, words }, issues) => {
        if (ready === 'changes-wanted' && words === '' && drafted) {
          issues.addIssue({ code: 'custom', path: ['words'], message: 'Write what should be changed' });
        }
        if (ready === 'ready' && words !== '') {
          issues.addIssue({
            code: 'custom',
            path: ['ready'],
            message: 'You wrote what should be changed. Select that it is not ready, or empty the field',
          });
        }
      }),
    fields,
  );
  if (!parsed.ok) return parsed;
  return { ok: true as const, value: { ready: parsed.value.ready === 'ready', words: parsed.value.words } };
}
