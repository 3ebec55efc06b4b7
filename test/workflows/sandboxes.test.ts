import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandboxes } from '../../local/functions/functions.ts';
import { attend } from '../../local/people/people.ts';
import { PLAYED_YEAR, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { everyRow } from './support/repeat.ts';

/** The team is confirmed by then: renewal, dates, placements side by side, and the first forms. */
const END = '2026-12-18T18:00:00Z';

async function played(sandboxes: Sandboxes): Promise<LocalStack> {
  const stack = await startLocalStack({ cdkOut: await synthesize(), start: playStart(), sandboxes, print: () => {} });
  const network = readNetwork({ today: '2026-02-02' });
  await seedNetwork(stack, network, PLAYED_YEAR);
  attend(stack);
  await stack.clock.run({ until: Date.parse(END) });
  return stack;
}

describe("a school's year up to its team, in sandboxes that functions share, and in sandboxes of their own", () => {
  let shared: LocalStack;
  let own: LocalStack;
  beforeAll(async () => {
    [shared, own] = await Promise.all([played('shared'), played('own')]);
  });
  afterAll(() => Promise.all([shared?.stop(), own?.stop()]));
  const ofBoth = <T>(of: (stack: LocalStack) => T): [T, T] => [of(shared), of(own)];

  it('has equal histories', () => {
    const [one, other] = ofBoth(({ engine }) =>
      engine.listExecutions().map((each) => `${each.name} ${inOrder(engine.history(each.executionArn))}`),
    );
    expect(one.length).toBeGreaterThan(300);
    expect(differences(one, other)).toEqual([]);
  });

  it('has equal mails', () => {
    const [one, other] = ofBoth(({ inbox }) =>
      inbox.messages().map(({ raw: _, ...mail }) => withoutSecrets(JSON.stringify(mail))),
    );
    expect(one.length).toBeGreaterThan(20);
    expect(differences(one, other)).toEqual([]);
  });

  it('leaves equal rows', async () => {
    const [one, other] = await Promise.all(
      ofBoth(async (stack) => [...(await everyRow(stack)).values()].map(withoutSecrets).sort()),
    );
    expect(one.length).toBeGreaterThan(300);
    expect(differences(one, other)).toEqual([]);
  });

  it('takes equally many runs and requests', () => {
    const [one, other] = ofBoth((stack) => stack.counts());
    expect(one).toEqual(other);
  });
});

/** The secret of a link is drawn anew in each play, and with it the hash by which the table knows the link; so is the mark of a wake-up. */
const withoutSecrets = (text: string): string =>
  text
    .replaceAll(/(?<=\/d\/)[A-Za-z0-9_-]{43}/g, 'SECRET')
    .replaceAll(/(?<="writing":")[^"]+/g, 'MARK')
    .replaceAll(/[0-9a-f]{64}|(?<="link":")[0-9a-f]{12}/g, 'HASH');

/** JSON with keys in order, in JSON within JSON too: a table gives the entries of a map in any order. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string' && part.startsWith('{')) return inOrder(JSON.parse(part));
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** What one has and the other has not: thousands of equal lines tell nothing. */
function differences(one: readonly string[], other: readonly string[]): string[] {
  const [inOne, inOther] = [new Set(one), new Set(other)];
  const differing = [...one.filter((line) => !inOther.has(line)), ...other.filter((line) => !inOne.has(line))];
  return differing.slice(0, 4).map((line) => line.slice(0, 2_000));
}
