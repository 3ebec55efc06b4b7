import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { OverlookedNotPlaced } from '../../lambdas/central-team/overlooked.ts';
import { DigestsMissing, weeklyDigest } from '../../lambdas/central-team/weekly-digest.ts';
import type { MailContent } from '../../lambdas/mail/content.ts';
import { beginSending, recordProgress } from '../../lambdas/mail/message-log.ts';
import type { Mailer } from '../../lambdas/questions/mailer.ts';
import { stageCounts } from '../../lambdas/store/progress-reads.ts';
import type { Store } from '../../lambdas/store/store.ts';
import type { Table } from '../../lambdas/store/table.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { useStore } from '../support/store.ts';
import { MONDAY } from './digest-network.ts';

const fresh = useStore();

interface Sent {
  readonly to: string;
  readonly message: string;
  readonly content: MailContent;
}

let sent: Sent[];
let refused: Set<string>;
/** The function is broken off after so many mails, as by its time limit. */
let brokenOffAfter: number;

/** Sends each mail once, as the real mailer does; refuses some addresses. */
const mailer = (store: Store): Mailer => ({
  async sendContent(about, { message, kind, to, content }, at) {
    if (sent.length >= brokenOffAfter) throw new Error('broken off');
    if (refused.has(to.email)) throw new Error('SES refused it');
    if (!(await beginSending(store, { about, message, kind, person: to.person, at }))) return;
    sent.push({ to: to.email, message, content });
    await recordProgress(store, { about, message, status: 'sent' });
  },
  async send() {},
});

const digest = (at = MONDAY) =>
  weeklyDigest(
    { at },
    {
      store: fresh.store,
      mailer: mailer(fresh.store),
      centralTeam: { name: 'colleagues', email: 'team@charity.example' },
      portalOrigin: 'https://reviews.example.org',
    },
  );
const readers = (): string[] => sent.map(({ to }) => to).sort();

beforeEach(async () => {
  sent = [];
  refused = new Set();
  brokenOffAfter = Number.POSITIVE_INFINITY;
  const { entities } = fresh.store;
  for (const [year, ends] of [
    ['2025', '2026-07-31'],
    ['2026', '2027-07-31'],
    ['2027', '2028-07-31'],
  ] as const) {
    const starts = `${year}-09-01`;
    await entities.partnershipYear.put({ year, starts, ends, renewalOpens: `${year}-02-02`, termBreaks: [] }).go();
  }
  for (const hub of ['north', 'east', 'south']) {
    await entities.hub.put({ hub: `hub-${hub}`, name: `${hub} hub`, manager: `manager-${hub}` }).go();
    const email = `${hub}@example.org`;
    await entities.person.put({ person: `manager-${hub}`, name: `Manager ${hub}`, email }).go();
  }
  await writeReview('100001', 'hub-north', '2026');
  await writeReview('100002', 'hub-east', '2025');
});

/** A review of the given year whose head has not sent the information form. */
async function writeReview(host: string, hub: string, year: string): Promise<void> {
  const { entities } = fresh.store;
  const about = `qar-${year}-${host}`;
  const week = '2027-01-11';
  await entities.review
    .put({
      ...{ about, year, host, hub, programme: 'QAR', settingsVersion: '001', hostKind: 'school' },
      ...{ hostName: `School ${host}`, stage: 'preparation', status: 'under-way', week, startsOn: week },
      ...{ day1: '2027-01-12', turn: 1, executions: 1, preparation: { secret: 'what the host wrote' } },
    })
    .go();
  await entities.seat
    .put({ about, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Sam Field' })
    .go();
  await entities.decision
    .put({
      ...{ about, decision: 'information-form.1.1', question: 'information-form', turn: 1, round: 1 },
      ...{ status: 'open', person: `head-${host}`, role: 'host', hostName: `School ${host}`, mails: 1 },
      ...{ askedAt: '2026-12-01T09:00:00.000Z', dueAt: '2027-01-05T17:00:00.000Z', schedule: [], queue: 'open' },
      ...{ expiresAt: '2027-02-01T17:00:00.000Z', nextActionAt: '2027-02-01T17:00:00.000Z', token: 'a-task-token' },
    })
    .go();
}

describe('the weekly digest', () => {
  it('tells the central team everything and each hub manager about the hub’s own, of two years at once', async () => {
    expect(await digest()).toEqual({ told: 3 });
    const by = new Map(sent.map(({ to, content }) => [to, JSON.stringify(content)]));
    expect([...by.keys()].sort()).toEqual(['east@example.org', 'north@example.org', 'team@charity.example']);
    expect(by.get('team@charity.example')).toMatch(/School 100001.*Sam Field/);
    expect(by.get('team@charity.example')).toContain('School 100002');
    expect(by.get('north@example.org')).toContain('School 100001');
    expect(by.get('north@example.org')).not.toMatch(/School 100002|Sam Field/);
    expect(by.get('east@example.org')).toContain('School 100002');
    expect(by.get('east@example.org')).not.toContain('School 100001');
    expect([...by.values()].join()).not.toMatch(/token|what the host wrote/);
  });

  it('reaches a hub in which only a membership changed, and says who is not reached', async () => {
    const { entities } = fresh.store;
    const at = '2027-01-07T10:00:00.000Z';
    await entities.member
      .put({ member: '100003', kind: 'school', name: 'Oak School', standing: 'member', hub: 'hub-south' })
      .go();
    await entities.membership
      .put({ member: '100003', year: '2026', kind: 'newcomer', status: 'signed', openedAt: at, decidedAt: at })
      .go();
    await entities.person
      .put({ person: 'head-3', name: 'Alex Morgan', email: 'alex@example.org', member: '100003' })
      .go();
    await entities.message
      .put({
        ...{ about: 'membership-2026-100003', message: 'm-1', kind: 'question', person: 'head-3', at },
        ...{ status: 'bounced', failure: 'permanent.general', failed: 'failed' },
      })
      .go();
    expect(await digest()).toEqual({ told: 4 });
    const south = sent.find(({ to }) => to === 'south@example.org');
    expect(JSON.stringify(south?.content.sections)).toContain('Alex Morgan, Oak School');
    expect(south?.content.sections?.map(({ title }) => title)).toEqual(['Mails that did not arrive: 1', 'Memberships']);
  });

  it('tells of places that nobody has once the day has passed by which the team was to be complete', async () => {
    const { entities } = fresh.store;
    await entities.seat.put({ about: 'qar-2026-100001', seat: 'seat-1', kind: 'reviewer', status: 'open' }).go();
    const said = async (due: string, at: string): Promise<boolean> => {
      const clock = { teamComplete: { due } };
      await entities.review.patch({ about: 'qar-2026-100001' }).set({ clock }).go();
      sent = [];
      await digest(at);
      return JSON.stringify(sent).includes('Teams not complete: 1');
    };
    expect(await said('2027-01-12T17:00:00.000Z', MONDAY)).toBe(false);
    expect(await said('2027-01-08T17:00:00.000Z', '2027-01-18T07:00:00.000Z')).toBe(true);
  });

  it('tells each hub manager which of its schools gives less than its share, and the central team the sums', async () => {
    const { ledger } = fresh.store.entities;
    await ledger.put({ member: '100001', year: '2026', owed: 3, offered: 2, failed: 1 }).go();
    await ledger.put({ member: '100002', year: '2026', owed: 3, accepted: 3 }).go();
    await digest();
    const said = (address: string) =>
      sent
        .find(({ to }) => to === address)
        ?.content.sections?.find(({ title }) => title === 'Places on reviews of others')
        ?.entries.map(({ text }) => text);
    expect(said('north@example.org')).toEqual([
      'School 100001: 3 owed',
      'All together: 3 owed, 0 accepted, 0 done, 1 could not be kept',
    ]);
    expect(said('east@example.org')).toEqual(['All together: 3 owed, 3 accepted, 0 done']);
    expect(said('team@charity.example')).toEqual(['All together: 6 owed, 3 accepted, 0 done, 1 could not be kept']);
  });

  it('keeps how many reviews are in which stage, one row a year, programme and week however often it is started', async () => {
    await writeReview('100003', 'hub-north', '2026');
    await writeReview('100004', 'hub-north', '2026');
    await fresh.store.entities.review
      .patch({ about: 'qar-2026-100003' })
      .set({ stage: 'visit' })
      .composite({ startsOn: '2027-01-11' })
      .go();
    await fresh.store.entities.review.patch({ about: 'qar-2026-100004' }).set({ status: 'cancelled' }).go();
    await digest();
    const of2026 = { year: '2026', programme: 'QAR', week: '2027-01-11' };
    expect(await stageCounts(fresh.store, '2026')).toMatchObject([{ ...of2026, counts: { preparation: 1, visit: 1 } }]);
    await fresh.store.entities.review
      .patch({ about: 'qar-2026-100003' })
      .set({ stage: 'report' })
      .composite({ startsOn: '2027-01-11' })
      .go();
    await digest();
    expect(await stageCounts(fresh.store, '2026')).toMatchObject([
      { ...of2026, counts: { preparation: 1, report: 1 } },
    ]);
    await digest('2027-01-18T07:00:00.000Z');
    expect((await stageCounts(fresh.store, '2026')).map(({ week }) => week)).toEqual(['2027-01-11', '2027-01-18']);
    expect(await stageCounts(fresh.store, '2025')).toHaveLength(2);
  });

  it('is sent once, however often it is started', async () => {
    await digest();
    expect(await digest()).toEqual({ told: 3 });
    expect(readers()).toHaveLength(3);
    expect(await digest('2027-01-18T07:00:00.000Z')).toEqual({ told: 3 });
    expect(sent.slice(3).map(({ message }) => message)).toEqual([
      'weekly-digest.2027-01-18.central-team',
      'weekly-digest.2027-01-18.hub-east',
      'weekly-digest.2027-01-18.hub-north',
    ]);
  });

  it('goes on with the other hubs when one fails, says so, and sends the missing one when it is run again', async () => {
    refused.add('east@example.org');
    await expect(digest()).rejects.toThrow(new DigestsMissing('1 of 3 digests of 2027-01-11 were not sent.'));
    expect(readers()).toEqual(['north@example.org', 'team@charity.example']);
    refused.clear();
    await digest();
    expect(readers()).toEqual(['east@example.org', 'north@example.org', 'team@charity.example']);
  });

  it('goes on with the other hubs when a row of one cannot be read', async () => {
    const { entities } = fresh.store;
    await entities.decision
      .patch({ about: 'qar-2025-100002', decision: 'information-form.1.1' })
      .set({ askedAt: '2026' })
      .go();
    await expect(digest()).rejects.toThrow(new DigestsMissing('2 of 3 digests of 2027-01-11 were not sent.'));
    expect(readers()).toEqual(['north@example.org']);
  });

  it('that broke off sends the rest and nothing twice', async () => {
    brokenOffAfter = 1;
    await expect(digest()).rejects.toThrow(DigestsMissing);
    expect(sent).toHaveLength(1);
    brokenOffAfter = Number.POSITIVE_INFINITY;
    await digest();
    expect(readers()).toEqual(['east@example.org', 'north@example.org', 'team@charity.example']);
  });

  describe('questions that the rounds overlooked', () => {
    const NUMBERS = Array.from({ length: 60 }, (_, index) => String(index + 100101));
    const FAILS = 'qar-2026-100103';
    /** What is written where the table refuses one row for a reason of its own. */
    const refuseOne = (): void => {
      const really = fresh.store.write.bind(fresh.store);
      vi.spyOn(fresh.store, 'write').mockImplementation(async (items) => {
        const isPlacing = items.length === 1 && JSON.stringify(items).includes('"nextActionAt"');
        if (isPlacing && JSON.stringify(items).includes(FAILS)) throw new Error('refused');
        return really(items);
      });
    };
    const due = async () => (await fresh.store.agenda(MONDAY)).decisions.map(({ about }) => about);

    beforeEach(async () => {
      const { decision } = fresh.store.entities;
      const { client, table } = Reflect.get(fresh.store, 'table') as Table;
      for (const number of NUMBERS) {
        await writeReview(number, 'hub-north', '2026');
        const key = { about: `qar-2026-${number}`, decision: 'information-form.1.1' };
        await decision.patch(key).set({ nextActionAt: '2027-01-04T07:00:00.000Z' }).composite({ queue: 'open' }).go();
        const { Key } = decision.get(key).params<{ Key: Record<string, string> }>();
        await client.send(new UpdateCommand({ TableName: table, Key, UpdateExpression: 'REMOVE gsi3pk, gsi3sk' }));
      }
    });

    it('are placed though one of them fails, and the digests go out', async () => {
      expect(await due()).toEqual([]);
      refuseOne();
      await expect(digest()).rejects.toThrow(new OverlookedNotPlaced('1 of 60 questions were not placed.'));
      expect(readers()).toEqual(['east@example.org', 'north@example.org', 'team@charity.example']);
      vi.restoreAllMocks();
      expect([(await due()).length, (await due()).includes(FAILS)]).toEqual([59, false]);
      await digest();
      expect(await due()).toHaveLength(60);
      expect(sent).toHaveLength(3);
    });

    it('are placed though a digest fails, and one that is answered at that moment is not', async () => {
      refused.add('east@example.org');
      const answered = { about: FAILS, decision: 'information-form.1.1' };
      overtakeWrite(fresh.store, () =>
        fresh.store.entities.decision
          .patch(answered)
          .set({ status: 'answered' })
          .remove(['queue', 'nextActionAt'])
          .composite({ queue: 'open' })
          .go(),
      );
      await expect(digest()).rejects.toThrow(DigestsMissing);
      expect([(await due()).length, (await due()).includes(FAILS)]).toEqual([59, false]);
    });
  });

  it('tells the central team alone how long the answers of closed reviews took', async () => {
    const times = {
      year: '2026',
      programme: 'QAR',
      about: 'qar-2026-100009',
      days: { 'information-form': [3, 8] },
    } as const;
    await fresh.store.entities.answerTimes.put(times).go();
    const about = 'qar-2026-100001';
    await fresh.store.entities.review.patch({ about }).set({ stage: 'closed' }).go();
    await digest();
    const tables = sent.map(({ to, content }) => [to, content.sections?.flatMap(({ table }) => table?.rows ?? [])]);
    expect(Object.fromEntries(tables)).toEqual({
      'team@charity.example': [['the information form', '2', '3', '8']],
      'north@example.org': [],
      'east@example.org': [],
    });
  });

  it('writes to no manager who has left, and to nobody for a hub without a manager', async () => {
    const { entities } = fresh.store;
    await entities.person.patch({ person: 'manager-north' }).set({ left: true }).go();
    await entities.hub.patch({ hub: 'hub-east' }).remove(['manager']).go();
    expect(await digest()).toEqual({ told: 1 });
    expect(readers()).toEqual(['team@charity.example']);
  });

  it('is not sent on the other days of the week, nor when there is nothing to say', async () => {
    expect(await digest('2027-01-12T07:00:00.000Z')).toEqual({ told: 0 });
    // By then the questions are settled and the visits long over.
    for (const about of ['qar-2026-100001', 'qar-2025-100002']) {
      await fresh.store.entities.decision.delete({ about, decision: 'information-form.1.1' }).go();
    }
    expect(await digest('2027-02-01T07:00:00.000Z')).toEqual({ told: 0 });
    expect(sent).toEqual([]);
  });
});
