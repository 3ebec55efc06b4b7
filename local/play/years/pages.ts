/** Pages as somebody opens them who follows a link: plain requests to the portal. */
import { load } from 'cheerio';
import type { LocalStack } from '../../stack.ts';

export interface Opened {
  readonly status: number;
  readonly text: string;
}

/** @param path from the portal's root: '/reports/qar-2026-900001' */
export async function openPage({ portalOrigin }: LocalStack, path: string): Promise<Opened> {
  const response = await fetch(`${portalOrigin}${path}`);
  return { status: response.status, text: textOf(await response.text()) };
}

/** What is to be read on a page, in one line. */
export const textOf = (html: string): string => load(html)('main').text().replace(/\s+/g, ' ').trim();
