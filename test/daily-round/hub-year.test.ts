/** Once a year each hub's manager reads what the hub's year was, by a link that opens it for as long as they manage the hub. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { READING_PAGES } from '../../lambdas/app/reading-pages.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { pageOpened } from '../../lambdas/questions/page-link.ts';
import { passOfficeOn } from '../../lambdas/questions/pass-office-on.ts';
import { hubMailOn } from '../../lambdas/settings/hub-mail.ts';
import { PartnershipYear } from '../../lambdas/settings/partnership-year.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { type FakeDeps, lunchQuestion, secretOf } from '../questions/fixture.ts';
import { dieAfterCommit } from '../support/dying.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';
import { type Round, roundOver } from './daily-round-deps.ts';

const fresh = useStore();
const AT = '2027-02-18T10:00:00.000Z';
/** 31 July 2027 and 35 days are Saturday 4 September. */
const [BEFORE, DUE, NEXT] = ['2027-09-03', '2027-09-06', '2027-09-07'].map((day) => `${day}T06:30:00.000Z`) as [
  string,
  string,
  string,
];
const LATER = '2028-01-10T10:00:00.000Z';
let round: Round;
let deps: FakeDeps;

const person = (id: string, more: object = {}) =>
  fresh.store.entities.person.put({ person: id, name: `Name of ${id}`, email: `${id}@example.org`, ...more }).go();

async function member(
  id: string,
  name: string,
  hub: string,
  year: 'none' | { readonly owed: number; readonly accepted: number },
) {
  const { entities } = fresh.store;
  await entities.member.put({ member: id, kind: 'school', name, standing: 'member', hub, head: `head-${id}` }).go();
  await person(`head-${id}`, { member: id });
  await entities.membership
    .put({ member: id, year: '2026', kind: 'renewal', status: 'signed', openedAt: AT, decidedAt: AT })
    .go();
  if (year !== 'none') await entities.ledger.put({ member: id, year: '2026', ...year, done: 1 }).go();
}

const review = (host: string, day1: string, more: object = {}) =>
  fresh.store.entities.review
    .put({
      ...{
        about: `qar-2026-${host}`,
        programme: 'QAR',
        year: '2026',
        settingsVersion: '001',
        host,
        hostKind: 'school',
      },
      ...{ hostName: 'Oak', hub: 'hub-north', stage: 'closed', status: 'published', week: '2027-01-11', day1 },
      ...{ startsOn: '2026-07-13', turn: 1, executions: 1, publishedAt: AT, ...more },
    })
    .go();

const mailsTo = (id: string) => deps.mails.filter(({ to }) => to === `${id}@example.org`);

/** What the link of somebody's newest mail shows; nothing where it opens nothing. */
async function shownTo(id: string, at = LATER): Promise<string | undefined> {
  const link = await fresh.store.link(hashOfLink(secretOf(mailsTo(id).at(-1)?.content)) ?? '');
  if (!link) throw new Error(`${id} has no link.`);
  const { page, of, reader } = pageOpened(link);
  const found = await READING_PAGES[page]?.show(of, reader, deps as never, at);
  const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
  return found && load(readingPage(site, found))('main').text();
}

const manage = (manager: string, hub = 'hub-north') => fresh.store.entities.hub.patch({ hub }).set({ manager }).go();

beforeEach(async () => {
  round = roundOver(lunchQuestion(fresh.store), fresh.store);
  deps = round.deps;
  await putSettings(fresh.store);
  const { hub } = fresh.store.entities;
  await Promise.all([
    hub.put({ hub: 'hub-north', name: 'Kestrel Hub', manager: 'manager-1' }).go(),
    hub.put({ hub: 'hub-quiet', name: 'Quiet Hub', manager: 'manager-2' }).go(),
    hub.put({ hub: 'hub-empty', name: 'Empty Hub', manager: 'manager-3' }).go(),
    ...['manager-1', 'manager-2', 'manager-3', 'manager-4'].map((id) => person(id)),
    member('900001', 'Oak Primary School', 'hub-north', { owed: 3, accepted: 2 }),
    member('900002', 'Ash Primary School', 'hub-north', { owed: 3, accepted: 3 }),
    member('900003', 'Elm Primary School', 'hub-quiet', 'none'),
    person('reviewer-1', { member: '900002', pool: 'reviewers' }),
    review('900001', '2027-01-12'),
  ]);
});

const go = (at: string) => dailyRound({ at }, round.deps);

describe('the day of the mail', () => {
  it('is a setting of the year, with a default for rows that say nothing', () => {
    const [year] = readSettingsFiles().years.filter((one) => one.year === '2026');
    expect(year).not.toHaveProperty('hubMailDays');
    expect(hubMailOn({ ends: '2027-07-31' })).toBe('2027-09-04');
    expect(hubMailOn({ ends: '2027-07-31', hubMailDays: 1 })).toBe('2027-08-01');
    expect(PartnershipYear.safeParse({ ...year, hubMailDays: 14 }).success).toBe(true);
    expect(PartnershipYear.safeParse({ ...year, hubMailDays: -1 }).success).toBe(false);
  });

  it('comes once: nobody is mailed before, nor again', async () => {
    await go(BEFORE);
    expect(deps.mails).toEqual([]);
    await go(DUE);
    expect(mailsTo('manager-1').map(({ content }) => content.subject)).toEqual([
      'Kestrel Hub: your hub’s year 2026 to 2027',
    ]);
    await go(NEXT);
    await go('2027-10-04T06:30:00.000Z');
    expect(mailsTo('manager-1')).toHaveLength(1);
  });

  it('brings nothing for a hub without members, or of whose members there is nothing to tell', async () => {
    await go(DUE);
    expect(deps.mails.map(({ to }) => to)).toEqual(['manager-1@example.org']);
  });

  it('is moved by whoever changes the year, also after the round has looked', async () => {
    await go(BEFORE);
    await fresh.store.entities.partnershipYear.patch({ year: '2026' }).set({ hubMailDays: 60 }).go();
    await go(DUE);
    expect(deps.mails).toEqual([]);
    await go('2027-09-29T06:30:00.000Z');
    expect(mailsTo('manager-1')).toHaveLength(1);
  });
});

describe('the page', () => {
  it('tells of each school its review and its places, who sends nobody, and the next year', async () => {
    await review('900002', '2027-03-02', { status: 'cancelled' });
    await go(DUE);
    const text = await shownTo('manager-1');
    expect(text).toContain('2 members of the hub took part, and 1 review took place.');
    // Heads signed for the next year half a year ago.
    expect(text).not.toContain('Heads are asked to sign');
    expect(text).toContain('QAR, Tuesday 12 to Thursday 14 January 2027: the report is final');
    expect(text).toContain('3 owed; 2 accepted, 1 of them done');
    expect(text).toContain('QAR: called off');
    expect(text).toMatch(/Who sends nobody on reviews.*Oak Primary School.*What people said/s);
    expect(text?.split('Who sends nobody on reviews')[1]).not.toContain('Ash Primary School');
    expect(text).toContain('2027 to 2028');
    expect(text).not.toContain('Elm');
  });

  it('shows what people said in fives, and only where the settings of the year share it', async () => {
    for (let index = 0; index < 5; index += 1) {
      await fresh.store.entities.survey
        .put({
          ...{ about: 'qar-2026-900001', person: `said-${index}`, role: 'reviewer', answeredAt: `${AT}${index}` },
          ...{ answers: { scale: { again: 4, understood: 4 }, best: '', better: '' } },
          ...{ year: '2026', programme: 'QAR', hub: 'hub-north' },
        })
        .go();
    }
    await go(DUE);
    expect(await shownTo('manager-1')).toContain('5 answers');
    const { programmeSettings } = fresh.store.entities;
    const { data } = await programmeSettings.get({ year: '2026', programme: 'QAR', version: '001' }).go();
    const settings = data?.settings as { readonly feedback: object };
    const closed = { ...settings, version: 2, feedback: { ...settings.feedback, hubSees: 'nothing' } };
    await programmeSettings.put({ year: '2026', programme: 'QAR', version: '002', settings: closed }).go();
    const text = await shownTo('manager-1');
    expect(text).toContain('Nothing of it is shared with hub managers yet.');
    expect(text).not.toContain('5 answers');
  });

  it('opens no more for whoever manages the hub no more, or has left', async () => {
    await go(DUE);
    expect(await shownTo('manager-1')).toContain('Kestrel Hub');
    await fresh.store.entities.person.patch({ person: 'manager-1' }).set({ left: true }).go();
    expect(await shownTo('manager-1')).toBeUndefined();
    await fresh.store.entities.person.patch({ person: 'manager-1' }).remove(['left']).go();
    await manage('manager-4');
    expect(await shownTo('manager-1')).toBeUndefined();
  });
});

describe('a new manager', () => {
  const passed = { office: 'hub-manager', of: 'hub-north', from: 'manager-1', to: 'manager-4', changed: true } as const;
  const passOn = (at: string) => passOfficeOn({ ...passed, at }, round.deps);

  it('has the mail of the last year too, and the former one none', async () => {
    await go(DUE);
    await manage('manager-4');
    await passOn('2027-11-03T12:00:00.000Z');
    await go('2027-11-04T07:30:00.000Z');
    await go('2027-11-05T07:30:00.000Z');
    expect(mailsTo('manager-4').map(({ content }) => content.button?.text)).toEqual(['Read your hub’s year']);
    expect(await shownTo('manager-4')).toContain('Kestrel Hub');
    expect(mailsTo('manager-1')).toHaveLength(1);
    // Back again: the first has read of that year already.
    await manage('manager-1');
    await passOn('2027-11-08T12:00:00.000Z');
    await go('2027-11-09T07:30:00.000Z');
    expect(mailsTo('manager-1').length + mailsTo('manager-4').length).toBe(2);
  });

  it('who comes before the day has it on the day', async () => {
    await manage('manager-4');
    await passOn('2027-08-17T12:00:00.000Z');
    await go('2027-08-18T06:30:00.000Z');
    expect(deps.mails).toEqual([]);
    await go(DUE);
    expect(deps.mails.map(({ to }) => to)).toEqual(['manager-4@example.org']);
  });

  it('nobody is mailed who has left, or whom no mail reaches, until somebody else is named', async () => {
    await fresh.store.entities.person.patch({ person: 'manager-1' }).set({ left: true }).go();
    await go(DUE);
    expect(deps.mails).toEqual([]);
    await manage('manager-4');
    await passOn('2027-09-08T12:00:00.000Z');
    await go('2027-09-09T06:30:00.000Z');
    expect(deps.mails.map(({ to }) => to)).toEqual(['manager-4@example.org']);
  });
});

it('goes to each manager once, whenever the round dies and wherever mail is refused', async () => {
  await fresh.store.entities.ledger.put({ member: '900003', year: '2026', owed: 2 }).go();
  deps.failMails = true;
  await go(DUE);
  deps.failMails = false;
  for (let last = 1, isDead = true; isDead; last += 1) {
    const dying = dieAfterCommit(last);
    await go(NEXT).catch(() => {});
    isDead = dying.isDead;
    dying.end();
    expect(last).toBeLessThan(30);
  }
  await go('2027-09-08T06:30:00.000Z');
  for (const id of ['manager-1', 'manager-2']) {
    // Between Amazon and the row that says so a crash sends one mail twice, as every mail.
    expect(mailsTo(id).length).toBeGreaterThanOrEqual(1);
    expect(mailsTo(id).length).toBeLessThanOrEqual(2);
    expect(await shownTo(id)).toContain('Hub');
  }
});
