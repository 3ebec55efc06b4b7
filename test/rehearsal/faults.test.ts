import { describe, expect, it } from 'vitest';
import type { Interrupt, PassingCall } from '../../local/endpoint/aws-endpoint.ts';
import { AwsError } from '../../local/endpoint/aws-error.ts';
import type { BusEvent } from '../../local/events/event-bus.ts';
import { Draws } from '../../local/rehearsal/draws.ts';
import { type Faults, faultsOf, letThingsFail } from '../../local/rehearsal/faults.ts';
import type { LocalStack } from '../../local/stack.ts';

const none = faultsOf('none');

/** What a stack is told to let fail. */
function failing(faults: Partial<Faults>, now = '2026-11-02T07:30:00.000Z') {
  const told: string[] = [];
  const looks: Interrupt[] = [];
  const buses: { deliveries?: (event: BusEvent) => readonly number[] } = {};
  const stack = {
    ...{ buses, clock: { now: () => Date.parse(now) } },
    functions: {
      all: [
        { name: 'ask', id: 'AskAPerson' },
        { name: 'round', id: 'MorningRound' },
      ],
    },
    interrupt: (look: Interrupt) => looks.push(look),
  } as unknown as LocalStack;
  const onFault = (what: string): void => void told.push(what);
  const unrecorded = letThingsFail({ stack, faults: { ...none, ...faults }, draws: new Draws(1), onFault });
  const call = (trace: string, changes: Partial<PassingCall> = {}) =>
    looks[0]?.({ caller: 'ask', service: 'dynamodb', action: 'Query', body: '', trace, ...changes });
  return { call, told, unrecorded, deliveries: buses.deliveries };
}

const nameOf = (answer: unknown) => (answer instanceof AwsError ? answer.name : answer);

describe('what fails in a rehearsal', () => {
  it('is every call of a run whose function is gone, and no call of a developer', () => {
    const { call, told } = failing({ killedBefore: 1 });
    expect(['one', 'one', 'two'].map((trace) => nameOf(call(trace)))).toEqual(Array(3).fill('AccessDeniedException'));
    expect(nameOf(call('one', { service: 'ses', action: 'SendRawEmail' }))).toBe('MessageRejected');
    expect(told).toEqual(Array(2).fill('a function is gone before a call'));
    expect(call('three', { caller: 'developer' })).toBeUndefined();
  });

  it('leaves mails of which it is not on record that they went, which is known', () => {
    const { call, unrecorded } = failing({ killedBefore: 1 });
    const body = JSON.stringify({ Key: { pk: { S: '$x#about_qar-1' }, sk: { S: '$message_1#message_round.1' } } });
    call('one', { action: 'PutItem', body });
    expect([...unrecorded]).toEqual([]);
    call('one', { action: 'UpdateItem', body });
    expect([...unrecorded]).toEqual(['qar-1/round.1']);
  });

  it('is the answer of a call that was made, and with a time limit all that follows it', () => {
    const lost = failing({ answerLost: 1 }).call('one') as { onceAnswered(status: number): AwsError };
    expect(lost.onceAnswered(200)).toMatchObject({ name: 'InternalServerError', status: 500 });
    const { call } = failing({ tooSlow: 1 });
    const slow = call('one') as { onceAnswered(status: number): AwsError };
    expect(slow).not.toBeInstanceOf(AwsError);
    expect(slow.onceAnswered(200).name).toBe('AccessDeniedException');
    expect(nameOf(call('one'))).toBe('AccessDeniedException');
  });

  it('is what the SDK tries again: a table and a mail service that have too much to do', () => {
    expect(nameOf(failing({ throttled: 1 }).call('one'))).toBe('ProvisionedThroughputExceededException');
    expect(nameOf(failing({ mailThrottled: 1 }).call('one', { service: 'ses' }))).toBe('Throttling');
    expect(failing({ mailThrottled: 1 }).call('one')).toBeUndefined();
  });

  it('is the morning round, again and again until it is taken up an hour later', () => {
    const calls = (now: string) => {
      const { call } = failing({ morningAlarmed: 1 }, now);
      return Array.from({ length: 12 }, () => call('one', { caller: 'round' })).filter(Boolean).length;
    };
    expect(calls('2026-11-02T07:30:00.000Z')).toBeGreaterThan(0);
    expect(calls('2026-11-02T08:30:00.000Z')).toBe(0);
  });

  it('is an event that comes twice or late; at once and once where nothing fails', () => {
    const event = { id: 'e' } as BusEvent;
    expect(failing({ twice: 1 }).deliveries?.(event)).toEqual([0, expect.any(Number)]);
    const [late = 0, ...more] = failing({ late: 1 }).deliveries?.(event) ?? [];
    expect([late > 0, more]).toEqual([true, []]);
    expect(failing({ throttled: 1 }).deliveries?.(event)).toEqual([0]);
  });
});
