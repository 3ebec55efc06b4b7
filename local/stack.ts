import type { RequestListener } from 'node:http';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { VirtualClock } from './clock.ts';
import { type Deployment, readDeployment } from './cloudformation/deployment.ts';
import { Trails } from './cloudtrail/trails.ts';
import { type Counts, countsOf } from './counts.ts';
import { type DeadLetter, Targets } from './delivery/targets.ts';
import { Topics } from './delivery/topics.ts';
import { followWrites, OldReads } from './dynamodb/old-reads.ts';
import { openDatabase } from './dynamodb/open-tables.ts';
import { createTables } from './dynamodb/tables.ts';
import { AwsEndpoint, type Interrupt } from './endpoint/aws-endpoint.ts';
import { Callers } from './endpoint/callers.ts';
import { apiServices } from './endpoint/services.ts';
import { TableProxy } from './endpoint/table-proxy.ts';
import { EventBuses } from './events/event-bus.ts';
import type { CutsOff } from './functions/cut-off.ts';
import { Functions, type Sandboxes } from './functions/functions.ts';
import { InactiveFunctions } from './functions/inactive-functions.ts';
import { HttpApi } from './http-api/http-api.ts';
import { Guard } from './iam/guard.ts';
import { Inbox } from './inbox/inbox.ts';
import { deployMachines, type Machine, type MachineSurroundings, machineIntegrations } from './machines.ts';
import { MailService } from './mail-service/mail-service.ts';
import { Alarms } from './metrics/alarms.ts';
import { Collector } from './metrics/collect.ts';
import { Metrics } from './metrics/metrics.ts';
import { Pace } from './pace.ts';
import { Portal } from './portal.ts';
import { Problems } from './problems.ts';
import { Concurrency, type Quotas, Rate } from './quotas.ts';
import { Releases } from './releases.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { StepFunctions } from './step-functions/index.ts';
import { seededRandom } from './step-functions/random.ts';
import { TableStreams } from './streams/table-streams.ts';
import { dashboardsOf } from './viewer/dashboard/body.ts';
import { viewerPages } from './viewer/viewer.ts';

export interface LocalStackOptions {
  /** Folder of a cloud assembly: see synthesize(). */
  readonly cdkOut: string;
  /** Virtual time at which the stack comes to life. */
  readonly start: Date;
  /** Keeps the tables in this folder, which exists. Default: in memory. */
  readonly dataDir?: string;
  /** Port of the portal; 0 (the default) takes any free one. */
  readonly port?: number;
  /** Equal seeds and inputs give equal histories; different seeds never give one id twice. Default 1. */
  readonly seed?: number;
  /** Whether functions share sandboxes. Default `shared`. */
  readonly sandboxes?: Sandboxes;
  /** How many events of functions run at a time. Default 1: more gives up that equal inputs give equal histories. */
  readonly eventsAtATime?: number;
  /** What the account may do at a time. Default: anything. */
  readonly quotas?: Quotas;
  /** Functions that nobody has called for so many days are inactive, and refuse calls until they are ready again. Default: never. */
  readonly inactiveAfterDays?: number;
  /**
   * Reads that do not ask to be consistent are answered with rows as they were up to a second ago, by the numbers of this seed, as
   * DynamoDB may: see old-reads.ts. Not for tables that are kept. Default: with the rows of now.
   */
  readonly oldReads?: number;
  /** Hears of each run of a function that was not refused, when it has ended: the clock stands where it began. */
  readonly onFunctionRun?: () => void;
  /** Where complaints go. Default: standard error. */
  readonly print?: (message: string) => void;
}

/** A running imitation of one deployment. */
export interface LocalStack {
  readonly clock: VirtualClock;
  readonly pace: Pace;
  /** The release that runs now. */
  readonly deployment: Deployment;
  /** Where the portal answers now; links in mails carry the origin that was synthesized, see `localUrl`. */
  readonly portalOrigin: string;
  /** Where the AWS APIs of this stack answer, for the CLI and SDKs; the access key is `developer`. */
  readonly awsEndpoint: string;
  readonly inbox: Inbox;
  readonly mail: MailService;
  readonly buses: EventBuses;
  readonly deadLetters: readonly DeadLetter[];
  readonly topics: Topics;
  /** What AWS would publish of all this, and what the functions count. */
  readonly metrics: Metrics;
  readonly alarms: Alarms;
  /** For the eyes of tests and simulated people: its requests are not counted. */
  readonly table: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly engine: StepFunctions;
  readonly machines: readonly Machine[];
  readonly functions: Functions;
  readonly tables: TableProxy;
  readonly guard: Guard;
  readonly problems: Problems;
  counts(): Counts;
  /** Lets a test hold or fail the calls that functions make. Returns a function that ends it. */
  interrupt(look: Interrupt): () => void;
  /** Lets a test cut off the calls of functions that state machines make. Returns a function that ends it. */
  cutOff(look: CutsOff): () => void;
  /** A link of a mail, on the port on which this stack happens to listen. */
  localUrl(link: string): string;
  /** Starts an execution of a machine by its plain name (`annual-renewal`). Gives its ARN. */
  startExecution(machine: string, options: { name?: string; input: unknown }): string;
  /**
   * Takes the next release while everything runs, as `cdk deploy` brings it: functions have new code and environment from
   * their next event on, executions to come have the new definitions, running ones keep theirs, rows stay.
   *
   * @throws UnsupportedLocally naming what cannot be changed in place; then nothing has changed.
   */
  update(cdkOut: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Brings a synthesized app to life on this machine.
 *
 * @throws UnsupportedLocally naming whatever of the app the local stack cannot imitate.
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { cdkOut, start, dataDir, port = 0, seed = 1, sandboxes, eventsAtATime, print, quotas = {} } = options;
  const { oldReads: oldReadsSeed, inactiveAfterDays, onFunctionRun } = options;
  const deployment = readDeployment(cdkOut);
  const { account, region } = deployment;
  const clock = new VirtualClock(start.getTime());
  const problems = new Problems(print);
  const pace = new Pace(clock, problems);
  const database = await openDatabase({ folder: dataDir, region, now: () => clock.now() });
  const { client } = database;
  const endpoint = await AwsEndpoint.listen(problems);
  const toStop: { functions?: Functions; portal?: Portal } = {};
  const stop = async (): Promise<void> => {
    pace.stop();
    await toStop.portal?.stop();
    await toStop.functions?.stop();
    await endpoint.stop();
    await database.stop();
  };

  try {
    const inbox = new Inbox(clock);
    const tables = new TableProxy(database.ask);
    if (oldReadsSeed !== undefined) {
      tables.oldReads = new OldReads(oldReadsSeed, clock, database.ask);
      followWrites(client, tables.oldReads);
    }
    await createTables(deployment, client, tables.oldReads?.copies);
    const guard = new Guard({ deployment, problems, machineOfToken: (token) => engine.machineOfToken(token) });
    const onRun = (arn: string): void => guard.ran(arn);
    const metrics = new Metrics(clock);
    const collector = new Collector(metrics);
    const functions = new Functions({
      ...{ deployment, clock, endpoint: endpoint.url, answer: endpoint.answer, seed, onRun },
      ...(sandboxes && { sandboxes }),
      ...(eventsAtATime !== undefined && { eventsAtATime }),
      hasQuotas: quotas.concurrency !== undefined || quotas.mails !== undefined,
      concurrency:
        quotas.concurrency === undefined ? undefined : new Concurrency(quotas.concurrency, clock, seededRandom(seed)),
      inactive:
        inactiveAfterDays === undefined
          ? undefined
          : new InactiveFunctions(inactiveAfterDays, clock, seededRandom(seed)),
      onEnd: (run) => {
        collector.functionRan(run);
        if (run.outcome !== 'throttled') onFunctionRun?.();
      },
      onLine: (line) => collector.logged(line),
    });
    toStop.functions = functions;
    const surroundings: { current?: MachineSurroundings } = {};
    const engine = new StepFunctions({
      ...{ clock, region, seed, accountId: account },
      integrations: machineIntegrations(() => present(surroundings.current)),
      onEvent: (arn, { type, details }) => {
        collector.executionEvent(arn, type);
        if (type === 'ExecutionStarted') guard.ran(arn.replace(':execution:', ':stateMachine:').replace(/:[^:]+$/, ''));
        // Business outcomes are data, so an execution that fails is a defect that somebody should see.
        if (type !== 'ExecutionFailed' && type !== 'ExecutionTimedOut') return;
        const [, , , , , , machine, execution] = arn.split(':');
        problems.report(`${type} in ${machine} ${execution}: ${details?.error ?? ''} ${details?.cause ?? ''}`);
      },
    });
    const topics = new Topics(deployment, inbox, seed);
    const targets = new Targets({
      ...{ deployment, clock, functions, guard, problems, topics },
      onDeadLetter: (queue, messages) => collector.waiting(queue, messages),
      startExecution: async (stateMachineArn, input) => {
        engine.startExecution({ stateMachineArn, input });
      },
    });
    const buses = new EventBuses(deployment, clock, targets, seed);
    const trails = new Trails({ deployment, seed, publish: (event) => buses.publish('default', event) });
    const cutting: { off?: CutsOff } = {};
    surroundings.current = {
      functions,
      tables,
      buses,
      guard,
      problems,
      cutsOff: (of, payload) => cutting.off?.(of, payload),
    };
    const machines = deployMachines(deployment, engine);
    const mail = new MailService({
      ...{ deployment, clock, inbox, seed },
      rate: quotas.mails === undefined ? undefined : new Rate(quotas.mails, clock),
      publish: (busArn, event) => buses.publish(busArn, event),
      onDeliveryResult: (configurationSet, result) => collector.mailEnded(configurationSet, result),
    });
    const alarms = new Alarms({
      ...{ deployment, clock, metrics },
      publish: (event) => buses.publish('default', event),
    });
    const streams = new TableStreams({ deployment, clock, functions, guard, targets, ask: database.ask, seed });
    tables.streams = streams;
    const scheduler = new Scheduler(deployment, clock, targets, seed);
    const serve = () =>
      endpoint.serve({
        ...{ guard, tables, callers: new Callers(functions) },
        whileHeld: (work) => functions.whileHeld('event', work),
        services: apiServices({
          ...{ functions, buses, mail, engine, trails },
          invokeLater: (functionArn, event) => targets.sendToFunction(functionArn, event, 'Lambda Invoke'),
        }),
      });
    serve();

    const api = new HttpApi({
      ...{ deployment, clock, functions, guard, problems, seed },
      isThrottled: quotas.requests === true,
      onAnswer: (apiId, status, milliseconds) => collector.answered(apiId, status, milliseconds),
    });
    const machineList = {
      deploy: (next: Deployment) => machines.splice(0, machines.length, ...deployMachines(next, engine)),
    };
    const people = [topics, alarms, mail]; // what they are told, and by what
    const parts = [
      guard,
      functions,
      ...people,
      targets,
      machineList,
      buses,
      streams,
      scheduler,
      api,
      { deploy: serve },
    ];
    const releases = new Releases(deployment, parts, client);
    const table = DynamoDBDocumentClient.from(client);
    const tableName = deployment.ofType('AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table')[0]?.name ?? '';
    const counts = (): Counts => countsOf({ inbox, engine, machines, functions, tables });
    const pages: RequestListener = viewerPages({
      clock,
      pace,
      inbox,
      engine,
      machines,
      functions,
      metrics,
      alarms,
      dashboards: () => dashboardsOf(releases.current),
      table,
      tableName,
      problems,
      counts,
    });
    const portal = await Portal.listen(port, api, pages, problems);
    toStop.portal = portal;
    return {
      ...{ clock, pace, inbox, mail, buses, table, tableName, engine, machines, functions, tables, guard, problems },
      get deployment() {
        return releases.current;
      },
      update: (folder) => clock.during(releases.update(folder)),
      interrupt: (look) => {
        endpoint.interrupt = look;
        return () => {
          endpoint.interrupt = undefined;
        };
      },
      ...{ counts, stop, portalOrigin: portal.origin, awsEndpoint: endpoint.url, deadLetters: targets.deadLetters },
      ...{ topics, metrics, alarms },
      cutOff: (look) => {
        cutting.off = look;
        return () => {
          delete cutting.off;
        };
      },
      localUrl: (link) => {
        const { pathname, search, hash } = new URL(link);
        return `${portal.origin}${pathname}${search}${hash}`;
      },
      startExecution: (name, { name: executionName, input }) => {
        const machine = machines.find((each) => each.name === name);
        if (!machine)
          throw new Error(`There is no machine '${name}', only ${machines.map((each) => each.name).join(', ')}.`);
        return engine.startExecution({
          stateMachineArn: machine.arn,
          input: JSON.stringify(input),
          ...(executionName === undefined ? {} : { name: executionName }),
        }).executionArn;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The engine is made before what its machines call; nothing runs until all stands. */
function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('A state machine ran before the local stack was ready.');
  return value;
}
