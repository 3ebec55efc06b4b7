import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { weeklyDigest } from '../../lambdas/central-team/weekly-digest.ts';
import { lookAtYears } from '../../lambdas/daily-round/look-at-years.ts';
import { asSending, recordProgress } from '../../lambdas/mail/message-log.ts';
import type { Mailer } from '../../lambdas/questions/mailer.ts';
import { lookAtYear } from '../../lambdas/store/agenda.ts';
import { changeOf, news, newsSince, noLonger, pauseOf, visitOf } from '../../lambdas/store/news.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const ABOUT = 'qar-2026-100001';
const MONDAYS = ['2027-01-11', '2027-01-18', '2027-01-25', '2027-02-01'] as const;
const [FIRST, SECOND, THIRD, FOURTH] = MONDAYS;

const mailer: Mailer = { async sendContent() {}, async send() {} };
const told = async (monday: string): Promise<number> => {
  const deps = { store: fresh.store, mailer, centralTeam: { name: 'team', email: 'team@charity.example' } };
  const input = { at: `${monday}T07:00:00.000Z` };
  return (await weeklyDigest(input, { ...deps, portalOrigin: 'https://reviews.example.org' })).told;
};
const write = (...items: readonly object[]) => fresh.store.write(items);
const review = (changes: object) => fresh.store.entities.review.patch({ about: ABOUT }).set(changes).go();
const days = async (): Promise<readonly string[]> =>
  (await newsSince(fresh.store, '2026-01-01')).map(({ what, day }) => `${what} ${day}`);

beforeEach(async () => {
  const { entities } = fresh.store;
  const dates = { starts: '2026-09-01', ends: '2027-07-31', renewalOpens: '2026-02-02', termBreaks: [] };
  await entities.partnershipYear.put({ year: '2026', ...dates }).go();
  await entities.partnershipYear.put({ year: '2027', ...dates, renewalOpens: '2027-02-01', ends: '2028-07-31' }).go();
  await entities.review
    .put({
      ...{ about: ABOUT, year: '2026', host: '100001', programme: 'QAR', settingsVersion: '001', hostKind: 'school' },
      ...{ hostName: 'Hill View', stage: 'preparation', status: 'under-way', turn: 1, executions: 1 },
      ...{ week: '2027-02-22', day1: '2027-02-23', startsOn: '2026-09-07' },
    })
    .go();
});

describe('a week with nothing to say', () => {
  it('takes three requests once there is a board', async () => {
    expect(await told(FIRST)).toBe(0);
    const requests = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
    try {
      for (const day of [SECOND, '2027-01-19', FOURTH]) expect(await told(day)).toBe(0);
      expect(requests).toHaveBeenCalledTimes(6); // none on a Tuesday
    } finally {
      requests.mockRestore();
    }
  });

  it('is not quiet at the beginning of a month while the next year is not made, once the daily round has missed it', async () => {
    const { partnershipYear } = fresh.store.entities;
    const lookedAtOn = async (day: string): Promise<void> => {
      await write(lookAtYear(fresh.store, '2026'));
      const { years } = await fresh.store.agenda(`${day}T07:30:00.000Z`);
      await (await lookAtYears(fresh.store, years, day)).done();
    };
    await told(FIRST);
    await partnershipYear.delete({ year: '2027' }).go();
    await lookedAtOn(SECOND); // eight months before its renewal are over
    expect(await told(SECOND)).toBe(0);
    expect(await told(FOURTH)).toBe(1);
    await partnershipYear.patch({ year: '2026' }).set({ wantedMonthsAhead: 1, renewalOpens: '2026-03-01' }).go();
    expect(await told('2027-01-04')).toBe(0); // it is wanted from 1 February 2027 on, whatever the board has
    await lookedAtOn('2027-01-05');
    expect(await days()).not.toContain('year standing');
    await lookedAtOn('2027-02-02');
    expect(await days()).toContain('year standing');
    expect(await told('2027-03-01')).toBe(1);
  });

  it('is not taken for quiet while the rows are of a release that kept no board', async () => {
    await review({ datesFixedAt: '2027-01-06T10:00:00.000Z' });
    expect(await told(FIRST)).toBe(1);
  });

  it('finds later what rows of such a release had for later', async () => {
    await review({ stages: { team: { from: '2026-11-02' }, preparation: { from: FIRST } } });
    await write(fresh.store.rows.message.create(asSending(mail('2027-01-10T18:00:00.000Z'))).commit());
    await fresh.store.entities.message.patch(MAIL).set({ failure: 'permanent.general', failed: 'failed' }).go();
    expect(await told(FIRST)).toBe(0);
    expect(await days()).toEqual(['mail 2027-01-10', `change ${FIRST}`, 'visit 2027-02-22', 'complete standing']);
    expect(await told(SECOND)).toBe(1);
    expect(await told(THIRD)).toBe(0);
    expect(await told('2027-02-15')).toBe(1);
  });
});

const MAIL = { about: ABOUT, message: 'm-1' } as const;
const mail = (at: string) => ({ ...MAIL, kind: 'question', person: 'person-1', at });

describe('a digest, once there is a board,', () => {
  beforeEach(() => told(FIRST));

  it('tells of a change in the week after it, and not before or later', async () => {
    await review({ stages: { preparation: { from: SECOND } } });
    await write(news(fresh.store, changeOf(ABOUT, `${SECOND}T06:00:00.000Z`)));
    expect(await Promise.all(MONDAYS.slice(1).map(told))).toEqual([0, 1, 0]);
  });

  it('tells of a visit in its week and in the week before', async () => {
    await review({ day1: '2027-01-26', week: THIRD });
    await write(news(fresh.store, visitOf(ABOUT, '2027-01-26')));
    expect(await Promise.all(MONDAYS.slice(1).map(told))).toEqual([1, 1, 0]);
  });

  it('tells of a pause in every week until it is taken back', async () => {
    await review({ status: 'paused' });
    await write(news(fresh.store, pauseOf(ABOUT)));
    expect(await Promise.all([told(SECOND), told(THIRD)])).toEqual([1, 1]);
    await review({ status: 'under-way' });
    await write(noLonger(fresh.store, pauseOf(ABOUT)));
    expect(await told(FOURTH)).toBe(0);
  });

  it('tells of a mail that came back, by the day on which it was sent', async () => {
    await fresh.store.entities.person.put({ person: 'person-1', name: 'Alex Morgan', email: 'alex@example.org' }).go();
    await write(fresh.store.rows.message.create(asSending(mail('2027-01-17T18:00:00.000Z'))).commit());
    await recordProgress(fresh.store, { ...MAIL, status: 'bounced', failure: 'permanent.general' });
    expect(await Promise.all(MONDAYS.slice(1).map(told))).toEqual([0, 1, 0]);
  });

  it('looks closer where places are open, and tells of a team only when it is late', async () => {
    await fresh.store.entities.seat.put({ about: ABOUT, seat: 'seat-1', kind: 'reviewer', status: 'open' }).go();
    await review({ clock: { teamComplete: { due: '2027-01-20T17:00:00.000Z' } } });
    expect(await Promise.all([told(SECOND), told(THIRD)])).toEqual([0, 1]);
  });
});
