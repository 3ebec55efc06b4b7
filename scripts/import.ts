/**
 * `npm run import -- FILE.csv [--people FILE.csv] [--table NAME] [--member-of YEAR]`
 *
 * Brings the table up to a register file of schools and, if given, a file of trusts, hubs and people (docs/members-csv.md).
 * Prints counts and every row that was refused, with its line and the reason. Ends with 0 when something was imported (refusals
 * do not change that, they are listed), and with 2 when nothing was: a file that cannot be read, or no row to use. Region,
 * credentials and endpoint are those of the AWS SDK's own environment.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Rejected, UnreadableFile } from '../lambdas/members/csv.ts';
import { readGias } from '../lambdas/members/gias.ts';
import { type Counts, importMembers } from '../lambdas/members/import-members.ts';
import { readPeople } from '../lambdas/members/people-file.ts';
import type { Store } from '../lambdas/store/store.ts';
import { connectStore } from '../lambdas/wiring/connect-store.ts';

const usage = 'npm run import -- FILE.csv [--people FILE.csv] [--table NAME] [--member-of YEAR]';

/** What stops the import before anything is written. */
class CannotImport extends Error {}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { people: { type: 'string' }, table: { type: 'string' }, 'member-of': { type: 'string' } },
    });
    const [schools, ...more] = positionals;
    const table = values.table ?? process.env.TABLE_NAME;
    const year = values['member-of'];
    if (!schools || more.length > 0) throw new CannotImport(`Name one file of schools: ${usage}`);
    if (!table) throw new CannotImport('Name the table with --table NAME or in TABLE_NAME.');
    if (year !== undefined && !/^20\d\d$/.test(year)) {
      throw new CannotImport(`--member-of is '${year}'; write the year the partnership year begins in, such as 2025.`);
    }
    return { schools, people: values.people, table, year };
  } catch (error) {
    if (error instanceof CannotImport) throw error;
    throw new CannotImport(`${firstSentence(error)} ${usage}`);
  }
}

/** The argument parser's advice after its first sentence is about other programs' habits. */
function firstSentence(error: unknown): string {
  return `${messageOf(error).split('. ')[0]}.`;
}

function read<T>(file: string, reader: (bytes: Uint8Array) => T): T {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CannotImport(`${file} cannot be opened: ${messageOf(error)}.`);
  }
  try {
    return reader(bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new CannotImport(`${file}: ${error.message}`);
    throw error;
  }
}

const counted = (what: string, { created, updated, unchanged }: Counts): string =>
  `${what}: ${created} created, ${updated} updated, ${unchanged} unchanged`;

function list(file: string, refused: readonly Partial<Rejected>[], print: (line: string) => void): void {
  if (refused.length === 0) return;
  print(`${file}: ${refused.length} ${refused.length === 1 ? 'row' : 'rows'} refused`);
  for (const { line, urn, reason } of refused) {
    print(`  line ${line ?? '?'}${urn ? `, URN ${urn}` : ''}: ${reason}`);
  }
}

/** What the command needs of its surroundings. */
interface Surroundings {
  connect(table: string): Store;
  print(line: string): void;
  /** The instant memberships are written with. */
  readonly now: string;
}

/** Runs the command. Throws CannotImport, before anything is written, when there is nothing it can import. */
async function run(args: readonly string[], { connect, print, now }: Surroundings): Promise<void> {
  const { schools: schoolsFile, people: peopleFile, table, year } = readArguments(args);
  const gias = read(schoolsFile, readGias);
  const people = peopleFile === undefined ? undefined : read(peopleFile, readPeople);
  list(schoolsFile, gias.rejected, print);
  if (gias.schools.length === 0) throw new CannotImport(`${schoolsFile} has no school that can be imported.`);

  const report = await importMembers(
    connect(table),
    { schools: gias.schools, ...(people && { trusts: people.trusts, hubs: people.hubs, people: people.people }) },
    year === undefined ? {} : { memberOf: { year, at: now } },
  );
  if (peopleFile !== undefined) list(peopleFile, [...(people?.rejected ?? []), ...report.refused], print);
  print(`${counted('Schools', report.schools)}; ${gias.rejected.length} refused`);
  if (report.trusts.created + report.trusts.updated + report.trusts.unchanged > 0) {
    print(counted('Trusts', report.trusts));
  }
  if (people) {
    print(counted('Hubs', report.hubs));
    print(counted('People', report.people));
  }
  if (year !== undefined) print(`Memberships of ${year}: ${report.memberships} created`);
}

/** Runs the command and gives its exit status; what went wrong is printed as a sentence. */
export async function importCommand(args: readonly string[], surroundings: Surroundings): Promise<0 | 1 | 2> {
  try {
    await run(args, surroundings);
    return 0;
  } catch (error) {
    surroundings.print(
      isNoTable(error) ? 'There is no table of that name in this account and region.' : messageOf(error),
    );
    return error instanceof CannotImport ? 2 : 1;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isNoTable = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Error && error.cause.name === 'ResourceNotFoundException';

if (import.meta.main) {
  process.exitCode = await importCommand(process.argv.slice(2), {
    connect: connectStore,
    print: console.log,
    now: new Date().toISOString(),
  });
}
