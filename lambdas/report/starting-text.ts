/**
 * What a draft begins with, so that the lead reviewer writes nothing twice: what both sides agreed on day 3, the
 * evening notes where nothing was agreed, and what the host told us beforehand.
 */

import * as z from 'zod';
import { longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import type { LastReview } from '../documents/last-review.ts';
import { phaseName } from '../members/phase.ts';
import type { FormFields } from '../pages/kit.ts';
import { definitionOf } from '../programmes/programmes.ts';
import type { Framework } from '../settings/framework.ts';
import type { Review, WholeReview } from '../store/store.ts';
import { linesOfPoints } from './forget-withdrawn.ts';
import { estimateField, type FixedCover, findingField } from './report-form.ts';

/** Rows of other stages are read leniently: what is not there is left for the lead reviewer to write. */
const text = z.string().catch('');
const lenient = z.record(z.string(), z.unknown()).catch({});

/** What is read of other years and of the hub for the cover. */
export interface CoverFacts {
  readonly hubName: string | undefined;
  /** The host's reviews over the years, oldest first. */
  readonly reviews: readonly Review[];
  /** What last year's review left. */
  readonly last?: LastReview | undefined;
}

/** The lines of the cover that nobody types. */
export const fixedCover = (review: Review, hubName: string | undefined): FixedCover => ({
  host: review.hostName,
  hub: hubName ?? '',
  phase: review.phase === undefined ? '' : phaseName[review.phase],
  dates: review.day1 === undefined ? '' : datesInWords(review.day1),
});

/** 'Tuesday 12 to Thursday 14 January 2027'. */
export const datesInWords = (day1: string): string => longDateRange(day1, lastVisitDay(day1));

/** The fields of a first draft. */
export function startingText(whole: WholeReview, framework: Framework, facts: CoverFacts): FormFields {
  const { review } = whole;
  const agreed = lenient.parse(review.findings ?? {});
  const preparation = lenient.parse(review.preparation ?? {});
  const form = lenient.parse(preparation.informationForm);
  return {
    'cover.head-role': definitionOf(framework.programme).cover.leader,
    'cover.last-review': lastReview(review, facts),
    'cover.last-inspection': text.parse(form.lastInspection) || (facts.last?.lastInspection ?? ''),
    context: [text.parse(form.context), ...(facts.last ? linesOfPoints(facts.last) : [])].join('\n'),
    ...findings(whole, framework, agreed),
    ...(framework.estimates && estimates(framework, agreed)),
    ...(framework.areaOfExcellence && areaOfExcellence(preparation, facts.last)),
    ...(framework.focusChallenge && { 'focus-challenge': text.parse(preparation.focusChallenge) }),
  };
}

function lastReview(review: Review, { reviews, last }: CoverFacts): string {
  const before = reviews.findLast(
    (row) =>
      row.about !== review.about && row.year < review.year && row.day1 !== undefined && row.publishedAt !== undefined,
  );
  if (before?.day1 === undefined) return '';
  const title = `${before.programme}, ${datesInWords(before.day1)}`;
  return last?.title === title && last.overall !== undefined ? `${title}: ${last.overall}` : title;
}

/** What was agreed under each heading; where nothing was, the evening notes of it, each text once. */
function findings(whole: WholeReview, framework: Framework, agreed: Readonly<Record<string, unknown>>): FormFields {
  const byHeading = lenient.parse(agreed.headings);
  const notes = whole.findings.filter(({ finding }) => finding.startsWith('day-'));
  const first = framework.headings[0]?.key;
  const known = new Set(framework.headings.map(({ key }) => key));
  const noted = (heading: string, part: string): string[] => {
    const texts = notes
      .filter((note) => note.kind === part)
      .filter((note) => (note.heading !== undefined && known.has(note.heading) ? note.heading : first) === heading)
      .map((note) => note.text);
    return [...new Set(texts)];
  };
  return Object.fromEntries(
    framework.headings.flatMap((heading) => {
      const parts = lenient.parse(byHeading[heading.key]);
      const nothingAgreed = framework.parts.every((part) => pointsAt(parts, part.key).length === 0);
      return framework.parts.map((part) => [
        findingField(part.key, heading.key),
        (nothingAgreed ? noted(heading.key, part.key) : pointsAt(parts, part.key)).join('\n'),
      ]);
    }),
  );
}

const pointsAt = (parts: Readonly<Record<string, unknown>>, part: string): readonly string[] =>
  z.array(z.string()).catch([]).parse(parts[part]);

function estimates(framework: Framework, agreed: Readonly<Record<string, unknown>>): FormFields {
  const given = lenient.parse(agreed.estimates);
  return Object.fromEntries(
    ['overall', ...framework.headings.map(({ key }) => key)].map((key) => [estimateField(key), text.parse(given[key])]),
  );
}

function areaOfExcellence(preparation: Readonly<Record<string, unknown>>, last: LastReview | undefined): FormFields {
  const area = lenient.parse(preparation.areaOfExcellence);
  return {
    'area.standing': text.parse(area.title) === '' ? 'not-submitted' : '',
    'area.title': text.parse(area.title),
    'area.why': text.parse(area.why),
    'area.evidence': text.parse(area.evidence),
    'area.contact': text.parse(area.contactRole),
    ...(last && last.accredited.length > 0 && { 'area.earlier': last.accredited.join('\n') }),
  };
}

/** What stayed open between the host and the team when the visit ended; nothing when all was agreed. */
export function disagreementOnDay3({ review }: Pick<WholeReview, 'review'>): string | undefined {
  const agreement = lenient.parse(lenient.parse(review.findings ?? {}).agreement);
  return text.parse(agreement.disagreement) || undefined;
}
