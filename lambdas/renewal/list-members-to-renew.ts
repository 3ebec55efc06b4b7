import * as z from 'zod';
import { daysBetween } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { PartnershipYearRow, Store } from '../store/store.ts';
import { membershipsOf, membersNamed } from '../store/week-reads.ts';
import { recordRenewal } from './renewal-record.ts';

export const ListMembersToRenewInput = z.object({
  /** The instant the schedule was due. */
  scheduledAt: z.iso.datetime({ offset: true }),
  /** Machines of earlier releases asked for pages: where one begins, `next` of the page before. All members without it. */
  after: z.string().nullish(),
});
export type ListMembersToRenewInput = z.infer<typeof ListMembersToRenewInput>;

export interface MembersToRenew {
  /** The partnership year they are asked to renew for. */
  readonly year: string;
  readonly members: readonly string[];
  /** Always null: to machines of earlier releases that there is no other page. */
  readonly next: null;
}

/** The calendar fired the renewal, but no partnership year in the table opens its renewal in that calendar year. */
export class NoYearToRenew extends Error {
  override name = 'NoYearToRenew';
}

/**
 * The members to be asked for renewal: those who signed for the year before and are open, or whoever followed them. Puts on record that the renewal has begun; a
 * morning round that does not find this says so.
 *
 * @throws NoYearToRenew with a sentence that says which file to add.
 */
export async function listMembersToRenew(
  input: ListMembersToRenewInput,
  desk: { readonly store: Store },
): Promise<MembersToRenew> {
  const year = await yearToRenew(londonDate(input.scheduledAt), desk.store);
  await recordRenewal(desk.store, year, input.scheduledAt);
  const signed = await membershipsOf(desk.store, String(Number(year) - 1), 'signed');
  const members = await ofToday(
    signed.map(({ member }) => member),
    desk.store,
  );
  return { year, members, next: null };
}

/** How often one school may have followed another since the membership was signed. */
const MOST_STEPS = 3;

/**
 * Each member once, as it is called today: in the place of one that has closed the school that followed it, where that is a member;
 * nobody for one that nothing followed.
 */
async function ofToday(signed: readonly string[], store: Store): Promise<string[]> {
  let asked = signed.map((member) => ({ member, follows: false }));
  for (let step = 0; step <= MOST_STEPS; step += 1) {
    const rows = new Map(
      (
        await membersNamed(
          store,
          asked.map(({ member }) => member),
        )
      ).map((row) => [row.member, row]),
    );
    const next = asked.flatMap(({ member, follows }) => {
      const row = rows.get(member);
      if (row?.standing === 'closed')
        return row.successor === undefined ? [] : [{ member: row.successor, follows: true }];
      return !follows || row?.standing === 'member' ? [{ member, follows }] : [];
    });
    const isDone = next.every(({ member }, index) => member === asked[index]?.member);
    asked = next;
    if (isDone) break;
  }
  return [...new Set(asked.map(({ member }) => member))];
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
