import type { PassingCall } from '../../../local/endpoint/aws-endpoint.ts';
import { AwsError } from '../../../local/endpoint/aws-error.ts';
import { mailWhoseRowChanges } from '../../../local/endpoint/mail-in-call.ts';
import type { LocalStack } from '../../../local/stack.ts';

const WRITES = new Set(['TransactWriteItems', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

/** A function died right after a write of it: which function, and the kinds of rows that were written. */
export interface Death {
  readonly function: string;
  readonly rows: string;
}

export interface Deaths {
  readonly deaths: readonly Death[];
  /**
   * Mails that Amazon took for a run that was dead by then, so that nobody noted it: with several people written to at a time one dies while another's mail is on
   * its way. Such a mail comes twice (decision 13). As 'about/message', in small letters.
   */
  readonly unrecorded: ReadonlySet<string>;
}

/**
 * Has each run of a function die right after a write that it is the first to make: the table has the write, the function never
 * hears of it, and all that it would still do is left undone. Whoever runs it again (Step Functions, Lambda, the person at the page) makes
 * that write again, or finds it made, and comes to the next one, after which it dies too. So everything that a play writes is once the
 * last thing that a function did.
 */
export function dieAfterEachWrite(stack: LocalStack): Deaths {
  const deaths: Death[] = [];
  const unrecorded = new Set<string>();
  const known = new Set<string>();
  const dead = new Set<string>();
  const names = new Map(stack.functions.all.map(({ name, id }) => [name, id]));
  stack.interrupt((call) => {
    const id = names.get(call.caller) ?? call.caller;
    const run = `${id} ${call.trace}`;
    // A refusal that the SDK does not try again by itself.
    const died = (): AwsError =>
      new AwsError(call.service === 'ses' ? 'MessageRejected' : 'AccessDeniedException', 'Died');
    if (dead.has(run)) {
      const mail = mailWhoseRowChanges(call);
      if (mail !== undefined) unrecorded.add(mail);
      return died();
    }
    if (call.service !== 'dynamodb' || !WRITES.has(call.action)) return undefined;
    return {
      onceAnswered(status) {
        if (status !== 200) return undefined; // nothing was written
        const rows = rowsOf(call);
        const write = `${id} ${call.action} ${rows.map(({ key }) => key).join(', ')}`;
        if (known.has(write)) return undefined;
        known.add(write);
        dead.add(run);
        deaths.push({ function: id, rows: rows.map(({ kind }) => kind).join(', ') });
        return died();
      },
    };
  });
  return { deaths, unrecorded };
}

type Attributes = Readonly<Record<string, { readonly S?: string }>>;
interface Written {
  readonly Key?: Attributes;
  readonly Item?: Attributes;
}
type Item = Readonly<Record<string, Written>>;

/** The rows that a call writes: their keys, without what is another with each attempt, and the names of their entities. */
function rowsOf({ body }: PassingCall): readonly { readonly key: string; readonly kind: string }[] {
  const request = JSON.parse(body) as Written & {
    readonly TransactItems?: readonly Item[];
    readonly RequestItems?: Readonly<Record<string, readonly Item[]>>;
  };
  const items = [...(request.TransactItems ?? []), ...Object.values(request.RequestItems ?? {}).flat()];
  const writes = items.length > 0 ? items.flatMap((one) => Object.values(one)) : [request];
  return writes.map(({ Key, Item }) => {
    const row = Item ?? Key ?? {};
    const [pk, sk] = [row['pk']?.S ?? '', row['sk']?.S ?? ''];
    const kind = Item?.['__edb_e__']?.S ?? kindIn(sk);
    // The secret of a link is drawn, and an entry of the audit has its instant.
    if (Item && kind === 'decisionlink') return { kind, key: `a link to ${row['about']?.S} ${row['decision']?.S}` };
    if (kind === 'auditentry') return { kind, key: `the audit of ${pk}` };
    return { kind, key: `${pk} ${sk}` };
  });
}

/** '$review#decision_1#...' and '$auditentry_1#...' begin with the collection, if there is one, and the entity. */
const kindIn = (sortKey: string): string => /(\w+)_\d+#/.exec(sortKey)?.[1] ?? sortKey;
