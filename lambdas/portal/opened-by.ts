import { type Catalogue, type OpenedLink, openFoundLink } from '../questions/open-link.ts';
import type { Deps } from '../questions/question.ts';
import type { DecisionLink } from '../store/store.ts';
import type { SentForm } from './sent-form.ts';

/**
 * The link that a form came by, and what it opens. Where what the process remembers of a link opens nothing, the form is counted and
 * the link followed as if for the first time.
 *
 * @throws TooManyForms
 */
export async function openedBy(
  { link: found, uncounted }: Pick<SentForm, 'link' | 'uncounted'>,
  deps: Deps,
  catalogue: Catalogue,
  at: string,
): Promise<{ readonly link: DecisionLink | undefined; readonly opened?: OpenedLink | undefined }> {
  const isRemembered = uncounted !== undefined;
  const opened = found && (await openFoundLink(found, deps, catalogue, at, { isRemembered }));
  if (opened || !uncounted) return { link: opened?.link ?? found, opened: opened && { ...opened, uncounted } };
  const link = await uncounted.countNow();
  return { link, opened: link && (await openFoundLink(link, deps, catalogue, at)) };
}
