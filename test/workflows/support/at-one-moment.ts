import type { LocalStack } from '../../../local/stack.ts';
import { functionName } from './function-name.ts';

/**
 * Lets two acts meet that run one after another otherwise: each is held at its first transaction until both have come so
 * far (or have ended without one), so that neither has read what the other wrote.
 *
 * @param id of the function whose transactions are held: `TakeAnswer`
 */
export async function atOneMoment<T>(
  stack: LocalStack,
  id: string,
  one: () => Promise<T>,
  other: () => Promise<T>,
): Promise<[T, T]> {
  const caller = functionName(stack, id);
  const met = Promise.withResolvers<void>();
  let come = 0;
  const comes = (): void => {
    come += 1;
    if (come >= 2) met.resolve();
  };
  let held = 0;
  const end = stack.interrupt((call) => {
    if (held === 2 || call.caller !== caller || call.action !== 'TransactWriteItems') return undefined;
    held += 1;
    comes();
    return met.promise.then(() => undefined);
  });
  try {
    return await Promise.all([one().finally(comes), other().finally(comes)]);
  } finally {
    end();
  }
}
