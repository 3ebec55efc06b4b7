import { createHash } from 'node:crypto';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { yearTitle } from '../settings/year-title.ts';

/** What somebody signs, as they read it: kept with their signature, whatever later versions and releases say. */
export interface AgreementText {
  readonly version: string;
  readonly paragraphs: readonly string[];
  /** The SHA-256 of the list of version and paragraphs, as JSON. */
  readonly hash: string;
}

/**
 * The text of a version of the agreement. Versions are never changed, and those of earlier years name a year by the calendar year in which it begins
 * ('the year 2026'); people read 'the year 2026 to 2027', as everywhere.
 */
export function agreementText(
  { agreement: { version, paragraphs } }: Pick<ProgrammeSettings, 'agreement'>,
  year: Pick<PartnershipYear, 'year' | 'starts' | 'ends'>,
): AgreementText {
  const named = new RegExp(`\\bthe year ${year.year}\\b(?! to )`, 'g');
  const read = paragraphs.map((text) => text.replace(named, `the year ${yearTitle(year)}`));
  const hash = createHash('sha256')
    .update(JSON.stringify([version, ...read]))
    .digest('hex');
  return { version, paragraphs: read, hash };
}
