/**
 * `npm run import -- FILE.csv [--people FILE.csv] [--links FILE.csv] [--table NAME] [--member-of YEAR] [--complete [--yes [--leaving NUMBER]]] [--dry-run] [--json]`
 *
 * Brings the table up to a register file of schools and, if given, a file of trusts, hubs and people and the register's links
 * (docs/members-csv.md). With `--complete` it lists who of the table's people is not in the file of people, and with `--yes` has them leave. Prints what changes, counts, and every row that was refused, with its line and the reason. With
 * `--dry-run` nothing is written, and without a table the files are compared with an empty one. With `--json` the last line is one
 * object in place of the counts. Ends with 0 when something was imported (refusals do not change that, they are listed), and with 2
 * when nothing was: a file that cannot be read, or no row to use. Region, credentials and endpoint are those of the AWS SDK's own
 * environment.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Change } from '../lambdas/members/changes.ts';
import { readGias } from '../lambdas/members/gias.ts';
import { type Counts, type ImportReport, importMembers, previewImport } from '../lambdas/members/import-members.ts';
import type { MembersToImport } from '../lambdas/members/known-members.ts';
import { readLinks } from '../lambdas/members/links-file.ts';
import { haveThemLeave, missingPeople } from '../lambdas/members/missing-people.ts';
import { readPeople } from '../lambdas/members/people-file.ts';
import { type Rejected, UnreadableFile } from '../lambdas/members/refusals.ts';
import type { Store } from '../lambdas/store/store.ts';
import { connectStore } from '../lambdas/wiring/connect-store.ts';

const usage =
  'npm run import -- FILE.csv [--people FILE.csv] [--links FILE.csv] [--table NAME] [--member-of YEAR] [--complete [--yes [--leaving NUMBER]]] [--dry-run] [--json]';

const help = `${usage}

Brings the table up to what the files say, and prints what that changes and every row that is refused. Doing it again changes nothing.

  FILE.csv             schools, from the download of the DfE's register: new, changed, closed
  --people FILE.csv    trusts, hubs, heads and other contacts, reviewers and lead reviewers: who
                       holds which office, who has left, who is back
  --links FILE.csv     the register's links: which school followed which
  --table NAME         the table, or TABLE_NAME; where it is, the AWS SDK's environment says
  --member-of YEAR     write down schools and trusts as members of the year, once for a new table
  --complete           the people file is complete: list whom it does not name
  --yes                have them leave; nobody does while a line of the file is refused
  --leaving NUMBER     how many of them leave, where they are more than a quarter of all
  --dry-run            show what would change, and write nothing; without a table, into an empty one
  --json               end with one line of JSON in place of the counts

What the columns mean: docs/members-csv.md.`;

/** What stops the import before anything is written. */
class CannotImport extends Error {
  /** Rows or a whole file that cannot be used, when that is why. */
  readonly refused: readonly Refused[];
  constructor(message: string, refused: readonly Refused[] = []) {
    super(message);
    this.refused = refused;
  }
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        people: { type: 'string' },
        links: { type: 'string' },
        table: { type: 'string' },
        'member-of': { type: 'string' },
        complete: { type: 'boolean' },
        yes: { type: 'boolean' },
        leaving: { type: 'string' },
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    });
    const [schools, ...more] = positionals;
    const { people, links } = values;
    const dryRun = values['dry-run'] ?? false;
    const table = values.table ?? process.env.TABLE_NAME;
    const year = values['member-of'];
    if (!schools || more.length > 0) throw new CannotImport(`Name one file of schools: ${usage}`);
    if (!table && !dryRun) throw new CannotImport('Name the table with --table NAME or in TABLE_NAME.');
    if (year !== undefined && !/^20\d\d$/.test(year)) {
      throw new CannotImport(`--member-of is '${year}'; write the year the partnership year begins in, such as 2025.`);
    }
    const { complete = false, yes = false } = values;
    if (complete && !people)
      throw new CannotImport('--complete says that a file of people is complete: name it with --people.');
    const { leaving } = values;
    if (leaving !== undefined && (!yes || !/^\d+$/.test(leaving))) {
      throw new CannotImport(
        '--leaving says how many people leave by --complete --yes: write the number that was listed.',
      );
    }
    if (yes && !complete)
      throw new CannotImport('--yes has people leave whom a complete file does not name: add --complete.');
    return { schools, people, links, table, year, dryRun, complete, yes, leaving };
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
    const reason = whyNotOpened(file, error);
    throw new CannotImport(reason, [{ file, line: 1, reason }]);
  }
  try {
    return reader(bytes);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new CannotImport(`${file}: ${error.message}`, [{ file, line: 1, reason: error.message }]);
  }
}

/** In words for whoever typed the name. */
function whyNotOpened(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no file '${file}'; look for a slip in its name.`;
  if (code === 'EISDIR') return `'${file}' is a folder; name the file in it.`;
  if (code === 'EACCES' || code === 'EPERM') return `You may not read '${file}'; ask whoever keeps it, or copy it.`;
  return `'${file}' cannot be opened: ${messageOf(error)}.`;
}

/** A row that was refused, of any of the files. */
interface Refused extends Partial<Rejected> {
  readonly file: string;
  readonly reason: string;
}

/** What the files hold, and what of them was refused by itself. */
interface Files {
  readonly toImport: MembersToImport;
  readonly refused: readonly Refused[];
  /** What of the links is not used, in sentences. */
  readonly unused: readonly string[];
}

function readFiles({ schools, people, links }: ReturnType<typeof readArguments>): Files {
  const gias = read(schools, readGias);
  const second = people === undefined ? undefined : read(people, readPeople);
  const third = links === undefined ? undefined : read(links, readLinks);
  const of = (file: string | undefined, rejected: readonly Rejected[] = []): Refused[] =>
    rejected.map((one) => ({ file: file ?? '', ...one }));
  return {
    toImport: {
      schools: gias.schools,
      closed: gias.closed,
      refusedSchools: gias.rejected.flatMap(({ urn }) => urn ?? []),
      ...(second && { trusts: second.trusts, hubs: second.hubs, people: second.people }),
      ...(third && { links: third.links }),
    },
    refused: [...of(schools, gias.rejected), ...of(people, second?.rejected), ...of(links, third?.rejected)],
    unused: [
      ...gias.notes,
      ...(third?.others ? [`${links}: lines about other links than who followed whom: ${third.others}, not used`] : []),
    ],
  };
}

const counted = (what: string, { created, updated, unchanged }: Counts): string =>
  `${what}: ${created} created, ${updated} updated, ${unchanged} unchanged`;

const totalOf = ({ created, updated, unchanged }: Counts): number => created + updated + unchanged;

function list(refused: readonly Refused[], print: (line: string) => void): void {
  for (const [file, rows] of Map.groupBy(refused, (one) => one.file)) {
    print(`${file}: ${rows.length} ${rows.length === 1 ? 'row' : 'rows'} refused`);
    for (const { line, urn, reason } of rows) {
      print(`  line ${line ?? '?'}${urn ? `, URN ${urn}` : ''}: ${reason}`);
    }
  }
}

/** What the command needs of its surroundings. */
interface Surroundings {
  connect(table: string): Store;
  print(line: string): void;
  /** The instant memberships are written with. */
  readonly now: string;
}

interface Outcome {
  readonly report: ImportReport;
  readonly files: Files;
  readonly refused: readonly Refused[];
  /** Whom a complete file does not name: who would leave, or with --yes has left. */
  readonly leaving: readonly string[];
}

/** Throws CannotImport, before anything is written, when there is nothing it can import. */
async function run(asked: ReturnType<typeof readArguments>, { connect, print, now }: Surroundings): Promise<Outcome> {
  const { table, year, dryRun } = asked;
  const files = readFiles(asked);
  const { schools = [], closed = [], people } = files.toImport;
  if (schools.length === 0 && closed.length === 0) {
    list(files.refused, print);
    throw new CannotImport(`${asked.schools} has no school that can be imported.`, files.refused);
  }
  const store = table === undefined ? undefined : connect(table);
  const report =
    dryRun || store === undefined
      ? await previewImport(store, files.toImport)
      : await importMembers(store, files.toImport, year === undefined ? {} : { memberOf: { year, at: now } });
  const ofPeople = report.refused.map((one): Refused => ({ file: asked.people ?? asked.schools, ...one }));
  const refused = [...files.refused, ...ofPeople];
  list(refused, print);
  for (const { text } of report.changes.filter(({ kind }) => kind !== 'new')) print(text);
  for (const sentence of files.unused) print(sentence);
  const leaving = store && asked.complete ? await lookForMissing(store, files, asked, { print, now }) : [];
  if (dryRun) print('Nothing was written. This is what would be:');
  const rejected = files.refused.filter(({ file }) => file === asked.schools).length;
  print(`${counted('Schools', report.schools)}; ${rejected} refused`);
  if (totalOf(report.trusts) > 0) print(counted('Trusts', report.trusts));
  if (people) {
    print(counted('Hubs', report.hubs));
    print(counted('People', report.people));
  }
  if (year !== undefined && !dryRun) print(`Memberships of ${year}: ${report.memberships} created`);
  return { report, files, refused, leaving };
}

/** So many people may leave by one file whatever share of the network they are. */
const A_FEW = 10;

/** More than this share does not leave in a year: a file that does not name them is rather a part of the whole. */
const MOST_THAT_LEAVE = 0.25;

/** Those whom a complete file of people does not name. Nothing is done about them before somebody has read who they are. */
async function lookForMissing(
  store: Store,
  { toImport, refused }: Files,
  { people = '', yes, leaving, dryRun }: ReturnType<typeof readArguments>,
  { print, now }: Pick<Surroundings, 'print' | 'now'>,
): Promise<readonly string[]> {
  const missing = await missingPeople(store, toImport);
  for (const { person } of missing) print(`${person}: not in ${people}, and so would leave.`);
  if (missing.length === 0) {
    print(`Everybody whom the table knows is in ${people}.`);
    return [];
  }
  if (!yes || dryRun) {
    print(`${missing.length} would leave. Nothing was done about them: read the list, then add --yes to --complete.`);
    return missing.map(({ person }) => person);
  }
  // A line that is refused may be of one of them.
  if (refused.some(({ file }) => file === people)) {
    print(
      `${missing.length} would leave. Nothing was done about them, since lines of ${people} were refused: mend them first.`,
    );
    return missing.map(({ person }) => person);
  }
  const inFile = toImport.people?.length ?? 0;
  if (missing.length > A_FEW && missing.length > MOST_THAT_LEAVE * (missing.length + inFile)) {
    if (leaving !== String(missing.length)) {
      print(
        `${missing.length} would leave, and ${inFile} are in ${people}. Nothing was done about them, since the file may be a part of the ` +
          `whole: if it is not, add --leaving ${missing.length}.`,
      );
      return missing.map(({ person }) => person);
    }
  }
  const left = await haveThemLeave(store, missing, now);
  print(`${left.length} have left. The next morning round fills their places again, and tells the central team.`);
  return left;
}

/** What a program reads of an import: `schools` and `people` are those that the files bring in. */
interface Summary {
  readonly schools: number;
  readonly people: number;
  readonly changes: readonly Change[];
  readonly leaving: readonly string[];
  readonly refused: readonly { readonly file: string; readonly line: number | null; readonly reason: string }[];
}

const summaryOf = ({ report, files, refused, leaving }: Outcome): Summary => ({
  schools: files.toImport.schools?.length ?? 0,
  people: totalOf(report.people),
  changes: report.changes,
  leaving,
  refused: linesOf(refused),
});

const linesOf = (refused: readonly Refused[]): Summary['refused'] =>
  refused.map(({ file, line, reason }) => ({ file, line: line ?? null, reason }));

/** Runs the command and gives its exit status; what went wrong is printed as a sentence. */
export async function importCommand(args: readonly string[], surroundings: Surroundings): Promise<0 | 1 | 2> {
  if (args.includes('--help')) {
    surroundings.print(help);
    return 0;
  }
  const json = args.includes('--json');
  const end = (summary: Summary): void => {
    if (json) surroundings.print(JSON.stringify(summary));
  };
  try {
    end(summaryOf(await run(readArguments(args), surroundings)));
    return 0;
  } catch (error) {
    const message = isNoTable(error) ? 'There is no table of that name in this account and region.' : messageOf(error);
    surroundings.print(message);
    end({
      schools: 0,
      people: 0,
      changes: [],
      leaving: [],
      refused: error instanceof CannotImport ? linesOf(error.refused) : [],
    });
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
