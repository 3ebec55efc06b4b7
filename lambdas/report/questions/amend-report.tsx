import { canonicalHash } from '../../documents/canonical-hash.ts';
import { versionInWords } from '../../documents/report-versions.ts';
import { longText } from '../../forms/fields.tsx';
import { fieldsOf } from '../../forms/form.tsx';
import { type FormFields, type FormState, InsetText, Paragraph, Subheading } from '../../pages/kit.ts';
import { anyAnswer, defineQuestion } from '../../questions/define-question.ts';
import type { FormPart } from '../../questions/question.ts';
import type { WriteItem } from '../../store/store.ts';
import { type Comment, commentsOf, commentsToAnswer, WHOLE_REPORT } from '../comments.ts';
import { CommentList, CommentText } from '../comments-view.tsx';
import { draftOfForm } from '../draft-document.ts';
import { questionFacts } from '../question-facts.ts';
import { contentSent, digest, dueAt, versionContext } from '../report-context.ts';
import { reportParts } from '../report-fields.tsx';
import { fieldsOfReport, readReport } from '../report-form.ts';
import { versionMeanwhile, writeVersion } from '../write-version.ts';

const replyField = (index: number): string => `reply.${index + 1}`;

/** The lead reviewer answers every comment and changes what has to be changed: the next version. */
export const amendReport = defineQuestion(questionFacts, 'amend-report', {
  answer: anyAnswer,
  readsWholeReview: true,
  noPupilData: true,
  async bind(asked, deps) {
    const { decisions } = await deps.store.needWholeReview(asked.about);
    const context = await versionContext(asked, deps, 'lead');
    const { base, framework, host, review, whole } = context;
    const comments = commentsToAnswer(base.row, decisions, asked);
    const toAnswer = comments.filter(({ by }) => by === 'host');
    const own = comments.filter(({ by }) => by === 'lead');
    const replies = repliesTo(toAnswer);
    const isOfWhole = ({ address }: Comment): boolean => address === WHOLE_REPORT;
    const answerFor = (form: FormState, comment: Comment) => {
      const name = replyField(toAnswer.indexOf(comment));
      return (
        <InsetText key={name}>
          <CommentText comment={comment} />
          {replies.show(name, form)}
        </InsetText>
      );
    };
    const parts: readonly FormPart[] = [
      ...(toAnswer.some(isOfWhole)
        ? [
            {
              name: 'whole',
              title: 'Comments on the report as a whole',
              body: (form: FormState) => toAnswer.filter(isOfWhole).map((comment) => answerFor(form, comment)),
            },
          ]
        : []),
      ...reportParts(framework, (form, place) =>
        toAnswer.filter((comment) => isAt(comment, place)).map((comment) => answerFor(form, comment)),
      ),
    ];
    return {
      ...context.common,
      dueAt: dueAt(context, 'amend', asked),
      leastWorkingDays: context.settings.report.amended - context.settings.report.hostCheckCloses,
      mail: () => ({
        subject: `Please amend the report${asked.round > 1 ? ' once more' : ''}: ${context.title}`,
        firstLine: `There are ${asked.round > 1 ? 'more ' : ''}comments on the report on ${review.hostName}.`,
        paragraphs: [
          `Each comment stands beside the line that it is about. Please answer every one, and change the text where the ${host} is right.`,
          'Where you see it differently, a call usually helps more than another round.',
        ],
        button: 'Amend the report',
        whyYou: `You are asked because you led the review of ${review.hostName}.`,
      }),
      page: () => ({
        title: 'Amend the report',
        caption: context.title,
        button: 'Send the amended report',
        values: fieldsOfReport(base.content),
        binding: true,
        beginsWith: 'the report as the host read it',
        longForm: true,
        opening: (
          <>
            <Paragraph>
              This is {versionInWords(base.row)}. Answer every comment and change the text where it is needed. Both you
              and the {host} are then asked to agree to the new version.
            </Paragraph>
            {own.length > 0 && (
              <>
                <Subheading>Why you did not agree</Subheading>
                <CommentList comments={own} />
              </>
            )}
          </>
        ),
        parts,
        body: (form) => parts.map(({ name, body }) => <div key={name}>{body(form)}</div>),
      }),
      read(fields, answering) {
        const report = readReport(fields, framework, base.content.cover);
        const replied = replies.read(fields);
        if (!report.ok || !replied.ok) {
          return {
            ok: false,
            errors: { ...(replied.ok ? {} : replied.errors), ...(report.ok ? {} : report.errors) },
          };
        }
        const texts = toAnswer.map((_, index) => replied.value[replyField(index)] ?? '');
        const content = report.value;
        const changed = canonicalHash(content) !== base.row.hash;
        const effects = (): readonly WriteItem[] => [
          ...(toAnswer.length > 0
            ? [
                deps.store.rows.reportVersion
                  .patch({ about: asked.about, version: base.row.version })
                  .set({ comments: withReplies(commentsOf(base.row), toAnswer, texts) })
                  .commit(),
              ]
            : []),
          // The same text again is no new version: what was agreed to it stays agreed.
          ...(changed ? writeVersion(deps.store, whole, { content, by: answering.person, at: answering.at }) : []),
        ];
        return {
          ok: true,
          taken: {
            answer: { hash: canonicalHash(content), replies: digest(texts) },
            outcome: { outcome: 'amended' },
            what: changed ? 'amended the report' : 'answered the comments and left the report as it was',
            effects,
            conflict: () => versionMeanwhile,
            thanks: {
              title: changed ? 'The amended report has been sent' : 'Your answers have been sent',
              paragraphs: [`You and the ${host} are asked next whether you agree to the report.`],
            },
          },
        };
      },
      silence: () => ({ outcome: { outcome: 'not-amended' } }),
      draft: (saved) =>
        draftOfForm({ begun: fieldsOfReport(base.content), saved, askedAt: asked.at }, base.content.cover, context),
      said: () => 'You answered the comments on the report.',
      sent(answer) {
        const content = contentSent(answer, context);
        const kept = commentsOf(base.row);
        const texts = toAnswer.map((comment) => kept.find((one) => isSame(one, comment))?.reply ?? '');
        return content && { fields: { ...fieldsOfReport(content), ...repliesTyped(texts) } };
      },
    };
  },
});

/** Whether a comment belongs above a field: the field's name begins the address of its lines. */
const isAt = ({ address }: Comment, place: string): boolean => address === place || address.startsWith(`${place}.`);

const repliesTo = (comments: readonly Comment[]) =>
  fieldsOf(
    Object.fromEntries(
      comments.map(({ text }, index) => [
        replyField(index),
        longText({
          label: 'Your answer',
          what: 'an answer to this comment',
          under: text,
          hint: 'Say what you changed, or why not',
          rows: 2,
          max: 600,
          tellMax: false,
        }),
      ]),
    ),
  );

const isSame = (a: Comment, b: Comment): boolean =>
  a.turn === b.turn && a.round === b.round && a.address === b.address && a.kind === b.kind && a.by === b.by;

const repliesTyped = (texts: readonly string[]): FormFields =>
  Object.fromEntries(texts.map((text, index) => [replyField(index), text]));

/** The version's comments with the answers; a reason for not agreeing joins them, so that its answer can be read too. */
function withReplies(
  kept: readonly Comment[],
  answered: readonly Comment[],
  replies: readonly string[],
): readonly Comment[] {
  const withReply = answered.map((comment, index) => ({ ...comment, reply: replies[index] ?? '' }));
  return [...kept.filter((comment) => !answered.some((one) => isSame(one, comment))), ...withReply];
}
