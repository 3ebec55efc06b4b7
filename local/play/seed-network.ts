import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGias, type School } from '../../lambdas/members/gias.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import type { MembersToImport } from '../../lambdas/members/known-members.ts';
import { readPeople } from '../../lambdas/members/people-file.ts';
import { UnreadableFile } from '../../lambdas/members/refusals.ts';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { Store } from '../../lambdas/store/store.ts';
import { inventPeople } from '../sample/invent-people.ts';
import { sampleSeed } from '../sample/people-csv.ts';
import type { LocalStack } from '../stack.ts';
import { WrongArguments } from './arguments.ts';

/** The network that a play is about. */
export interface Network {
  readonly host: School;
  readonly toImport: MembersToImport & { readonly schools: readonly School[] };
  /** Rows of the register file that were refused, for people to read. */
  readonly refused: readonly string[];
}

const sample = (file: string): string => join(import.meta.dirname, '..', 'sample', file);

/**
 * Reads the schools of a register file and invents people for them; without a file, the sample network as it stands.
 *
 * @throws WrongArguments when the file cannot be used, or has no school of that URN.
 */
export function readNetwork(options: {
  members?: string | undefined;
  host?: string | undefined;
  today: string;
}): Network {
  const file = options.members ?? sample('network.csv');
  const { schools, closed, rejected } = readRegister(file);
  const host = options.host === undefined ? schools[0] : schools.find(({ urn }) => urn === options.host);
  if (!host) throw new WrongArguments(`${file} has no open school ${options.host ?? ''} that could be the host.`);
  const people =
    options.members === undefined
      ? readPeople(readFileSync(sample('people.csv')))
      : inventPeople(schools, sampleSeed, options.today);
  return {
    host,
    toImport: { schools, trusts: people.trusts, hubs: people.hubs, people: people.people },
    refused: [
      ...rejected.map(({ line, reason }) => `line ${line}: ${reason}`),
      ...closed.map(({ urn, name }) => `${name} (${urn}) has closed.`),
    ],
  };
}

/** @throws WrongArguments when the file cannot be used. */
export function readRegister(file: string): ReturnType<typeof readGias> {
  try {
    return readGias(readFileSync(file));
  } catch (error) {
    if (error instanceof UnreadableFile) throw new WrongArguments(`${file}: ${error.message}`);
    if (error instanceof Error && 'code' in error)
      throw new WrongArguments(`${file} cannot be opened (${error.code}).`);
    throw error;
  }
}

/**
 * Brings the stack's table up to the settings and the network. Of last year's memberships it writes the host's alone, so
 * that the year of one school is played; everybody else is there to be asked as a reviewer.
 */
export async function seedNetwork(stack: LocalStack, network: Network, year: string): Promise<void> {
  const store = new Store({ client: stack.table, table: stack.tableName });
  await seedSettings(store, readSettingsFiles());
  await importMembers(store, network.toImport);
  const at = new Date(stack.clock.now()).toISOString();
  const lastYear = String(Number(year) - 1);
  const { urn } = network.host;
  if (await store.membership(urn, lastYear)) return;
  await store.entities.membership
    .put({ member: urn, year: lastYear, kind: 'renewal', status: 'signed', uses: ['qar'], openedAt: at, decidedAt: at })
    .go();
}
