/**
 * How often a review's loops go round before somebody above is asked. The report's own limit is a setting of the
 * programme (domain.md: at most 3 rounds, then the central team).
 */
export const loopLimits = { offer: 3, team: 3, timetable: 2, findings: 2, draft: 3 } as const;
