import { ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { linksIn } from '../../workflows/support/scanner.ts';
import type { Season } from '../../workflows/support/season.ts';
import type { Besieged } from '../support/besieged.ts';
import { HARM_AS_TEXT } from '../support/harmful-people.ts';

/** What in rows is somebody's own: names, addresses, whatever was typed. */
const PERSONAL = new Set([
  'name',
  'contactName',
  'email',
  'jobTitle',
  'reason',
  'answer',
  'fields',
  'content',
  'comments',
]);

interface Secrets {
  readonly personal: ReadonlySet<string>;
  readonly tokens: ReadonlySet<string>;
  readonly links: ReadonlySet<string>;
}

/** Everything that was kept or mailed and that no log and no workflow may hold. */
async function secretsOf({ stack }: Season): Promise<Secrets> {
  const personal = new Set<string>();
  let from: Record<string, unknown> | undefined;
  do {
    const page: ScanCommandOutput = await stack.table.send(
      new ScanCommand({ TableName: stack.tableName, ...(from && { ExclusiveStartKey: from }) }),
    );
    for (const row of page.Items ?? []) {
      // A school's name is public, and a hub's; a person's is not.
      if (row.__edb_e__ === 'member' || row.__edb_e__ === 'hub') continue;
      for (const [name, value] of Object.entries(row)) if (PERSONAL.has(name)) addTexts(value, personal);
    }
    from = page.LastEvaluatedKey;
  } while (from);
  for (const { to } of stack.inbox.messages()) for (const address of to) personal.add(address);
  const links = stack.inbox.messages().flatMap((mail) => linksIn(mail).flatMap((link) => link.split('/d/')[1] ?? []));
  // Rows lose theirs with the answer.
  return { personal, tokens: new Set(stack.engine.tokensGiven()), links: new Set(links) };
}

/** Texts of two words or more, and addresses: a single word ('yes', 'qar') may be an id's or an outcome's. */
function addTexts(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') {
    if (/\S\s\S|@/.test(value)) texts.add(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) addTexts(part, texts);
  }
}

/** Logs and workflows hold ids alone, whatever was typed and whatever failed. */
export function checkSecrecy(portal: Besieged): void {
  describe('nothing of anybody', () => {
    let secrets: Secrets;
    beforeAll(async () => {
      secrets = await secretsOf(portal.season);
    });
    const logged = () =>
      portal.season.stack.functions
        .logs()
        .map(({ line }) => line)
        .join('\n');
    const found = (text: string, kinds: readonly ReadonlySet<string>[]): string[] =>
      kinds.flatMap((kind) => [...kind].filter((secret) => text.includes(secret)));

    it('is missing from what is looked for', () => {
      expect(secrets.personal.size).toBeGreaterThan(400);
      expect(secrets.tokens.size).toBeGreaterThan(50);
      expect(secrets.links.size).toBeGreaterThan(80);
      expect([...secrets.personal].some((text) => text.includes(HARM_AS_TEXT))).toBe(true);
    });

    it('is in the logs of any function: no name, address, answer, link or token', () => {
      expect(logged().split('\n').length).toBeGreaterThan(300);
      expect(found(logged(), [secrets.personal, secrets.tokens, secrets.links])).toEqual([]);
      expect(logged()).not.toMatch(/@|script>/);
    });

    it('is in the executions of any workflow, whose inputs, names and results are ids', () => {
      const { engine } = portal.season.stack;
      const written = engine
        .listExecutions()
        .map((one) => JSON.stringify([one.name, one.input, one.output, engine.history(one.executionArn)]))
        .join('\n');
      expect(written).toContain('qar-2026-900009');
      expect(found(written, [secrets.personal, secrets.links])).toEqual([]);
      expect(written).not.toMatch(/@|script>/);
      const inputs = engine.listExecutions().map(({ input }) => input);
      expect(Math.max(...inputs.map(({ length }) => length))).toBeLessThan(500);
    });

    it('is told by an error: nothing failed that nobody expected', () => {
      expect(portal.season.stack.problems.messages).toEqual([]);
      expect(portal.season.stack.deadLetters).toEqual([]);
    });
  });
}
