import { describe, expect, it } from 'vitest';
import { readRehearsalArguments, wordsForOne } from '../../local/rehearsal/arguments.ts';
import { endOfRehearsal } from '../../local/rehearsal/years.ts';

const read = (line: string) => readRehearsalArguments(line.split(' ').filter(Boolean));

describe('the options of a rehearsal', () => {
  it('have what is usual where nothing is said', () => {
    expect(read('')).toMatchObject({ schools: 12, years: 1, seed: 1, seeds: 1, people: 'usual', faults: 'none' });
  });

  it('are read', () => {
    expect(
      read('--members f.csv --schools 60 --years 2 --seed 7 --people rough --faults usual --release-at 2026-11-02'),
    ).toMatchObject({
      ...{
        members: 'f.csv',
        schools: 60,
        years: 2,
        seed: 7,
        people: 'rough',
        faults: 'usual',
        releaseAt: '2026-11-02',
      },
    });
  });

  it.each([
    ['--schools many', "--schools is 'many'; write a whole number from 1 to 2000."],
    ['--schools 0', "--schools is '0'; write a whole number from 1 to 2000."],
    ['--years 6', "--years is '6'; write a whole number from 1 to 5."],
    ['--faults some', "--faults is 'some'; write one of none, usual, rough."],
    ['--release-at 2026-02-30', "--release-at is '2026-02-30'; write a day such as 2026-11-02."],
    ['--until tomorrow', "--until is 'tomorrow'; write a day such as 2026-11-02."],
    ['--fresh', '--fresh clears the folder of --data; name it: --data DIR --fresh.'],
    ['--data d --faults usual', '--faults usual and --data do not go together: take one of them away.'],
    ['--data d --seeds 2', '--seeds and --data do not go together: take one of them away.'],
    ['--at-a-time 2', '--at-a-time plays several seeds side by side; say how many there are: --seeds N.'],
    ['--export d --seeds 2', '--seeds and --export do not go together: take one of them away.'],
    ['--compare a.json', '--compare takes two files of settings: --compare A.json B.json.'],
    ['--compare a.json b.json c.json', '--compare takes two files of settings: --compare A.json B.json.'],
    ['a.json', "'a.json' is no option. 'npm run rehearse -- --help' lists the options."],
    ['--compare a.json b.json --seeds 4', "--seeds is '4', and --compare needs 5 or more"],
    ['--compare a.json b.json --settings c.json', '--compare and --settings do not go together'],
    ['--compare a.json b.json --export d', '--compare and --export do not go together'],
    ['--minutes-a-question 0', "--minutes-a-question is '0'; write a whole number from 1 to 480."],
    ['--skools 3', "Unknown option '--skools'"],
  ])('that cannot be followed get a sentence: %s', (line, sentence) => {
    expect(() => read(line)).toThrow(sentence);
  });

  it('take five seeds to compare two settings', () => {
    expect(read('--compare a.json b.json')).toMatchObject({ compare: ['a.json', 'b.json'], seeds: 5 });
  });

  it('of one seed are those of all, by which a process of its own plays it', () => {
    const all = read(
      '--members f.csv --schools 60 --years 2 --seed 7 --seeds 9 --people rough --faults usual --release-at 2026-11-02 ' +
        '--settings s.json --until 2027-01-01 --minutes-a-question 5 --json',
    );
    expect(readRehearsalArguments(wordsForOne(all, { seed: 8, report: '-r', settings: 's.json' }))).toEqual({
      ...{ ...all, seed: 8, seeds: 1, report: '-r' },
    });
  });
});

it('a rehearsal that would end before it begins is refused', () => {
  expect(() => endOfRehearsal(['2026'], '2026-02-01')).toThrow(
    '--until is 2026-02-01, before the play begins on 2 February 2026: name a later day.',
  );
  expect(endOfRehearsal(['2026'], '2026-02-02')).toBe(Date.parse('2026-02-03T00:00:00Z'));
});
