import type { ProgrammeSettings } from './programme-settings.ts';

type Phase = keyof ProgrammeSettings['team']['sizes']['byPhase'];

/** How many reviewers go on a review of this host, without the lead. A school without a phase counts as a primary. */
export function teamSize(
  settings: Pick<ProgrammeSettings, 'team'>,
  host: { readonly kind: 'school' | 'trust'; readonly phase?: Phase | undefined; readonly pupils?: number | undefined },
): number {
  const { byPhase, trust, small, large } = settings.team.sizes;
  if (host.kind === 'trust') return trust;
  const phase = host.phase ?? 'primary';
  if (host.pupils !== undefined) {
    if (small.phases.includes(phase) && host.pupils < small.belowPupils) return small.size;
    if (large.phases.includes(phase) && host.pupils >= large.fromPupils) return large.size;
  }
  return byPhase[phase];
}

/**
 * How many placements each member school owes in a year: the year's seats divided by its schools, rounded up
 * (domain.md, 'reciprocity'). Before seats or schools are known it is the setting's default.
 */
export function placementsOwed(
  settings: Pick<ProgrammeSettings, 'reciprocity'>,
  year?: { readonly seats: number; readonly schools: number },
): number {
  if (!year || year.seats === 0 || year.schools === 0) return settings.reciprocity.defaultOwed;
  return Math.ceil(year.seats / year.schools);
}
