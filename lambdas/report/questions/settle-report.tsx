import { londonDate, londonInstant } from '../../calendar/london.ts';
import { addWorkingDays } from '../../calendar/working-days.ts';
import { canonicalHash } from '../../documents/canonical-hash.ts';
import type { ReportContent } from '../../documents/report-content.ts';
import { reportState, versionInWords } from '../../documents/report-versions.ts';
import { longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { Paragraph, Subheading, SummaryList } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion } from '../../questions/define-question.ts';
import { pauseReview } from '../../questions/pause-review.ts';
import { dueBefore } from '../../questions/review-context.ts';
import { commentsOf, objections } from '../comments.ts';
import { CommentList } from '../comments-view.tsx';
import { draftOfForm } from '../draft-document.ts';
import { questionFacts } from '../question-facts.ts';
import { contentSent, versionContext } from '../report-context.ts';
import { ReportFields } from '../report-fields.tsx';
import { fieldsOfReport, readReport } from '../report-form.ts';
import { versionMeanwhile, writeVersion } from '../write-version.ts';

/** Before the central team's reason, in the report itself. */
const SETTLED = 'Settled by the central team: ';

const reason = fieldsOf({
  settled: longText({
    label: 'Why you settle on this text',
    what: 'why you settle on this text',
    missing: 'Write why you settle on this text',
    hint: "This stands in the report, after the words 'Settled by the central team'",
    max: 1000,
  }),
});

/**
 * After the last round the central team decides on the text. The report says so, and why. Its silence pauses the review:
 * a text that nobody stands for is never published.
 */
export const settleReport = defineQuestion(questionFacts, 'settle-report', {
  answer: anyAnswer,
  readsWholeReview: true,
  noPupilData: true,
  async bind(asked, deps) {
    const { decisions } = await deps.store.needWholeReview(asked.about);
    const context = await versionContext(asked, deps, 'central-team');
    const { base, breaks, framework, host, review, settings, whole } = context;
    const reasons = objections(decisions, asked);
    const state = reportState(review);
    const stand = (side: 'host' | 'lead'): string =>
      state[side]?.hash === base.row.hash
        ? 'Agreed'
        : reasons.some(({ by }) => by === side)
          ? 'Did not agree'
          : 'Did not answer';
    const { amended, final } = settings.report;
    const dueDay = addWorkingDays(londonDate(asked.at), final - amended, breaks);
    return {
      ...context.common,
      dueAt: dueBefore(londonInstant(dueDay, settings.times.due), asked),
      mail: () => ({
        subject: `Please settle the report: ${context.title}`,
        firstLine: `The report on ${review.hostName} was not agreed in its last round.`,
        paragraphs: [
          `Please speak with the ${host} and the lead reviewer, and settle the text with them or for them.`,
          'The report will say that the central team settled it, and why.',
        ],
        facts: [
          { label: `The ${host}`, value: stand('host') },
          { label: 'The lead reviewer', value: stand('lead') },
        ],
        button: 'Settle the report',
        whyYou: 'You are asked because the central team decides when the last round ended without agreement.',
      }),
      page: () => ({
        title: 'Settle the report',
        caption: context.title,
        button: 'Settle on this text',
        values: fieldsOfReport(base.content),
        binding: true,
        longForm: true,
        body: (form) => (
          <>
            <Paragraph>
              This is {versionInWords(base.row)}, the newest. Leave its text as it is or change it. What you send is
              final and goes to the {host}.
            </Paragraph>
            <SummaryList
              rows={[
                { label: `The ${host}`, value: stand('host') },
                { label: 'The lead reviewer', value: stand('lead') },
              ]}
            />
            <Subheading>What was not agreed</Subheading>
            {reasons.length === 0 ? (
              <Paragraph>Nobody wrote a reason in the last round.</Paragraph>
            ) : (
              <CommentList comments={reasons} />
            )}
            <CommentList comments={commentsOf(base.row).filter((comment) => comment.kind !== 'not-agreed')} />
            <Subheading>Your decision</Subheading>
            {reason.showAll(form)}
            <ReportFields form={form} framework={framework} />
          </>
        ),
      }),
      read(fields, answering) {
        const report = readReport(fields, framework, base.content.cover);
        const why = reason.read(fields);
        if (!report.ok || !why.ok) {
          return { ok: false, errors: { ...(why.ok ? {} : why.errors), ...(report.ok ? {} : report.errors) } };
        }
        const content: ReportContent = {
          ...report.value,
          settled: `${SETTLED}${why.value.settled}`,
        };
        return {
          ok: true,
          taken: {
            answer: { hash: canonicalHash(content) },
            outcome: { outcome: 'settled' },
            what: 'settled the report',
            effects: () =>
              writeVersion(deps.store, whole, { content, by: answering.person, at: answering.at, settled: true }),
            conflict: () => versionMeanwhile,
            thanks: {
              title: 'The report is settled',
              paragraphs: [`The ${host} is asked next who may see it.`],
            },
          },
        };
      },
      silence: () => ({
        outcome: { outcome: 'silence' },
        effects: () => pauseReview(deps.store, asked.about),
      }),
      draft: (saved) =>
        draftOfForm({ begun: fieldsOfReport(base.content), saved, askedAt: asked.at }, base.content.cover, context),
      said: () => 'The central team settled the report.',
      sent(answer) {
        const content = contentSent(answer, context);
        const settled = content?.settled?.slice(SETTLED.length);
        return content && { fields: { ...(settled && { settled }), ...fieldsOfReport(content) } };
      },
    };
  },
});
