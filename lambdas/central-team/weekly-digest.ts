import * as z from 'zod';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import type { Addressee } from '../questions/question.ts';
import { addresseeOf, centralTeam } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import type { Hub, Person, Store } from '../store/store.ts';
import { completeBoard } from './complete-board.ts';
import { digestOf, hubsOf, isEmpty, ofHub } from './digest.ts';
import type { Reader } from './digest-lists.ts';
import { digestMail } from './digest-mail.ts';
import { type DigestWeek, digestId, digestWeek } from './digest-week.ts';
import { type FirstLook, firstLook, hasBoard, isQuiet } from './first-look.ts';
import { keepProgress } from './keep-progress.ts';
import { type NetworkWeek, readNetworkWeek } from './network-week.ts';
import { placeOverlooked } from './overlooked.ts';

export const WeeklyDigestInput = z.object({ at: z.iso.datetime({ offset: true }) });
export type WeeklyDigestInput = z.infer<typeof WeeklyDigestInput>;

export interface WeeklyDigestResult {
  /** How many readers had something to be told. */
  readonly told: number;
}

/** Some digests of the week could not be made or sent. The others were: the step is tried again for those alone. */
export class DigestsMissing extends Error {
  override name = 'DigestsMissing';
}

type DigestDeps = Pick<StepDeps, 'store' | 'mailer' | 'centralTeam' | 'portalOrigin'>;

/**
 * Mails what is due, late and new: of everything to the central team, of a hub's schools to the hub's manager. Does
 * nothing on a day that is not the first working day of its week, and writes to nobody who has nothing to read: alarms,
 * not empty mails, tell when a digest fails.
 *
 * Since all open questions are read, those that the mornings overlooked are found here as well (see `placeOverlooked`).
 *
 * A week with nothing to say takes three requests (see `firstLook`). Else all hubs go in one call. What they share is read once
 * (see `readNetworkWeek`), the hubs and managers that a mail goes to as well; a mail is three requests. For 34 hubs that is
 * 38 + 3 x 35 + 1 = 144 requests and some ten seconds of the five minutes that the function has.
 *
 * Every mail has the week and its reader in its id, so a second run sends only what the first could not.
 *
 * @throws DigestsMissing after all were tried and some could not be sent, OverlookedNotPlaced after those that could be placed were.
 */
export async function weeklyDigest({ at }: WeeklyDigestInput, deps: DigestDeps): Promise<WeeklyDigestResult> {
  const week = digestWeek(at);
  if (!week) return { told: 0 };
  const look = await firstLook(deps.store, week);
  // A place that cannot be written keeps no digest from being sent.
  const [placed] = await Promise.allSettled([placeOverlooked(deps.store, look.places, week.today)]);
  const result = isQuiet(look, week) ? { told: 0 } : await tell(look, week, deps);
  if (placed.status === 'rejected') throw placed.reason;
  return result;
}

async function tell(look: FirstLook, week: DigestWeek, deps: DigestDeps): Promise<WeeklyDigestResult> {
  const store = deps.store.readingOnce(); // whoever holds an office is written to as well
  const network = await readNetworkWeek(store, week, look);
  const hubs = hubsOf(network).filter((hub) => !saysNothing(ofHub(network, hub), week));
  const letters: readonly Letter[] = [
    ...(saysNothing(network, week) ? [] : [{ reader: { hub: undefined }, to: centralTeam(deps) }]),
    ...(await hubManagers(hubs, store)),
  ];
  let missing = 0;
  for (const letter of letters) {
    try {
      await write(letter, network, week, deps);
    } catch (error) {
      missing += 1;
      logger.error('A digest of the week failed', {
        reader: letter.reader.hub?.id ?? 'central-team',
        week: week.monday,
        error: errorName(error),
      });
    }
  }
  await keepProgress(deps.store, network.reviews, week);
  if (!hasBoard(look)) await completeBoard(deps.store, network, week);
  if (missing > 0) throw new DigestsMissing(`${missing} of ${letters.length} digests of ${week.monday} were not sent.`);
  return { told: letters.length };
}

/** Whether there is nothing to tell. A row that cannot be read is news: it fails the digests it belongs to, and no other. */
function saysNothing(network: NetworkWeek, week: DigestWeek): boolean {
  try {
    return isEmpty(digestOf(network, week));
  } catch {
    return false;
  }
}

interface Letter {
  readonly reader: Reader;
  readonly to: Addressee;
}

async function hubManagers(ids: readonly string[], store: Store): Promise<readonly Letter[]> {
  const hubs = (await Promise.all(ids.map((id) => store.hub(id)))).flatMap((row) => row ?? []);
  const people = await store.people(hubs.flatMap(({ manager }) => manager ?? []));
  const letter = ({ hub, name, manager }: Hub): Letter[] => {
    const person = people.find((one: Person) => one.person === manager && one.left !== true);
    return person ? [{ reader: { hub: { id: hub, name } }, to: addresseeOf(person, 'hub-manager', hub) }] : [];
  };
  return hubs.toSorted((a, b) => a.hub.localeCompare(b.hub)).flatMap(letter);
}

async function write(
  { reader, to }: Letter,
  network: NetworkWeek,
  week: DigestWeek,
  { mailer, portalOrigin }: DigestDeps,
): Promise<void> {
  const seen = reader.hub ? ofHub(network, reader.hub.id) : network;
  const digest = digestOf(seen, week);
  await mailer.sendContent(
    `person-${to.person}`,
    {
      message: digestId(week, reader.hub?.id),
      kind: 'weekly-digest',
      to,
      content: digestMail({ digest, network: seen, week, reader, portalOrigin }, to),
    },
    week.at,
  );
}
