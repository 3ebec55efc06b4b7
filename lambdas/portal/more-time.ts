import { factsOf } from '../catalogue/all-facts.ts';
import { latestExpiry } from '../commands/latest-expiry.ts';
import { type MoreTime, withMoreTime } from '../commands/more-time.ts';
import { linkInAudit } from '../questions/links.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import { nextActionAt } from '../questions/schedule.ts';
import type { Store } from '../store/store.ts';

/**
 * The times of the question if the person takes more time for it, which can be done once; nothing where it is not
 * offered: the later steps would not wait, or the programme's settings give none.
 */
export function moreTimeOffer(opened: OpenedLink, at: string): MoreTime | undefined {
  const { bound, decision, decides, may, whole } = opened;
  const { moreTimeWorkingDays } = bound.reminderSettings.answers;
  if (!decides || !may['more-time'] || decision.status !== 'open' || decision.expiresAt <= at) return undefined;
  if (moreTimeWorkingDays === 0 || decision.moreTimeAt !== undefined) return undefined;
  if (bound.standing || decision.person === 'central-team') return undefined;
  if ((factsOf(decision.question)?.moreTime ?? 'offered') !== 'offered') return undefined;
  const more = withMoreTime(decision, bound, moreTimeWorkingDays, at);
  const latest = latestExpiry(decision.question, whole?.review);
  return latest && more.expiresAt > latest.at ? undefined : more;
}

/**
 * Gives the person more time for their question, once. The row owns its expiry, and the workflow's wait looks at the row
 * when it ends (docs/decisions/0001).
 *
 * @returns the question's new due instant; nothing when there is no more time to be had, or it was answered meanwhile.
 */
export async function takeMoreTime(opened: OpenedLink, at: string, store: Store): Promise<string | undefined> {
  const more = moreTimeOffer(opened, at);
  if (!more) return undefined;
  const { decision, link } = opened;
  const { about, decision: id } = decision;
  const written = await store.write([
    store.rows.decision
      .patch({ about, decision: id })
      .set({
        ...more,
        schedule: [...more.schedule],
        nextActionAt: nextActionAt(more.schedule, more.expiresAt),
        moreTimeAt: at,
      })
      .composite({ queue: 'open', openFor: decision.person })
      .where(
        (row, { eq, notExists }) =>
          `${eq(row.status, 'open')} AND ${eq(row.person, link.person)} AND ${eq(row.expiresAt, decision.expiresAt)} AND ${notExists(row.moreTimeAt)}`,
      )
      .commit(),
    store.rows.auditEntry
      .create({
        ...{ about, at, entry: `${id}.more-time`, who: link.person, role: decision.role },
        ...{ what: 'took more time', decision: id, link: linkInAudit(link) },
      })
      .commit(),
  ]);
  return written.written ? more.dueAt : undefined;
}
