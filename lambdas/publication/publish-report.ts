import * as z from 'zod';
import { finalVersion, versionInWords } from '../documents/report-versions.ts';
import { hostOf } from '../members/lineage.ts';
import { type Participant, peopleOf } from '../questions/people.ts';
import { breaksOf } from '../questions/review-context.ts';
import type { StepDeps } from '../questions/step-deps.ts';
import { loadSettings } from '../settings/load-settings.ts';
import { changeOf, news } from '../store/news.ts';
import { WriteNotPossibleNow } from '../store/store.ts';
import { type AftermathClock, aftermathClock } from './aftermath-clock.ts';
import { changePublication } from './questions/change-publication.tsx';
import { receiveReport } from './questions/receive-report.tsx';

export const PublishReportInput = z.object({
  about: z.string().min(1),
  turn: z.int().min(1),
  at: z.iso.datetime(),
});
export type PublishReportInput = z.infer<typeof PublishReportInput>;

export interface PublishReportResult {
  /** Everybody to be asked for feedback. */
  readonly people: readonly Participant[];
  readonly clock: AftermathClock;
}

/**
 * Carries out the head's choice: the report is published for the audience it chose (which may be nobody), the hub
 * manager gets it, the head gets a standing link to change or withdraw it, and the clock of what follows is counted
 * from today. Run again it finishes what was left, and publishes nothing twice.
 *
 * @throws ReportNotAgreed when no version was agreed or settled: such a text is never published; WriteNotPossibleNow when the
 * review has changed meanwhile.
 */
export async function publishReport(
  { about, turn, at }: PublishReportInput,
  deps: Pick<StepDeps, 'store' | 'ask'>,
): Promise<PublishReportResult> {
  const { store } = deps;
  const whole = await store.needReviewAtHand(about);
  const { review } = whole;
  const once = store.readingOnce();
  const [settings, host, hub] = await Promise.all([
    loadSettings(once, review.year, review.programme, review.settingsVersion),
    once.needMember(hostOf(review)),
    review.hub === undefined ? undefined : once.hub(review.hub),
  ]);
  // An earlier attempt may have come this far; everything is counted from its day.
  const publishedAt = review.status === 'published' && review.publishedAt ? review.publishedAt : at;
  const clock = aftermathClock(publishedAt, settings, breaksOf(review));
  if (review.status !== 'published') {
    const { written } = await store.write([
      store.rows.review
        .patch({ about })
        .set({
          status: 'published',
          publishedAt,
          audience: review.audience ?? settings.publication.silence,
          clock: { ...(review.clock as object | undefined), ...clock },
        })
        .remove(['withdrawnAt'])
        // Of another turn, of a review that was called off, or once the head has chosen anew, this is not to be published.
        .where((row, { eq, notExists }) => {
          const asChosen = review.audience === undefined ? notExists(row.audience) : eq(row.audience, review.audience);
          return `${eq(row.turn, turn)} AND ${eq(row.status, review.status)} AND ${asChosen}`;
        })
        .commit(),
      store.rows.auditEntry
        .upsert({
          about,
          at,
          entry: `published.${turn}`,
          who: 'workflow',
          role: 'workflow',
          what: `published ${versionInWords(finalVersion(whole))} of the report`,
        })
        .commit(),
      news(store, changeOf(about, publishedAt)),
    ]);
    if (!written) throw new WriteNotPossibleNow(`${about} changed while its report was published in turn ${turn}.`);
  }
  const standing = { about, turn, round: 1, at: publishedAt, expiresAt: clock.progressCheck.expires };
  // Some hub managers lead a school themselves; their own report reaches them as its head.
  if (hub?.manager !== undefined && hub.manager !== host.head) {
    await deps.ask(receiveReport, { ...standing, question: receiveReport.name, person: hub.manager });
  }
  if (host.head !== undefined) await deps.ask(changePublication, { ...standing, question: changePublication.name });
  return { people: peopleOf(whole, host.head), clock };
}
