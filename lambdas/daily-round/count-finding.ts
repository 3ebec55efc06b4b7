import type { DailyRoundFinding, DailyRoundFindings } from '../platform/daily-round-findings.ts';
import { logger } from '../platform/logger.ts';

/** Counts what stands still, and says in the log which it is. */
export function countFinding(
  findings: DailyRoundFindings,
  what: DailyRoundFinding,
  ids: Readonly<Record<string, unknown>>,
): void {
  findings[what] += 1;
  const { about, decision, message, year } = ids;
  logger.warn(what, { about, decision, mail: message, year }); // 'message' is the logger's own word
}
