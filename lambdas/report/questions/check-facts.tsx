import * as z from 'zod';
import { lines } from '../../documents/report-lines.ts';
import { versionInWords } from '../../documents/report-versions.ts';
import { hostWords } from '../../members/host-words.ts';
import { BulletList, Paragraph, Subheading } from '../../pages/kit.ts';
import { defineQuestion, readBy } from '../../questions/define-question.ts';
import { clockOf, dueBefore } from '../../questions/review-context.ts';
import { type Comment, commentsOf, objections } from '../comments.ts';
import { CommentList } from '../comments-view.tsx';
import { draftOfVersion } from '../draft-document.ts';
import { fieldsOfFactCheck, readFactCheck, verdictForm } from '../fact-check-form.ts';
import { FactCheckView } from '../fact-check-view.tsx';
import { questionFacts } from '../question-facts.ts';
import { digest, versionContext } from '../report-context.ts';

const Answer = z.object({ comments: z.number(), digest: z.string() });

/**
 * The host checks the facts line by line. In a later round the reasons of whoever did not agree go to the lead reviewer
 * in any case, so the outcome is 'comments' whatever the host adds to them.
 */
export const checkFacts = defineQuestion(questionFacts, 'check-facts', {
  answer: Answer,
  readsWholeReview: true,
  noPupilData: true,
  async bind(asked, deps) {
    const { decisions } = await deps.store.needWholeReview(asked.about);
    const context = await versionContext(asked, deps, 'host');
    const { base, framework, host, review, settings } = context;
    const { content, row } = base;
    const reasons = objections(decisions, { turn: asked.turn, round: asked.round - 1 });
    const nothingNew = reasons.length > 0 ? 'comments' : 'no-comments';
    return {
      ...context.common,
      dueAt: dueBefore(clockOf(context).factCheck.due, asked),
      // The host keeps its days however late the draft was.
      leastWorkingDays: settings.report.hostCheckDays,
      mail: () => ({
        subject: `Please check the facts of the report: ${context.title}`,
        firstLine: `The report of your ${host}'s review is ready for you to check.`,
        paragraphs: [
          'You can comment on each line: that a fact is wrong, or that you see it differently.',
          'Show it to whom you like among your leaders. The lead reviewer answers every comment, and then you are asked whether you agree to the report.',
          'The report is confidential until it is final, and then it belongs to you.',
        ],
        button: 'Check the report',
        whyYou: hostWords(review).whyLeader,
      }),
      page: () => ({
        title: 'Are the facts right?',
        caption: context.title,
        button: 'Send your answer',
        binding: true,
        longForm: true,
        body: (form) => (
          <>
            <Paragraph>
              This is {versionInWords(row)} of the report. Below each line is a place for a comment. Say whether a fact
              is wrong, which the lead reviewer can check, or whether you disagree, which the two of you can talk about.
            </Paragraph>
            <BulletList
              items={[
                'No comment on a line means that it is right.',
                'You can save and finish later; the link in your mail brings back what you have written.',
                'Nothing about single pupils may be in a comment. Write roles, not names.',
              ]}
            />
            {reasons.length > 0 && (
              <>
                <Subheading>Why the report was not agreed</Subheading>
                <Paragraph>The lead reviewer has this already. You do not need to write it again.</Paragraph>
                <CommentList comments={reasons} />
              </>
            )}
            <FactCheckView content={content} framework={framework} form={form} />
            <Subheading>Your answer</Subheading>
            {verdictForm.showAll(form)}
          </>
        ),
      }),
      read: readBy(
        (fields) => readFactCheck(fields, lines(content, framework)),
        (comments, { at }) => {
          const { turn, round } = asked;
          const added = comments.map((comment): Comment => ({ ...comment, turn, round, by: 'host', at }));
          const hasAny = added.length > 0;
          return {
            answer: { comments: added.length, digest: digest(comments) },
            outcome: { outcome: hasAny ? 'comments' : nothingNew },
            what: hasAny ? 'commented on the report' : 'had no comments on the report',
            effects: () =>
              hasAny
                ? [
                    deps.store.rows.reportVersion
                      .patch({ about: asked.about, version: row.version })
                      .set({ comments: [...commentsOf(row), ...added] })
                      .commit(),
                  ]
                : [],
            thanks: hasAny
              ? {
                  title: 'Your comments have been sent',
                  paragraphs: [
                    'The lead reviewer answers each of them.',
                    'Then you are asked whether you agree to the report.',
                  ],
                }
              : {
                  title: 'Your answer has been sent',
                  paragraphs: ['You are asked next whether you agree to the report.'],
                },
          };
        },
      ),
      silence: () => ({ outcome: { outcome: nothingNew } }),
      draft: () => draftOfVersion(row, context),
      said: ({ comments }) =>
        comments === 0 ? 'You had no comments on the report.' : 'You sent comments on the report.',
      sent({ comments }) {
        const { turn, round } = asked;
        const own = commentsOf(row).filter((one) => one.turn === turn && one.round === round && one.by === 'host');
        return own.length === comments ? { fields: fieldsOfFactCheck(own) } : undefined;
      },
    };
  },
});
