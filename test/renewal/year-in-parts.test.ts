/** The form of a year in its parts: what is typed is kept, weighs what other pages weigh, and nobody sends what they have not seen. */
import { gzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { assetResponse, type FormFields } from '../../lambdas/pages/kit.ts';
import { stylesheet } from '../../lambdas/pages/stylesheet.ts';
import { namesOf } from '../../lambdas/portal/form-parts.tsx';
import { questionPage, settledPage } from '../../lambdas/portal/question-page.tsx';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { printedAnswer } from '../../lambdas/portal/what-was-sent.tsx';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import { loadSettings, loadYear } from '../../lambdas/settings/load-settings.ts';
import { useSteering } from '../commands/fixture.ts';
import { putSettings } from '../support/settings.ts';

const steering = useSteering();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2027-06-08T09:00:00.000Z';

beforeEach(async () => {
  await putSettings(steering.fresh.store);
  await steering.steer({ act: 'open-year', about: 'year-2028', at: '2027-06-07T09:00:00.000Z' });
});

async function opened(): Promise<OpenedLink> {
  const secret = steering.deps().mails.at(-1)?.content.button?.href.split('/d/')[1];
  const link = await openLink(secret, steering.deps(), catalogue, AT);
  if (!link) throw new Error('The mail has no link that opens.');
  return link;
}

const shown = async (part?: string) => load(questionPage(await opened(), site, { at: AT, part }));

/** What a browser sends of the page that is open, with what is typed into some of its fields. */
function filledIn($: Awaited<ReturnType<typeof shown>>, typed: FormFields = {}): FormFields {
  const fields = $('main form').first().find('input[name], textarea[name]').toArray();
  return {
    ...Object.fromEntries(
      fields.map((field) => [
        $(field).attr('name') ?? '',
        $(field).attr('value') ?? $(field).text().replace(/^\n/, ''),
      ]),
    ),
    ...typed,
  };
}

async function send(fields: FormFields) {
  const { statusCode, body } = await takeForm(await opened(), fields, AT, { ...steering.deps(), catalogue }, site);
  return { status: statusCode, $: load(String(body)) };
}

const save = async (part: string, typed: FormFields) => send(filledIn(await shown(part), typed));

describe('each page of the form of a year', () => {
  it('weighs less than 60 KB with its styles, and together they have every field once', async () => {
    const link = await opened();
    const { parts = [], values = {}, body } = link.bound.page();
    const styles = gzipSync(String(assetResponse(stylesheet.path)?.body)).length;
    const pages = [undefined, ...parts.map(({ name }) => name)].map((part) =>
      questionPage(link, site, { at: AT, part }),
    );
    expect(pages.map((html) => Buffer.byteLength(html) + styles).filter((bytes) => bytes >= 60_000)).toEqual([]);
    const names = parts.flatMap((part) => namesOf(part));
    expect(names.toSorted()).toEqual(Object.keys(values).toSorted());
    expect(namesOf({ body }).toSorted()).toEqual(names.toSorted());
  });
});

describe('a part that was saved', () => {
  it('is found again on its page, and is told in the list', async () => {
    const { status, $ } = await save('qar-numbers', { 'QAR.scheduling.weekCapacity': '22' });
    expect([status, $('h1').text()]).toEqual([200, expect.stringContaining('Are these the dates and numbers')]);
    expect((await shown())('dl').text()).toContain('QAR: numbers and times1 field corrected');
    expect((await shown('qar-numbers'))('[name="QAR.scheduling.weekCapacity"]').val()).toBe('22');
  });

  it('is kept beside the others, and what is sent is all of them; the check carries none of it', async () => {
    await save('qar-numbers', { 'QAR.scheduling.weekCapacity': '22', 'QAR.team.defaultMaxDistanceKm': '40' });
    await save('year', { renewalOpens: '2028-02-07' });
    const check = (await send(filledIn(await shown()))).$;
    expect(check('dl').text()).toContain('Visits in one week, at most22');
    expect(Object.keys(filledIn(check))).toEqual(['draft-version', 'made-of']);
    expect((await send({ ...filledIn(check), step: 'send' })).status).toBe(200);
    const { store } = steering.fresh;
    expect(await loadYear(store, '2028')).toMatchObject({ renewalOpens: '2028-02-07' });
    const [qar, tpr] = await Promise.all([loadSettings(store, '2028', 'QAR'), loadSettings(store, '2028', 'TPR')]);
    expect(qar).toMatchObject({ scheduling: { weekCapacity: 22 }, team: { defaultMaxDistanceKm: 64 } });
    expect(tpr.team.defaultMaxDistanceKm).toBe((await loadSettings(store, '2027', 'TPR')).team.defaultMaxDistanceKm);
  });

  it('is kept though something is wrong with it, which its page and the list say until it is mended', async () => {
    const wrong = await save('qar', { 'QAR.weeks': 'Mon 25 Sep 2028 to Fri 20 Oct 2028: 15 per cent' });
    expect(wrong.status).toBe(422);
    expect(wrong.$('.govuk-error-summary').text()).toContain('add up to 15 per cent');
    expect((await shown('qar'))('[name="QAR.weeks"]').text()).toContain('15 per cent');
    const list = await send(filledIn(await shown()));
    expect([list.status, list.$('dl').text()]).toEqual([422, expect.stringContaining('To be corrected: The shares')]);
    expect(list.$('.govuk-error-summary').text()).toContain('Something has to be corrected first');
    expect(await steering.fresh.store.partnershipYear('2028')).toBeUndefined();
  });
});

describe('a page that is no longer as it was', () => {
  it('of a part is refused with a sentence, and holds both what was typed and what was saved', async () => {
    const stale = filledIn(await shown('qar-numbers'), { 'QAR.scheduling.weekCapacity': '24' });
    await save('qar-numbers', { 'QAR.scheduling.weekCapacity': '22' });
    const { status, $ } = await send(stale);
    expect([status, $('.govuk-error-summary').text()]).toEqual([
      409,
      expect.stringContaining('Somebody else saved this form'),
    ]);
    expect($('.govuk-inset-text').text()).toContain('22');
    expect($('[name="QAR.scheduling.weekCapacity"]').val()).toBe('24');
    expect((await send(filledIn($))).status).toBe(200);
    expect((await shown('qar-numbers'))('[name="QAR.scheduling.weekCapacity"]').val()).toBe('24');
  });

  it('to check sends nothing once this year’s numbers or dates were changed, of which the next were made', async () => {
    await save('tpr-numbers', { 'TPR.scheduling.weekCapacity': '5' });
    const check = filledIn((await send(filledIn(await shown()))).$);
    const { store } = steering.fresh;
    const { data } = await store.entities.programmeSettings
      .get({ year: '2027', programme: 'QAR', version: '001' })
      .go();
    const settings = data?.settings as { readonly scheduling: object };
    const next = { ...settings, version: 2, scheduling: { ...settings.scheduling, weekCapacity: 31 } };
    await store.entities.programmeSettings.put({ year: '2027', programme: 'QAR', version: '002', settings: next }).go();
    const { status, $ } = await send({ ...check, step: 'send' });
    expect([status, $('.govuk-error-summary').text()]).toEqual([
      409,
      expect.stringContaining('has been changed since'),
    ]);
    expect(await store.partnershipYear('2028')).toBeUndefined();
    // Checked anew it counts: with what was saved, and with what follows now.
    const again = filledIn((await send(filledIn(await shown()))).$);
    expect((await send({ ...again, step: 'send' })).status).toBe(200);
    const [qar, tpr] = await Promise.all([loadSettings(store, '2028', 'QAR'), loadSettings(store, '2028', 'TPR')]);
    expect([qar.scheduling.weekCapacity, tpr.scheduling.weekCapacity]).toEqual([31, 5]);
  });

  it('to check or of the list sends nothing once a part was saved since', async () => {
    const list = filledIn(await shown());
    const check = filledIn((await send(list)).$);
    await save('tpr-numbers', { 'TPR.scheduling.weekCapacity': '5' });
    for (const stale of [list, { ...check, step: 'send' }]) {
      const { status, $ } = await send(stale);
      expect([status, $('.govuk-error-summary').text()]).toEqual([409, expect.stringContaining('so nothing was sent')]);
    }
    expect(await steering.fresh.store.partnershipYear('2028')).toBeUndefined();
  });

  it('of an earlier release, with all fields on it, loses nothing', async () => {
    const { values = {} } = (await opened()).bound.page();
    await send({ ...values, 'QAR.scheduling.weekCapacity': '23', 'draft-version': '0' });
    expect((await shown('qar-numbers'))('[name="QAR.scheduling.weekCapacity"]').val()).toBe('23');
  });
});

it('reads back its dates and what was corrected, and as an earlier release kept it a sentence', async () => {
  await save('qar-numbers', { 'QAR.scheduling.weekCapacity': '22' });
  const check = filledIn((await send(filledIn(await shown()))).$);
  await send({ ...check, step: 'send' });
  const link = await opened();
  const labels = printedAnswer(link, site)?.sent.map(({ label, value }) => `${label}: ${value}`);
  expect(labels).toContain('First day: Friday 1 September 2028');
  expect(labels?.filter((label) => label.includes('Quality Assurance'))).toEqual([
    'Quality Assurance Review: Visits in one week, at most: 22',
  ]);
  const { sent: _, ...before } = link.decision.answer as Readonly<Record<string, never>>;
  const decision = { ...link.decision, answer: before };
  expect(printedAnswer({ ...link, decision }, site)).toBeUndefined();
  expect(settledPage(link, decision, site)).toContain('was put in force, with corrections');
});
