import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { importCommand } from '../../scripts/import.ts';
import { register } from '../members/register.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

async function command(...args: string[]) {
  const printed: string[] = [];
  const status = await importCommand(args, {
    connect: () => fresh.store,
    print: (line) => printed.push(line.replaceAll(`${folder}/`, '')),
    now: '2025-09-01T08:00:00.000Z',
  });
  return { status, printed };
}

describe('the import command', () => {
  test('prints what it did and every row it refused, and ends well when some were imported', async () => {
    const schools = file('schools.csv', register([{}, { Easting: '' }, {}]));
    const people = file(
      'people.csv',
      'record,id,name,email,schools\nhub,hub-1,Kestrel Hub,,900101 900199\ncontact,person-1,Jo Fenn,nowhere,\n',
    );
    expect(await command(schools, '--people', people, '--table', 'any', '--member-of', '2025')).toEqual({
      status: 0,
      printed: [
        'schools.csv: 1 row refused',
        '  line 3, URN 900102: Easting is empty; it must be a number of metres, because distances are worked out from it.',
        'people.csv: 2 rows refused',
        '  line 3: The mail address is missing or not valid; correct email.',
        "  line 2: 'hub-1' names school 900199, which is not among the members; add or remove it.",
        'Schools: 2 created, 0 updated, 0 unchanged; 1 refused',
        'Hubs: 1 created, 0 updated, 0 unchanged',
        'People: 0 created, 0 updated, 0 unchanged',
        'Memberships of 2025: 2 created',
      ],
    });
    expect(await fresh.store.member('900101')).toMatchObject({ hub: 'hub-1' });
  });

  test.each([
    [[], 'Name one file of schools'],
    [['a.csv', 'b.csv', '--table', 'any'], 'Name one file of schools'],
    [['a.csv', '--tabel', 'any'], "Unknown option '--tabel'. npm run import"],
    [['a.csv', '--table', 'any', '--member-of', 'last'], "--member-of is 'last'; write the year"],
    [['a.csv', '--table', 'any'], 'a.csv cannot be opened'],
  ])('%j ends with 2 and says what to do', async (args, message) => {
    const { status, printed } = await command(...args);
    expect(status).toBe(2);
    expect(printed.join('\n')).toContain(message);
  });

  test('a file without a school that can be used ends with 2', async () => {
    const { status, printed } = await command(file('schools.csv', register([{ Easting: '' }])), '--table', 'any');
    expect(status).toBe(2);
    expect(printed.at(-1)).toBe('schools.csv has no school that can be imported.');
  });

  test('the table can be named in TABLE_NAME, but must be named', async () => {
    const schools = file('schools.csv', register([{}]));
    expect((await command(schools)).printed).toEqual(['Name the table with --table NAME or in TABLE_NAME.']);
    vi.stubEnv('TABLE_NAME', 'any');
    expect((await command(schools)).status).toBe(0);
  });
});
