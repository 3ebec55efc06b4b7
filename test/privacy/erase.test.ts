/** Everything that is held on somebody is found, shown, and erased; and nothing else goes. */
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { READING_PAGES } from '../../lambdas/app/reading-pages.ts';
import { isBack } from '../../lambdas/commands/has-left.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import { logger } from '../../lambdas/platform/logger.ts';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { everythingOn } from '../../lambdas/privacy/held-data.ts';
import type { Wanted } from '../../lambdas/questions/mailer.ts';
import { useSteering } from '../commands/fixture.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { lunchQuestion } from '../questions/fixture.ts';
import { dieAfterCommit } from '../support/dying.ts';
import { emptied, keepRows, putRows } from '../support/kept-rows.ts';
import { rowsIn, type StoredRow } from '../support/rows.ts';
import { ANN, EMAIL, FORMER, HOST, MEMBER, NAME, OWN, REVIEW, remember, STAYS, WORDS } from './remembered.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2027-09-06T09:00:00.000Z';
const NEXT = ['2027-09-07T06:30:00.000Z', '2027-09-08T06:30:00.000Z', '2027-09-09T06:30:00.000Z'];

beforeEach(() => remember(fresh.store));

const erase = (at = AT) => steering.steer({ act: 'erase-person', about: ANN, reason: 'Asked in writing', at });
const round = (at: string) => dailyRound({ at }, roundOver(lunchQuestion(fresh.store), fresh.store).deps);
const person = () => fresh.store.needPerson(ANN);

/** Whatever of the person is left in a table, with where it stands. */
async function leftOf(texts: readonly string[]): Promise<readonly string[]> {
  const rows = await rowsIn(fresh.store);
  return texts.flatMap((text) =>
    rows
      .filter((row) => readable(row).toLowerCase().includes(text.toLowerCase()))
      .map(({ pk, sk }) => `${text}: ${pk} ${sk}`),
  );
}

/** A row as text, with what is packed in it. */
const readable = (row: StoredRow): string =>
  JSON.stringify(row) +
  (row['__edb_e__'] === 'seasondocument' ? gunzipSync(Buffer.from(String(row['text']), 'base64')) : '');

const SECRETS = [NAME, FORMER, EMAIL, 'Quillfeather', ...WORDS];

describe('what is held on somebody', () => {
  it('is found in every row that holds a name, an address or words of theirs', async () => {
    const data = await everythingOn(ANN, fresh.store);
    const found = JSON.stringify(data);
    const others = WORDS.filter((word) => !found.includes(word));
    // What others wrote of her to the central team alone is theirs too, and so is what it wrote of her to a head.
    expect(others).toEqual([
      'They talked over everybody',
      'She was late every morning',
      'She keeps away from the budget',
      'Not wanted, since we are cousins',
    ]);
    const kinds = new Set(data?.held.map(({ what }) => what));
    const withName = (await rowsIn(fresh.store))
      .filter((row) => /quillfeather|ann brook/i.test(readable(row)) && row['__edb_e__'] !== 'person')
      .map((row) => String(row['__edb_e__']));
    expect(withName.length).toBeGreaterThan(8);
    expect(withName.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it('is shown to them as a page and as a file, and to nobody else but the central team', async () => {
    const page = READING_PAGES['held-data'];
    const deps = { ...steering.deps(), store: fresh.store };
    const shown = await page?.show(ANN, { person: ANN, role: 'host' }, deps, AT);
    const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
    const html = shown ? readingPage(site, shown) : '';
    for (const text of [NAME, EMAIL, 'My mother is ill that week', 'Hill View', 'Mails that were sent: 1'])
      expect(html).toContain(text);
    const file = await page?.file?.(ANN, { person: ANN, role: 'host' }, deps, AT);
    expect(JSON.parse(file?.json ?? '{}')).toMatchObject({ person: { name: NAME } });
    expect(file?.json).not.toMatch(/"token"|"shortlist"/);
    // A report is the school's, whoever wrote it.
    expect(file?.json).not.toContain(STAYS);
    expect(await page?.show(ANN, { person: 'person-0200', role: 'host' }, deps, AT)).toBeUndefined();
    expect(await page?.file?.(ANN, { person: 'person-0200', role: 'host' }, deps, AT)).toBeUndefined();
    expect(await page?.show(ANN, { person: 'central-team', role: 'central-team' }, deps, AT)).toBeDefined();
  });

  it('is opened for the central team by a command that is on record', async () => {
    expect(await steering.steer({ act: 'show-data', about: ANN, at: AT })).toMatchObject({
      done: true,
      link: { text: 'Read what is held on them' },
    });
    expect((await fresh.store.audit(`person-${ANN}`)).at(-1)).toMatchObject({ entry: 'steered.show-data', at: AT });
    expect(await steering.steer({ act: 'show-data', about: 'nobody', at: AT })).toMatchObject({ done: false });
  });
});

describe('an erasure', () => {
  it('leaves no name, no address and no word of theirs in any attribute of any row, nor in any line of log', async () => {
    const logged: string[] = [];
    for (const level of ['info', 'warn', 'error'] as const) {
      vi.spyOn(logger, level).mockImplementation((...line: unknown[]) => void logged.push(JSON.stringify(line)));
    }
    expect((await leftOf(SECRETS)).length).toBeGreaterThan(30);
    expect(await erase()).toMatchObject({ done: true });
    for (const at of NEXT) await round(at);
    vi.restoreAllMocks();
    expect(await leftOf(SECRETS)).toEqual([]);
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.filter((line) => SECRETS.some((text) => line.includes(text)))).toEqual([]);
    expect(await person()).toMatchObject({ erasedAt: NEXT[0], email: '', reviewsDone: 3, member: MEMBER });
    expect(await everythingOn(ANN, fresh.store)).toBeUndefined();
  });

  it('leaves what counts, what belongs to schools, and all of everybody else', async () => {
    await erase();
    for (const at of NEXT) await round(at);
    const whole = await fresh.store.needWholeReview(REVIEW);
    expect(whole.placements).toMatchObject([
      { person: ANN, status: 'replaced', personName: 'Somebody whose data was erased' },
    ]);
    expect(whole.surveys).toMatchObject([{ person: ANN, answers: { scale: { again: 4 } } }]);
    expect(whole.decisions.find(({ decision }) => decision === 'invite.1.1.seat-1')?.answer).toMatchObject({
      answer: 'decline',
      until: '2027-01-14',
    });
    expect(await leftOf(['A former colleague', 'The boiler failed', 'Ben Stays', STAYS])).toHaveLength(5);
  });

  it('is on record step by step, with counts', async () => {
    await erase();
    for (const at of NEXT) await round(at);
    const audit = (await fresh.store.audit(`person-${ANN}`)).map(({ what, reason }) => ({ what, reason }));
    expect(audit.slice(1)).toEqual([
      { what: 'has the person erased', reason: 'Asked in writing' },
      { what: expect.stringMatching(/^erased the person, in \d\d rows$/) },
    ]);
  });

  it('survives a death after each of its writes', async () => {
    await round(AT.replace('06T', '03T')); // the agenda is complete
    const kept = await keepRows(fresh.store);
    let last = 0;
    for (let isDead = true; isDead; ) {
      last += 1;
      await emptied(fresh.store);
      await putRows(fresh.store, kept);
      const dying = dieAfterCommit(last);
      await erase().catch(() => {});
      if (!dying.isDead) await round(NEXT[0] ?? '').catch(() => {});
      isDead = dying.isDead;
      dying.end();
      // Whoever saw the button fail presses it again, and a step that failed is made again.
      await erase('2027-09-07T09:05:00.000Z');
      for (const at of NEXT) await round(at);
      expect({ last, left: await leftOf(SECRETS) }).toEqual({ last, left: [] });
      expect(await person()).toHaveProperty('erasedAt');
    }
    expect(last).toBeGreaterThan(20);
  }, 240_000);

  it('is carried out in bounded steps, a morning each', async () => {
    const { entities } = fresh.store;
    await Promise.all(
      Array.from({ length: 230 }, (_, number) =>
        entities.auditEntry
          .put({
            about: REVIEW,
            at: AT,
            entry: `many.${number}`,
            who: ANN,
            role: 'reviewer',
            what: 'x',
            reason: 'I would rather not',
          })
          .go(),
      ),
    );
    await erase();
    await round(NEXT[0] ?? '');
    expect(await person()).not.toHaveProperty('erasedAt');
    expect((await fresh.store.audit(`person-${ANN}`)).at(-1)).toMatchObject({ what: 'erased 200 rows, and goes on' });
    await round(NEXT[1] ?? '');
    expect(await person()).toMatchObject({ erasedAt: NEXT[1] });
    expect(await leftOf(SECRETS)).toEqual([]);
  });

  it('waits while a review under way needs them, and is done once it has ended', async () => {
    const { entities } = fresh.store;
    const state = (stage: 'report' | 'closed') =>
      entities.review.patch({ about: REVIEW }).set({ stage }).composite({ startsOn: '2026-07-13' }).go();
    const placement = { about: REVIEW, turn: 1, seat: 'seat-1', person: ANN };
    await entities.placement.patch(placement).set({ status: 'accepted' }).go();
    await state('report');
    const said = await erase();
    expect(said).toMatchObject({ done: true, sentence: expect.stringContaining('is not erased yet: qar-2026-900001') });
    await round(NEXT[0] ?? '');
    expect(await person()).toMatchObject({ name: NAME, email: EMAIL, erasureAskedAt: AT });
    expect(await person()).not.toHaveProperty('pool');
    expect(await person()).not.toHaveProperty('mail');
    expect(await erase('2027-09-07T09:00:00.000Z')).toMatchObject({ done: false });
    await state('closed');
    await round(NEXT[1] ?? ''); // nobody needs them: no mail from now on, and the rows are gone through
    await round(NEXT[2] ?? '');
    expect(await person()).toMatchObject({ erasedAt: NEXT[2] });
    expect(await leftOf(SECRETS)).toEqual([]);
  });

  it.each([
    ['called off', { act: 'cancel', reason: 'The school asked for it' }],
    ['postponed into the next year', { act: 'postpone', reason: 'illness' }],
  ] as const)('that waits for a review is done by the next rounds once it is %s', async (_, move) => {
    const { entities } = fresh.store;
    for (const day of ['2027-01-12', '2027-01-13', '2027-01-14']) {
      await entities.personDay.put({ person: ANN, day, about: REVIEW }).go();
    }
    await entities.placement
      .patch({ about: REVIEW, turn: 1, seat: 'seat-1', person: ANN })
      .set({ status: 'accepted' })
      .go();
    const running = { stage: 'team', status: 'under-way', day1: '2027-01-12' } as const;
    await entities.review.patch({ about: REVIEW }).set(running).composite({ startsOn: '2026-07-13' }).go();
    expect(await erase()).toMatchObject({ sentence: expect.stringContaining('is not erased yet') });
    // How many weeks its year has left is of no interest here.
    const year = await fresh.store.partnershipYear('2026');
    await entities.partnershipYear.delete({ year: '2026' }).go();
    expect(await steering.steer({ ...move, about: REVIEW, at: '2027-09-06T10:00:00.000Z' })).toMatchObject({
      done: true,
    });
    await entities.partnershipYear.put(year as never).go();
    for (const at of NEXT) await round(at);
    expect(await person()).toMatchObject({ erasedAt: NEXT[1], email: '' });
    expect(await leftOf(SECRETS)).toEqual([]);
  });

  it('reaches the school that they led and the hub that they looked after, though they have done neither for years', async () => {
    const { entities } = fresh.store;
    for (const [member, hub] of [['900500'], ['900600', 'hub-west'], ['900700']] as const) {
      const about = `qar-2024-${member}`;
      await entities.member.put({ member, kind: 'school', name: 'Ash', standing: 'member', ...(hub && { hub }) }).go();
      await entities.review
        .put({
          ...{ about, programme: 'QAR', year: '2024', settingsVersion: '001', host: member, hostKind: 'school' },
          ...{ hostName: 'Ash', stage: 'closed', status: 'published', week: '2025-01-13', startsOn: '2024-07-15' },
          ...{ turn: 1, executions: 1, preparation: { informationForm: { context: `Ask ${NAME} at the gate.` } } },
        })
        .go();
      await entities.auditEntry
        .put({ about, at: AT, entry: 'a', who: ANN, role: 'host', what: 'x', reason: `I wrote this at ${member}` })
        .go();
    }
    await entities.person
      .patch({ person: ANN })
      .set({ formerly: ['900500', 'hub-west'] })
      .go();
    // The third passed on before rows kept it, and she was told.
    await entities.message
      .put({
        ...{ about: `person-${ANN}`, message: 'office-passed.900700.2026-01-09T10:00:00.000Z', kind: 'office-passed' },
        ...{ person: ANN, status: 'sent', at: AT },
      })
      .go();
    expect(JSON.stringify(await everythingOn(ANN, fresh.store))).toMatch(/900500.*900600.*900700/);
    await erase();
    for (const at of NEXT) await round(at);
    expect(await leftOf([...SECRETS, 'I wrote this at'])).toEqual([]);
    expect(await person()).not.toHaveProperty('formerly');
  });

  it('waits for a review of the school that they answer for', async () => {
    const { entities } = fresh.store;
    await entities.member.patch({ member: MEMBER }).set({ head: ANN }).go();
    await entities.review.patch({ about: OWN }).set({ stage: 'visit' }).composite({ startsOn: '2026-07-13' }).go();
    expect(await erase()).toMatchObject({ sentence: expect.stringContaining('the one who answers for its host') });
  });

  it('waits for a review that goes on at their school, since the one where it began has closed', async () => {
    const { member, review } = fresh.store.entities;
    await member
      .patch({ member: MEMBER })
      .set({ head: ANN, predecessors: [HOST] })
      .go();
    await member.patch({ member: HOST }).set({ standing: 'closed', successor: MEMBER }).go();
    await review
      .patch({ about: REVIEW })
      .set({ stage: 'visit', goesOnAt: MEMBER })
      .composite({ startsOn: '2026-07-13' })
      .go();
    expect(await erase()).toMatchObject({
      sentence: expect.stringContaining(`${REVIEW} is under way and needs them as the one who answers for its host`),
    });
  });

  it('is not undone by whoever says that they are back, and lets them hold no office', async () => {
    const back = { act: 'is-back', about: ANN } as const;
    const head = { act: 'name-head', about: MEMBER, person: ANN } as const;
    await steering.steer({ act: 'has-left', about: ANN, at: '2027-09-03T09:00:00.000Z' });
    await erase();
    for (const [hour, at] of [AT, ...NEXT].entries()) {
      if (hour > 0) await round(at);
      const refused = at.replace(':30:', ':45:').replace(':00:00.', ':15:00.');
      expect(await steering.steer({ ...back, at: refused })).toMatchObject({
        done: false,
        sentence: expect.stringContaining('cannot come back'),
      });
      expect(await steering.steer({ ...head, at: refused })).toMatchObject({ done: false });
    }
    expect(await person()).toMatchObject({ left: true, mail: 'erased', erasedAt: NEXT[0] });
    const people = [await person()];
    expect(isBack.whyNot({ people })).toBe('Nobody has left.');
  });

  it('that waits lets them be named for no office, which would make it wait for years', async () => {
    const { placement, review } = fresh.store.entities;
    await placement.patch({ about: REVIEW, turn: 1, seat: 'seat-1', person: ANN }).set({ status: 'accepted' }).go();
    await review.patch({ about: REVIEW }).set({ stage: 'report' }).composite({ startsOn: '2026-07-13' }).go();
    await erase();
    const named = await steering.steer({
      act: 'name-head',
      about: MEMBER,
      person: ANN,
      at: '2027-09-06T10:00:00.000Z',
    });
    expect(named).toEqual({ done: false, sentence: `${ANN} is to be erased, as was asked, and can hold no office.` });
  });

  it('has no mail go to them that was under way, and keeps no address with it', async () => {
    await erase();
    const { deps } = roundOver(lunchQuestion(fresh.store), fresh.store);
    const sent: string[] = [];
    const { sendContent } = deps.mailer;
    Object.assign(deps.mailer, {
      sendContent: async (about: string, mail: Wanted, at: string) => {
        if (mail.to.noMail === undefined) sent.push(mail.to.person);
        return sendContent(about, mail, at);
      },
    });
    for (const at of NEXT) await dailyRound({ at }, deps);
    expect(sent).not.toContain(ANN);
    const message = await fresh.store.message(REVIEW, 'joined.person-0107');
    for (const gone of ['content', 'unsent', 'queue', 'nextActionAt']) expect(message).not.toHaveProperty(gone);
  });

  it('passes on what waits for them at once, and tells the central team by their number alone', async () => {
    await fresh.store.entities.person
      .put({ person: 'person-0400', name: 'Cas Lin', email: 'cas@hill.example', member: '900001' })
      .go();
    await fresh.store.entities.decision
      .put({
        ...{ about: REVIEW, decision: 'agree-lunch.1.1', question: 'agree-lunch', turn: 1, round: 1, status: 'open' },
        ...{ person: ANN, role: 'host', organisation: MEMBER, hostName: 'Oak', mails: 1, schedule: [], askedAt: AT },
        ...{ dueAt: '2027-09-20T16:00:00.000Z', expiresAt: '2027-09-21T16:00:00.000Z' },
        ...{ queue: 'open', openFor: ANN, nextActionAt: '2027-09-21T16:00:00.000Z' },
      })
      .go();
    await erase();
    const told = steering.deps().mails.filter(({ message }) => message.startsWith('no-mail'));
    expect(told).toMatchObject([{ content: { subject: expect.stringContaining(ANN) } }]);
    expect(JSON.stringify(told)).not.toContain(NAME);
    expect(await fresh.store.decision(REVIEW, 'agree-lunch.1.1')).toMatchObject({ person: 'person-0400' });
  });

  it('is said of an id or an address that a file names again', async () => {
    await erase();
    const people = (id: string) => ({ people: [{ id, name: NAME, email: EMAIL, member: MEMBER }] });
    const again = await importMembers(fresh.store, people(ANN));
    expect(again.refused).toMatchObject([{ reason: expect.stringContaining('give them another id') }]);
    for (const at of NEXT) await round(at);
    expect((await importMembers(fresh.store, people(ANN))).people).toMatchObject({ created: 0, updated: 0 });
    expect(await fresh.store.peopleAt(EMAIL)).toEqual([]);
    const anew = await importMembers(fresh.store, people('person-0900'));
    expect(anew.changes.map(({ text }) => text).join()).toContain("'person-0900' is brought in as somebody new");
    expect(await fresh.store.person('person-0900')).toMatchObject({ name: NAME });
    expect(await person()).toMatchObject({ email: '' });
  });

  it('is refused twice, and of nobody, in a sentence', async () => {
    await erase();
    for (const at of NEXT) await round(at);
    expect(await erase('2027-09-20T09:00:00.000Z')).toEqual({
      done: false,
      sentence: 'Their data was erased on Tuesday 7 September 2027.',
    });
    expect(await steering.steer({ act: 'erase-person', about: 'nobody', reason: 'x', at: AT })).toMatchObject({
      done: false,
    });
    expect(await steering.steer({ act: 'erase-person', about: ANN, at: AT })).toMatchObject({
      sentence: expect.stringContaining('reason must say why'),
    });
  });
});
