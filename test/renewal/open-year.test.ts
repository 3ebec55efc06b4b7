/** The central team opens a year, corrects what was worked out, and puts it in force. */
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { givenAnswers } from '../../lambdas/pages/kit.ts';
import { PROGRAMMES } from '../../lambdas/programmes/programmes.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import { listMembersToRenew } from '../../lambdas/renewal/list-members-to-renew.ts';
import { NUMBERS } from '../../lambdas/renewal/year-numbers.ts';
import { loadSettings, loadYear } from '../../lambdas/settings/load-settings.ts';
import { settingsAfterThese, yearAfterThis } from '../../lambdas/settings/next-year.ts';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { useSteering } from '../commands/fixture.ts';
import { putSettings } from '../support/settings.ts';
import { htmlOf } from '../team/interview.tsx';

const steering = useSteering();
const files = readSettingsFiles();
const AT = '2027-06-07T09:00:00.000Z';
const YEAR = 'year-2028';

const open = (at = AT, about = YEAR) => steering.steer({ act: 'open-year', about, at });
const mails = () => steering.deps().mails;
const linkOf = (mail: { readonly content: { readonly button?: { readonly href: string } | undefined } } | undefined) =>
  mail?.content.button?.href.split('/d/')[1];
async function opened(at = AT): Promise<OpenedLink> {
  const link = await openLink(linkOf(mails().at(-1)), steering.deps(), catalogue, at);
  if (!link) throw new Error('The mail has no link that opens.');
  return link;
}
const send = async (changes: Record<string, string>, at = '2027-06-08T09:00:00.000Z') => {
  const link = await opened(at);
  return answer(link, { ...link.bound.page().values, ...changes }, at, steering.deps());
};
const wrong = async (changes: Record<string, string>) => {
  const answered = await send(changes);
  return answered.kind === 'wrong' ? answered.errors : answered.kind;
};
const store = () => steering.fresh.store;

beforeEach(() => putSettings(steering.fresh.store));

describe('opening a year', () => {
  it('asks the central team, and makes nothing of the year itself', async () => {
    expect(await open()).toMatchObject({
      done: true,
      sentence: expect.stringMatching(/2028 to 2029 is made of 2027 to 2028 .* until Friday 1 September 2028/),
    });
    expect(mails()).toHaveLength(1);
    expect(await store().partnershipYear('2028')).toBeUndefined();
    expect((await store().audit(YEAR)).map(({ what }) => what).sort()).toEqual([
      'opened the partnership year 2028 to 2029',
      'was asked',
    ]);
  });

  it('twice asks once, and says where it stands', async () => {
    await open();
    expect(await open('2027-06-09T09:00:00.000Z')).toMatchObject({
      done: true,
      sentence: expect.stringContaining('was opened on Monday 7 June 2027'),
    });
    expect(await store().decisionsAbout(YEAR)).toHaveLength(1);
    expect(mails()).toHaveLength(1);
    expect(await store().audit(YEAR)).toHaveLength(2);
  });

  it('twice at the same moment asks once, by one mail', async () => {
    const both = await Promise.all([open(), open('2027-06-07T09:00:00.500Z')]);
    expect(both.map(({ done }) => done)).toEqual([true, true]);
    expect(await store().decisionsAbout(YEAR)).toHaveLength(1);
    expect(new Set(mails().map(({ message }) => message)).size).toBe(1);
  });

  it('asks again once nobody had answered until the year began', async () => {
    await open();
    expect(await open('2028-09-04T09:00:00.000Z')).toMatchObject({ done: true });
    expect((await store().decisionsAbout(YEAR)).map(({ decision }) => decision)).toEqual([
      'confirm-year.1.1',
      'confirm-year.1.2',
    ]);
  });

  it.each([
    ['year-2027', 'The year 2027 to 2028 is in force already.'],
    ['year-2031', 'There is no year 2030 to 2031 with settings of every programme'],
    ['year-2034', 'The bank holidays of 2036 are not known yet (they are until 2035)'],
    ['2028', 'about must name a year, such as year-2028'],
  ])('%s is refused: %s', async (about, sentence) => {
    expect(await open(AT, about)).toMatchObject({ done: false, sentence: expect.stringContaining(sentence) });
    expect(mails()).toHaveLength(0);
  });
});

describe('confirmed as it was worked out, a year', () => {
  beforeEach(async () => {
    await open();
    expect(await send({})).toMatchObject({ kind: 'recorded' });
  });

  it('is in force with all that its schemas ask for', async () => {
    const year = await loadYear(store(), '2028');
    expect(year).toMatchObject({ starts: '2028-09-01', ends: '2029-07-31', renewalOpens: '2028-02-01' });
    const [before] = files.years.filter((one) => one.year === '2027');
    expect(year).toEqual(before && yearAfterThis(before));
    for (const programme of PROGRAMMES) {
      const old = files.programmes.find((one) => one.year === '2027' && one.programme === programme);
      const settings = await loadSettings(store(), '2028', programme);
      expect(settings).toEqual(old && before && settingsAfterThese(old, before, year));
      expect(settings.agreement.paragraphs[0]).toContain(
        'for the year 2028. The partnership year runs from 1 September 2028 to 31 July 2029.',
      );
    }
  });

  it('is the one whose renewal begins on its day', async () => {
    const at = '2028-02-01T09:00:00.000Z';
    expect(await listMembersToRenew({ scheduledAt: at }, { store: store() })).toMatchObject({ year: '2028' });
  });

  it('is looked at by the next round, and cannot be opened or confirmed again', async () => {
    expect((await store().agenda('2027-06-09T06:30:00.000Z')).years.map(({ about }) => about)).toContain('2028');
    expect(await open('2027-06-09T09:00:00.000Z')).toMatchObject({ done: false });
    expect(await send({ registrationsADay: '20' }, '2027-06-09T09:00:00.000Z')).toMatchObject({ kind: 'settled' });
    expect(await loadYear(store(), '2028')).toMatchObject({ registrationsADay: 10 });
  });

  it('leaves the files of the other years to be seeded as before', async () => {
    expect(await seedSettings(store(), files)).toMatchObject({ written: 0 });
  });
});

describe('corrections', () => {
  beforeEach(async () => {
    await open();
  });

  it('of dates, weeks, numbers and words count', async () => {
    const { values = {} } = (await opened()).bound.page();
    const terms = String(values.terms).replace('Mon 5 Jun 2028', '6 June 2028');
    expect(
      await send({
        renewalOpens: '2028-02-07',
        breaks: `${values.breaks}\nMon 1 Jul 2030 to Tue 2 July 2030, Moved in`,
        terms,
        'QAR.scheduling.weekCapacity': '22',
        'QAR.renewal.reminderDays': '10, 20',
        'TPR.visit.eveningNoteFrom': '15:30',
        'QAR.agreement': `${values['QAR.agreement']}\n\nWe pay by the end of October.`,
      }),
    ).toMatchObject({ kind: 'recorded' });
    const [year, qar, tpr] = await Promise.all([
      loadYear(store(), '2028'),
      loadSettings(store(), '2028', 'QAR'),
      loadSettings(store(), '2028', 'TPR'),
    ]);
    expect(year.renewalOpens).toBe('2028-02-07');
    expect(year.termBreaks.at(-1)).toEqual({ from: '2030-07-01', to: '2030-07-02', reason: 'Moved in' });
    expect(year.terms[0]?.asksOn).toBe('2028-06-06');
    expect([qar.scheduling.weekCapacity, qar.renewal.reminderDays, tpr.visit.eveningNoteFrom]).toEqual([
      22,
      [10, 20],
      '15:30',
    ]);
    expect(qar.agreement.paragraphs.at(-1)).toBe('We pay by the end of October.');
    const [decision] = await store().decisionsAbout(YEAR);
    expect(decision?.answer).toMatchObject({
      corrected: expect.arrayContaining(['renewalOpens', 'breaks', 'terms', 'QAR.scheduling.weekCapacity']),
    });
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'a first day before the last day of the year before',
      { starts: '2028-07-01' },
      { starts: 'The first day must be after the last day of 2027 to 2028, Monday 31 July 2028' },
    ],
    [
      'a first day in another calendar year than that of its name',
      { starts: '2029-09-01', ends: '2030-07-31' },
      { starts: 'The first day must be in 2028, by which the year is named' },
    ],
    [
      'a last day years later',
      { ends: '2031-07-31' },
      { ends: 'The last day must be within 13 months of the first, by Monday 1 October 2029' },
    ],
    [
      'a term outside of the year',
      { terms: 'spring term: 4 Jan 2030 to 29 Mar 2030; asked on 6 Oct 2028; planned on 9 Oct 2028' },
      { terms: 'Terms must lie in the year: spring term is Friday 4 January 2030 to Friday 29 March 2030' },
    ],
    [
      'a renewal on a Sunday',
      { renewalOpens: '2028-02-06' },
      {
        renewalOpens: 'Renewal must open on a working day, and Sunday 6 February 2028 is none: see the holidays below',
      },
    ],
    [
      'a holiday whose weekday is another',
      { breaks: 'Tue 14 Feb 2028 to Fri 18 Feb 2028' },
      {
        breaks: "Line 1 ('Tue 14 Feb 2028 to Fri 18 Feb 2028') has 'Tue 14 Feb 2028', but 14 February 2028 is a Monday",
      },
    ],
    [
      'holidays without the last Christmas',
      { breaks: '14 Feb 2028 to 18 Feb 2028' },
      {
        breaks:
          'School holidays must reach to the Christmas after the year’s end: add a line with Tuesday 25 December 2029',
      },
    ],
    [
      'a capacity of none',
      { 'QAR.scheduling.weekCapacity': '0' },
      {
        'QAR.scheduling.weekCapacity': 'Visits in one week, at most (Quality Assurance Review) is 0; write 1 or more.',
      },
    ],
    [
      'a number in words',
      { 'TPR.team.sizes.trust': 'four' },
      { 'TPR.team.sizes.trust': 'Reviewers at a trust (Trust Peer Review) is "four"; write a number instead.' },
    ],
    [
      'steps of a report out of order',
      { 'QAR.report.draft': '12' },
      { 'QAR.report.draft': expect.stringContaining('must have its steps in order') as unknown as string },
    ],
    [
      'an agreement of other days',
      { starts: '2028-09-04' },
      {
        'QAR.agreement':
          'The agreement (Quality Assurance Review) must name the year’s days as they are above: write 4 September 2028',
      },
    ],
    [
      'shares of more than a whole',
      { 'QAR.weeks': 'Mon 25 Sep 2028 to 20 Oct 2028: 101 %' },
      { 'QAR.weeks': 'The shares (Quality Assurance Review) add up to 101 per cent; make them 100' },
    ],
    [
      'weeks outside of the year',
      { 'QAR.weeks': '25 Sep 2027 to 20 Oct 2028: 100 %' },
      { 'QAR.weeks': expect.stringContaining('must lie in the year') as unknown as string },
    ],
    [
      'a term that plans before it asks',
      { terms: 'spring term: 4 Jan 2029 to 29 Mar 2029; asked on 6 Oct 2028; planned on 6 Oct 2028' },
      { terms: expect.stringContaining('must ask before it plans') as unknown as string },
    ],
  ])('%s is told in a sentence, and nothing is written', async (_, changes, errors) => {
    expect(await wrong(changes)).toMatchObject(errors);
    expect(await store().partnershipYear('2028')).toBeUndefined();
    expect(await store().programmeSettings('2028', 'QAR', '001')).toBeUndefined();
  });

  it('that are wrong in the year and in a programme are told together', async () => {
    const errors = await wrong({
      breaks: '14 Feb 2028',
      'QAR.scheduling.weekCapacity': '0',
      'TPR.team.sizes.trust': '',
    });
    expect(Object.keys(errors).toSorted()).toEqual(['QAR.scheduling.weekCapacity', 'TPR.team.sizes.trust', 'breaks']);
  });

  it('are all that the page to check shows of the numbers', async () => {
    const { bound } = await opened();
    const page = bound.page();
    const shown = givenAnswers((form) => page.body(form), {
      ...page.values,
      'QAR.scheduling.weekCapacity': '22',
    }).flatMap(({ value, names }) => (value === undefined ? [] : names));
    expect(shown.filter((name) => name.includes('.'))).toEqual(['QAR.scheduling.weekCapacity']);
    expect(shown).toContain('breaks');
  });

  it('of a year whose rows are there by now are refused, and the file’s year stays', async () => {
    const [year] = files.years.filter((one) => one.year === '2027');
    if (!year) throw new Error('There is no year 2027.');
    await store()
      .entities.partnershipYear.put({ ...yearAfterThis(year), registrationsADay: 3 })
      .go();
    expect(await wrong({})).toMatchObject({ form: expect.stringContaining('in the table already') });
    expect(await loadYear(store(), '2028')).toMatchObject({ registrationsADay: 3 });
    expect(await store().programmeSettings('2028', 'QAR', '001')).toBeUndefined();
  });
});

it('shows every number and time of the settings, but those of which it says that they stay', async () => {
  await open();
  const html = htmlOf((await opened()).bound);
  const stays =
    /^(version|reminders|team\.(ranking|season)|report\.framework|visit\.days|scheduling\.(farOffWeeks|firstDays|targetWeeks))/;
  const leaves = (at: unknown, path: string): string[] => {
    if (typeof at === 'number' || (typeof at === 'string' && /^\d\d:\d\d$/.test(at))) return [path];
    if (Array.isArray(at))
      return at.some((one) => typeof one === 'number') ? [path] : at.flatMap((one) => leaves(one, path));
    if (typeof at === 'object' && at !== null)
      return Object.entries(at).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`));
    return [];
  };
  for (const programme of PROGRAMMES) {
    const all = leaves(await loadSettings(store(), '2027', programme), '').filter((path) => !stays.test(path));
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter((path) => !html.includes(`name="${programme}.${path}"`))).toEqual([]);
  }
  const known = Object.values(NUMBERS)
    .flat()
    .map(({ path }) => path);
  expect(known).toHaveLength(new Set(known).size);
});
