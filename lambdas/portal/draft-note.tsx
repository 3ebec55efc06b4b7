import { InsetText, NotificationBanner } from '../pages/kit.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { longMoment } from './moment.ts';

/** Said above a long form whose draft is filled in. */
export function DraftNote({ opened, justSaved }: { readonly opened: OpenedLink; readonly justSaved: boolean }) {
  const { draft } = opened;
  if (draft === undefined) return null;
  if (justSaved) {
    return (
      <NotificationBanner success title="Saved">
        Nothing has been sent yet. You can close this page and go on later: the link in your mail brings back what you
        have written, on any device.
      </NotificationBanner>
    );
  }
  return <InsetText>What was written so far, saved on {longMoment(draft.savedAt)}, is filled in.</InsetText>;
}
