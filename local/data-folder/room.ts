import { statfsSync } from 'node:fs';
import { UnusableFolder } from './unusable-folder.ts';

const MEGABYTE = 1024 * 1024;
/** A play fills 3 MB, and has a copy made of them to be kept: room for this, for SQLite's log, and for LOW. */
const NEEDED = 32 * MEGABYTE;
/** With less a run ends: it still has room to be kept, and its database has not failed yet. */
const LOW = 8 * MEGABYTE;
/** A play that fills 3 MB in five seconds fills some 150 kB meanwhile. */
const LOOK_EVERY_MS = 250;

/**
 * @param kept bytes of the tables that were kept: they are copied for the run, and once more when it is kept.
 * @throws UnusableFolder when the disk has no room for a run
 */
export function refuseFull(folder: string, kept: number): void {
  const needed = NEEDED + 2 * kept;
  const free = freeBytes(folder);
  if (free >= needed) return;
  throw new UnusableFolder(
    `The disk of ${folder} has ${Math.floor(free / MEGABYTE)} MB free, and a run may need ` +
      `${Math.ceil(needed / MEGABYTE)} MB. Make room, or name another folder with --data.`,
  );
}

/** Watches a disk during a run: tells when it has hardly any room left, until `stop` is called. */
export function watchRoom(folder: string): { readonly low: AbortSignal; stop(): void } {
  const low = new AbortController();
  const timer = setInterval(() => {
    if (isLow(folder)) low.abort();
  }, LOOK_EVERY_MS).unref();
  return { low: low.signal, stop: () => clearInterval(timer) };
}

/** What to say of a run that ended for want of room. */
export const outOfRoom = (folder: string): UnusableFolder =>
  new UnusableFolder(
    `The disk of ${folder} is full, or nearly so: the run has ended. The next one goes on from what was kept last; ` +
      'make room, and start it again.',
  );

/** A folder that is gone is not full: whoever uses it says so in words of its own. */
export function isLow(folder: string): boolean {
  try {
    return freeBytes(folder) < LOW;
  } catch {
    return false;
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
