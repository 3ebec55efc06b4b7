/**
 * A report as sections and lines in the order in which it is read. Each line has an address within its version
 * ('ebi.leadership.2'): a comment is about an address, and every view of a report is made from these sections.
 */
import { definitionOf } from '../programmes/programmes.ts';
import type { Framework } from '../settings/framework.ts';
import { hostWord, type ReportContent } from './report-content.ts';

export interface ReportLine {
  readonly address: string;
  readonly text: string;
}

/** A line with a label before it: 'Phase: primary'. */
export interface LabelledLine extends ReportLine {
  readonly label: string;
}

export interface ReportPart {
  /** Absent where the section's title says it all. */
  readonly title?: string;
  readonly lines: readonly ReportLine[];
}

export interface ReportSection {
  readonly key: string;
  readonly title: string;
  /** Text that stands in every report of the framework and is not for comment. */
  readonly note?: readonly string[];
  readonly labelled?: readonly LabelledLine[];
  readonly parts?: readonly ReportPart[];
}

/** All sections that have something in them. */
export function sections(content: ReportContent, framework: Framework): readonly ReportSection[] {
  return [
    cover(content, framework),
    ...estimates(content, framework),
    { key: 'standing-note', title: 'How to read this report', note: framework.standingNote },
    ...plain('settled', 'How this report was settled', content.settled === undefined ? [] : [content.settled]),
    ...plain('context', 'Context', content.context),
    ...plain('focus-challenge', `The challenge that the ${hostWord(framework)} brought`, content.focusChallenge ?? []),
    ...framework.headings.map((heading) => ({
      key: heading.key,
      title: heading.title,
      parts: framework.parts.map((part) => ({
        title: part.title,
        lines: addressed(`${part.key}.${heading.key}`, content.findings[heading.key]?.[part.key] ?? []),
      })),
    })),
    ...areaOfExcellence(content),
    ...plain('support', 'Support wanted from the network', content.support),
  ];
}

/** Every line of a report that can be commented on, in the order of the report. */
export const lines = (content: ReportContent, framework: Framework): readonly ReportLine[] =>
  sections(content, framework).flatMap(({ labelled, parts }) => [
    ...(labelled ?? []).map(({ address, label, text }) => ({ address, text: `${label}: ${text}` })),
    ...(parts ?? []).flatMap((part) => part.lines),
  ]);

/** The title of the framework's point that is stored under `key`. */
export const estimateTitle = (framework: Framework, key: string): string =>
  framework.estimates?.scale.find((point) => point.key === key)?.title ?? key;

const standings = {
  accredited: 'Accredited',
  'not-accredited': 'Not accredited',
  'not-submitted': 'Not submitted',
} as const;

const addressed = (prefix: string, texts: readonly string[]): readonly ReportLine[] =>
  texts.map((text, index) => ({ address: `${prefix}.${index + 1}`, text }));

const plain = (key: string, title: string, texts: readonly string[]): readonly ReportSection[] =>
  texts.length === 0 ? [] : [{ key, title, parts: [{ lines: addressed(key, texts) }] }];

function cover(content: ReportContent, framework: Framework): ReportSection {
  const { host, headRole, hub, phase, dates, lastReview, lastInspection } = content.cover;
  const rows: readonly (readonly [string, string, string])[] = [
    ['cover.host', definitionOf(framework.programme).cover.host, host],
    ['cover.head-role', 'Led by', headRole],
    ['cover.hub', 'Hub', hub],
    ['cover.phase', 'Phase', phase],
    ['cover.dates', 'Dates of the review', dates],
    ...(content.estimates
      ? ([['estimate.overall', 'Overall estimate', estimateTitle(framework, content.estimates.overall)]] as const)
      : []),
    ['cover.last-review', 'Last review', lastReview],
    ['cover.last-inspection', 'Last inspection', lastInspection],
  ];
  return { key: 'cover', title: 'The review', labelled: labelled(rows) };
}

function estimates(content: ReportContent, framework: Framework): readonly ReportSection[] {
  const { estimates: given, areaOfExcellence: area } = content;
  if (!given && !area) return [];
  const byHeading = framework.headings.map(
    ({ key, title }) => [`estimate.${key}`, title, estimateTitle(framework, given?.headings[key] ?? '')] as const,
  );
  const rows: readonly (readonly [string, string, string])[] = [
    ...(given ? byHeading : []),
    ...(area ? ([['area.standing', 'Area of excellence', areaInWords(area)]] as const) : []),
    ...(area?.earlier.map((text, index) => [`area.earlier.${index + 1}`, 'Accredited before', text] as const) ?? []),
  ];
  return [{ key: 'estimates', title: 'Estimates', labelled: labelled(rows) }];
}

const areaInWords = ({ standing, title }: NonNullable<ReportContent['areaOfExcellence']>): string =>
  title === '' ? standings[standing] : `${title}: ${standings[standing].toLowerCase()}`;

function areaOfExcellence({ areaOfExcellence: area }: ReportContent): readonly ReportSection[] {
  if (!area || area.standing === 'not-submitted') return [];
  return [
    {
      key: 'area',
      title: `Area of excellence: ${area.title}`,
      parts: [
        { title: 'Why it is one', lines: addressed('area.why', area.why) },
        { title: 'The evidence', lines: addressed('area.evidence', area.evidence) },
        { title: 'Whom to ask', lines: addressed('area.contact', area.contactRole === '' ? [] : [area.contactRole]) },
      ].filter((part) => part.lines.length > 0),
    },
  ];
}

const labelled = (rows: readonly (readonly [string, string, string])[]): readonly LabelledLine[] =>
  rows.filter(([, , text]) => text !== '').map(([address, label, text]) => ({ address, label, text }));
