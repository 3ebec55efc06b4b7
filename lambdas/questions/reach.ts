/** How the central team, or a hub's manager, gets hold of somebody: in every mail and row that asks them to. */
import { officeTelephone } from '../members/telephones.ts';
import type { Store } from '../store/store.ts';
import type { Addressee } from './question.ts';

type Reachable = Pick<Addressee, 'email' | 'telephone'>;

/** 'jo@hill.example, telephone 07700 900123'; what is not known is left out. */
export const reachInWords = ({ email, telephone }: Reachable, office?: string): string =>
  [
    email,
    ...(telephone === undefined ? [] : [`telephone ${telephone}`]),
    ...(office === undefined ? [] : [`office ${office}`]),
  ].join(', ');

/** What to do about somebody whom mail does not move, in the middle of a sentence: 'telephone the head on 07700 900123'. */
export const telephoneThem = (
  { telephone }: Pick<Addressee, 'telephone'>,
  { whom = 'them', office }: { readonly whom?: string | undefined; readonly office?: string | undefined } = {},
): string => {
  const number = telephone ?? office;
  return number === undefined ? `find out a number of ${whom}, since we have none` : `telephone ${whom} on ${number}`;
};

/** The number of the office of the school or trust that somebody answers for or works at. */
export async function officeOf(
  { organisation }: Pick<Addressee, 'organisation'>,
  store: Pick<Store, 'member'>,
): Promise<string | undefined> {
  const member = organisation === undefined ? undefined : await store.member(organisation);
  return member && officeTelephone(member);
}
