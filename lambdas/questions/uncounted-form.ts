import type { Store, WriteItem, Written } from '../store/store.ts';

/** A form that is counted by what it writes, in the same transaction; one that writes nothing is counted by itself. */
export interface UncountedForm {
  /** Counts it, on condition that its link has such forms left. */
  readonly item: WriteItem;
  /** Whether it was counted since. */
  readonly isCounted: boolean;
  /** The transaction that counts it was written. */
  counted(): void;
  /** Counts it by itself. @throws TooManyForms */
  countNow(): Promise<unknown>;
}

/** Writes what a form writes, and counts it with that if it was not counted yet. Both are written, or neither. */
export async function writeCounted(
  store: Pick<Store, 'write'>,
  items: readonly WriteItem[],
  form: UncountedForm | undefined,
): Promise<Written> {
  if (!form || form.isCounted) return store.write(items);
  const written = await store.write([...items, form.item]);
  if (written.written) {
    form.counted();
    return written;
  }
  if (!written.refused.includes(items.length)) return written;
  await form.countNow();
  return store.write(items);
}
