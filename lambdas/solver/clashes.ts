/**
 * What no network can hold to: one of a school in a team, and no swap. Both are 'at most one person in these groups', a
 * group being the people of a school who go on a review.
 */

import type { Season } from './compile-season.ts';
import { worksFor } from './eligibility.ts';

/** The people of a school on a review, as one number. */
export type Group = number;

export const groupOf = (season: Season, school: number, review: number): Group =>
  review * season.schools.length + school;
export const reviewOfGroup = (season: Season, group: Group): number => Math.floor(group / season.schools.length);
export const schoolOfGroup = (season: Season, group: Group): number => group % season.schools.length;

/** The group of a pair; -1 for somebody without a school. */
export function groupOfPair(season: Season, pair: number): Group {
  const school = season.people[season.pairPerson[pair] ?? 0]?.school ?? -1;
  return school < 0 ? -1 : groupOf(season, school, season.pairReview[pair] ?? 0);
}

/** At most one person may be in the group, or in the two groups together. */
export interface Clash {
  readonly groups: readonly [Group] | readonly [Group, Group];
}

/** For each review the schools that belong to its host, and for each school the reviews of those it belongs to. */
export interface Belonging {
  readonly schoolsOfHost: readonly ReadonlySet<number>[];
  readonly reviewsOfSchool: readonly (readonly number[])[];
}

export function belongingOf(season: Season): Belonging {
  const schoolsOfHost = season.reviews.map(() => new Set<number>());
  const reviewsOfSchool = season.schools.map((): number[] => []);
  const byHost = Map.groupBy(season.reviews.keys(), (index) => season.reviews[index]?.review.host ?? '');
  for (const { person, school } of season.people) {
    if (school < 0) continue;
    for (const organisation of new Set([person.school ?? '', person.trust ?? ''])) {
      for (const review of worksFor(person, organisation) ? (byHost.get(organisation) ?? []) : []) {
        if (schoolsOfHost[review]?.has(school)) continue;
        schoolsOfHost[review]?.add(school);
        reviewsOfSchool[school]?.push(review);
      }
    }
  }
  return { schoolsOfHost, reviewsOfSchool };
}

/**
 * Clashes that more than one person's worth is in.
 *
 * @param inGroup how much of a person is in each group that has any; fractions are a linear model's.
 */
export function brokenClashes(
  season: Season,
  belonging: Belonging,
  inGroup: ReadonlyMap<Group, number>,
  tolerance = 1e-6,
): Clash[] {
  const broken: Clash[] = [];
  const byReview = Map.groupBy(inGroup.keys(), (group) => reviewOfGroup(season, group));
  for (const [group, here] of inGroup) {
    const review = reviewOfGroup(season, group);
    let inSwap = false;
    for (const other of belonging.reviewsOfSchool[schoolOfGroup(season, group)] ?? []) {
      for (const back of byReview.get(other) ?? []) {
        if (!belonging.schoolsOfHost[review]?.has(schoolOfGroup(season, back))) continue;
        if (here + (inGroup.get(back) ?? 0) <= 1 + tolerance) continue;
        inSwap = true;
        if (group < back) broken.push({ groups: [group, back] });
      }
    }
    if (!inSwap && here > 1 + tolerance) broken.push({ groups: [group] });
  }
  return broken;
}

/** The groups of a plan, one person each. */
export function groupsOfPlan(season: Season, chosen: readonly number[]): Map<Group, number> {
  const inGroup = new Map<Group, number>();
  for (const pair of chosen) {
    const group = groupOfPair(season, pair);
    if (group >= 0) inGroup.set(group, (inGroup.get(group) ?? 0) + 1);
  }
  return inGroup;
}
