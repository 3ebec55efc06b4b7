import { StepFunctionsError } from '../errors.ts';
import type { Request } from './request.ts';

const DEFAULT_PAGE = 100;
const MAX_PAGE = 1000;

/** One page of a list by `maxResults` and `nextToken`. */
export function page<T>(
  request: Request,
  all: readonly T[],
): { items: readonly T[]; nextToken: { nextToken?: string } } {
  const size = Math.min(request.optionalNumber('maxResults') || DEFAULT_PAGE, MAX_PAGE);
  const from = offsetOf(request.optionalString('nextToken'));
  const to = from + size;
  const items = all.slice(from, to);
  return { items, nextToken: to < all.length ? { nextToken: tokenOf(to) } : {} };
}

const tokenOf = (offset: number): string => Buffer.from(`from ${offset}`).toString('base64url');

function offsetOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = /^from (\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset === undefined) throw new StepFunctionsError('InvalidToken', "Invalid Token: 'Invalid token'");
  return Number(offset);
}
