import * as z from 'zod';
import { storedContent } from '../../documents/report-content.ts';
import { latestVersion, type Side, versionInWords } from '../../documents/report-versions.ts';
import { ReportView } from '../../documents/report-view.tsx';
import { choice, hidden, longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { hostWords } from '../../members/host-words.ts';
import { Paragraph, Subheading, WHOLE_FORM } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { commentsOf, NotAgreed } from '../comments.ts';
import { Changes, CommentList } from '../comments-view.tsx';
import { draftOfVersion } from '../draft-document.ts';
import { questionFacts } from '../question-facts.ts';
import { dueAt, versionContext } from '../report-context.ts';

const Answer = z.union([z.object({ agreed: z.literal(true), hash: z.string() }), NotAgreed]);

/** Said when the form was made for another text than the one that stands now. */
const NEWER_VERSION =
  'A newer version of the report was written after you opened this page. Read the version below, then answer again.';

/** @param shown the hash of the text that the page shows. */
const formOf = (shown: string) =>
  fieldsOf(
    {
      hash: hidden({ what: 'the version', value: shown }),
      agreed: choice({
        legend: 'Do you agree to this text?',
        what: 'whether you agree',
        options: [
          { value: 'yes', text: 'Yes, I agree to it' },
          { value: 'no', text: 'No, something should be changed first' },
        ],
      }),
      reason: longText({
        label: 'If not, what should be changed and why',
        what: 'what should be changed',
        missing: 'Write what should be changed and why',
        hint: 'The lead reviewer reads this word by word',
        max: 2000,
        neededWhen: { agreed: 'no' },
      }),
    },
    ({ agreed, reason }): Readonly<Record<string, string>> =>
      agreed === 'yes' && reason !== '' ? { reason: AGREED_AND_WROTE } : {},
  );

const AGREED_AND_WROTE =
  'You agreed and also wrote what should be changed. Empty this field, or select that you do not agree';

/**
 * Host or lead reviewer (`subject`) agrees to the newest version, or says why not. What is agreed to is a text, known by
 * its hash: the form carries the hash of what it showed, and an answer to another text is refused.
 */
export const agreeReport = defineQuestion(questionFacts, 'agree-report', {
  answer: Answer,
  noPupilData: true,
  async bind(asked, deps) {
    const side: Side = asked.subject === 'lead' ? 'lead' : 'host';
    const context = await versionContext(asked, deps, side);
    const { framework, host, review, whole } = context;
    const latest = latestVersion(whole) ?? context.base.row;
    const content = storedContent(latest, framework);
    const before = latestVersion({ versions: whole.versions.filter(({ version }) => version < latest.version) });
    const answered = [before, latest]
      .flatMap((row) => (row ? commentsOf(row) : []))
      .filter(({ reply }) => reply !== undefined);
    const other = side === 'host' ? 'the lead reviewer' : `the ${host}`;
    return {
      ...context.common,
      dueAt: dueAt(context, 'agreeReport', asked),
      leastWorkingDays: context.settings.report.final - context.settings.report.amended,
      mail: () => ({
        subject: `${asked.round > 1 ? `Round ${asked.round}: do` : 'Do'} you agree to the report? ${context.title}`,
        firstLine: `Please read ${versionInWords(latest)} of the report on ${review.hostName} and say whether you agree to it.`,
        paragraphs: [
          `When you and ${other} agree to the same text, it is final.`,
          'If you do not agree, say why: the lead reviewer reads your reason and can change the text.',
        ],
        button: 'Read the report',
        whyYou:
          side === 'host'
            ? hostWords(review).whyLeader
            : `You are asked because you led the review of ${review.hostName}.`,
      }),
      page: () => ({
        title: 'Do you agree to this report?',
        caption: context.title,
        button: 'Send your answer',
        binding: true,
        body: (form) => (
          <>
            <Paragraph>
              This is {versionInWords(latest)}. When you and {other} both agree to it, it is final and belongs to the{' '}
              {host}.
            </Paragraph>
            {before && (
              <>
                <Subheading>What has changed since {versionInWords(before)}</Subheading>
                <Changes before={storedContent(before, framework)} after={content} framework={framework} />
              </>
            )}
            {answered.length > 0 && (
              <>
                <Subheading>Comments and answers</Subheading>
                <CommentList comments={answered} />
              </>
            )}
            <ReportView content={content} framework={framework} />
            <Subheading>Your answer</Subheading>
            {formOf(latest.hash).showAll(form)}
          </>
        ),
      }),
      read: readBy(formOf(latest.hash).read, ({ hash, reason, agreed: said }, answering) => {
        const agreed = said === 'yes';
        if (hash !== latest.hash) return { errors: { [WHOLE_FORM]: NEWER_VERSION } };
        const agreement = { hash, version: latest.version, at: answering.at };
        return {
          answer: agreed ? { agreed: true, hash } : { agreed: false, hash, reason },
          outcome: { outcome: agreed ? 'agreed' : 'not-agreed', hash },
          what: agreed ? `agreed to ${versionInWords(latest)}` : `did not agree to ${versionInWords(latest)}`,
          effects: () =>
            agreed
              ? [
                  deps.store.rows.review
                    .patch({ about: asked.about })
                    // Only this side's entry: the other side may be writing its own at this moment.
                    .data((row, { set }) => set(row.report[side], agreement))
                    .where((row, { eq }) => eq(row.report.latest.hash, hash))
                    .commit(),
                ]
              : [],
          conflict: () => ({ sentence: NEWER_VERSION }),
          thanks: agreed
            ? {
                title: 'You agreed to the report',
                paragraphs: [`As soon as ${other} has agreed too, the report is final.`],
              }
            : {
                title: 'Your answer has been sent',
                paragraphs: [
                  'The lead reviewer reads your reason.',
                  'You are asked again about the text that follows.',
                ],
              },
        };
      }),
      silence: () => ({ outcome: { outcome: 'silence', hash: '' } }),
      draft: () => draftOfVersion(latest, context),
      sent: (answer) => ({ fields: answer.agreed ? { agreed: 'yes' } : { agreed: 'no', reason: answer.reason } }),
      said: ({ agreed }) => (agreed ? 'You agreed to the report.' : 'You did not agree to the report, and said why.'),
    };
  },
});
