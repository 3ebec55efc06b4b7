import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { type Person, Store } from '../../lambdas/store/store.ts';
import { bookingsOf, trainingSession } from '../../lambdas/store/training-reads.ts';
import type { Mail } from '../../local/inbox/mail.ts';
import { encodeForm, type FieldValues, type ReadPage, readPage } from '../../local/people/form.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { reviewer } from '../team/network.ts';
import { atOneMoment } from './support/at-one-moment.ts';
import { functionName } from './support/function-name.ts';

/** The day on which the spring term of 2027 is asked about. */
const START = '2026-09-14T08:00:00.000Z';
const NAME = 'training-qar-2026-11-05';
const OTHER = 'training-qar-2026-11-19';
const TEAM = 'central.team@example.org';

const ends = (number: number): Person =>
  reviewer(number, { training: [{ programme: 'QAR', from: '2025-02-01', until: '2027-01-31' }] });
const [ann, ben, cat] = [ends(1), ends(2), ends(3)] as const;

describe('a training session, from its opening to those who are trained', () => {
  let stack: LocalStack;
  let store: Store;

  beforeAll(async () => {
    stack = await startLocalStack({ cdkOut: await synthesize(), start: new Date(START), print: () => {} });
    store = new Store({ client: stack.table, table: stack.tableName });
    await seedSettings(store, readSettingsFiles());
    for (const person of [ann, ben, cat, reviewer(4)]) await store.entities.person.put(person).go();
  });
  afterAll(() => stack?.stop());

  const until = (instant: string) => stack.clock.run({ until: Date.parse(instant) });
  const settled = () => stack.clock.run({ until: stack.clock.now() });
  async function call(id: string, event: object): Promise<unknown> {
    const result = await stack.functions.invoke(functionName(stack, id), event);
    if ('error' in result) throw new Error(result.error.errorMessage);
    await settled();
    return JSON.parse(result.payload);
  }
  const now = () => new Date(stack.clock.now()).toISOString();
  const steer = (command: object) => call('SteerReview', { at: now(), ...command });
  const open = (changes: object) =>
    steer({
      ...{ act: 'open-training', programme: 'QAR', from: '09:30', to: '15:30', venue: 'The Hall, Little Sample' },
      ...changes,
    });

  const mailsTo = (email: string): readonly Mail[] => stack.inbox.messages({ to: email });
  /** The address behind the link of somebody's latest mail that has one. */
  function linkOf(email: string): string {
    const secret = mailsTo(email)
      .flatMap(({ text = '' }) => [...text.matchAll(/\/d\/([A-Za-z0-9_-]{43})/g)].map(([, found]) => found))
      .at(-1);
    return `${stack.portalOrigin}/d/${secret}`;
  }
  async function page(address: string): Promise<ReadPage> {
    const response = await fetch(address);
    return readPage(await response.text(), response.status);
  }
  async function send(address: string, fields: FieldValues): Promise<ReadPage> {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: encodeForm(fields),
    });
    const read = readPage(await response.text(), response.status);
    await settled();
    return read;
  }
  const choose = (person: Person, session: string) => send(linkOf(person.email), { session });
  const runs = () => stack.engine.listExecutions().filter(({ name }) => name.startsWith('training-'));
  const calendarOf = (person: Person): string => mailsTo(person.email).at(-1)?.calendar?.source ?? '';

  it('is opened by the central team, twice without harm', async () => {
    expect(await open({ date: '2026-11-05', places: 2 })).toMatchObject({ done: true });
    expect(await open({ date: '2026-11-05', places: 2 })).toMatchObject({
      sentence: expect.stringContaining('is open already'),
    });
    expect(await open({ date: '2026-11-19', places: 1 })).toMatchObject({ done: true });
    expect(
      runs()
        .map(({ name, status }) => `${name} ${status}`)
        .toSorted(),
    ).toEqual([`${NAME} RUNNING`, `${OTHER} RUNNING`]);
  });

  it('is told to those whose training ends, and to nobody twice', async () => {
    const step = { about: 'teams-2026-spring', year: '2026', term: 'spring', expiresAt: '2026-10-08T16:00:00.000Z' };
    const offer = () => call('OfferTraining', { ...step, at: now(), after: null });
    expect(await offer()).toEqual({ next: null });
    expect(await offer()).toEqual({ next: null });
    expect([ann, ben, cat, reviewer(4)].map(({ email }) => mailsTo(email).length)).toEqual([1, 1, 1, 0]);
  });

  it('is booked by link and changed; whoever comes too late for the last place reads so', async () => {
    expect((await page(linkOf(ann.email))).controls?.[0]?.options.map(({ value }) => value)).toEqual([
      NAME,
      OTHER,
      'none',
    ]);
    expect((await choose(ann, NAME)).title).toBe('Your place is booked');
    const [late, early] = [linkOf(ben.email), linkOf(cat.email)];
    const both = await atOneMoment(
      stack,
      'TakeAnswer',
      () => send(early, { session: OTHER }),
      () => send(late, { session: OTHER }),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    const loser = both[0]?.status === 422 ? both[0] : both[1];
    expect(loser?.errors.join()).toMatch(/last place|Select a session/);
    expect(loser?.controls?.[0]?.options.map(({ value }) => value)).toEqual([NAME, 'none']);
    const [winner, other] = both[0]?.status === 200 ? [cat, ben] : [ben, cat];
    expect((await choose(other, NAME)).title).toBe('Your place is booked');
    expect((await choose(winner, 'none')).title).toBe('Thank you for telling us');
    expect((await choose(other, OTHER)).title).toBe('Your place is booked');
    expect((await choose(winner, NAME)).title).toBe('Your place is booked');
    expect((await choose(other, 'none')).title).toBe('Thank you for telling us');
    expect((await trainingSession(store, NAME))?.booked).toBe(2);
    expect((await trainingSession(store, OTHER))?.booked).toBe(0);
  });

  it('is cancelled with a reason, when it is another one that nobody will hold', async () => {
    const [free] = [ben, cat].filter(({ email }) => /no place/.test(mailsTo(email).at(-1)?.subject ?? ''));
    await choose(free ?? ben, OTHER);
    expect(await steer({ act: 'cancel-training', about: OTHER, reason: 'The trainer is ill' })).toMatchObject({
      done: true,
      sentence: expect.stringContaining('1 person had a place'),
    });
    expect(mailsTo(free?.email ?? '').at(-1)?.subject).toBe('Cancelled: QAR training on Thursday 19 November 2026');
    expect((await page(linkOf(free?.email ?? ''))).status).toBe(200);
  });

  it('sends how to join once bookings have closed, with the entry for the calendar', async () => {
    await until('2026-11-04T09:00:00.000Z');
    expect(mailsTo(ann.email).at(-1)?.subject).toBe('How to join: QAR training on Thursday 5 November 2026');
    expect(calendarOf(ann)).toContain('DTSTART:20261105T093000Z');
  });

  it('asks the central team who came, and trains those alone', async () => {
    await until('2026-11-06T09:00:00.000Z');
    expect(mailsTo(TEAM).at(-1)?.subject).toBe('Who came? QAR training on Thursday 5 November 2026');
    const checked = await send(linkOf(TEAM), { came: [ann.person] });
    expect(checked.toCheck).toBe(true);
    expect((await send(linkOf(TEAM), { came: [ann.person], step: 'send' })).title).toBe('It is recorded');
    const [missing] = (await bookingsOf(store, NAME)).filter(({ status }) => status === 'absent');
    expect((await store.needPerson(ann.person)).training).toEqual([
      { programme: 'QAR', from: '2026-11-05', until: '2028-11-05' },
    ]);
    expect((await store.needPerson(missing?.person ?? '')).training).toEqual(ends(1).training);
    expect(mailsTo(ann.email).at(-1)?.subject).toBe('You are trained: QAR reviews until Sunday 5 November 2028');
    const absent = await store.needPerson(missing?.person ?? '');
    expect(mailsTo(absent.email).at(-1)?.subject).toBe('You were not at the QAR training on Thursday 5 November 2026');
    await until('2026-11-20T09:00:00.000Z');
    expect(runs().map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(stack.problems.messages).toEqual([]);
  });
});
