import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { machineNames } from '../../lib/machines.ts';
import { parseDefinition } from '../../local/step-functions/definition/parse.ts';
import { graphOf } from '../../local/step-functions/index.ts';
import { lambda } from './engine.ts';

const parse = (definition: unknown) =>
  parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition));

const problemsOf = (states: Record<string, object>, extra: object = {}): string[] =>
  parse({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...extra }).problems.all.map(
    ({ code, location, message }) => `${code} ${location}: ${message}`,
  );

const end = { Type: 'Pass', End: true };

describe('a definition', () => {
  it.each([
    ['', 'SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object'],
    ['not a definition', 'INVALID_JSON_DESCRIPTION', expect.any(String)],
    ['{}', 'SCHEMA_VALIDATION_FAILED', 'These fields are required: [States, StartAt]'],
    ['{"States":{}}', 'SCHEMA_VALIDATION_FAILED', 'These fields are required: [StartAt]'],
  ])('%j is refused', (text, code, message) => {
    expect(parse(text).problems.all).toContainEqual(expect.objectContaining({ code, message }));
  });

  it('is refused in one sentence that names everything wrong with its path', () => {
    const { problems } = parse({
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'Gone' }, B: { Type: 'Sleep' } },
    });

    expect(problems.summary).toBe(
      "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: State type 'Sleep' is not supported at /States/B/Type, " +
        "MISSING_TRANSITION_TARGET: Missing 'Next' target: Gone at /States/A/Next'",
    );
  });

  it.each<[string, Record<string, object>, string]>([
    [
      'an unknown field',
      { A: { ...end, Nxt: 'B' } },
      "SCHEMA_VALIDATION_FAILED /States/A/Nxt: Field 'Nxt' is not supported",
    ],
    [
      'a JSONPath field',
      { A: { ...end, ResultPath: '$.a' } },
      "SCHEMA_VALIDATION_FAILED /States/A/ResultPath: Field 'ResultPath' is not supported in JSONata states",
    ],
    [
      'no way out',
      { A: { Type: 'Pass' } },
      'SCHEMA_VALIDATION_FAILED /States/A: These fields are required: [Next or End]',
    ],
    [
      'a state nothing leads to',
      { A: end, B: end },
      'MISSING_TRANSITION_TARGET /States/B: State "B" is not reachable.',
    ],
    [
      'no JSONata',
      { A: { ...end, Output: '{% 1 + %}' } },
      "INVALID_JSONATA_EXPRESSION /States/A/Output: The JSONata expression '1 +' is invalid: Unexpected end of expression",
    ],
    [
      'two ways to wait',
      { A: { Type: 'Wait', Seconds: 1, Timestamp: '2027-01-01T00:00:00Z', End: true } },
      "SCHEMA_VALIDATION_FAILED /States/A: Exactly one of 'Seconds' and 'Timestamp' is required",
    ],
    [
      'States.ALL in company',
      { A: lambda('x', { Retry: [{ ErrorEquals: ['States.ALL', 'B'] }], End: true }) },
      "SCHEMA_VALIDATION_FAILED /States/A/Retry[0]/ErrorEquals: 'States.ALL' must stand alone",
    ],
    [
      'a timestamp that is none',
      { A: { Type: 'Wait', Timestamp: 'tomorrow', End: true } },
      'SCHEMA_VALIDATION_FAILED /States/A/Timestamp: String does not match RFC3339 timestamp',
    ],
    [
      'a negative timeout',
      { A: lambda('x', { TimeoutSeconds: -1, End: true }) },
      'SCHEMA_VALIDATION_FAILED /States/A/TimeoutSeconds: The value must be from 1 to 99999999, but was -1',
    ],
    [
      'JSONPath in one state',
      { A: { ...end, QueryLanguage: 'JSONPath' } },
      "SCHEMA_VALIDATION_FAILED /States/A: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
    ],
    [
      'a variable of an outer scope',
      {
        A: {
          Type: 'Parallel',
          Assign: { x: 1 },
          Branches: [{ StartAt: 'B', States: { B: { ...end, Assign: { x: 2 } } } }],
          End: true,
        },
      },
      "SCHEMA_VALIDATION_FAILED /States/A/Branches[0]/States/B/Assign: The variable 'x' is assigned in an outer scope",
    ],
    [
      'a missing target inside',
      { A: { Type: 'Map', ItemProcessor: { StartAt: 'B', States: { B: { Type: 'Pass', Next: 'A' } } }, End: true } },
      "MISSING_TRANSITION_TARGET /States/A/ItemProcessor/States/B/Next: Missing 'Next' target: A",
    ],
  ])('with %s is refused', (_, states, problem) => {
    expect(problemsOf(states)).toContain(problem);
  });

  it('in JSONPath is refused state by state, with what to do', () => {
    const { problems } = parse({ StartAt: 'A', States: { A: end } });

    expect(problems.summary).toContain('This engine runs JSONata alone: set "QueryLanguage": "JSONata" on state \'A\'');
  });

  it.each([
    'arn:aws:states:::glue:startJobRun',
    'arn:aws:states:eu-west-2:123456789012:activity:x',
    'arn:aws:states:::lambda:invoke.sync',
  ])('with the resource %s is refused, naming what can be called', (Resource) => {
    expect(problemsOf({ A: { ...lambda('x', { End: true }), Resource } })[0]).toMatch(
      /^UNSUPPORTED_RESOURCE .* it runs Lambda functions/,
    );
  });
});

describe('the graph', () => {
  it('has the states, what leads where and why, and the flows inside', () => {
    const { definition } = parse({
      QueryLanguage: 'JSONata',
      StartAt: 'Ask',
      States: {
        Ask: {
          Type: 'Task',
          Comment: 'A person answers',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Ask' }],
          Next: 'Which?',
        },
        'Which?': { Type: 'Choice', Choices: [{ Condition: '{% $yes %}', Next: 'All' }], Default: 'Done' },
        All: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: { One: end } }, End: true },
        Done: { Type: 'Succeed' },
      },
    });

    expect(definition && graphOf(definition)).toEqual({
      startAt: 'Ask',
      states: [
        { name: 'Ask', type: 'Task', comment: 'A person answers', waitsForAnswer: true, end: false },
        { name: 'Which?', type: 'Choice', waitsForAnswer: false, end: false },
        {
          name: 'All',
          type: 'Map',
          waitsForAnswer: false,
          end: true,
          inner: [
            { startAt: 'One', states: [{ name: 'One', type: 'Pass', waitsForAnswer: false, end: true }], edges: [] },
          ],
        },
        { name: 'Done', type: 'Succeed', waitsForAnswer: false, end: true },
      ],
      edges: [
        { from: 'Ask', to: 'Which?', label: '', kind: 'next' },
        { from: 'Ask', to: 'Ask', label: 'States.Timeout', kind: 'catch' },
        { from: 'Which?', to: 'All', label: '$yes', kind: 'choice' },
        { from: 'Which?', to: 'Done', label: 'otherwise', kind: 'default' },
      ],
    });
  });
});

describe('the machines of this repository', () => {
  const folder = new URL('../../statemachines/', import.meta.url);
  const problems = (text: string) => parse(text.replaceAll(/\$\{\w+\}/g, 'placeholder')).problems.all;

  it.each(machineNames)('%s is one this engine runs, as it is deployed and as its file has it', (name) => {
    expect(problems(expandedMachine(name))).toEqual([]);
    expect(problems(readFileSync(new URL(`${name}.asl.json`, folder), 'utf8'))).toEqual([]);
  });
});
