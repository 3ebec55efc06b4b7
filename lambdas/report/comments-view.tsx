import type { ReportContent } from '../documents/report-content.ts';
import { lines } from '../documents/report-lines.ts';
import { InsetText, Paragraph, TypedText } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import { changes } from './changes.ts';
import { type Comment, commentKindInWords, WHOLE_REPORT } from './comments.ts';

const sides = { host: 'the host', lead: 'the lead reviewer' } as const;

/** Comments with the line that each is about, and what was answered. */
export function CommentList({ comments }: { readonly comments: readonly Comment[] }) {
  return (
    <>
      {comments.map((comment) => (
        <InsetText key={`${comment.by} ${comment.round} ${comment.address} ${comment.kind}`}>
          <CommentText comment={comment} />
          {comment.reply !== undefined && (
            <Paragraph>
              <strong>The lead reviewer's answer:</strong> {comment.reply}
            </Paragraph>
          )}
        </InsetText>
      ))}
    </>
  );
}

/** One comment with the line that it is about. */
export function CommentText({ comment }: { readonly comment: Comment }) {
  return (
    <>
      {comment.address !== WHOLE_REPORT && (
        <Paragraph>
          <q>{comment.line}</q>
        </Paragraph>
      )}
      <Paragraph>
        <strong>
          {commentKindInWords[comment.kind]}, says {sides[comment.by]}:
        </strong>
      </Paragraph>
      <TypedText text={comment.text} />
    </>
  );
}

/** What a version says that the one before did not, and the other way round. */
export function Changes(props: {
  readonly before: ReportContent;
  readonly after: ReportContent;
  readonly framework: Framework;
}) {
  const { gone, added } = changes(
    lines(props.before, props.framework).map(({ text }) => text),
    lines(props.after, props.framework).map(({ text }) => text),
  );
  if (gone.length + added.length === 0) return <Paragraph>The text is the same as in the version before.</Paragraph>;
  return (
    <>
      <ChangedLines title="New or changed lines" texts={added} />
      <ChangedLines title="Lines that were taken out or changed" texts={gone} />
    </>
  );
}

function ChangedLines({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3 className="govuk-heading-s">{title}</h3>
      <ul className="govuk-list govuk-list--bullet">
        {[...new Set(texts)].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
