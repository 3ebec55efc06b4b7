import { importMembers } from '../../../lambdas/members/import-members.ts';
import { Store } from '../../../lambdas/store/store.ts';
import { rehearsedNetwork } from '../../../local/rehearsal/network.ts';
import { inventPeople } from '../../../local/sample/invent-people.ts';
import type { LocalStack } from '../../../local/stack.ts';
import { SCHOOLS } from './played-rows.ts';

/** What an import took that brings a network into an empty table, and the same again. */
export interface Imported {
  readonly firstMs: number;
  readonly againMs: number;
  readonly heapBytes: number;
}

/** Imports so many schools, and invented people for them. The time is the processor's, of this thread. */
export async function importing(stack: LocalStack, schools: number): Promise<Imported> {
  const { members } = rehearsedNetwork({ members: undefined, schools: SCHOOLS, seed: 1, today: '2026-02-02' });
  const all = Array.from({ length: schools }, (_, number) => {
    const school = members[number % members.length];
    if (!school) throw new Error('The sample network has no schools.');
    return { ...school, urn: String(200_000 + number) };
  });
  const invented = inventPeople(all, 1);
  const store = new Store({ client: stack.table, table: stack.tableName });
  const toImport = { schools: all, trusts: invented.trusts, hubs: invented.hubs, people: invented.people };
  const before = process.memoryUsage().heapUsed;
  const once = async (): Promise<number> => {
    const began = process.threadCpuUsage();
    await importMembers(store, toImport);
    const { user, system } = process.threadCpuUsage(began);
    return (user + system) / 1000;
  };
  return { firstMs: await once(), againMs: await once(), heapBytes: process.memoryUsage().heapUsed - before };
}
