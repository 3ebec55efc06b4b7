/** One rehearsal: a stack, a network, its people, and what they leave behind. */
import { londonDate } from '../../lambdas/calendar/london.ts';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { Store } from '../../lambdas/store/store.ts';
import type { DataFolder } from '../data-folder/data-folder.ts';
import type { KeptState } from '../data-folder/kept-state.ts';
import { developerStore } from '../endpoint/developer-store.ts';
import { continueFrom, stateOf } from '../kept-state.ts';
import { attend } from '../people/people.ts';
import { WrongArguments } from '../play/arguments.ts';
import { playStart } from '../play/play.ts';
import type { Progress } from '../play/progress.ts';
import { startLocalStack } from '../stack.ts';
import type { RehearsalArguments } from './arguments.ts';
import { behaviour } from './behaviour.ts';
import { sendCentralTeam } from './central-team.ts';
import { collectEnding } from './collect-ending.ts';
import { Draws } from './draws.ts';
import type { Broken, Ending } from './ending.ts';
import { writeExport } from './export.ts';
import { answerAlarms, faultsOf, letThingsFail } from './faults.ts';
import { reportOf } from './figures/report.ts';
import type { RehearsalReport } from './figures/report-form.ts';
import { type HistoryHashes, historyHashes } from './history-hash.ts';
import { followRehearsal } from './how-far.ts';
import { checkAll } from './invariants/all.ts';
import { beginLives, mayFallIll, recruitLead } from './lives.ts';
import { rehearsedNetwork, seedRehearsal } from './network.ts';
import { Noting } from './noting.ts';
import { readProfile } from './profile.ts';
import { comesAt, releaseOf } from './release.ts';
import { overridden } from './settings-override.ts';
import { trying } from './try-again.ts';
import { endOfRehearsal, rehearsedYears, YEAR_BEFORE } from './years.ts';

/** What a rehearsal came to. */
export interface Rehearsed {
  readonly seed: number;
  /** Whether it was played to its end. */
  readonly isDone: boolean;
  readonly ending: Ending;
  readonly broken: readonly Broken[];
  readonly hash: string;
  readonly hashesOfMonths: HistoryHashes['months'];
  /** Where it went on from what --data had kept. */
  readonly wentOnAt: string | undefined;
  /** Reviews by stage, or by what became of them. */
  readonly reviews: Readonly<Record<string, number>>;
  /** What people did and what befell them, counted. */
  readonly happened: Readonly<Record<string, number>>;
  readonly executions: number;
  readonly stateTransitions: number;
  readonly tableRequests: number;
  readonly functionRuns: number;
  readonly playSeconds: number;
  readonly processorSeconds: number;
  readonly memoryMegabytes: number;
  readonly report: RehearsalReport;
}

export interface RehearsalParts {
  readonly progress: Progress;
  readonly interrupted: AbortSignal;
  readonly folder?: DataFolder | undefined;
}

/** @throws WrongArguments when a file that was named cannot be used */
export async function rehearse(
  args: RehearsalArguments,
  { progress, interrupted, folder }: RehearsalParts,
): Promise<Rehearsed> {
  const { seed } = args;
  const kept = folder?.kept;
  const options = optionsOf(args);
  mustBeOf(kept, options, args);
  const years = rehearsedYears(args.years);
  const end = endOfRehearsal(years, args.until);
  const first = playStart();
  const start = kept ? new Date(kept.at) : first;
  const today = londonDate(first.toISOString());
  const profile = readProfile(args.people);
  const network = rehearsedNetwork({ members: args.members, schools: args.schools, seed, today });
  const settings = overridden(readSettingsFiles(), args.settings);
  const faults = faultsOf(args.faults);
  const cdkOut = await releaseOf(start, args.releaseAt, (part) => progress.begin(part));
  const noting = new Noting();
  progress.begin('starting');
  const stack = await startLocalStack({
    print: (message) => progress.warn(`[local] ${withoutTrace(message)}`),
    ...{ cdkOut, start, seed: folder ? seed * 1000 + folder.run : seed },
    ...(folder && { dataDir: folder.tables }),
    ...(faults.oldReads && { oldReads: seed }),
    quotas: faults.quotas,
    onFunctionRun: noting.onFunctionRun,
  });
  try {
    progress.begin('seeding');
    const store = new Store({ client: stack.table, table: stack.tableName });
    const seeding = async (): Promise<void> => {
      await seedSettings(store, settings);
      if (!kept) await seedRehearsal(store, network, { year: YEAR_BEFORE, at: start.toISOString() });
    };
    await Promise.all([seeding(), stack.functions.warmAll()]);
    if (kept) await continueFrom(stack, kept);
    const happened = new Map<string, number>();
    const count = (what: string): void => void happened.set(what, (happened.get(what) ?? 0) + 1);
    const draws = new Draws(seed);
    const common = {
      stack,
      profile,
      draws,
      years,
      store: developerStore(stack),
      trying: trying(args.faults !== 'none'),
    };
    const lives = { ...common, network, onHappening: count };
    const people = behaviour({
      ...common,
      mayFail: args.faults !== 'none',
      onNobodyToName: (reached) => recruitLead(reached, lives),
      onAnswer(reached, answer) {
        count('an answer');
        mayFallIll(reached, answer, lives);
      },
    });
    attend(stack, { ...people, earlier: stack.inbox.messages() });
    beginLives(lives);
    const unrecorded = letThingsFail({ stack, faults, draws, onFault: count });
    const healed = answerAlarms({ stack, onFault: count });
    if (args.releaseAt !== undefined) await comesAt(stack, args.releaseAt, count);
    const commands: Record<string, number> = {};
    const onCommand = (act: string, isDone: boolean): void => {
      count(`${act}${isDone ? '' : ', refused'}`);
      if (isDone) commands[act] = (commands[act] ?? 0) + 1;
    };
    sendCentralTeam({ ...common, onCommand });
    const howFar = followRehearsal(stack, progress, { years, end });
    progress.begin('playing', howFar.where);
    noting.begin(stack);
    const began = performance.now();
    const processor = process.cpuUsage();
    await stack.clock.run({ until: end, stop: () => interrupted.aborted });
    const playSeconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(processor);
    const isDone = !interrupted.aborted;
    progress.begin('looking at what there is');
    await folder?.keep(stateOf(stack, { played: isDone, rehearsal: JSON.stringify(options) }));
    const everything = await collectEnding(stack);
    const passing = healed();
    const problems = everything.problems.filter((problem) => !passing.has(problem));
    const ending = { ...everything, problems, unrecorded };
    const hashes = historyHashes(stack);
    const hash = hashes.all;
    if (args.export !== undefined) {
      const wentOnAt = kept && start.toISOString();
      const head = { format: 1, options, now: ending.now, wentOnAt, hash, problems: ending.problems } as const;
      writeExport(args.export, ending, head);
    }
    const counts = stack.counts();
    const broken = isDone ? checkAll(ending) : [];
    const happenings = Object.fromEntries([...happened].sort());
    const used = {
      ...{ playSeconds, processorSeconds: (user + system) / 1e6 },
      memoryMegabytes: process.resourceUsage().maxRSS / 1024,
    };
    const report = reportOf({
      ...{ ending, broken, years, cdkOut, commands, start: first },
      minutesAQuestion: args.minutesAQuestion,
      notes: await noting.read(stack, ending.rows),
      played: {
        ...{ options, seed, hash, isDone, wentOn: kept !== undefined, happened: happenings },
        seconds: Math.round(playSeconds),
        processorSeconds: Math.round(used.processorSeconds),
        memoryMegabytes: Math.round(used.memoryMegabytes),
      },
    });
    const rehearsed: Rehearsed = {
      ...{ seed, isDone, ending, broken, hash, hashesOfMonths: hashes.months, wentOnAt: kept && start.toISOString() },
      reviews: Object.fromEntries(await howFar.read()),
      happened: happenings,
      executions: counts.executions,
      stateTransitions: Object.values(counts.stateTransitions).reduce((sum, each) => sum + each, 0),
      tableRequests: counts.tableRequests,
      functionRuns: counts.functionRuns,
      ...{ ...used, report },
    };
    progress.end();
    return rehearsed;
  } finally {
    await stack.stop();
  }
}

/** A function's error has a trace of two thousand letters after its words; which of them failed is enough while it is played. */
const withoutTrace = (message: string): string => message.replace(/,"trace":\[.*\]/s, '');

/** What decides how a rehearsal goes, and nothing of where it is told or kept. */
const optionsOf = ({
  members,
  schools,
  years,
  seed,
  people,
  faults,
  releaseAt,
  settings,
  until,
}: RehearsalArguments) => ({
  ...{ members, schools, years, seed, people, faults, releaseAt, settings, until },
});

/** @throws WrongArguments when a folder keeps something else */
function mustBeOf(kept: KeptState | undefined, options: object, { data }: RehearsalArguments): void {
  if (kept === undefined || kept.rehearsal === JSON.stringify(options)) return;
  const what = kept.rehearsal === undefined ? 'a play' : `a rehearsal with other options, ${kept.rehearsal}`;
  throw new WrongArguments(`${data} keeps ${what}: begin anew in it with --fresh, or name another folder with --data.`);
}
