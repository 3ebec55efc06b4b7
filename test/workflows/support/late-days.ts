import type { Season } from './season.ts';

/** The days on which the central team was told that nobody at a host had answered. One mail may name several hosts. */
/** The days on which the central team was told that nobody had answered about a school. */
export const lateDays = (season: Season, hostName: string): string[] =>
  season.stack.inbox
    .messages({ to: 'central.team@example.org' })
    .filter(({ subject, text }) => subject.startsWith('No answer yet') && text?.includes(hostName))
    .map(({ at }) => new Date(at).toISOString().slice(0, 10));
