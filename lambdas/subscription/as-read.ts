import type { Membership } from '../store/store.ts';

interface Operations {
  eq(attribute: unknown, value: unknown): string;
  notExists(attribute: unknown): string;
}

/** The condition that a membership is as it was read: nobody has settled, ended or reopened it since. */
export const asRead = ({ status, turn }: Pick<Membership, 'status' | 'turn'>) =>
  ((row: Record<'status' | 'turn', unknown>, { eq, notExists }: Operations) =>
    `${eq(row.status, status)} AND ${turn === undefined ? notExists(row.turn) : eq(row.turn, turn)}`) as never;
