/** What a host's review of the year before leaves to the one of this year: its points, its facts, what was written for it. */
import { longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import { hostOf, readLineage, withClosedPredecessors } from '../members/lineage.ts';
import { partsOfReview } from '../programmes/programmes.ts';
import type { Framework } from '../settings/framework.ts';
import { loadSettings, SettingsMissing } from '../settings/load-settings.ts';
import { lastYearsReview } from '../store/last-years-review.ts';
import type { Finding, ReportVersion, Review, Store } from '../store/store.ts';
import { progressInWords } from './progress.ts';
import { MalformedReport, type ReportContent, storedContent } from './report-content.ts';
import { finalVersion, ReportNotAgreed, reportState } from './report-versions.ts';

/** A point that the host wanted to work on. */
export interface PointOfLastYear {
  /** The heading that it stood under, in words. */
  readonly heading: string;
  readonly text: string;
  /** What became of it, as the host said half a year later: 'Under way: We began in spring.' */
  readonly progress: string | undefined;
}

export interface LastReview {
  /** 'QAR, Tuesday 9 to Thursday 11 February 2027'. */
  readonly title: string;
  readonly points: readonly PointOfLastYear[];
  /** The overall estimate, in words; a programme without estimates has none. */
  readonly overall: string | undefined;
  /** Areas of excellence that were accredited then and before: 'Early reading, accredited in 2027'. */
  readonly accredited: readonly string[];
  /** The last inspection, as the last report has it. */
  readonly lastInspection: string | undefined;
  /** What was kept of its preparation, as it lies on its row. */
  readonly preparation: unknown;
  /** The hosts, by name, that have withdrawn the report: see `LastReviewReader`. */
  readonly withdrawnBy: readonly string[];
}

/**
 * Who reads it. The host reads all of its own. A report that the host has withdrawn is for the host and the central team alone, so whoever
 * comes this year reads none of its points, estimates and areas, and the draft of this year's report begins without them.
 */
export type LastReviewReader = 'host' | 'team';

/**
 * As many points and versions as are read by their keys, so that they come in one batch with whatever a page reads anyway. A report of
 * more is read by a query.
 */
const BY_KEY = { points: 20, versions: 8 };

const numbered = (count: number, name: (number: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => name(index + 1));

/** How the row of a point is called that is carried: 'agreed.ebi.01', in the order of the report. */
export const carriedFinding = (number: number): string => `${CARRIED}${String(number).padStart(2, '0')}`;

const CARRIED = 'agreed.ebi.';

/** The carried points of a review, in the report's order. */
export const carriedOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings
    .filter(({ finding }) => finding.startsWith(CARRIED))
    .toSorted((a, b) => a.finding.localeCompare(b.finding, 'en', { numeric: true }));

/** Begins to read the review of the year before by the name of this one, in one request with what is read beside it. */
export async function readLastReviewAhead(about: string, store: Store): Promise<void> {
  const parts = partsOfReview(about);
  if (parts) await rowsOf(store, lastYearsReview(parts));
}

interface Rows {
  readonly review: Review | undefined;
  readonly findings: readonly Finding[];
  readonly versions: readonly ReportVersion[];
}

async function rowsOf(store: Store, about: string): Promise<Rows> {
  const { finding, review, reportVersion } = store.entities;
  const [row, findings, versions] = await Promise.all([
    store.rowAt<Review>(review.get({ about })),
    Promise.all(
      numbered(BY_KEY.points, carriedFinding).map((id) => store.rowAt<Finding>(finding.get({ about, finding: id }))),
    ),
    Promise.all(
      numbered(BY_KEY.versions, (number) => String(number).padStart(3, '0')).map((version) =>
        store.rowAt<ReportVersion>(reportVersion.get({ about, version })),
      ),
    ),
  ]);
  const latest = Number((row && reportState(row).latest?.version) ?? 0);
  if (latest > BY_KEY.versions || findings.at(-1) !== undefined) return (await store.wholeReview(about)) ?? NONE;
  return {
    review: row,
    findings: findings.flatMap((one) => one ?? []),
    versions: versions.flatMap((one) => one ?? []),
  };
}

const NONE: Rows = { review: undefined, findings: [], versions: [] };

/**
 * The review that a host, or whoever it followed, had in the year before, in the same programme; nothing where it had none, or where it
 * was called off. Of schools that were merged each may have had one: then it is what all of them left, by the name of each, and the form
 * and timetable of the first, its own before those of schools it followed.
 */
export async function lastReviewOf(
  store: Store,
  review: Pick<Review, 'programme' | 'year' | 'host' | 'goesOnAt'>,
  reader: LastReviewReader,
): Promise<LastReview | undefined> {
  return (await lastReviewsOf(store, review))(reader);
}

/** The same for a page that learns only afterwards who reads it. */
export async function lastReviewsOf(
  store: Store,
  review: Pick<Review, 'programme' | 'year' | 'host' | 'goesOnAt'>,
): Promise<(reader: LastReviewReader) => LastReview | undefined> {
  const id = hostOf(review);
  const hosts = new Set([review.host, ...withClosedPredecessors(await readLineage(store, [id]), id)]);
  const all = await Promise.all([...hosts].map((host) => rowsOf(store, lastYearsReview({ ...review, host }))));
  const found: Found[] = [];
  for (const rows of all) {
    const { review } = rows;
    if (review?.day1 === undefined || review.status === 'cancelled') continue;
    const framework = await frameworkOf(review, store);
    if (framework) found.push({ review, rows, framework });
  }
  return (reader) => {
    const left = found.map(({ review, rows, framework }): LeftBy => {
      const isShown = reader === 'host' || review.withdrawnAt === undefined;
      return { host: review.hostName, last: inWords(review, isShown ? rows : NONE, framework) };
    });
    const [first, ...others] = left;
    return others.length === 0 ? first?.last : first && together(first, left);
  };
}

/** A review of the year before with what it is bound to. */
interface Found {
  readonly review: Review;
  readonly rows: Rows;
  readonly framework: Framework;
}

/** What the review of one school left. */
interface LeftBy {
  readonly host: string;
  readonly last: LastReview;
}

function together(first: LeftBy, all: readonly LeftBy[]): LastReview {
  const overall = all.flatMap(({ host, last }) => (last.overall === undefined ? [] : [`${last.overall} (${host})`]));
  return {
    title: all.map(({ host, last }) => `${last.title} (${host})`).join('; '),
    points: all.flatMap(({ host, last }) =>
      last.points.map((point) => ({ ...point, heading: `${host}: ${point.heading}` })),
    ),
    overall: overall.length === 0 ? undefined : overall.join('; '),
    accredited: all.flatMap(({ host, last }) => last.accredited.map((area) => `${area} (${host})`)),
    lastInspection: first.last.lastInspection,
    preparation: first.last.preparation,
    withdrawnBy: all.flatMap(({ last }) => last.withdrawnBy),
  };
}

/** The framework that a review is bound to; nothing where its settings are in the table no more: this year's questions go on without. */
async function frameworkOf(review: Review, store: Store): Promise<Framework | undefined> {
  try {
    return (await loadSettings(store, review.year, review.programme, review.settingsVersion)).report.framework;
  } catch (error) {
    if (error instanceof SettingsMissing) return undefined;
    throw error;
  }
}

function inWords(review: Review, rows: Rows, framework: Framework): LastReview {
  const content = finalContent(review, rows, framework);
  const area = content?.areaOfExcellence;
  const titleOf = (key: string | undefined): string =>
    framework.headings.find((heading) => heading.key === key)?.title ?? 'Points to work on';
  const { day1 = '' } = review;
  return {
    title: `${review.programme}, ${longDateRange(day1, lastVisitDay(day1))}`,
    points: carriedOf(rows.findings).map(({ heading, text, progress }) => ({
      heading: titleOf(heading),
      text,
      progress: progressInWords(progress),
    })),
    overall: framework.estimates?.scale.find(({ key }) => key === content?.estimates?.overall)?.title,
    accredited: [
      ...(area?.earlier ?? []),
      ...(area?.standing === 'accredited' ? [`${area.title}, accredited in ${day1.slice(0, 4)}`] : []),
    ],
    lastInspection: content?.cover.lastInspection || undefined,
    preparation: review.preparation,
    withdrawnBy: review.withdrawnAt === undefined ? [] : [review.hostName],
  };
}

/** The final report; nothing of one that was never agreed, or that does not fit its framework any more. */
function finalContent(review: Review, { versions }: Rows, framework: Framework): ReportContent | undefined {
  try {
    return storedContent(finalVersion({ review, versions }), framework);
  } catch (error) {
    if (error instanceof ReportNotAgreed || error instanceof MalformedReport) return undefined;
    throw error;
  }
}
