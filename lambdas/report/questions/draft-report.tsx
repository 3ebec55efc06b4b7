import { canonicalHash } from '../../documents/canonical-hash.ts';
import { lastReviewsOf, readLastReviewAhead } from '../../documents/last-review.ts';
import { WhatTheLastReviewLeft } from '../../documents/last-review-view.tsx';
import { hostOf, reviewsOf } from '../../members/lineage.ts';
import { type FormFields, InsetText, Paragraph, TypedText } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion, readBy } from '../../questions/define-question.ts';
import { type Asked, decisionId } from '../../questions/question.ts';
import type { WholeReview } from '../../store/store.ts';
import { draftOfForm } from '../draft-document.ts';
import { withoutWithdrawn } from '../forget-withdrawn.ts';
import { questionFacts } from '../question-facts.ts';
import { contentSent, dueAt, reportContext } from '../report-context.ts';
import { ReportFields, reportParts } from '../report-fields.tsx';
import { fieldsOfReport, readReport } from '../report-form.ts';
import { disagreementOnDay3, fixedCover, startingText } from '../starting-text.ts';
import { versionMeanwhile, writeVersion } from '../write-version.ts';
import { QualityAnswer } from './quality-read.tsx';

/** The lead reviewer writes the draft. Silence is 'missing', which the quality read then says. */
export const draftReport = defineQuestion(questionFacts, 'draft-report', {
  answer: anyAnswer,
  readsWholeReview: true,
  readAhead: readLastReviewAhead,
  noPupilData: true,
  async bind(asked, deps) {
    const whole = await deps.store.needWholeReview(asked.about);
    const hostId = hostOf(whole.review);
    const { hub: hubId } = whole.review;
    const [context, hub, left, reviews] = await Promise.all([
      reportContext(asked, deps, 'lead'),
      hubId === undefined ? undefined : deps.store.hub(hubId),
      lastReviewsOf(deps.store, whole.review),
      isCoverBlank(whole, asked) ? reviewsOf(deps.store, hostId) : [],
    ]);
    const { base, framework, host, review } = context;
    const last = left('team');
    const forget = (fields: FormFields): FormFields => withoutWithdrawn(fields, left('host'), last);
    const values = base
      ? forget(fieldsOfReport(base.content))
      : startingText(whole, framework, { hubName: hub?.name, reviews, last });
    const wanted = changesWanted(whole.decisions, asked);
    const open = disagreementOnDay3(whole);
    return {
      ...context.common,
      dueAt: dueAt(context, 'draft', asked),
      leastWorkingDays: context.settings.report.draft,
      mail: () => ({
        subject:
          wanted === undefined
            ? `Please write the report: ${context.title}`
            : `Changes wanted in your draft: ${context.title}`,
        firstLine:
          wanted === undefined
            ? `The report on ${review.hostName} is yours to draft.`
            : `The central team has read your draft of the report on ${review.hostName} and would like changes.`,
        paragraphs: [
          wanted === undefined
            ? 'The form begins with what was agreed on day 3 and what you noted in the evenings, so that you write nothing twice.'
            : 'What is wanted is on the page, above the text as it stands.',
          'When you send it, the central team reads it for quality, and then the host checks the facts.',
        ],
        button: 'Write the draft',
        whyYou: `You are asked because you led the review of ${review.hostName}.`,
      }),
      page: () => ({
        title: wanted === undefined ? 'Write the draft of the report' : 'Change the draft of the report',
        caption: context.title,
        button: 'Send the draft',
        values,
        binding: true,
        longForm: true,
        parts: reportParts(framework),
        opening: (
          <>
            {wanted !== undefined && (
              <InsetText>
                <Paragraph>
                  <strong>What the central team would like changed:</strong>
                </Paragraph>
                <TypedText text={wanted} />
              </InsetText>
            )}
            {open !== undefined && (
              <InsetText>
                <Paragraph>
                  <strong>What the {host} did not agree to on day 3:</strong>
                </Paragraph>
                <TypedText text={open} />
              </InsetText>
            )}
            <WhatTheLastReviewLeft last={last} reader="team" />
            <Paragraph>
              {wanted === undefined && 'Everything that was agreed on day 3 is filled in. '}Keep what you agreed with
              the {host}: it checks the facts line by line, and both of you have to agree to the final text.
            </Paragraph>
          </>
        ),
        body: (form) => <ReportFields form={form} framework={framework} />,
      }),
      read: readBy(
        (fields) => readReport(forget(fields), framework, fixedCover(review, hub?.name)),
        (content, answering) => ({
          answer: { hash: canonicalHash(content) },
          outcome: { outcome: 'drafted' },
          what: 'sent the draft of the report',
          effects: () => writeVersion(deps.store, whole, { content, by: answering.person, at: answering.at }),
          conflict: () => versionMeanwhile,
          thanks: {
            title: 'Your draft has been sent',
            paragraphs: [
              'The central team reads it for quality.',
              `Then the ${host} checks the facts, line by line.`,
              'You will be asked again if something is to be changed.',
            ],
          },
        }),
      ),
      silence: () => ({ outcome: { outcome: 'missing' } }),
      kept: forget,
      draft: (saved) =>
        draftOfForm({ begun: values, saved, askedAt: asked.at }, fixedCover(review, hub?.name), context),
      said: () => 'You sent the draft of the report.',
      sent(answer) {
        const content = contentSent(answer, context);
        return content && { fields: fieldsOfReport(content) };
      },
    };
  },
});

/**
 * Whether the cover is still to begin with what is known: then alone the host's earlier reviews are of interest. A draft that was saved by
 * another part of the form does not have it yet.
 */
const isCoverBlank = (
  { decisions, drafts, versions }: Pick<WholeReview, 'decisions' | 'drafts' | 'versions'>,
  asked: Asked,
): boolean => {
  const isIt = ({ decision }: { readonly decision: string }): boolean => decision === decisionId(asked);
  const hasCover = drafts.some((draft) => isIt(draft) && 'cover.last-review' in (draft.fields as FormFields));
  return versions.length === 0 && decisions.some(isIt) && !hasCover;
};

/** What the quality read before this round asked for. */
function changesWanted(
  decisions: readonly {
    readonly question: string;
    readonly turn: number;
    readonly round: number;
    readonly answer?: unknown;
  }[],
  asked: Asked,
): string | undefined {
  const read = decisions.find(
    (row) => row.question === 'quality-read' && row.turn === asked.turn && row.round === asked.round - 1,
  );
  const answer = QualityAnswer.safeParse(read?.answer).data;
  return answer?.ready === false && answer.words !== '' ? answer.words : undefined;
}
