import { parseArgs } from 'node:util';
import type { Quotas } from '../quotas.ts';

/** What `npm start` is asked to do. */
export interface PlayArguments {
  /** Ends after the play; otherwise the pages are served until Ctrl-C. */
  readonly once: boolean;
  /** Ends the play with one line of JSON. */
  readonly json: boolean;
  /** A register file (GIAS) of schools. Default: the sample network. */
  readonly members: string | undefined;
  /** URN of the school whose year is played. Default: the first of the file. */
  readonly host: string | undefined;
  /** Plays the planning of a term with so many reviews in place of one school's year. */
  readonly term: number | undefined;
  /** Plays so many years of one school in place of one, with what changes in them. */
  readonly years: number | undefined;
  /** Keeps tables, mails and executions in this folder, from which a later run goes on. */
  readonly data: string | undefined;
  /** Starts anew in that folder. */
  readonly fresh: boolean;
  /** What the account may do at a time. */
  readonly quotas: Quotas;
  /** The seed by which reads of the table that need not be consistent are answered with old rows; never when left out. */
  readonly oldReads: number | undefined;
  readonly port: number;
  readonly help: boolean;
}

/** A command line that cannot be followed; the message is a sentence for whoever typed it. */
export class WrongArguments extends Error {
  override readonly name = 'WrongArguments';
}

export const USAGE = `npm start -- [options]

Plays one school's whole review year on a virtual clock, then goes on until somebody is
asked something in the next one, and serves the year, the inbox, the pages, the workflows and
the dashboard on http://127.0.0.1:4300/_local/ until Ctrl-C.

What is being done and how far it has come is told on standard error: as one moving line of
a terminal, elsewhere as plain lines. What happens in the year is told on standard output.

  --once           end after the play
  --json           end the play with one line of JSON on standard output
  --members FILE   take the schools from a GIAS register file (people are invented for them)
  --host URN       play the year of this school of the file
  --term NUMBER    play instead how the teams of a spring term with so many reviews are
                   planned; its plan waits for you, and with --once is approved by itself
  --years NUMBER   play so many years of the school, up to 5: a report that is withdrawn and
                   published again, another head, a reviewer who leaves, an academy
  --data DIR       keep everything in DIR; a later run with the same DIR goes on from there
  --fresh          clear first what earlier runs have left in DIR
  --quota LIST     play as an account that may do so much at a time and no more, such as
                   concurrency=10,mails=1: functions that run at once, mails in a second
  --old-reads NUMBER
                   answer reads of the table that do not ask to be consistent with rows as they
                   were up to a second ago, as DynamoDB may; the number is the seed
  --port NUMBER    serve on another port than 4300 (0: any free one)
  --help           show this
`;

const DEFAULT_PORT = 4300;
/** Terms with fewer reviews are not planned as a whole; a term has some 15 weeks with room for 26. */
const FEWEST = 5;
const MOST = 390;
/** Every year takes as long to play as the first. */
const MOST_YEARS = 5;

/** @throws WrongArguments naming the argument and what it should be. */
export function readArguments(args: readonly string[]): PlayArguments {
  const { values } = parse(args);
  const port = values.port === undefined ? DEFAULT_PORT : Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || values.port === '') {
    throw new WrongArguments(`--port is '${values.port}'; write a number from 0 to 65535.`);
  }
  if (values.host !== undefined && !/^\d{6}$/.test(values.host)) {
    throw new WrongArguments(`--host is '${values.host}'; write the school's URN, six digits.`);
  }
  if (values.data === '') throw new WrongArguments('--data is empty; write the name of a folder.');
  if (values.fresh && values.data === undefined) {
    throw new WrongArguments('--fresh clears the folder of --data; name it: --data DIR --fresh.');
  }
  const term = values.term === undefined ? undefined : Number(values.term);
  if (term !== undefined && !(Number.isInteger(term) && term >= FEWEST && term <= MOST)) {
    throw new WrongArguments(`--term is '${values.term}'; write how many reviews it has, from ${FEWEST} to ${MOST}.`);
  }
  const years = readYears(values);
  return {
    once: values.once ?? false,
    json: values.json ?? false,
    members: values.members,
    host: values.host,
    term,
    years,
    data: values.data,
    fresh: values.fresh ?? false,
    quotas: readQuotas(values.quota, values.data),
    oldReads: readSeed(values['old-reads'], values.data),
    port,
    help: values.help ?? false,
  };
}

/** @throws WrongArguments when it is no number of years, or does not go with what else was asked for. */
function readYears(given: { years?: string; term?: string; data?: string }): number | undefined {
  if (given.years === undefined) return undefined;
  const years = Number(given.years);
  if (!(Number.isInteger(years) && years >= 1 && years <= MOST_YEARS)) {
    throw new WrongArguments(`--years is '${given.years}'; write how many to play, from 1 to ${MOST_YEARS}.`);
  }
  if (given.term !== undefined) {
    throw new WrongArguments('--years plays one school and --term the teams of many: take one of them away.');
  }
  // What is still to happen to the school is no row, so a later run would not know of it.
  if (given.data !== undefined)
    throw new WrongArguments('--years and --data do not go together: take one of them away.');
  return years;
}

const QUOTA = /^(concurrency|mails)=([1-9]\d{0,4})$/;

/** @throws WrongArguments when it is no list of quotas, or what runs under them is to be kept. */
function readQuotas(given: string | undefined, data: string | undefined): Quotas {
  if (given === undefined) return {};
  const known = given.split(',').map((one) => QUOTA.exec(one));
  if (known.includes(null)) {
    throw new WrongArguments(`--quota is '${given}'; write for instance concurrency=10,mails=1.`);
  }
  // A call under way takes a while of the clock then, and what is under way is not kept.
  if (data !== undefined) throw new WrongArguments('--quota and --data do not go together: take one of them away.');
  return Object.fromEntries(known.flatMap((one) => (one ? [[one[1], Number(one[2])]] : [])));
}

/** @throws WrongArguments when it is no whole number, or what is played with old rows is to be kept. */
function readSeed(given: string | undefined, data: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given)) throw new WrongArguments(`--old-reads is '${given}'; write a whole number, such as 1.`);
  // What a copy of the table has not seen yet is not kept.
  if (data !== undefined) throw new WrongArguments('--old-reads and --data do not go together: take one of them away.');
  return Number(given);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        members: { type: 'string' },
        host: { type: 'string' },
        term: { type: 'string' },
        years: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        quota: { type: 'string' },
        'old-reads': { type: 'string' },
        port: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    const [sentence = ''] = String(error instanceof Error ? error.message : error).split('. ');
    throw new WrongArguments(`${sentence.replace(/\.$/, '')}. 'npm start -- --help' lists the options.`);
  }
}
