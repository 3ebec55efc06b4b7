import type { MachineName } from '../../../lib/machine-name.ts';
import { machineNames, machines } from '../../../lib/machines.ts';
import {
  apiRequests,
  LINE_BYTES,
  ownMetrics,
  PLATFORM_BYTES,
  pageBytes,
  STEP_EVENT_BYTES,
  sum,
  tableRequests,
  type Units,
  type Used,
  unitsOf,
} from '../../../local/costs/used.ts';
import { attend } from '../../../local/people/people.ts';
import { play, playStart, reportPlay } from '../../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { everyRow } from '../../workflows/support/repeat.ts';

/** What one machine that the calendar starts for everybody uses when there is nothing to do. */
export interface IdleStart {
  readonly machine: string;
  readonly startsPerMonth: number;
  readonly transitions: number;
  readonly runs: number;
  readonly gbSeconds: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly logBytes: number;
}

export interface PlayedYear {
  /** From the opening of its renewal to its follow-up, without the idle part of the daily rounds. */
  readonly used: Used;
  readonly idle: readonly IdleStart[];
  readonly customMetrics: number;
  readonly tableBytes: number;
}

/** Machines that the calendar starts for everybody at once. Renewal is a part of each review's own year. */
const EVERYBODYS: readonly string[] = machineNames.filter((name) => ['morning-round', 'weekly-digest'].includes(name));
/** Plays the year of one review in a network where nobody else is under way. */
export async function playYear(cdkOut: string): Promise<PlayedYear> {
  const start = playStart();
  const stack = await startLocalStack({ cdkOut, start, print: () => {} });
  try {
    const network = readNetwork({ today: start.toISOString().slice(0, 10) });
    await Promise.all([seedNetwork(stack, network, '2026'), stack.functions.warmAll()]);
    const meter = watchTable(stack);
    attend(stack);
    await play(stack, network.host.urn);
    if (stack.problems.messages.length > 0) throw new Error(stack.problems.messages.join('\n'));
    return await readOff(stack, meter, start.getTime(), network.host.urn);
  } finally {
    await stack.stop();
  }
}

interface TableMeter {
  readonly total: Units;
  /** Of each execution that the calendar started for everybody, by its ARN. */
  readonly byStart: Map<string, Units>;
}

const machineOf = (stack: LocalStack, executionArn: string): string =>
  stack.machines.find(({ arn }) => executionArn.startsWith(`${arn.replace(':stateMachine:', ':execution:')}:`))?.name ??
  '';

function watchTable(stack: LocalStack): TableMeter {
  const meter: TableMeter = { total: { writeUnits: 0, readUnits: 0 }, byStart: new Map() };
  let current: Units | undefined;
  stack.engine.onEvent((arn, { type }) => {
    if (!type.startsWith('Execution') || !EVERYBODYS.includes(machineOf(stack, arn))) return;
    current = type === 'ExecutionStarted' ? { writeUnits: 0, readUnits: 0 } : undefined;
    if (current) meter.byStart.set(arn, current);
  });
  stack.tables.meter = ({ action, units }) => {
    const kind = unitsOf(action);
    meter.total[kind] += units;
    if (current) current[kind] += units;
  };
  return meter;
}

/** The middle start of each of everybody's machines: on most days one review has nothing to do. */
function idleStarts(stack: LocalStack, meter: TableMeter, uses: readonly FunctionUse[], months: number): IdleStart[] {
  return EVERYBODYS.flatMap((machine) => {
    const starts = stack.engine
      .listExecutions()
      .filter(({ executionArn }) => machineOf(stack, executionArn) === machine);
    if (starts.length === 0) return [];
    const units = starts.map(({ executionArn }) => meter.byStart.get(executionArn) ?? { writeUnits: 0, readUnits: 0 });
    const called = uses.filter(({ name }) =>
      (machines[machine as MachineName].calls as readonly string[]).includes(name),
    );
    const events = median(starts.map(({ executionArn }) => stack.engine.history(executionArn).length));
    return [
      {
        machine,
        startsPerMonth: starts.length / months,
        transitions: median(starts.map(({ stateTransitions }) => stateTransitions)),
        runs: called.length,
        gbSeconds: sum(called.map(({ gbSeconds, runs }) => gbSeconds / Math.max(1, runs))),
        readUnits: median(units.map(({ readUnits }) => readUnits)),
        writeUnits: median(units.map(({ writeUnits }) => writeUnits)),
        logBytes: called.length * PLATFORM_BYTES + events * STEP_EVENT_BYTES,
      },
    ];
  });
}

async function readOff(stack: LocalStack, meter: TableMeter, start: number, host: string): Promise<PlayedYear> {
  const months = (stack.clock.now() - start) / (30.44 * 86_400_000);
  const counts = stack.counts();
  const uses = functionsUsed(stack);
  const idle = idleStarts(stack, meter, uses, months);
  /** What is left of a total when the idle part of everybody's starts is taken out. */
  const own = (total: number, of: (idle: IdleStart) => number): number =>
    total - sum(idle.map((one) => one.startsPerMonth * months * of(one)));
  const executions = stack.engine.listExecutions();
  const events = executions.map(({ executionArn }) => stack.engine.history(executionArn).length);
  const { lines, bytes } = stack.functions.logged();
  // A digest goes to hub managers and the central team, whatever the number of reviews that it lists.
  const mails = stack.inbox.messages().filter(({ tags }) => !tags.message?.startsWith('weekly-digest'));
  const attachments = mails.flatMap(({ attachments: all }) => all);
  return {
    ...{ idle, customMetrics: ownMetrics(stack) },
    tableBytes: await tableBytes(stack, host),
    used: {
      // The year of one review alone, as a play tells it: renewal opens for the next one while it is under way.
      transitions: (await reportPlay(stack, host, { play: 0, wall: 0 })).counts.stateTransitions.perReview,
      runs: own(counts.functionRuns, ({ runs }) => runs),
      gbSeconds: own(sum(uses.map(({ gbSeconds }) => gbSeconds)), ({ gbSeconds }) => gbSeconds),
      writeUnits: own(meter.total.writeUnits, ({ writeUnits }) => writeUnits),
      readUnits: own(meter.total.readUnits, ({ readUnits }) => readUnits),
      tableRequests: tableRequests(stack.tables),
      apiRequests: apiRequests(stack),
      mails: mails.length,
      attachmentBytes: sum(attachments.map(({ content }) => content.byteLength)),
      logBytes: own(
        bytes + lines * LINE_BYTES + counts.functionRuns * PLATFORM_BYTES + sum(events) * STEP_EVENT_BYTES,
        ({ logBytes }) => logBytes,
      ),
      events: stack.buses.events.length,
      executions: own(counts.executions, () => 1),
      pageBytes: await pageBytes(stack),
    },
  };
}

interface FunctionUse {
  /** Plain name: `morning-round`. */
  readonly name: string;
  readonly runs: number;
  readonly gbSeconds: number;
}

function functionsUsed(stack: LocalStack): FunctionUse[] {
  const durations = stack.metrics
    .read()
    .filter(
      ({ namespace, name, dimensions }) => namespace === 'AWS/Lambda' && name === 'Duration' && dimensions.FunctionName,
    );
  return stack.functions.all.map(({ name, id, memoryMb }) => {
    const reading = durations.find(({ dimensions }) => dimensions.FunctionName === name);
    const plain = id.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
    const seconds = (reading?.sum ?? 0) / 1000;
    return { name: plain, runs: reading?.samples ?? 0, gbSeconds: (seconds * memoryMb) / 1024 };
  });
}

/** The rows that are about the host's year. */
async function tableBytes(stack: LocalStack, host: string): Promise<number> {
  const rows = [...(await everyRow(stack)).values()];
  return sum(rows.filter((row) => row.includes(`2026-${host}`)).map((row) => Buffer.byteLength(row)));
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
