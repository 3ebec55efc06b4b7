/** What answers where no page is: nearly right addresses, the portal's own, and everything that was never ours. */

import { htmlResponse, notFoundPage, type Site, seeOther } from '../pages/kit.ts';
import { secretIn } from '../questions/links.ts';
import type { Answer } from './portal.ts';

/** Sends whoever is nearly right on to the page itself, so that its form has its own address. Shows, and changes nothing. */
export const elsewhere =
  (site: Site): Answer =>
  async ({ rawPath, rawQueryString, requestContext }) => {
    if (!['GET', 'HEAD'].includes(requestContext.http.method)) return htmlResponse(404, notFoundPage(site));
    if (/^\/*$/.test(rawPath)) return seeOther('/');
    const address = addressMeant(rawPath);
    if (address === undefined || address === rawPath) return htmlResponse(404, notFoundPage(site));
    return seeOther(/^show=\w+$/.test(rawQueryString) ? `${address}?${rawQueryString}` : address);
  };

/**
 * The address of ours that was meant by one that no route has: with a slash too many, or with what a mail program or a
 * sentence has put after it. It begins with one slash, and holds nothing that was sent but a link's secret or a review's id.
 *
 * @param path as API Gateway decodes it; see lib/portal-stack.ts for the routes.
 */
function addressMeant(path: string): string | undefined {
  const [room = '', key = '', file = '', ...more] = partsOf(path);
  if (more.length > 0 || !FILES.includes(file) || (file !== '' && file !== 'report.pdf' && !/^d$/i.test(room)))
    return undefined;
  const address = key === '' ? plain(room) : behind(room, key);
  return address === undefined || file === '' ? address : `${address}/${file}`;
}

/** What may stand behind a link or a report. */
const FILES: readonly string[] = ['', 'report.pdf', 'draft.pdf', 'answer.pdf'];

/** The parts between slashes, without signs that end a sentence or a bracket. */
const partsOf = (path: string): readonly string[] =>
  path.split('/').flatMap((part) => {
    const cleaned = part.replace(/[^\w-]+$/, '');
    return cleaned === '' ? [] : [cleaned];
  });

const plain = (room: string): string | undefined =>
  ['links', 'join', 'privacy', 'how-it-works', 'help', 'accessibility'].includes(room.toLowerCase())
    ? `/${room.toLowerCase()}`
    : undefined;

function behind(room: string, key: string): string | undefined {
  if (/^reports$/i.test(room)) return /^[\w-]+$/.test(key) ? `/reports/${key}` : undefined;
  const secret = /^d$/i.test(room) ? secretIn(key) : undefined;
  return secret === undefined ? undefined : `/d/${secret}`;
}
