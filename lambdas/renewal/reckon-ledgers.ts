import * as z from 'zod';
import { carriedTogether } from '../members/ledger.ts';
import { balancesOf, readLineage } from '../members/lineage.ts';
import { PROGRAMMES, type Programme, programmeOfHost } from '../programmes/programmes.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { placementsOwed, teamSize } from '../settings/team-size.ts';
import { type ReviewWithTeam, teamsOfYear } from '../store/ledger-reads.ts';
import { type Ledger, type Store, type WriteItem, WriteNotPossibleNow } from '../store/store.ts';
import { membershipsOf } from '../store/week-reads.ts';

export const ReckonLedgersInput = z.object({
  year: z.string().regex(/^20\d\d$/),
  at: z.iso.datetime(),
});
export type ReckonLedgersInput = z.infer<typeof ReckonLedgersInput>;

export interface ReckonLedgersResult {
  /** Placements that each school owes in the year, what was carried over not counted. */
  readonly owed: number;
}

/** DynamoDB takes 100 rows in a transaction. */
const ROWS_AT_ONCE = 100;

/**
 * Reckons what every member owes the network in a year, from the year's seats and its signed memberships, and what it takes
 * over from the year before, also from the schools that it followed; and corrects the ledgers that say something else. What was offered, accepted and done is not
 * touched, so it may run at any time and again: the same rows give the same ledgers.
 *
 * Schools share the year's seats. A trust owes what its programme's settings say, since its leaders go as people of their
 * schools.
 *
 * With 541 members and 450 reviews: 2 queries of settings, 1 of memberships, 5 pages of reviews, 6 batches of the members, among them
 * the hosts whose teams have no size yet, 11 batches of ledgers of both years, and at most 6 transactions: 31 requests.
 *
 * @throws SettingsMissing for a year without settings; WriteNotPossibleNow when the table is too busy.
 */
export async function reckonLedgers(
  { year, at }: ReckonLedgersInput,
  deps: { readonly store: Store },
): Promise<ReckonLedgersResult> {
  const store = deps.store.readingOnce();
  const yearBefore = String(Number(year) - 1);
  const [settings, signed, reviews] = await Promise.all([
    settingsOfAll(store, year),
    membershipsOf(store, year, 'signed'),
    teamsOfYear(store, year),
  ]);
  const members = signed.map(({ member }) => member);
  const [seats, now, before] = await Promise.all([
    seatsOf(reviews, settings, store),
    Promise.all(members.map((member) => store.ledger(member, year))),
    readLineage(store, members).then((lineage) =>
      Promise.all(
        members.map((member) => Promise.all(balancesOf(lineage, member).map((one) => store.ledger(one, yearBefore)))),
      ),
    ),
  ]);
  const schools = members.filter((member) => !isTrust(member)).length;
  const owed = placementsOwed(settings[programmeOfHost('school')], { seats, schools });
  const owedByTrusts = placementsOwed(settings[programmeOfHost('trust')]);
  const changes = members.flatMap((member, index) => {
    const own = isTrust(member) ? owedByTrusts : owed;
    return correction(store, { member, year }, now[index], {
      owed: own,
      carried: carriedTogether(before[index] ?? [], own),
    });
  });
  if (changes.length > 0) {
    const sum = { owed, seats, schools, changed: changes.length };
    await writeInParts(deps.store, [...changes, reckoned(deps.store, year, at, sum)]);
  }
  return { owed };
}

type SettingsOfAll = Readonly<Record<Programme, ProgrammeSettings>>;

async function settingsOfAll(store: Store, year: string): Promise<SettingsOfAll> {
  const entries = PROGRAMMES.map(async (programme) => [programme, await loadSettings(store, year, programme)] as const);
  return Object.fromEntries(await Promise.all(entries)) as SettingsOfAll;
}

const isTrust = (member: string): boolean => member.startsWith('trust-');

/** Reviewers' seats of all reviews that take place. A team that is not planned yet gets the size that its host calls for. */
async function seatsOf(reviews: readonly ReviewWithTeam[], settings: SettingsOfAll, store: Store): Promise<number> {
  const sizes = await Promise.all(
    reviews
      .filter(({ status }) => status !== 'cancelled')
      .map(async ({ programme, host, hostKind, phase, size }) => {
        if (size !== undefined) return size;
        const member = await store.member(host);
        return teamSize(settings[programme], { kind: hostKind, phase: phase ?? member?.phase, pupils: member?.pupils });
      }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function correction(
  store: Store,
  key: Pick<Ledger, 'member' | 'year'>,
  ledger: Ledger | undefined,
  right: { readonly owed: number; readonly carried: number },
): readonly WriteItem[] {
  if (ledger?.owed === right.owed && ledger.carried === right.carried) return [];
  return [store.rows.ledger.upsert(key).set(right).commit()];
}

async function writeInParts(store: Store, items: readonly WriteItem[]): Promise<void> {
  for (let from = 0; from < items.length; from += ROWS_AT_ONCE) {
    const written = await store.write(items.slice(from, from + ROWS_AT_ONCE));
    if (!written.written) throw new WriteNotPossibleNow('Ledgers without a condition were refused.');
  }
}

/** On record, so that whoever wonders why a number changed finds the day and the arithmetic. */
const reckoned = (
  store: Store,
  year: string,
  at: string,
  sum: Readonly<Record<'owed' | 'seats' | 'schools' | 'changed', number>>,
): WriteItem =>
  store.rows.auditEntry
    .put({
      ...{ about: `ledgers-${year}`, at, entry: 'reckoned', who: 'workflow', role: 'workflow' },
      what: `reckoned ${sum.owed} places for each school; seats ${sum.seats}, schools ${sum.schools}, ledgers changed ${sum.changed}`,
    })
    .commit();
