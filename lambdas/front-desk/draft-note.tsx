import type { OpenedLink } from '../decisions/open-link.ts';
import { InsetText, Paragraph } from '../pages/kit.ts';
import { longMoment } from './moment.ts';

/** Said above a long form whose draft is filled in. */
export function DraftNote({ opened, justSaved }: { readonly opened: OpenedLink; readonly justSaved: boolean }) {
  const { draft } = opened;
  if (draft === undefined) return null;
  return (
    <InsetText>
      {justSaved ? (
        <Paragraph>
          <strong>Saved.</strong> You can close this page and go on later: the link in your mail brings back what you
          have written, on any device. Nothing has been sent yet.
        </Paragraph>
      ) : (
        <Paragraph>What was written so far, saved on {longMoment(draft.savedAt)}, is filled in.</Paragraph>
      )}
    </InsetText>
  );
}
