import { parseDefinition } from '../definition/parse.ts';
import type { StepFunctions } from '../step-functions.ts';
import type { CreateStateMachine, ExecutionDescription, ExecutionStatus, Tag } from '../types.ts';
import { page } from './pages.ts';
import type { Request } from './request.ts';
import { describeExecution, wireEvent } from './shapes.ts';
import { readTrial } from './trial.ts';

type Operation = (engine: StepFunctions, request: Request) => object;

/** AWS gives times as seconds since the epoch. */
const seconds = (milliseconds: number): number => milliseconds / 1000;

const listed = (execution: ExecutionDescription) => ({
  executionArn: execution.executionArn,
  name: execution.name,
  stateMachineArn: execution.stateMachineArn,
  status: execution.status,
  startDate: seconds(execution.startDate),
  ...(execution.stopDate === undefined ? {} : { stopDate: seconds(execution.stopDate) }),
  redriveCount: execution.redriveCount,
});

/** The operations that are answered, by the name in `x-amz-target`. */
export const operations: Readonly<Record<string, Operation>> = {
  CreateStateMachine(engine, request) {
    const created = engine.createStateMachine({
      name: request.string('name'),
      definition: request.string('definition'),
      roleArn: request.string('roleArn'),
      type: (request.optionalString('type') ?? 'STANDARD') as NonNullable<CreateStateMachine['type']>,
      tags: request.tags(),
    });
    return { stateMachineArn: created.stateMachineArn, creationDate: seconds(created.creationDate) };
  },

  UpdateStateMachine(engine, request) {
    const definition = request.optionalString('definition');
    const roleArn = request.optionalString('roleArn');
    const updated = engine.updateStateMachine({
      stateMachineArn: request.string('stateMachineArn'),
      ...(definition === undefined ? {} : { definition }),
      ...(roleArn === undefined ? {} : { roleArn }),
    });
    return { updateDate: seconds(updated.updateDate), revisionId: updated.revisionId };
  },

  DeleteStateMachine(engine, request) {
    engine.deleteStateMachine(request.string('stateMachineArn'));
    return {};
  },

  DescribeStateMachine(engine, request) {
    const machine = engine.describeStateMachine(request.string('stateMachineArn'));
    return {
      ...machine,
      creationDate: seconds(machine.creationDate),
      loggingConfiguration: { includeExecutionData: false, level: 'OFF' },
      tracingConfiguration: { enabled: false },
    };
  },

  DescribeStateMachineForExecution(engine, request) {
    const execution = engine.describeExecution(request.string('executionArn'));
    const machine = engine.describeStateMachine(execution.stateMachineArn);
    return {
      stateMachineArn: machine.stateMachineArn,
      name: machine.name,
      definition: machine.definition,
      roleArn: machine.roleArn,
      updateDate: seconds(machine.creationDate),
    };
  },

  ListStateMachines(engine, request) {
    const { items, nextToken } = page(request, engine.listStateMachines());
    const stateMachines = items.map(({ stateMachineArn, name, type, creationDate }) => ({
      stateMachineArn,
      name,
      type,
      creationDate: seconds(creationDate),
    }));
    return { stateMachines, ...nextToken };
  },

  StartExecution(engine, request) {
    const name = request.optionalString('name');
    const input = request.optionalString('input');
    const started = engine.startExecution({
      stateMachineArn: request.string('stateMachineArn'),
      ...(name === undefined ? {} : { name }),
      ...(input === undefined ? {} : { input }),
    });
    return { executionArn: started.executionArn, startDate: seconds(started.startDate) };
  },

  StopExecution(engine, request) {
    const { stopDate } = engine.stopExecution(
      request.string('executionArn'),
      request.optionalString('error'),
      request.optionalString('cause'),
    );
    return { stopDate: seconds(stopDate) };
  },

  RedriveExecution(engine, request) {
    return { redriveDate: seconds(engine.redriveExecution(request.string('executionArn')).redriveDate) };
  },

  DescribeExecution(engine, request) {
    return describeExecution(engine.describeExecution(request.string('executionArn')));
  },

  ListExecutions(engine, request) {
    const stateMachineArn = request.optionalString('stateMachineArn');
    const mapRunArn = request.optionalString('mapRunArn');
    const status = request.optionalString('statusFilter') as ExecutionStatus | undefined;
    const all = engine.listExecutions({
      ...(stateMachineArn === undefined ? {} : { stateMachineArn }),
      ...(mapRunArn === undefined ? {} : { mapRunArn }),
      ...(status === undefined ? {} : { status }),
    });
    const { items, nextToken } = page(request, all);
    return { executions: items.map(listed), ...nextToken };
  },

  GetExecutionHistory(engine, request) {
    const events = engine.history(request.string('executionArn'));
    const ordered = request.boolean('reverseOrder') ? events.toReversed() : events;
    const { items, nextToken } = page(request, ordered);
    const includeData = request.fields.includeExecutionData !== false;
    return { events: items.map((event) => wireEvent(event, includeData)), ...nextToken };
  },

  SendTaskSuccess(engine, request) {
    engine.sendTaskSuccess(request.string('taskToken'), request.string('output'));
    return {};
  },

  SendTaskFailure(engine, request) {
    engine.sendTaskFailure(
      request.string('taskToken'),
      request.optionalString('error'),
      request.optionalString('cause'),
    );
    return {};
  },

  SendTaskHeartbeat(engine, request) {
    engine.sendTaskHeartbeat(request.string('taskToken'));
    return {};
  },

  TestState(engine, request) {
    const { inspectionData, ...result } = engine.testState(readTrial(request));
    return request.optionalString('inspectionLevel') === 'DEBUG' ||
      request.optionalString('inspectionLevel') === 'TRACE'
      ? { ...result, inspectionData }
      : result;
  },

  ValidateStateMachineDefinition(_engine, request) {
    const { problems } = parseDefinition(request.string('definition'));
    const limit = request.optionalNumber('maxResults') || 100;
    const diagnostics = problems.all.slice(0, limit);
    const truncated = diagnostics.length < problems.all.length;
    return { result: problems.all.length === 0 ? 'OK' : 'FAIL', diagnostics, truncated };
  },

  ListTagsForResource(engine, request) {
    return { tags: engine.listTags(request.string('resourceArn')) };
  },

  TagResource(engine, request) {
    const added: readonly Tag[] = request.tags();
    const keys = new Set(added.map((tag) => tag.key));
    engine.setTags(request.string('resourceArn'), (tags) => [...tags.filter((tag) => !keys.has(tag.key)), ...added]);
    return {};
  },

  UntagResource(engine, request) {
    const keys = new Set(request.strings('tagKeys'));
    engine.setTags(request.string('resourceArn'), (tags) => tags.filter((tag) => !keys.has(tag.key)));
    return {};
  },
};
