/** All programmes there are. A programme is named in its own folder and here, and nowhere else. */
import type { ProgrammeDefinition } from './definition.ts';
import { qar } from './qar/programme.ts';
import { tpr } from './tpr/programme.ts';

export const PROGRAMMES = [qar.code, tpr.code] as const;

export type Programme = (typeof PROGRAMMES)[number];

const definitions: Readonly<Record<Programme, ProgrammeDefinition>> = { [qar.code]: qar, [tpr.code]: tpr };

export const definitionOf = (programme: Programme): ProgrammeDefinition => definitions[programme];

/** @throws RangeError where no programme is so. */
function programmeThat(isSo: (definition: ProgrammeDefinition) => boolean): Programme {
  const found = PROGRAMMES.find((one) => isSo(definitions[one]));
  if (!found) throw new RangeError('No programme is as one has to be: look into lambdas/programmes.');
  return found;
}

/** How a programme begins the names of its reviews, and what a membership is used for: 'qar'. */
export const slugOf = (programme: Programme): string => programme.toLowerCase();

/** The programme whose slug it is. */
export const programmeOfSlug = (slug: string): Programme | undefined => PROGRAMMES.find((one) => slugOf(one) === slug);

/** The programme of the review of this name, 'qar-2026-100183'; none for a membership, a term, a training, a person. */
export const programmeOfReview = (about: string): Programme | undefined =>
  programmeOfSlug(about.slice(0, about.indexOf('-')));

/**
 * What the name of a review says: its programme, its year and the host that it was planned for; nothing for what is no review. Its row
 * says whether it goes on at another.
 */
export function partsOfReview(
  about: string,
): { readonly programme: Programme; readonly year: string; readonly host: string } | undefined {
  const programme = programmeOfReview(about);
  const [, year, host] = /^[a-z]+-(\d{4})-(.+)$/.exec(about) ?? [];
  return programme === undefined || year === undefined || host === undefined ? undefined : { programme, year, host };
}

/** The programmes that review such a host, each of which may plan a review of it in one year. */
export const programmesOfHost = (host: ProgrammeDefinition['host']): readonly Programme[] =>
  PROGRAMMES.filter((one) => definitions[one].host === host);

/** The programme that reviews such a host: it also holds the agreement that the host signs. */
export const programmeOfHost = (host: ProgrammeDefinition['host']): Programme =>
  programmeThat((definition) => definition.host === host);

/** Whose settings count for what programmes share: the rounds of a term, what people can and cannot. */
export const SHARED_BY = programmeThat(({ settingsCountForAll }) => settingsCountForAll);

/** A regular expression's part that any slug fits: 'qar|tpr'. */
export const ANY_SLUG = PROGRAMMES.map(slugOf).join('|');

/** What the name of a review looks like, for a sentence that asks for one. */
export const EXAMPLE_REVIEW = `${slugOf(SHARED_BY)}-2026-100183`;
