import { parseArgs } from 'node:util';
import { WrongArguments } from '../play/arguments.ts';

/** How willing people are: one of the profiles that are kept here, or a file. */
export const PROFILES = ['willing', 'usual', 'rough'] as const;
export const FAULTS = ['none', 'usual', 'rough'] as const;
export type FaultsName = (typeof FAULTS)[number];

/** What `npm run rehearse` is asked to do. */
export interface RehearsalArguments {
  /** A register file (GIAS) of schools. Default: the sample network. */
  readonly members: string | undefined;
  /** How many schools are members. */
  readonly schools: number;
  /** How many partnership years are played. */
  readonly years: number;
  /** By it people are invented, and everything that they draw. */
  readonly seed: number;
  /** How many seeds are played, from `seed` on. */
  readonly seeds: number;
  /** How many of them at a time. */
  readonly atATime: number;
  /** 'willing', 'usual', 'rough' or the name of a file. */
  readonly people: string;
  readonly faults: FaultsName;
  /** London date on which the next release comes. */
  readonly releaseAt: string | undefined;
  /** A file with settings in place of those of the years. */
  readonly settings: string | undefined;
  /** The London date up to which it is played, that day included. */
  readonly until: string | undefined;
  /** Where everything is written that there is in the end. */
  readonly export: string | undefined;
  /** Where the report is written; a folder of its own in .data/rehearsal when left out. */
  readonly report: string | undefined;
  /** What a question to the central team is taken to cost it. */
  readonly minutesAQuestion: number;
  /** Two files of settings that are held against each other: every seed is played with each. */
  readonly compare: readonly [string, string] | undefined;
  readonly json: boolean;
  /** Keeps everything in this folder, from which a later run goes on. */
  readonly data: string | undefined;
  readonly fresh: boolean;
  readonly help: boolean;
}

export const USAGE = `npm run rehearse -- [options]

Plays the review years of many schools on a virtual clock, with invented people, and looks at
everything that is left: ends with a sentence for each promise that was not kept, and status 1
if there is one.

  --members FILE    take the schools from a GIAS register file (default: the sample network)
  --schools N       so many of them are members (default 12)
  --years N         play so many partnership years, 1 to 5 (default 1)
  --seed N          another seed invents other people, who do other things (default 1)
  --seeds N         play so many seeds one after the other, from --seed on
  --at-a-time N     so many of them side by side (default 1): with faults a play waits more than
                    it works, and each takes some 750 MB
  --people NAME     how people are: willing, usual, rough, or the name of a file of one's own
                    (default usual)
  --faults NAME     what fails beneath: none, usual, rough (default none)
  --release-at DATE bring the next release on that day, such as 2026-11-02
  --settings FILE   settings in place of those of the years, as JSON
  --until DATE      play up to that day (default: 31 October after the last year)
  --export DIR      write all rows, mails and executions of the end there, as JSON lines
  --report DIR      write the report there: report.html and report.json (default: a folder
                    of its own in .data/rehearsal)
  --minutes-a-question N
                    what a question costs the central team, for its hours (default 15)
  --compare A B     play at least five seeds with the settings of A.json, and again with
                    those of B.json, and say what differs; {} are the settings as they are
  --json            end with one line of JSON on standard output
  --data DIR        keep everything in DIR; a later run with the same DIR goes on from there
  --fresh           clear first what earlier runs have left in DIR
  --help            show this
`;

const HELP = "'npm run rehearse -- --help' lists the options.";
/** What a question to the central team takes, with looking at what it is about and a telephone call now and then [D]. */
const MINUTES_A_QUESTION = 15;
const MOST_SCHOOLS = 2000;
const MOST_YEARS = 5;
const MOST_AT_A_TIME = 64;

/** @throws WrongArguments naming the argument and what it should be. */
export function readRehearsalArguments(args: readonly string[]): RehearsalArguments {
  const { values, positionals } = parse(args);
  const compare = compared(values.compare, positionals);
  const data = values.data;
  const faults = oneOf('--faults', values.faults ?? 'none', FAULTS);
  const seeds = wholeNumber('--seeds', values.seeds ?? (compare ? '5' : '1'), 1, 1000);
  const atATime = wholeNumber('--at-a-time', values['at-a-time'] ?? '1', 1, MOST_AT_A_TIME);
  if (atATime > 1 && (seeds === 1 || compare)) {
    throw new WrongArguments('--at-a-time plays several seeds side by side; say how many there are: --seeds N.');
  }
  const releaseAt = date('--release-at', values['release-at']);
  mustGoTogether(compare, { ...values, seeds });
  if (data === '') throw new WrongArguments('--data is empty; write the name of a folder.');
  if (values.fresh && data === undefined) {
    throw new WrongArguments('--fresh clears the folder of --data; name it: --data DIR --fresh.');
  }
  // What is on its way to be tried again, and what a copy of the table has not seen yet, is not kept.
  if (data !== undefined && faults !== 'none') {
    throw new WrongArguments(`--faults ${faults} and --data do not go together: take one of them away.`);
  }
  if (data !== undefined && seeds > 1) {
    throw new WrongArguments('--seeds and --data do not go together: take one of them away.');
  }
  if (values.export !== undefined && seeds > 1) {
    throw new WrongArguments('--seeds and --export do not go together: take one of them away.');
  }
  return {
    members: values.members,
    schools: wholeNumber('--schools', values.schools ?? '12', 1, MOST_SCHOOLS),
    years: wholeNumber('--years', values.years ?? '1', 1, MOST_YEARS),
    seed: wholeNumber('--seed', values.seed ?? '1', 0, 999_999_999),
    ...{ seeds, atATime, faults, releaseAt, data },
    people: values.people ?? 'usual',
    settings: values.settings,
    until: date('--until', values.until),
    export: values.export,
    report: values.report,
    minutesAQuestion: wholeNumber(
      '--minutes-a-question',
      values['minutes-a-question'] ?? String(MINUTES_A_QUESTION),
      1,
      480,
    ),
    compare,
    json: values.json ?? false,
    fresh: values.fresh ?? false,
    help: values.help ?? false,
  };
}

/** Fewer seeds than this say nothing: with five, one chance in sixteen is left that all differ the same way for no reason. */
export const FEWEST_SEEDS = 5;

/** The second file is the word that follows. */
function compared(one: string | undefined, words: readonly string[]): readonly [string, string] | undefined {
  const [other, ...more] = words;
  if (one === undefined && other === undefined) return undefined;
  if (one === undefined) throw new WrongArguments(`'${other}' is no option. ${HELP}`);
  if (other === undefined || more.length > 0) {
    throw new WrongArguments('--compare takes two files of settings: --compare A.json B.json.');
  }
  return [one, other];
}

function mustGoTogether(
  compare: readonly [string, string] | undefined,
  {
    seeds,
    ...values
  }: { readonly seeds: number; readonly data?: unknown; readonly settings?: unknown; readonly export?: unknown },
): void {
  if (compare === undefined) return;
  for (const option of ['settings', 'data', 'export'] as const) {
    if (values[option] !== undefined) {
      throw new WrongArguments(`--compare and --${option} do not go together: take one of them away.`);
    }
  }
  if (seeds < FEWEST_SEEDS) {
    throw new WrongArguments(
      `--seeds is '${seeds}', and --compare needs ${FEWEST_SEEDS} or more: fewer say nothing about what differs.`,
    );
  }
}

/** The words by which one seed of this is played by a process of its own. */
export function wordsForOne(
  args: RehearsalArguments,
  { seed, report, settings }: { readonly seed: number; readonly report: string; readonly settings: string | undefined },
): readonly string[] {
  const options: Readonly<Record<string, string | undefined>> = {
    members: args.members,
    schools: String(args.schools),
    years: String(args.years),
    seed: String(seed),
    people: args.people,
    faults: args.faults,
    'release-at': args.releaseAt,
    settings,
    until: args.until,
    report,
    'minutes-a-question': String(args.minutesAQuestion),
  };
  return [
    // With '=' a value may begin with '-'.
    ...Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${value}`])),
    ...(args.json ? ['--json'] : []),
  ];
}

function wholeNumber(option: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (/^\d+$/.test(given) && number >= least && number <= most) return number;
  throw new WrongArguments(`${option} is '${given}'; write a whole number from ${least} to ${most}.`);
}

function oneOf<T extends string>(option: string, given: string, names: readonly T[]): T {
  const known = names.find((name) => name === given);
  if (known !== undefined) return known;
  throw new WrongArguments(`${option} is '${given}'; write one of ${names.join(', ')}.`);
}

function date(option: string, given: string | undefined): string | undefined {
  if (given === undefined) return undefined;
  const day = new Date(`${given}T00:00:00Z`);
  if (/^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(given))
    return given;
  throw new WrongArguments(`${option} is '${given}'; write a day such as 2026-11-02.`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        members: { type: 'string' },
        schools: { type: 'string' },
        years: { type: 'string' },
        seed: { type: 'string' },
        seeds: { type: 'string' },
        'at-a-time': { type: 'string' },
        people: { type: 'string' },
        faults: { type: 'string' },
        'release-at': { type: 'string' },
        settings: { type: 'string' },
        until: { type: 'string' },
        export: { type: 'string' },
        report: { type: 'string' },
        'minutes-a-question': { type: 'string' },
        compare: { type: 'string' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split('. ');
    throw new WrongArguments(`${sentence.replace(/\.$/, '')}. ${HELP}`);
  }
}
