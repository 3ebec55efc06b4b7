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

  test('has more than a quarter of all leave only once their number is confirmed: the file may be a part of the whole', async () => {
    const schools = file('schools.csv', register([{}]));
    const line = (number: number) => `lead,lead-${number},Lead ${number},lead${number}@leads.example`;
    const lines = (count: number) => [
      'record,id,name,email',
      ...Array.from({ length: count }, (_, index) => line(index)),
    ];
    const whole = file('whole.csv', lines(40).join('\n'));
    await command(schools, '--people', whole, '--table', 'any');
    const half = ['--people', file('half.csv', lines(20).join('\n')), '--table', 'any', '--complete', '--yes'];
    const stopped = await command(schools, ...half);
    expect(stopped.printed.at(-4)).toBe(
      '20 would leave, and 20 are in half.csv. Nothing was done about them, since the file may be a part of the whole: if it is not, add --leaving 20.',
    );
    expect((await command(schools, ...half, '--leaving', '19')).printed.join()).toContain(
      'Nothing was done about them',
    );
    expect(await fresh.store.pool('lead-reviewers')).toHaveLength(40);
    expect((await command(schools, ...half, '--leaving', '20')).printed.join()).toContain('20 have left.');
    expect(await fresh.store.pool('lead-reviewers')).toHaveLength(20);
    const most = ['--people', file('most.csv', lines(15).join('\n')), '--table', 'any', '--complete', '--yes'];
    expect((await command(schools, ...most)).printed.join()).toContain('5 have left.');
    for (const wrong of [
      ['--leaving', '5'],
      ['--complete', '--people', whole, '--yes', '--leaving', 'all'],
    ]) {
      const { status, printed } = await command(schools, '--table', 'any', ...wrong);
      expect([status, printed.join()]).toEqual([2, expect.stringContaining('write the number that was listed')]);
    }
  });

  test('says with --help what each option is for', async () => {
    const { status, printed } = await command('--help');
    expect(status).toBe(0);
    for (const option of ['people', 'links', 'table', 'member-of', 'complete', 'yes', 'leaving', 'dry-run', 'json']) {
      expect(printed.join()).toMatch(new RegExp(`^  --${option} `, 'm'));
    }
  });

  test('with --complete tells who would leave, and does it with --yes alone', async () => {
    const schools = file('schools.csv', register([{}]));
    const header = 'record,id,name,email,member\n';
    const jo = 'reviewer,person-1,Jo Fenn,jo@ash.example,900101\n';
    const both = file('both.csv', `${header}${jo}lead,lead-1,Kim Ash,kim@leads.example,\n`);
    const people = file('people.csv', `${header}${jo}`);
    await command(schools, '--people', both, '--table', 'any');
    const { printed } = await command(schools, '--people', people, '--table', 'any', '--complete');
    expect(printed.slice(0, 2)).toEqual([
      'lead-1: not in people.csv, and so would leave.',
      '1 would leave. Nothing was done about them: read the list, then add --yes to --complete.',
    ]);
    expect(await fresh.store.person('lead-1')).not.toHaveProperty('left');

    const broken = file('people.csv', `${header}${jo}contact,person-2,Al,nowhere,\n`);
    const refused = await command(schools, '--people', broken, '--table', 'any', '--complete', '--yes');
    expect(refused.printed.join()).toContain('since lines of people.csv were refused: mend them first.');
    expect(await fresh.store.person('lead-1')).not.toHaveProperty('left');

    const whole = file('people.csv', `${header}${jo}`);
    const done = await command(schools, '--people', whole, '--table', 'any', '--complete', '--yes', '--json');
    expect(JSON.parse(done.printed.at(-1) ?? '')).toMatchObject({ leaving: ['lead-1'] });
    expect(await fresh.store.person('lead-1')).toMatchObject({ left: true, leftOn: '2025-09-01' });
    expect((await command(schools, '--complete', '--table', 'any')).status).toBe(2);
    expect((await command(schools, '--people', whole, '--yes', '--table', 'any')).status).toBe(2);
  });

  test('with --dry-run shows what it would do, beside an empty table where none is named, and writes nothing', async () => {
    const closed = { 'EstablishmentStatus (name)': 'Closed', CloseDate: '31-08-2026' };
    const schools = file(
      'schools.csv',
      register([{ EstablishmentName: 'Ash School', ...closed }, {}, { Easting: '' }]),
    );
    const people = file(
      'people.csv',
      'record,id,name,email,member,head\ncontact,person-1,Jo Fenn,jo@ash.example,900102,yes\n',
    );
    const links = file(
      'links.csv',
      'URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n900101,900102,,Successor,01-09-2026\n900101,900102,,Other,\nx,1,,,\n',
    );
    const { status, printed } = await command(schools, '--people', people, '--links', links, '--dry-run', '--json');
    expect(status).toBe(0);
    expect(printed).toContain('Nothing was written. This is what would be:');
    expect(printed).toContain('links.csv: lines about other links than who followed whom: 1, not used');
    const summary = JSON.parse(printed.at(-1) ?? '');
    expect(summary).toEqual({
      schools: 1,
      people: 1,
      leaving: [],
      changes: [
        {
          kind: 'succession',
          id: '900102',
          predecessors: ['900101'],
          since: '2026-09-01',
          text:
            'Hill View Primary School (900102) is the successor of Ash School (900101) from Tuesday 1 September 2026: ' +
            'the register names it as what followed.',
        },
        expect.objectContaining({ kind: 'new', id: '900102', sets: expect.objectContaining({ head: 'person-1' }) }),
        { kind: 'new', id: 'person-1', text: 'person-1: a new person.' },
      ],
      refused: [
        { file: 'schools.csv', line: 4, reason: expect.stringContaining('Easting is empty') },
        { file: 'links.csv', line: 4, reason: "URN is 'x'; a URN has six digits." },
      ],
    });
    await command(schools, '--people', people, '--table', 'any', '--dry-run');
    expect(await fresh.store.member('900102')).toBeUndefined();
  });

  test('with --dry-run compares with the table that is named', async () => {
    const schools = file('schools.csv', register([{}]));
    await command(schools, '--table', 'any');
    const renamed = file('renamed.csv', register([{ EstablishmentName: 'Hill View School' }]));
    const { printed } = await command(renamed, '--table', 'any', '--dry-run', '--json');
    expect(JSON.parse(printed.at(-1) ?? '').changes).toEqual([
      {
        kind: 'updated',
        id: '900101',
        text: 'Hill View School (900101) was called Hill View Primary School.',
        sets: { name: 'Hill View School' },
      },
    ]);
    expect((await fresh.store.member('900101'))?.name).toBe('Hill View Primary School');
  });

  test.each<[string, string, number, string]>([
    ['a file that cannot be read', 'URN,Name\n1,2\n', 1, 'The file has no column'],
    ['a file without a usable row', Buffer.from(register([{ Easting: '' }])).toString('latin1'), 2, 'Easting is empty'],
  ])('with --json ends with one line of JSON and with 2, also for %s', async (_, content, line, reason) => {
    const { status, printed } = await command(file('schools.csv', content), '--dry-run', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(printed.at(-1) ?? '')).toEqual({
      ...{ schools: 0, people: 0, changes: [], leaving: [] },
      refused: [{ file: 'schools.csv', line, reason: expect.stringContaining(reason) }],
    });
  });

  test.each([
    [[], 'Name one file of schools'],
    [['a.csv', 'b.csv', '--table', 'any'], 'Name one file of schools'],
    [['a.csv', '--tabel', 'any'], "Unknown option '--tabel'. npm run import"],
    [['a.csv', '--table', 'any', '--member-of', 'last'], "--member-of is 'last'; write the year"],
    [['a.csv', '--table', 'any'], "There is no file 'a.csv'"],
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
