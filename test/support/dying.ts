import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';

/** The process is gone: nothing that it calls from then on answers. */
export class Died extends Error {
  override name = 'Died';
}

export interface Dying {
  /** How many writes the table took before the end, and whether the end came. */
  readonly commits: number;
  readonly isDead: boolean;
  /** Throws once the process is gone: for what it calls beside the table. */
  beAlive(): void;
  /** Another process begins, which lives. */
  end(): void;
}

const WRITES = new Set(['TransactWriteCommand', 'PutCommand', 'UpdateCommand', 'DeleteCommand']);

/** Has this process die right after the table has taken its `last`-th write: the write stands, and its answer reaches nobody. */
export function dieAfterCommit(last: number): Dying {
  const before = DynamoDBDocumentClient.prototype.send;
  let commits = 0;
  let isDead = false;
  const beAlive = (): void => {
    if (isDead) throw new Died(`The process died after its write ${last}.`);
  };
  const spy = vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(async function (
    this: DynamoDBDocumentClient,
    ...args: unknown[]
  ) {
    beAlive();
    const result = await Reflect.apply(before, this, args);
    const [command] = args as [object];
    if (!WRITES.has(command.constructor.name)) return result;
    commits += 1;
    if (commits >= last) isDead = true;
    beAlive();
    return result;
  } as never);
  return {
    get commits() {
      return commits;
    },
    get isDead() {
      return isDead;
    },
    beAlive,
    end: () => spy.mockRestore(),
  };
}
