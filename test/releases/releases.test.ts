import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { machineNames, machines } from '../../lib/machines.ts';
import { brokenPromises, type Kept } from './broken-promises.ts';
import { playedPayload, stepInputs } from './step-inputs.ts';
import { type Contract, contractOfToday } from './today.ts';

const folder = join(import.meta.dirname, 'recorded');
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const { version } = json('package.json') as { version: string };
const kept = json(join(import.meta.dirname, 'kept.json')) as Kept;
const today = contractOfToday();

/** npm says so to what `npm run release:record` runs. A release is recorded once: what ran cannot be changed afterwards. */
if (process.env.npm_lifecycle_event === 'release:record') {
  const file = join(folder, `${version}.json`);
  const text = `${JSON.stringify(today, null, 2)}\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') !== text) {
    throw new Error(`Release ${version} is recorded already. Raise the version in package.json, then record again.`);
  }
  writeFileSync(file, text);
}

const recorded = new Map(
  globSync(join(folder, '*.json')).map((file) => [basename(file, '.json'), json(file) as Contract]),
);

/** The contract with one part of it changed, as another release's might be. */
function changed(change: (contract: Record<string, never>) => void): Contract {
  const copy = structuredClone(today);
  change(copy as unknown as Record<string, never>);
  return copy;
}

describe('executions of earlier releases', () => {
  it.each([...recorded])('of %s find every function and every field that they depend on', (release, then) => {
    expect(brokenPromises(release, then, today, kept)).toEqual([]);
  });

  it('are recorded with every machine and every question', () => {
    expect(recorded.size).toBeGreaterThan(0);
    expect(Object.keys(today.machines)).toEqual(machineNames);
    expect(today.machines.review?.steps['ask-a-person choose-dates']).toEqual({
      sends: [
        {
          ...{ question: 'choose-dates', about: '*', turn: '*', round: 1 },
          ...{ expiresAt: '*', askedAt: '*', token: '*', execution: '*' },
        },
      ],
      reads: ['outcome'],
      branches: [],
    });
    expect(today.machines.review?.steps['open-review']?.reads).toContain('rounds.offer');
    expect(today.machines.review?.keeps).toEqual(expect.arrayContaining(['clock.draft.expires', 'people.person']));
    expect(today.machines.review?.compares).toEqual(expect.arrayContaining(['outcome = no-lead', 'stage = visit']));
    expect(today.machines.placement).toMatchObject({ takes: ['about', 'seat', 'turn'] });
    expect(today.machines.placement?.steps['ask-a-person invite']?.branches).toEqual(['outcome = accepted']);
  });

  it('would find every function that is called: each has its schema here', () => {
    const called = new Set(Object.values(machines).flatMap(({ calls }) => calls));
    expect(new Set(Object.keys(stepInputs))).toEqual(called);
  });

  it('may send fields that a function does not know yet, as when a release is taken back', () => {
    for (const [name, schema] of Object.entries(stepInputs)) {
      const sent = Object.values(today.machines).flatMap(({ steps }) =>
        Object.entries(steps).flatMap(([key, step]) => (key.split(' ')[0] === name ? step.sends : [])),
      );
      for (const payload of sent) {
        expect([name, schema.safeParse({ ...playedPayload(payload), tea: 'yes' }).error]).toEqual([name, undefined]);
      }
    }
  });

  it('of today send nothing that no function knows, beside the execution that every step logs', () => {
    const unknown = Object.values(today.machines).flatMap(({ steps }) =>
      Object.entries(steps).flatMap(([key, { sends }]) => {
        const known = stepInputs[key.split(' ')[0] as keyof typeof stepInputs]?.shape;
        return known
          ? sends.flatMap((sent) => Object.keys(sent).filter((field) => field !== 'execution' && !(field in known)))
          : [];
      }),
    );
    expect(unknown).toEqual([]);
  });
});

describe('a change that executions of an earlier release would feel', () => {
  const review = (contract: Contract) => contract.machines.review as NonNullable<Contract['machines'][string]>;
  const broken = (then: Contract, now = today, keep: Kept = {}) => brokenPromises('0.0.1', then, now, keep);

  it('is named: a payload that lacks what a function now needs', () => {
    const then = changed(() => {});
    Object.assign(review(then).steps, { 'offer-dates': { sends: [{ about: '*' }], reads: [], branches: [] } });
    expect(broken(then)).toEqual([
      expect.stringMatching(
        /^Machines of release 0\.0\.1 send offer-dates \{about\}: .*refuses.*turn.*Accept it until/s,
      ),
    ]);
  });

  it('is named: a child machine that reads more than it is sent, or is gone', () => {
    const then = changed(() => {});
    Object.assign(review(then).steps, {
      'machine placement': { sends: [{ about: '*', turn: '*' }], reads: [], branches: [] },
      'machine tea-round': { sends: [{}], reads: [], branches: [] },
    });
    expect(broken(then)).toEqual([
      expect.stringContaining("today's machine also reads seat"),
      expect.stringContaining('there is no such machine any more'),
    ]);
  });

  it('is named: a field, an outcome or a variable that nothing of today reads, unless it is kept', () => {
    const then = changed(() => {});
    const step = review(then).steps['ask-a-person agree-dates'];
    Object.assign(review(then).steps, {
      'ask-a-person agree-dates': { ...step, reads: ['outcome', 'mood'], branches: ['outcome = maybe'] },
    });
    Object.assign(review(then), { keeps: ['clock.tea.opens'] });
    const sentences = broken(then);
    expect(sentences).toEqual([
      expect.stringContaining("'mood' of what ask-a-person agree-dates gives"),
      expect.stringContaining("'outcome = maybe' of what"),
      expect.stringContaining("'clock.tea.opens' in review"),
    ]);
    expect(sentences[0]).toContain('test/releases/kept.json');
    const keep = { 'ask-a-person agree-dates': ['mood', 'outcome = maybe'], review: ['clock.tea.opens'] };
    expect(broken(then, today, keep)).toEqual([]);
  });

  it('is named: a question of which rows may be open', () => {
    const now = { ...today, questions: today.questions.filter((name) => name !== 'fill-seat') };
    expect(broken(today, now)).toEqual([expect.stringContaining("Rows of the question 'fill-seat'")]);
  });

  it('is named: rows that would not be read as they were written', () => {
    const { survey: _gone, review: is, ...others } = today.rows;
    if (!is) throw new Error('There is no review.');
    const { hostName: _left, ...attributes } = is.attributes;
    const changedReview = {
      attributes: { ...attributes, status: ['planned'], turn: 'string' },
      required: [...is.required, 'mood'],
      keys: { ...is.keys, gsi1pk: ['host', 'year'] },
    };
    const sentences = broken(today, { ...today, rows: { ...others, review: changedReview } });
    expect(sentences).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Nothing reads the rows of survey that release 0.0.1 wrote'),
        expect.stringContaining("have 'hostName' (string), which is not read any more"),
        expect.stringContaining("have 'turn' (number), which is string now"),
        expect.stringContaining("may have 'paused' for 'status'"),
        expect.stringContaining("may lack 'mood', which is required now"),
        expect.stringContaining("have a 'gsi1pk' of [host], and are not found by another"),
      ]),
    );
  });

  it('is not: anything that is only added', () => {
    const now = changed(() => {});
    Object.assign(review(now).steps, {
      'ask-a-person sing': { sends: [{ about: '*' }], reads: ['key'], branches: [] },
    });
    const { review: is, ...others } = now.rows;
    if (!is) throw new Error('There is no review.');
    const more = { ...is, attributes: { ...is.attributes, mood: 'string' }, keys: { ...is.keys, gsi9pk: ['mood'] } };
    expect(broken(today, { ...now, rows: { ...others, review: more } })).toEqual([]);
  });
});
