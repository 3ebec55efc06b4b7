import { type PageWanted, pageLink } from '../questions/page-link.ts';
import { type AnyInput, type Call, refused, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { type AuditWords, auditItems, CHANGED_NOW } from './record.ts';

/** So long a link of the central team opens what it is to read. */
const DAYS = 1;

const CENTRAL_TEAM = { person: 'central-team', role: 'central-team' } as const;

/** What the central team wishes to read, and how its answer and the audit speak of it. */
export interface Reading extends Pick<PageWanted, 'page' | 'of'> {
  /** 'what was written': the link opens it, and the audit says that one was made to it. */
  readonly what: string;
  /** The words of the link itself. */
  readonly text: string;
  /** Whose audit it stands in, where that is not what the command is about. */
  readonly audit?: AuditWords['about'];
}

/** Makes a link of the central team to a page that asks nothing, which ends after a day; that it was made is on record with it. */
export async function giveReadingLink(
  call: Call<AnyInput & { readonly at: string }>,
  { page, of, what, text, audit }: Reading,
  context: CommandContext,
): Promise<Steered> {
  const { store } = context;
  const { row, address } = pageLink({ page, of, reader: CENTRAL_TEAM, at: call.input.at, days: DAYS }, context);
  const words = { what: `had a link made to ${what}`, ...(audit !== undefined && { about: audit }) };
  const written = await store.write([row, ...auditItems(store, call, words)]);
  if (!written.written) return refused(CHANGED_NOW);
  return {
    done: true,
    sentence: `This link opens ${what}, for one day. That you had it made is in the audit.`,
    link: { address, text },
  };
}
