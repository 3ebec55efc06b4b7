/**
 * What a report holds. Its structure follows from the framework that its review is bound to, so a report of an earlier
 * framework stays readable, and a programme without estimates has no place where one could be put.
 */

import * as z from 'zod';
import { definitionOf } from '../programmes/programmes.ts';
import type { Framework } from '../settings/framework.ts';

/** Points, one line each, in the order of the report. */
export type Lines = readonly string[];

/** Whether an area of excellence was put forward, and what became of it [P]. */
export const AREA_STANDINGS = ['accredited', 'not-accredited', 'not-submitted'] as const;

export interface AreaOfExcellence {
  readonly standing: (typeof AREA_STANDINGS)[number];
  readonly title: string;
  readonly why: Lines;
  readonly evidence: Lines;
  /** The role to ask for, never a person's name: 'Assistant head for inclusion'. */
  readonly contactRole: string;
  /** Earlier accredited ones: 'Early reading, accredited in 2024'. */
  readonly earlier: Lines;
}

/** One version of a report. Fields that the framework has no use for are absent, not empty. */
export interface ReportContent {
  /** The framework's id: with it the titles, the scale and the standing note, which are never changed. */
  readonly framework: string;
  readonly cover: {
    readonly host: string;
    /** 'Headteacher': a role, never a name. */
    readonly headRole: string;
    readonly hub: string;
    readonly phase: string;
    /** 'Tuesday 12 to Thursday 14 January 2027'. */
    readonly dates: string;
    readonly lastReview: string;
    readonly lastInspection: string;
  };
  /** Keys of the framework's scale. */
  readonly estimates?: { readonly overall: string; readonly headings: Readonly<Record<string, string>> } | undefined;
  readonly context: Lines;
  readonly focusChallenge?: Lines | undefined;
  /** By heading, then by part: `findings.leadership.ebi`. */
  readonly findings: Readonly<Record<string, Readonly<Record<string, Lines>>>>;
  readonly areaOfExcellence?: AreaOfExcellence | undefined;
  /** What the host would like from the network. */
  readonly support: Lines;
  /** Why the central team settled the text; absent from a report that host and lead reviewer agreed. */
  readonly settled?: string | undefined;
}

const text = z.string();
const lines = z.array(z.string().min(1));
/** An object with exactly these keys, all of one kind. */
const withKeys = <T extends z.ZodType>(keyed: readonly { readonly key: string }[], value: T) =>
  z.strictObject(Object.fromEntries(keyed.map(({ key }) => [key, value])));

/** The schema of a report under a framework: unknown fields, other headings and foreign estimates are refused. */
export function reportContent(framework: Framework): z.ZodType<ReportContent> {
  const { estimates } = framework;
  const scale = z.enum(estimates?.scale.map(({ key }) => key) ?? []);
  const schema = z.strictObject({
    framework: z.literal(framework.id),
    cover: z.strictObject({
      host: text.min(1),
      headRole: text,
      hub: text,
      phase: text,
      dates: text,
      lastReview: text,
      lastInspection: text,
    }),
    ...(estimates && {
      estimates: z.strictObject({ overall: scale, headings: withKeys(framework.headings, scale) }),
    }),
    context: lines,
    ...(framework.focusChallenge && { focusChallenge: lines }),
    findings: withKeys(framework.headings, withKeys(framework.parts, lines)),
    ...(framework.areaOfExcellence && {
      areaOfExcellence: z.strictObject({
        standing: z.enum(AREA_STANDINGS),
        title: text,
        why: lines,
        evidence: lines,
        contactRole: text,
        earlier: lines,
      }),
    }),
    support: lines,
    settled: text.min(1).optional(),
  });
  return schema as unknown as z.ZodType<ReportContent>;
}

/** A stored report that does not fit its framework. The message names places, never what is written there. */
export class MalformedReport extends Error {
  override name = 'MalformedReport';
}

/** @throws MalformedReport when the row holds something else than a report under this framework. */
export function storedContent(
  version: { readonly about: string; readonly version: string; readonly content?: unknown },
  framework: Framework,
): ReportContent {
  const parsed = reportContent(framework).safeParse(version.content);
  if (parsed.success) return parsed.data;
  const places = [...new Set(parsed.error.issues.map(({ path }) => path.join('.') || 'the whole'))].join(', ');
  throw new MalformedReport(
    `Version ${version.version} of the report of ${version.about} does not fit ${framework.id} at: ${places}.`,
  );
}

/** What the people of the host call it. */
export const hostWord = (framework: Pick<Framework, 'programme'>): 'school' | 'trust' =>
  definitionOf(framework.programme).host;

/** The points that are looked back on in the progress check and in next year's review, in the order of the report. */
export function carriedPoints(
  content: ReportContent,
  framework: Framework,
): readonly { readonly heading: string; readonly text: string }[] {
  return framework.headings.flatMap((heading) =>
    framework.parts
      .filter(({ carried }) => carried)
      .flatMap((part) => content.findings[heading.key]?.[part.key] ?? [])
      .map((point) => ({ heading: heading.key, text: point })),
  );
}
