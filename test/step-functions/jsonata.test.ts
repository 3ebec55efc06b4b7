import { describe, expect, it } from 'vitest';
import { newEngine, START } from './engine.ts';

const evaluate = async (expression: string, input: unknown = {}) =>
  newEngine().play({ Only: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }, input);

describe('JSONata', () => {
  it.each<[string, unknown]>([
    ['$partition([1..5], 2)', [[1, 2], [3, 4], [5]]],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ["$hash('abc', 'SHA-256')", 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['$parse(\'{"a":[1,2]}\').a', [1, 2]],
    ['$random(7) = $random(7)', true],
    ['$random() < 1', true],
    ['$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).index', 0],
    ['$millis()', START],
    ['$now()', '2027-01-04T09:00:00.000Z'],
    ['$states.input.list[price > 1].name', 'b'],
    ['$sort($states.input.list.price, function($l, $r) { $l < $r })', [2, 1]],
    ['$states.input.list{name: price}', { a: 1, b: 2 }],
    ['($f := function($n) { $n <= 1 ? 1 : $n * $f($n - 1) }; $f(10))', 3_628_800],
  ])('%s', async (expression, value) => {
    const list = [
      { name: 'a', price: 1 },
      { name: 'b', price: 2 },
    ];
    expect((await evaluate(expression, { list })).value).toEqual(value);
  });

  it.each([
    ['$nothing', 'returned nothing (undefined).'],
    ["$number('a')", 'threw an error during evaluation. D3030: Unable to cast value to a number: "a"'],
    ["$error('No seat')", 'threw an error during evaluation. D3137: No seat'],
    ["$eval('1')", 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
    ['function($x) { $x }', 'returned an unsupported result type.'],
    [
      '$range(1, 5000, 1)',
      'threw an error during evaluation. The function "range" makes at most 1000 numbers, not 5000',
    ],
    ['($f := function($n) { 1 + $f($n + 1) }; $f(1))', 'threw an error during evaluation. D1011: Stack overflow'],
  ])('%s fails: %s', async (expression, reason) => {
    const start = "An error occurred while executing the state 'Only' (entered at the event id #2). ";
    const field = `The JSONata expression '${expression}' specified for the field 'Output' `;
    expect(await evaluate(expression)).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: start + field + reason,
    });
  });

  it('sees the context: execution, machine, state, and the map item', async () => {
    const { value } = await evaluate('$states.context', { a: 1 });

    expect(value).toEqual({
      Execution: {
        Id: expect.stringContaining(':execution:machine-1:'),
        Input: { a: 1 },
        Name: expect.any(String),
        RoleArn: 'arn:aws:iam::123456789012:role/machine',
        StartTime: '2027-01-04T09:00:00.000Z',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'arn:aws:states:eu-west-2:123456789012:stateMachine:machine-1', Name: 'machine-1' },
      State: { Name: 'Only', EnteredTime: '2027-01-04T09:00:00.000Z' },
    });
  });

  it('is not disturbed by the marks that it leaves on arrays', async () => {
    const result = await newEngine().play(
      {
        One: { Type: 'Pass', Output: '{% $states.input.list[price > 1] %}', Next: 'Two' },
        Two: { Type: 'Pass', Output: '{% $type($states.input) %}', End: true },
      },
      { list: [{ price: 1 }, { price: 2 }] },
    );

    expect(result.value).toBe('object');
  });
});
