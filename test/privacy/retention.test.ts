/** What a year's settings say is to go goes, step by step and on record; nothing else does. */
import { beforeEach, describe, expect, it } from 'vitest';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { contactsEndOn, surveysLoseNamesOn } from '../../lambdas/privacy/retention.ts';
import { PartnershipYear, retentionOf } from '../../lambdas/settings/partnership-year.ts';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { lunchQuestion } from '../questions/fixture.ts';
import { emptied } from '../support/kept-rows.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const AT = '2027-02-18T10:00:00.000Z';
const [year] = readSettingsFiles().years.filter((one) => one.year === '2026');
if (!year) throw new Error('There is no year 2026.');
const { ends } = year;

const round = (at: string) => dailyRound({ at }, roundOver(lunchQuestion(fresh.store), fresh.store).deps);
/** 07:30 in London on a working day. */
const morning = (day: string) => `${day}T06:30:00.000Z`;
const member = (id: string, years: readonly string[]) =>
  Promise.all([
    fresh.store.entities.member.put({ member: id, kind: 'school', name: `School ${id}`, standing: 'lapsed' }).go(),
    ...years.map((one) =>
      fresh.store.entities.membership
        .put({ member: id, year: one, kind: 'renewal', status: 'signed', openedAt: AT, decidedAt: AT })
        .go(),
    ),
    fresh.store.entities.person
      .put({ person: `head-${id}`, name: `Head of ${id}`, email: `head@${id}.example`, member: id })
      .go(),
    fresh.store.entities.auditEntry
      .put({
        about: `membership-2026-${id}`,
        at: AT,
        entry: 'steered.extend',
        who: 'central-team',
        role: 'central-team',
        what: 'gave time',
        reason: 'The head is ill',
        principal: 'arn:somebody',
      })
      .go(),
  ]);

beforeEach(async () => {
  await seedSettings(fresh.store, { years: [year], programmes: [] });
});

describe('how long something is kept', () => {
  it('is a setting of the year, with a default for rows that say nothing, and no earlier release reads it', () => {
    expect(retentionOf(year)).toEqual({ surveyNamesDays: 0, contactsYears: 6, joinFormDays: 7 });
    expect(surveysLoseNamesOn({ ends: '2027-07-31', retention: { surveyNamesDays: 30 } })).toBe('2027-08-31');
    expect(contactsEndOn({ ends: '2027-07-31', retention: { contactsYears: 2 } })).toBe('2029-08-01');
    expect(contactsEndOn({ ends: '2028-02-29', retention: { contactsYears: 1 } })).toBe('2029-03-01');
    expect(contactsEndOn({ ends: '2028-02-29', retention: { contactsYears: 4 } })).toBe('2032-03-01');
    expect(PartnershipYear.safeParse({ ...year, retention: { contactsYears: 0 } }).success).toBe(false);
    expect(PartnershipYear.parse(year)).not.toHaveProperty('retention');
  });
});

describe('contacts', () => {
  const due = contactsEndOn(year);
  const mornings = ['2033-08-02', '2033-08-03', '2033-08-04', '2033-08-05'].map(morning);

  it('are erased six years after the last membership of their school or trust, with why the central team acted', async () => {
    expect(due > ends && due < '2033-08-02').toBe(true);
    await member('900001', ['2025', '2026']);
    await member('900002', ['2026', '2027']);
    await member('900003', ['2026']);
    // It ended early: that year was its last all the same.
    await fresh.store.entities.membership.patch({ member: '900003', year: '2026' }).set({ status: 'ended' }).go();
    await round(morning('2027-09-01'));
    await round(morning('2033-03-01'));
    expect(await fresh.store.needPerson('head-900001')).toMatchObject({ name: 'Head of 900001' });
    for (const at of mornings) await round(at);
    expect(await fresh.store.needPerson('head-900001')).toMatchObject({ email: '', erasedAt: expect.any(String) });
    expect(await fresh.store.needPerson('head-900003')).toMatchObject({ email: '', erasedAt: expect.any(String) });
    expect(await fresh.store.needPerson('head-900002')).toMatchObject({ name: 'Head of 900002' });
    const [first, second] = await Promise.all(
      ['900001', '900002'].map(async (id) => (await fresh.store.audit(`membership-2026-${id}`))[0]),
    );
    expect(first).toMatchObject({ what: 'gave time', reason: '(erased)' });
    expect(first).not.toHaveProperty('principal');
    expect(second).toMatchObject({ reason: 'The head is ill', principal: 'arn:somebody' });
    expect((await fresh.store.audit('year-2026')).at(-1)).toMatchObject({
      what: 'had 2 people erased, who take part no longer',
    });
  });

  it('are lead reviewers too, who belong to no member: those who left the pool and went on no review since', async () => {
    const { entities } = fresh.store;
    const lead = (person: string, year: string) =>
      entities.placement
        .put({
          ...{ about: `qar-${year}-900009`, turn: 1, seat: 'lead', person, personName: `Name of ${person}` },
          ...{ kind: 'lead', status: 'done', host: '900009', year, day1: `${year}-10-12`, invitedAt: AT },
          organisation: 'independent',
        })
        .go();
    for (const person of ['gone', 'active', 'later']) {
      const pool = person === 'active' ? { pool: 'lead-reviewers' as const } : {};
      await entities.person.put({ person, name: `Name of ${person}`, email: `${person}@leads.example`, ...pool }).go();
      await lead(person, '2026');
    }
    await lead('later', '2028');
    await round(morning('2027-09-01'));
    for (const at of mornings) await round(at);
    expect(await fresh.store.needPerson('gone')).toMatchObject({ email: '', erasedAt: expect.any(String) });
    for (const person of ['active', 'later']) {
      expect(await fresh.store.needPerson(person)).toMatchObject({ name: `Name of ${person}` });
    }
  });

  it('stay who manages a hub, or is its senior partner, though their school takes part no longer', async () => {
    const { entities } = fresh.store;
    const ids = ['900001', '900002', '900003'];
    for (const id of ids) {
      await member(id, ['2026']);
      await entities.person
        .patch({ person: `head-${id}` })
        .set({ hub: 'hub-1' })
        .go();
    }
    await entities.hub
      .put({ hub: 'hub-1', name: 'Riverside', manager: 'head-900001', seniorPartner: 'head-900002' })
      .go();
    await round(morning('2027-09-01'));
    for (const at of mornings) await round(at);
    const erased = await Promise.all(ids.map(async (id) => 'erasedAt' in (await fresh.store.needPerson(`head-${id}`))));
    expect(erased).toEqual([false, false, true]);
  });

  it('stay who went on a review since', async () => {
    await member('900001', ['2026']);
    await fresh.store.entities.placement
      .put({
        ...{ about: 'qar-2031-900009', turn: 1, seat: 'seat-1', person: 'head-900001', personName: 'Head of 900001' },
        ...{ kind: 'reviewer', status: 'done', host: '900009', year: '2031', day1: '2032-01-12', invitedAt: AT },
        organisation: 'independent',
      })
      .go();
    await round(morning('2027-09-01'));
    for (const at of mornings) await round(at);
    expect(await fresh.store.needPerson('head-900001')).toMatchObject({ name: 'Head of 900001' });
  });
});

it('a year of an earlier release gets its place in the agenda', async () => {
  await emptied(fresh.store);
  await fresh.store.entities.partnershipYear.put({ ...year }).go();
  await round(morning('2026-10-01'));
  const wakeUp = async () => (await fresh.store.entities.wakeUp.get({ about: '2026', what: 'retention' }).go()).data;
  expect(await wakeUp()).toMatchObject({ queue: 'open' });
});
