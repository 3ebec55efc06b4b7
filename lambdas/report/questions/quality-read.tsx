import * as z from 'zod';
import { versionInWords } from '../../documents/report-versions.ts';
import { ReportView } from '../../documents/report-view.tsx';
import { choice, hidden, longText, readAs } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { oneOf, Paragraph, Subheading, Warning } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { pauseReview } from '../../questions/pause-review.ts';
import { draftOfVersion } from '../draft-document.ts';
import { questionFacts } from '../question-facts.ts';
import { dueAt, reportContext } from '../report-context.ts';

const MOST_WORDS = 3000;
/** What the central team found in reading the draft. */
export const QualityAnswer = z.object({ ready: z.boolean(), words: z.string() });

/**
 * @param drafted without a draft there is nothing to choose: the lead reviewer is asked again.
 * @param host 'school' or 'trust'.
 */
const formOf = (drafted: boolean, host: string) =>
  fieldsOf(
    {
      ready: drafted
        ? choice({
            legend: 'Is it ready?',
            what: 'whether the draft is ready',
            options: [
              { value: 'ready', text: `Yes, the ${host} can check it` },
              { value: 'changes-wanted', text: 'No, the lead reviewer should change something first' },
            ],
          })
        : readAs(hidden({ what: 'whether the draft is ready', value: 'changes-wanted' }), () =>
            oneOf(['changes-wanted'], { label: 'whether the draft is ready' }),
          ),
      words: longText({
        label: drafted ? 'What should be changed' : 'What the lead reviewer should read',
        what: 'what should be changed',
        hint: drafted ? 'Leave empty if it is ready. The lead reviewer reads this word by word' : undefined,
        optional: true,
        max: MOST_WORDS,
      }),
    },
    ({ ready, words }): Readonly<Record<string, string>> => {
      if (ready === 'ready') return words === '' ? {} : { ready: READY_AND_WROTE };
      return drafted && words === '' ? { words: 'Write what should be changed' } : {};
    },
  );

const READY_AND_WROTE = 'You wrote what should be changed. Select that it is not ready, or empty the field';

/**
 * The central team reads the draft before the host does. `drafted` tells the workflow whether there is a draft at all;
 * without one nothing can be ready: the central team can ask again as often as it needs to, and its silence pauses the
 * review.
 */
export const qualityRead = defineQuestion(questionFacts, 'quality-read', {
  answer: QualityAnswer,
  noPupilData: true,
  async bind(asked, deps) {
    const context = await reportContext(asked, deps, 'central-team');
    const { base, framework, host, review } = context;
    const drafted = base !== undefined;
    const form = formOf(drafted, host);
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
        body: (state) => (
          <>
            {base ? (
              <>
                <Paragraph>
                  This is {versionInWords(base.row)}. Read it for clear words, evidence behind each point, roles in
                  place of names, and nothing about single pupils.
                </Paragraph>
                <ReportView content={base.content} framework={framework} />
                <Subheading>Your answer</Subheading>
              </>
            ) : (
              <>
                <Warning>The time for the draft is over and the lead reviewer has not sent one.</Warning>
                <Paragraph>
                  The {host} is not asked to check anything before there is a draft. When you press the button, the lead
                  reviewer is asked again, with what you write here.
                </Paragraph>
              </>
            )}
            {form.showAll(state)}
          </>
        ),
      }),
      read: readBy(form.read, (sent) => {
        const ready = sent.ready === 'ready';
        return {
          answer: { ready, words: sent.words },
          outcome: { outcome: sent.ready, drafted },
          what: ready ? 'found the draft ready' : 'asked for changes in the draft',
          effects: () => [],
          thanks: ready
            ? { title: 'The draft is ready', paragraphs: [`The ${host} is asked to check the facts.`] }
            : { title: 'The lead reviewer is asked', paragraphs: ['You are asked again when the draft has come.'] },
        };
      }),
      silence: () =>
        drafted
          ? { outcome: { outcome: 'ready', drafted } }
          : {
              outcome: { outcome: 'no-draft', drafted },
              effects: () => pauseReview(deps.store, asked.about),
            },
      ...(base && { draft: () => draftOfVersion(base.row, context) }),
      said: ({ ready }) => (ready ? 'The draft was found ready.' : 'Changes in the draft were asked for.'),
      sent: ({ ready, words }) => ({ fields: { ready: ready ? 'ready' : 'changes-wanted', words } }),
    };
  },
});
