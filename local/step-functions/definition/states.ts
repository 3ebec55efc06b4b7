import { parseResource } from '../tasks/resource.ts';
import { timestampOf } from '../timestamp.ts';
import type { Catcher, ChoiceRule, Flow, MapState, Retrier, State } from './model.ts';
import type { Reader } from './reader.ts';

/** Parses an inner flow; `isolated` ones see no variables of the flows around them. */
export type ParseInner = (reader: Reader, isolated: boolean) => Flow | undefined;

const NOWHERE: Flow = { startAt: '', states: new Map() };

/** Fields of JSONPath states, named one by one so that the refusal says what to do. */
const JSONPATH_FIELDS = [
  'InputPath',
  'Parameters',
  'ResultSelector',
  'ResultPath',
  'OutputPath',
  'Result',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
];

/** Parses one state. Problems are reported to the reader; a state with problems is never run. */
export function parseState(name: string, reader: Reader, parseInner: ParseInner): State | undefined {
  for (const field of JSONPATH_FIELDS) {
    if (reader.has(field))
      reader.problems.schema(reader.at(field), `Field '${field}' is not supported in JSONata states`);
  }
  const common = { name, comment: reader.string('Comment') };
  const type = reader.string('Type');
  switch (type) {
    case 'Pass':
      return { ...common, type, ...leaving(reader) };
    case 'Task':
      return {
        ...common,
        type,
        ...leaving(reader),
        ...failable(reader),
        resource: parseResource(reader),
        arguments: reader.template('Arguments'),
        timeoutSeconds: reader.numberTemplate('TimeoutSeconds', 1, 99_999_999),
        heartbeatSeconds: reader.numberTemplate('HeartbeatSeconds', 1, 99_999_999),
      };
    case 'Choice':
      return { ...common, type, ...choices(reader) };
    case 'Wait':
      return { ...common, type, ...leaving(reader), ...wait(reader) };
    case 'Succeed':
      return { ...common, type, output: reader.template('Output') };
    case 'Fail':
      return { ...common, type, error: reader.stringTemplate('Error'), cause: reader.stringTemplate('Cause') };
    case 'Parallel':
      return {
        ...common,
        type,
        ...leaving(reader),
        ...failable(reader),
        arguments: reader.template('Arguments'),
        branches: branches(reader, parseInner),
      };
    case 'Map':
      return { ...common, type, ...leaving(reader), ...failable(reader), ...map(reader, parseInner) };
    case undefined:
      reader.require('Type');
      return undefined;
    default:
      reader.problems.schema(reader.at('Type'), `State type '${type}' is not supported`);
      return undefined;
  }
}

function leaving(reader: Reader) {
  const next = reader.string('Next');
  const end = reader.boolean('End') ?? false;
  if ((next !== undefined) === end) {
    reader.problems.schema(
      reader.path,
      next === undefined ? 'These fields are required: [Next or End]' : "Only one of 'Next' and 'End' may be given",
    );
  }
  return { next, ...results(reader) };
}

function results(reader: Reader, within = '') {
  if (reader.has('Assign')) reader.object('Assign');
  return { assign: reader.template('Assign', `${within}Assign`), output: reader.template('Output', `${within}Output`) };
}

function failable(reader: Reader) {
  return { retry: reader.objects('Retry').map(retrier), catch: reader.objects('Catch').map(catcher) };
}

function retrier(reader: Reader): Retrier {
  const jitter = reader.string('JitterStrategy') ?? 'NONE';
  if (jitter !== 'NONE' && jitter !== 'FULL') {
    reader.problems.schema(reader.at('JitterStrategy'), "JitterStrategy must be 'FULL' or 'NONE'");
  }
  reader.string('Comment');
  const parsed = {
    errorEquals: errorEquals(reader),
    intervalSeconds: reader.number('IntervalSeconds', 1, 99_999_999) ?? 1,
    maxAttempts: reader.number('MaxAttempts', 0, 99_999_999) ?? 3,
    backoffRate: reader.number('BackoffRate', 1) ?? 2,
    maxDelaySeconds: reader.number('MaxDelaySeconds', 1, 31_622_400),
    jitter: jitter === 'FULL',
  };
  reader.refuseTheRest();
  return parsed;
}

function catcher(reader: Reader, index: number): Catcher {
  reader.require('Next');
  reader.string('Comment');
  const parsed = {
    errorEquals: errorEquals(reader),
    next: reader.string('Next') ?? '',
    ...results(reader, `Catch[${index}]/`),
  };
  reader.refuseTheRest();
  return parsed;
}

function errorEquals(reader: Reader): readonly string[] {
  const names = reader.strings('ErrorEquals');
  if (names.includes('States.ALL') && names.length > 1) {
    reader.problems.schema(reader.at('ErrorEquals'), "'States.ALL' must stand alone");
  }
  return names;
}

function choices(reader: Reader) {
  reader.require('Choices');
  const rules = reader.objects('Choices').map(choiceRule);
  if (rules.length === 0 && reader.has('Choices'))
    reader.problems.schema(reader.at('Choices'), 'At least one choice is required');
  return { choices: rules.filter((rule) => rule !== undefined), next: reader.string('Default'), ...results(reader) };
}

function choiceRule(reader: Reader, index: number): ChoiceRule | undefined {
  reader.require('Condition', 'Next');
  const within = `Choices[${index}]/`;
  const condition = reader.template('Condition', `${within}Condition`);
  if (condition?.constant) reader.boolean('Condition');
  reader.string('Comment');
  const rule = { next: reader.string('Next') ?? '', ...results(reader, within) };
  reader.refuseTheRest();
  return condition && { condition, ...rule };
}

function wait(reader: Reader) {
  const parsed = {
    seconds: reader.numberTemplate('Seconds', 0, 99_999_999),
    timestamp: reader.stringTemplate('Timestamp'),
  };
  const literal = parsed.timestamp?.constant ? reader.string('Timestamp') : undefined;
  if (literal !== undefined && timestampOf(literal) === undefined) {
    reader.problems.schema(reader.at('Timestamp'), 'String does not match RFC3339 timestamp');
  }
  if (reader.has('Seconds') === reader.has('Timestamp')) {
    reader.problems.schema(reader.path, "Exactly one of 'Seconds' and 'Timestamp' is required");
  }
  return parsed;
}

function branches(reader: Reader, parseInner: ParseInner): readonly Flow[] {
  reader.require('Branches');
  return reader.objects('Branches').map((branch) => {
    branch.string('Comment');
    const flow = parseInner(branch, false) ?? NOWHERE;
    branch.refuseTheRest();
    return flow;
  });
}

function map(
  reader: Reader,
  parseInner: ParseInner,
): Omit<MapState, 'name' | 'comment' | 'type' | 'next' | 'assign' | 'output' | 'retry' | 'catch'> {
  for (const field of ['ItemReader', 'ItemBatcher', 'ResultWriter']) {
    if (reader.has(field)) reader.problems.schema(reader.at(field), `Field '${field}' is not supported by this engine`);
  }
  const processor = reader.object(reader.has('Iterator') ? 'Iterator' : 'ItemProcessor');
  if (!processor) reader.require('ItemProcessor');
  const distributed = processor !== undefined && mode(processor);
  const flow = processor && parseInner(processor, distributed);
  processor?.string('Comment');
  processor?.refuseTheRest();
  return {
    distributed,
    label: reader.string('Label'),
    processor: flow ?? NOWHERE,
    items: reader.template('Items'),
    itemSelector: reader.template('ItemSelector'),
    maxConcurrency: reader.numberTemplate('MaxConcurrency', 0),
    toleratedFailureCount: reader.numberTemplate('ToleratedFailureCount', 0),
    toleratedFailurePercentage: reader.numberTemplate('ToleratedFailurePercentage', 0, 100),
  };
}

function mode(processor: Reader): boolean {
  const config = processor.object('ProcessorConfig');
  const value = config?.string('Mode') ?? 'INLINE';
  if (value !== 'INLINE' && value !== 'DISTRIBUTED') {
    processor.problems.schema(processor.at('ProcessorConfig'), "Mode must be 'INLINE' or 'DISTRIBUTED'");
  }
  if (value === 'DISTRIBUTED' && config?.string('ExecutionType') === undefined) {
    processor.problems.schema(processor.at('ProcessorConfig'), 'These fields are required: [ExecutionType]');
  }
  return value === 'DISTRIBUTED';
}
