/** What anybody can read of what is kept, and the way of a person to what is held on them. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { privacyPage, retentionAt } from '../../lambdas/app/privacy-page.tsx';
import { emptyForm } from '../../lambdas/pages/kit.ts';
import { linksPage, wishesHeldData } from '../../lambdas/portal/links-page.tsx';
import { sendHeldDataLink } from '../../lambdas/privacy/held-data-mail.ts';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { isOver } from '../../lambdas/questions/open-link.ts';
import { pageOpened } from '../../lambdas/questions/page-link.ts';
import { type FakeDeps, fakeDeps, secretOf } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2027-01-12T10:31:00.000Z';
const year = { starts: '2026-09-01', ends: '2027-07-31', renewalOpens: '2026-02-02', termBreaks: [] };
const text = (html: string) => load(html)('main').text();

describe('the privacy page', () => {
  it('says what the settings of the year say that is under way', async () => {
    const { partnershipYear } = fresh.store.entities;
    await partnershipYear.put({ ...year, year: '2026', retention: { surveyNamesDays: 45, contactsYears: 3 } }).go();
    await partnershipYear.put({ ...year, year: '2027', starts: '2027-09-01', ends: '2028-07-31' }).go();
    const now = text(privacyPage(site, await retentionAt(AT, fresh.store)));
    expect(now).toContain('45 days after the year ends');
    expect(now).toContain('Until 3 years after the last membership');
    const next = text(privacyPage(site, await retentionAt('2027-10-01T10:00:00.000Z', fresh.store)));
    expect(next).toContain('With your name until the year ends');
    expect(next).toContain('Until 6 years after the last membership');
  });

  it('names whose it is and whom to write to, and leads to what is held', async () => {
    const $ = load(privacyPage(site, await retentionAt(AT, fresh.store)));
    expect($('main').text()).toContain('The Lanterns');
    const links = $('main a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(links).toEqual(['/links', 'mailto:help@lanterns.example']);
  });

  it('is linked from the foot of a page', () => {
    expect(load(linksPage(site, emptyForm))('footer a[href="/privacy"]')).toHaveLength(1);
  });
});

describe('the wish to know what is held', () => {
  let deps: FakeDeps;
  beforeEach(async () => {
    deps = fakeDeps(fresh.store);
    await fresh.store.entities.person.put({ person: 'p-1', name: 'Ann', email: 'ann@oak.example' }).go();
  });

  it('is a button of its own beside fresh links', () => {
    const button = load(linksPage(site, emptyForm))('button[name]');
    expect(wishesHeldData({ [button.attr('name') ?? '']: button.attr('value') ?? '' })).toBe(true);
    expect(wishesHeldData({ email: 'ann@oak.example' })).toBe(false);
  });

  it('brings one mail in ten minutes, whose link opens for a week the page of whoever reads there', async () => {
    const person = await fresh.store.needPerson('p-1');
    for (const at of [AT, '2027-01-12T10:39:59.000Z']) await sendHeldDataLink(person, at, deps);
    expect(deps.mails).toMatchObject([{ to: 'ann@oak.example', content: { subject: 'Everything we hold on you' } }]);
    const link = await fresh.store.link(hashOfLink(secretOf(deps.mails[0]?.content)) ?? '');
    expect(link && pageOpened(link)).toMatchObject({ page: 'held-data', of: 'p-1', reader: { person: 'p-1' } });
    expect(link && isOver(link, '2027-01-19T10:30:59.000Z')).toBe(false);
    expect(link && isOver(link, '2027-01-19T10:31:00.000Z')).toBe(true);
    await sendHeldDataLink(person, '2027-01-12T10:40:00.000Z', deps);
    expect(deps.mails).toHaveLength(2);
  });

  it('is made up for by the next wish where the mail did not go', async () => {
    const person = await fresh.store.needPerson('p-1');
    deps.failMails = true;
    await expect(sendHeldDataLink(person, AT, deps)).rejects.toThrow();
    deps.failMails = false;
    await sendHeldDataLink(person, '2027-01-12T10:32:00.000Z', deps);
    expect(deps.mails).toHaveLength(1);
    expect(await fresh.store.link(hashOfLink(secretOf(deps.mails[0]?.content)) ?? '')).toBeDefined();
  });
});
