import { longDateRange } from '../calendar/dates.ts';
import { visitDays } from '../calendar/working-days.ts';
import { countOwed, givenInWords } from '../members/ledger-words.ts';
import { hostOf } from '../members/lineage.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { yearTitle } from '../settings/year-title.ts';
import type { Ledger, Placement, Review, Store } from '../store/store.ts';

/** What a host's own leaders owe and give in the year of its review, as the host reads it. */
export interface HostAccount {
  /** '2026 to 2027'. */
  readonly year: string;
  /** '4, with 1 place from last year still to give'. */
  readonly owed: string;
  readonly given: string;
  /** The person who leads the host now. */
  readonly leader: string | undefined;
  /** Whoever has a place, in the order of the visits. */
  readonly places: readonly { readonly label: string; readonly value: string }[];
}

/**
 * The account of a review's host, in three requests: the placements of its people; its ledger and the year; the names of the
 * hosts to which they go. The settings are known from the review's page. Where the review goes on at the school that followed, what the
 * people of both owed and gave is one account.
 */
export async function readHostAccount(reading: Store, review: Review): Promise<HostAccount> {
  const { year } = review;
  const hosts = [...new Set([review.host, hostOf(review)])];
  const store = reading.readingOnce();
  const [ledgers, yearRow, settings, member, all] = await Promise.all([
    Promise.all(hosts.map((host) => store.ledger(host, year))),
    store.partnershipYear(year),
    loadSettings(store, year, review.programme, review.settingsVersion),
    store.member(hostOf(review)),
    Promise.all(hosts.map((host) => store.placementsOfOrganisation(host, year))),
  ]);
  const ledger = together(ledgers);
  const going = all
    .flat()
    .filter(isGiven)
    .sort((a, b) => a.day1.localeCompare(b.day1));
  const { defaultOwed } = settings.reciprocity;
  return {
    year: yearRow ? yearTitle(yearRow) : year,
    owed: countOwed(ledger, defaultOwed),
    given: givenInWords(ledger),
    leader: member?.head,
    places: await Promise.all(
      going.map(async (placement) => ({
        label: placement.personName,
        value: await placeInWords(placement, store),
      })),
    ),
  };
}

const COUNTED = ['owed', 'carried', 'accepted', 'done', 'failed'] as const;

/** Ledgers as one: what none of them has is not known. */
function together(ledgers: readonly (Ledger | undefined)[]): Partial<Pick<Ledger, (typeof COUNTED)[number]>> {
  const counts = COUNTED.flatMap((name) => {
    const known = ledgers.flatMap((ledger) => ledger?.[name] ?? []);
    return known.length === 0 ? [] : [[name, known.reduce((sum, one) => sum + one, 0)] as const];
  });
  return Object.fromEntries(counts);
}

const isGiven = ({ kind, status }: Placement): boolean =>
  kind === 'reviewer' && (status === 'accepted' || status === 'done');

async function placeInWords({ host, day1, status }: Placement, store: Pick<Store, 'member'>): Promise<string> {
  const [first, , last] = visitDays(day1);
  const name = (await store.member(host))?.name ?? 'another member';
  return `${name}, ${longDateRange(first, last)}: ${status}`;
}
