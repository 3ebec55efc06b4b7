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
import { connectStore } from '../lambdas/store/store.ts';

const usage = 'npm run import -- FILE.csv [--people FILE.csv] [--table NAME] [--member-of YEAR]';

/** What stops the import before anything is written. */
class CannotImport extends Error {}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
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
    throw new CannotImport(`${error instanceof Error ? error.message : String(error)} ${usage}`);
  }
}

function read<T>(file: string, reader: (bytes: Uint8Array) => T): T {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new CannotImport(`${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}.`);
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

function list(file: string, refused: readonly Partial<Rejected>[]): void {
  if (refused.length === 0) return;
  console.log(`\n${file}: ${refused.length} ${refused.length === 1 ? 'row' : 'rows'} refused`);
  for (const { line, urn, reason } of refused) {
    console.log(`  line ${line ?? '?'}${urn ? `, URN ${urn}` : ''}: ${reason}`);
  }
}

async function run(): Promise<void> {
  const { schools: schoolsFile, people: peopleFile, table, year } = readArguments();
  const gias = read(schoolsFile, readGias);
  const people = peopleFile === undefined ? undefined : read(peopleFile, readPeople);
  list(schoolsFile, gias.rejected);
  if (gias.schools.length === 0) throw new CannotImport(`${schoolsFile} has no school that can be imported.`);

  const report = await importMembers(
    connectStore(table),
    { schools: gias.schools, ...(people && { trusts: people.trusts, hubs: people.hubs, people: people.people }) },
    year === undefined ? {} : { memberOf: { year, at: new Date().toISOString() } },
  );
  if (peopleFile !== undefined) list(peopleFile, [...(people?.rejected ?? []), ...report.refused]);
  console.log(`\n${counted('Schools', report.schools)}; ${gias.rejected.length} refused`);
  if (report.trusts.created + report.trusts.updated + report.trusts.unchanged > 0) {
    console.log(counted('Trusts', report.trusts));
  }
  if (people) console.log(`${counted('Hubs', report.hubs)}\n${counted('People', report.people)}`);
  if (year !== undefined) console.log(`Memberships of ${year}: ${report.memberships} created`);
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof CannotImport ? 2 : 1;
}
