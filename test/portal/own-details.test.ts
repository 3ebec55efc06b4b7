/** Somebody corrects by a link of theirs how they and their school are reached. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { officeTelephone } from '../../lambdas/members/telephones.ts';
import { detailsNow, ownDetailsPage, readOwnDetails } from '../../lambdas/portal/own-details.tsx';
import { questionPage } from '../../lambdas/portal/question-page.tsx';
import { takeOwnDetails } from '../../lambdas/portal/take-own-details.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { useSteering } from '../commands/fixture.ts';
import { writeTeam } from '../commands/team-that-accepted.ts';
import { secretOf } from '../questions/fixture.ts';
import { asked, HOST } from '../team/network.ts';

const steering = useSteering();
const { fresh } = steering;
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2027-01-05T10:00:00.000Z';
const LATER = '2027-01-05T10:01:00.000Z';

let secrets: Map<string, string>;

async function opened(person: string) {
  const secret = secrets.get(person) ?? (await askedBy(person));
  secrets.set(person, secret);
  const link = await openLink(secret, steering.context(), catalogue, AT);
  if (!link) throw new Error('The link opens nothing.');
  return link;
}

async function askedBy(person: string): Promise<string> {
  const deps = steering.deps();
  const expiresAt = '2027-01-11T17:00:00.000Z';
  const to = asked('confirm-attendance', { subject: person, person, at: AT, expiresAt });
  await ask(catalogue('confirm-attendance'), to, `token-${person}`, deps);
  return secretOf(deps.mails.at(-1)?.content);
}

async function send(person: string, fields: Readonly<Record<string, string>>, at = AT) {
  const link = await opened(person);
  const response = await takeOwnDetails(link, { step: 'save-details', ...fields }, at, fresh, site);
  return { status: response?.statusCode, $: load(response?.body ?? '') };
}

beforeEach(() => {
  secrets = new Map();
  return writeTeam(fresh.store);
});

describe('my details', () => {
  it('are reached from each page of a question, and kept as people write numbers', async () => {
    expect(questionPage(await opened('person-1'), site, { at: AT })).toContain('href="?show=details"');
    const { status, $ } = await send('person-1', { telephone: '+447700900123' });
    expect(status).toBe(200);
    expect($('.govuk-notification-banner').text()).toContain('saved');
    expect($('input[name=telephone]').val()).toBe('07700 900123');
    expect(await fresh.store.person('person-1')).toMatchObject({ telephone: '07700 900123' });
    expect((await fresh.store.audit('person-person-1')).map(({ who, what }) => [who, what])).toEqual([
      ['person-1', 'changed the telephone numbers by which they are reached'],
    ]);
    await send('person-1', { telephone: '' }, LATER);
    expect(await fresh.store.person('person-1')).not.toHaveProperty('telephone');
  });

  it('take what is no number for a mistake, say so and keep what was typed', async () => {
    const { status, $ } = await send('person-1', { telephone: 'ask the office' });
    expect(status).toBe(422);
    expect($('.govuk-error-summary').text()).toContain('01632 960123');
    expect($('input[name=telephone]').val()).toBe('ask the office');
    expect(await fresh.store.person('person-1')).not.toHaveProperty('telephone');
  });

  it('of a head have the office too; nobody else can change it', async () => {
    expect((await readOwnDetails(await opened('person-1'), fresh.store))?.led).toBeUndefined();
    const details = await readOwnDetails(await opened('head-1'), fresh.store);
    if (!details) throw new Error('No details.');
    expect(load(ownDetailsPage(details, site, { values: detailsNow(details), errors: {} }))('label').text()).toContain(
      'The office of',
    );
    await send('person-1', { telephone: '', office: '01632 960999' });
    expect(await fresh.store.member('910001')).not.toMatchObject({ telephone: '01632 960999' });
    await send('head-1', { telephone: '', office: '01632 960002' });
    expect(await fresh.store.member(HOST)).toMatchObject({ telephone: '01632 960002' });
  });

  it('of an office say where its number is from, and one that is emptied stays empty', async () => {
    const numbers = { telephone: '01632 960002', telephoneOfRegister: '01632 960777' };
    await fresh.store.entities.member.patch({ member: HOST }).set(numbers).go();
    const { $ } = await send('head-1', { telephone: '', office: '' });
    expect($('input[name=office]').val() ?? '').toBe('');
    expect($('main').text()).toContain('You said that there is none.');
    const now = await fresh.store.member(HOST);
    expect([now?.telephone, now && officeTelephone(now)]).toEqual(['', undefined]);
    // Somebody whose school said nothing of its own reads the number of the register, and that it is.
    await fresh.store.entities.member.patch({ member: HOST }).remove(['telephone']).go();
    const details = await readOwnDetails(await opened('head-1'), fresh.store);
    if (!details) throw new Error('No details.');
    const page = load(ownDetailsPage(details, site, { values: detailsNow(details), errors: {} }));
    expect(page('input[name=office]').val()).toBe('01632 960777');
    expect(page('main').text()).toContain('It is from the register of schools.');
  });

  it('sent twice are written once', async () => {
    await send('person-1', { telephone: '07700 900123' });
    expect((await send('person-1', { telephone: '07700 900123' }, LATER)).status).toBe(200);
    expect(await fresh.store.audit('person-person-1')).toHaveLength(1);
  });
});
