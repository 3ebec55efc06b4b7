import * as z from 'zod';
import { daysBetween } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { PartnershipYearRow, Store } from '../store/store.ts';
import { membershipsOf, membersNamed, pageOfMemberships } from '../store/week-reads.ts';
import { recordRenewal } from './renewal-record.ts';

export const ListMembersToRenewInput = z.object({
  /** The instant the schedule was due. */
  scheduledAt: z.iso.datetime({ offset: true }),
  /** Where the page begins: `next` of the one before; the first without it. */
  after: z.string().nullish(),
  /** How many members a page has. Machines of earlier releases do not say, and get all at once. */
  most: z.int().min(1).optional(),
});
export type ListMembersToRenewInput = z.infer<typeof ListMembersToRenewInput>;

export interface MembersToRenew {
  /** The partnership year they are asked to renew for. */
  readonly year: string;
  /** Members by their ids, in order. */
  readonly members: readonly string[];
  /** After whom the next page begins; null when there is none. */
  readonly next: string | null;
}

/** The calendar fired the renewal, but no partnership year in the table opens its renewal in that calendar year. */
export class NoYearToRenew extends Error {
  override name = 'NoYearToRenew';
}

/**
 * A page of the members to be asked for renewal: those who signed for the year before and are open, or whoever followed them. A school
 * that followed several may be on several pages; its subscription is started once. Puts on record that the renewal has begun; a
 * daily round that does not find this says so.
 *
 * @throws NoYearToRenew with a sentence that says which file to add.
 */
export async function listMembersToRenew(
  input: ListMembersToRenewInput,
  deps: { readonly store: Store },
): Promise<MembersToRenew> {
  const year = await yearToRenew(londonDate(input.scheduledAt), deps.store);
  await recordRenewal(deps.store, year, input.scheduledAt);
  const before = String(Number(year) - 1);
  const { most } = input;
  const signed =
    most === undefined
      ? await membershipsOf(deps.store, before, 'signed')
      : await pageOfMemberships(deps.store, before, 'signed', most, input.after ?? undefined);
  const ids = signed.map(({ member }) => member);
  // A full page may be the last: then one without members follows it.
  const next = ids.length === most ? (ids.at(-1) ?? null) : null;
  return { year, members: await ofToday(ids, deps.store), next };
}

/** How often one school may have followed another since the membership was signed. */
const MOST_STEPS = 3;

/**
 * Each member once, as it is called today: in the place of one that has closed the school that followed it, where that is a member;
 * nobody for one that nothing followed, or that was followed so often, or in a circle, that none of them is open.
 */
async function ofToday(signed: readonly string[], store: Store): Promise<string[]> {
  const today = new Set<string>();
  let asked = signed;
  for (let step = 0; step <= MOST_STEPS && asked.length > 0; step += 1) {
    const rows = new Map((await membersNamed(store, asked)).map((row) => [row.member, row]));
    const following: string[] = [];
    for (const member of asked) {
      const row = rows.get(member);
      if (row?.standing === 'closed') following.push(...(row.successor === undefined ? [] : [row.successor]));
      else if (step === 0 || row?.standing === 'member') today.add(member);
    }
    asked = following;
  }
  return [...today];
}

/**
 * A year that starts in April opens its renewal in the autumn before, one that starts in September in its own February;
 * so the years around the date are looked at, and the one counts whose renewal opens in the date's calendar year.
 */
async function yearToRenew(today: string, store: Store): Promise<string> {
  const calendarYear = today.slice(0, 4);
  const around = [-1, 0, 1].map((offset) => String(Number(calendarYear) + offset));
  const once = store.readingOnce();
  const rows = await Promise.all(around.map((year) => once.partnershipYear(year)));
  const [nearest] = rows
    .filter((row): row is PartnershipYearRow => row?.renewalOpens.slice(0, 4) === calendarYear)
    .sort((a, b) => distance(a, today) - distance(b, today));
  if (nearest) return nearest.year;
  throw new NoYearToRenew(
    `No partnership year opens its renewal in ${calendarYear}. Add lambdas/settings/years/YEAR/year.json with a ` +
      `renewalOpens in ${calendarYear}, write it to the table with scripts/seed-settings.ts, and start the renewal again.`,
  );
}

const distance = (row: PartnershipYearRow, today: string): number => Math.abs(daysBetween(row.renewalOpens, today));
