import type { CorrectsReports } from '../commands/correct-report.ts';
import { canonicalHash } from '../documents/canonical-hash.ts';
import { lineWith, withWords } from '../documents/corrected-words.ts';
import { carriedOf } from '../documents/last-review.ts';
import { type PupilData, pupilDataIn } from '../documents/pupil-data.ts';
import { storedContent } from '../documents/report-content.ts';
import {
  finalVersion,
  latestVersion,
  nextVersion,
  ReportNotAgreed,
  type ReportState,
  reportState,
} from '../documents/report-versions.ts';
import { hostWords } from '../members/host-words.ts';
import type { Notice } from '../questions/question.ts';
import { addresseeOf } from '../questions/review-context.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { Finding, Person, ReportVersion, Review, Store, WholeReview, WriteItem } from '../store/store.ts';
import { headToTell } from './head-to-tell.ts';

type PlanCorrection = CorrectsReports['reports']['planCorrection'];

/**
 * Puts a fact of a final report right: as a version of its own, which is the final one from then on, and in the points that are carried
 * to the next year. What both sides agreed to stays on record as it was.
 */
export const planCorrection: PlanCorrection = async (review, { wrong, right }, at, { store }) => {
  const { about } = review;
  const [whole, settings] = await Promise.all([
    store.needWholeReview(about),
    loadSettings(store, review.year, review.programme, review.settingsVersion),
  ]);
  const { framework } = settings.report;
  const final = finalOf(whole);
  if (!final) return { refusal: `The report of ${about} is being written anew, so what is wrong is put right there.` };
  const { found, content, lines } = withWords(storedContent(final, framework), wrong, right);
  if (found === 0) {
    return {
      refusal: `The words ‘${wrong}’ do not stand in the report of ${about}. Copy them as they stand there, from one line; the cover’s names and dates and the estimates are not corrected so.`,
    };
  }
  if (found > 1) return { refusal: `The words ‘${wrong}’ stand ${found} times there. Give more of the sentence.` };
  const [pupil] = [...pupilDataIn(right), ...lines.flatMap(pupilDataAdded)];
  if (pupil) return { refusal: `‘${pupil.words}’ may be ${pupil.what}. A report holds nothing about single pupils.` };
  const head = await headToTell(review, store);
  return {
    items: [
      ...writeCorrection(store, whole, { content, hash: canonicalHash(content), at }),
      ...carriedOf(whole.findings).flatMap((point) => correctPoint(store, point, wrong, right)),
    ],
    notice: head && noticeTo(head, review, { wrong, right, at }),
  };
};

function finalOf(whole: WholeReview): ReportVersion | undefined {
  try {
    return finalVersion(whole);
  } catch (error) {
    if (error instanceof ReportNotAgreed) return undefined;
    throw error;
  }
}

/** What the right words make of those around them, such as a day of a month and a year. */
function pupilDataAdded({ before, after }: { readonly before: string; readonly after: string }): readonly PupilData[] {
  const known = new Set(pupilDataIn(before).map(({ words }) => words));
  return pupilDataIn(after).filter(({ words }) => !known.has(words));
}

interface Correction {
  readonly content: object;
  readonly hash: string;
  readonly at: string;
}

/** The version, which must not exist yet, and the review's record of it, on condition that nobody writes or corrects the report meanwhile. */
function writeCorrection(store: Store, whole: WholeReview, { content, hash, at }: Correction): readonly WriteItem[] {
  const { review } = whole;
  const { about } = review;
  const written = { version: nextVersion(latestVersion(whole)), hash };
  const report: ReportState = { ...reportState(review), latest: written, corrected: { ...written, at } };
  return [
    store.rows.reportVersion.create({ about, ...written, content, writtenBy: 'central-team', writtenAt: at }).commit(),
    store.rows.review
      .patch({ about })
      .set({ report })
      .where((row, { eq }) => `${eq(row.report, review.report)} AND ${eq(row.turn, review.turn)}`)
      .commit(),
  ];
}

/** What was said of the point meanwhile stays with it. */
function correctPoint(store: Store, { about, finding, text }: Finding, wrong: string, right: string): WriteItem[] {
  const line = lineWith(text, wrong, right);
  return line.found === 0
    ? []
    : [
        store.rows.finding
          .patch({ about, finding })
          .set({ text: line.text })
          .where((row, { eq }) => eq(row.text, text))
          .commit(),
      ];
}

function noticeTo(
  head: Person,
  review: Review,
  { wrong, right, at }: { readonly wrong: string; readonly right: string; readonly at: string },
): Notice {
  const { hostName, programme, publishedAddress } = review;
  const { leader, host } = hostWords(review);
  return {
    to: addresseeOf(head, 'host', review.hub),
    kind: `report-corrected.${at}`,
    subject: `A fact in your report is corrected: ${programme} at ${hostName}`,
    firstLine: `As your ${host} has asked, we have put a fact right in the report of its review.`,
    paragraphs: [
      `It said: ‘${wrong}’. It says now: ‘${right}’.`,
      'Whoever may read the report reads it so from now on, and your next review begins with it.',
      publishedAddress
        ? `Your ${host} publishes the report itself at ${publishedAddress}: please put the new PDF there.`
        : `If your ${host} published the report itself, please put the new PDF there.`,
      'The report belongs to you: if you did not ask for this, or want it otherwise, reply to this mail.',
    ],
    whyYou: `You get this mail because you are the ${leader} of ${hostName}, and the report belongs to it.`,
  };
}
