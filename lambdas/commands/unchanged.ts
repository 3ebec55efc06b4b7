import type { Review } from '../store/store.ts';

interface Row {
  readonly turn: string;
  readonly executions: string;
  readonly replacements: string;
}
interface Operations {
  eq(name: string, value: number): string;
  notExists(name: string): string;
}

/** The condition of ElectroDB under which nobody has steered a review since it was read. */
export const unchanged = ({ turn, executions, replacements }: Review) =>
  ((row: Row, { eq, notExists }: Operations) =>
    `${eq(row.turn, turn)} AND ${eq(row.executions, executions)} AND ${replacements === undefined ? notExists(row.replacements) : eq(row.replacements, replacements)}`) as never;
