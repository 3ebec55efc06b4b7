/** A note of somebody in the team for the lead reviewer, from the first day of the visit until the report is final. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { heldDataPage } from '../../lambdas/app/held-data-page.tsx';
import { readOwnNow } from '../../lambdas/app/own/own-now.ts';
import { pageOfPerson } from '../../lambdas/app/own/own-page.ts';
import { takeNote } from '../../lambdas/app/own/take-note.tsx';
import { survey } from '../../lambdas/feedback/questions/survey.tsx';
import { questionPage } from '../../lambdas/portal/question-page.tsx';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { reviewPage } from '../../lambdas/portal/review-page.tsx';
import { beginErasure } from '../../lambdas/privacy/erase.ts';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { pageLink } from '../../lambdas/questions/page-link.ts';
import type { Role } from '../../lambdas/questions/question.ts';
import { rightsOf } from '../../lambdas/questions/who-sees-what.ts';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import type { DecisionLink } from '../../lambdas/store/store.ts';
import { withTeam } from '../../lambdas/store/whole-review.ts';
import { eveningNote } from '../../lambdas/visit/questions/evening-note.tsx';
import { askAndAnswer, askAndOpen, qarFields, type World, writtenReview } from '../report/written-review.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
/** The afternoon of the first day, and the evening of the second. */
const DAY1 = '2027-01-12T15:00:00.000Z';
const DAY2 = '2027-01-13T18:00:00.000Z';
const TEXT = 'Pupils in Year 3 explained their maths well.';
let world: World;

beforeEach(async () => {
  world = await writtenReview(fresh.store);
  await isAt('visit');
});

const isAt = (stage: 'visit' | 'report' | 'publication', changes: object = {}) =>
  fresh.store.entities.review
    .patch({ about: world.about })
    .set({ stage, ...changes })
    .go();

/** A link of somebody's own to a page of theirs, as every mail with a record carries one. */
async function linkOf(person: string, role: Role = 'reviewer'): Promise<DecisionLink> {
  const wanted = { page: 'development-record', of: person, reader: { person, role }, at: DAY1, days: 600 };
  const { row, address } = pageLink(wanted, { store: fresh.store, portalOrigin: 'https://reviews.example' });
  await fresh.store.write([row]);
  const link = await fresh.store.link(hashOfLink(address.split('/d/')[1]) ?? '');
  if (!link) throw new Error('There is no link.');
  return link;
}

interface Sent {
  readonly person?: string;
  readonly note?: string;
  readonly seen?: string;
  readonly step?: 'keep-note' | 'withdraw-note';
  readonly at?: string;
  readonly of?: string;
  /** Made before, where the first write of the sending is to be its own. */
  readonly by?: DecisionLink;
}

async function send({
  person = 'reviewer-1',
  note = TEXT,
  seen = '',
  step = 'keep-note',
  at = DAY1,
  of,
  by,
}: Sent = {}) {
  const link = by ?? (await linkOf(person));
  const fields = { step, 'note-of': of ?? world.about, 'note-seen': seen, note };
  const response = await takeNote({ fields, link }, at, { ...world.deps }, site);
  return { status: response?.statusCode, $: load(response?.body ?? '') };
}

const kept = async (person = 'reviewer-1') => (await fresh.store.teamNote(world.about, person))?.text;

/** What somebody is shown at ?show=note.qar-2026-100183 by a link of theirs. */
async function shown(person: string, at = DAY2): Promise<string | undefined> {
  const own = pageOfPerson(`note.${world.about}`, person);
  const page = await own?.page.show(own.of, { person, role: 'reviewer' }, world.deps, at);
  return page && load(readingPage(site, page))('main').text();
}

describe('a note for the lead reviewer', () => {
  it('is kept as it was typed, corrected, and withdrawn', async () => {
    const first = await send();
    expect(first.status).toBe(200);
    expect(first.$('.govuk-notification-banner').text()).toContain('Your note is kept.');
    expect(first.$('textarea[name=note]').val()?.toString().trim()).toBe(TEXT);
    const corrected = await send({ note: 'And in Year 4.', seen: DAY1, at: DAY2 });
    expect(corrected.status).toBe(200);
    expect(await kept()).toBe('And in Year 4.');
    const withdrawn = await send({ step: 'withdraw-note', seen: DAY2, at: DAY2 });
    expect(withdrawn.$('.govuk-notification-banner').text()).toContain('Your note is withdrawn.');
    expect(await kept()).toBeUndefined();
    expect((await fresh.store.audit(world.about)).map(({ who, what }) => [who, what])).toEqual([
      ['reviewer-1', 'wrote a note for the lead reviewer'],
      ['reviewer-1', 'withdrew their note'],
    ]);
  });

  it('is written once by two presses, and by two at the same moment', async () => {
    const both = await Promise.all([send(), send()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await send()).status).toBe(200);
    expect(await fresh.store.teamNotes(world.about)).toHaveLength(1);
    expect((await send({ step: 'withdraw-note', seen: DAY1 })).status).toBe(200);
    expect((await send({ step: 'withdraw-note', seen: DAY1 })).status).toBe(200);
  });

  it('does not overwrite what was written in another window, and shows what was typed', async () => {
    await send();
    const late = await send({ note: 'Something else.', seen: '', at: DAY2 });
    expect(late.status).toBe(409);
    expect(late.$('.govuk-error-summary').text()).toContain('changed in another window');
    expect(late.$('textarea[name=note]').val()?.toString().trim()).toBe('Something else.');
    expect(late.$('input[name=note-seen]').val()).toBe(DAY1);
    expect(await kept()).toBe(TEXT);
  });

  it.each([
    ['nothing', '', 'Enter your note'],
    ['too much', 'a'.repeat(2001), '2,000'],
    ['data about a pupil', 'UPN A123456789012 reads well.', 'no data about single pupils'],
  ])('of %s is refused in words', async (_, note, words) => {
    const sent = await send({ note });
    expect(sent.status).toBe(422);
    expect(sent.$('.govuk-error-summary').text()).toContain(words);
    expect(await kept()).toBeUndefined();
  });

  it('begins with the first day of the visit, and ends once the report is final', async () => {
    expect((await send({ at: '2027-01-11T23:59:00.000Z' })).status).toBe(404);
    expect((await send({ at: '2027-01-12T00:01:00.000Z' })).status).toBe(200);
    await isAt('publication');
    expect((await send({ person: 'reviewer-2' })).status).toBe(404);
    expect(await shown('reviewer-1')).toBeUndefined();
    expect(await shown('lead')).toBeUndefined();
  });

  it('stays as it is once the draft was sent; one that nobody has written is still taken', async () => {
    await send();
    await isAt('report');
    await askAndAnswer(world, draftReport, qarFields);
    const late = await send({ note: 'Other words.', seen: DAY1, at: DAY2 });
    expect(late.status).toBe(409);
    expect(late.$('.govuk-error-summary').text()).toContain('The draft of the report has been sent');
    expect((await send({ step: 'withdraw-note', seen: DAY1, at: DAY2 })).status).toBe(409);
    expect(await kept()).toBe(TEXT);
    expect(await shown('reviewer-1')).toContain('can no longer be changed here');
    expect((await send({ person: 'reviewer-2' })).status).toBe(200);
  });

  it('that is written after the draft was sent offers no correction that would be refused, and is kept once by two presses', async () => {
    await isAt('report');
    await askAndAnswer(world, draftReport, qarFields);
    expect(await shown('reviewer-1')).toContain('once it is kept you cannot change it here');
    for (const time of ['first', 'second']) {
      const sent = await send({ at: DAY2 });
      expect([time, sent.status]).toEqual([time, 200]);
      expect(sent.$('.govuk-notification-banner').text()).toContain('Your note is kept.');
      expect(sent.$('textarea, button[name=step]').length).toBe(0);
      expect(sent.$('main').text()).toContain(TEXT);
    }
  });

  it.each([
    ['only spaces', '  \n \t ', 422],
    ['as much as it takes, in other scripts', '作'.repeat(1998) + '✍️', 200],
    ['one more', '作'.repeat(1999) + '✍️', 422],
    ['markup', '<script>alert(1)</script> & <b>bold</b>', 200],
  ])('of %s is taken as text or not at all', async (_, note, status) => {
    const sent = await send({ note });
    expect(sent.status).toBe(status);
    expect(await kept()).toBe(status === 200 ? note : undefined);
    if (status === 200) expect(await shown('lead')).toContain(note);
  });

  it('is no note where its review has a name that no review can have', async () => {
    expect((await send({ of: `qar-2026-${'1'.repeat(3000)}` })).status).toBe(404);
  });

  it('is not corrected while the draft is sent at this very moment, nor once the report became final', async () => {
    await send();
    await isAt('report');
    const [own, other] = [await linkOf('reviewer-1'), await linkOf('reviewer-2')];
    const draft = { about: world.about, version: '001', hash: 'h', content: {}, writtenBy: 'lead', writtenAt: DAY2 };
    overtakeWrite(fresh.store, () => fresh.store.entities.reportVersion.create(draft).go());
    expect((await send({ note: 'Other words.', seen: DAY1, at: DAY2, by: own })).status).toBe(409);
    expect(await kept()).toBe(TEXT);
    overtakeWrite(fresh.store, () => isAt('publication'));
    expect((await send({ person: 'reviewer-2', at: DAY2, by: other })).status).toBe(404);
    expect(await kept('reviewer-2')).toBeUndefined();
  });

  it.each(['lead', 'head', 'manager', 'stranger'])('is not written by %s', async (person) => {
    expect((await send({ person })).status).toBe(404);
    expect(await fresh.store.teamNotes(world.about)).toEqual([]);
  });

  it('gives back what was typed to whoever lost their place meanwhile', async () => {
    const link = await linkOf('reviewer-1');
    const { seats } = (await fresh.store.reviewAtHand(world.about)) ?? { seats: [] };
    for (const seat of seats.filter(({ person }) => person === 'reviewer-1')) {
      await fresh.store.entities.seat.put({ ...seat, person: 'reviewer-9' }).go();
    }
    const { status, $ } = await send({ by: link });
    expect(status).toBe(404);
    expect($('h1').text()).toBe('Your note was not kept');
    expect($('main').text()).toContain('You are not in that team now, or the time for it is over.');
    expect($('.govuk-inset-text').text()).toBe(TEXT);
  });

  it('is not written for another review, nor for none', async () => {
    for (const of of ['qar-2026-999999', '', 'membership-2026-100183']) expect((await send({ of })).status).toBe(404);
  });

  it('is not written by a link of whoever left, or that somebody else reads', async () => {
    for (const changes of [{ left: true }, { mail: 'wrong-person' as const }]) {
      await fresh.store.entities.person.patch({ person: 'reviewer-1' }).set(changes).go();
      expect((await send()).status).toBe(404);
    }
  });

  it('of a visit that was broken off is read no more, and gives way to another', async () => {
    await send();
    await isAt('visit', { turn: 2 });
    expect(await shown('lead')).toContain('Nobody in the team has written a note');
    expect((await send({ note: 'A new visit.', at: DAY2 })).status).toBe(200);
    expect(await shown('lead')).toContain('A new visit.');
  });
});

describe('the lead reviewer', () => {
  beforeEach(async () => {
    await send();
    await send({ person: 'reviewer-2', note: 'Assembly was kind.' });
  });

  it.each([
    ['in the evening', eveningNote],
    ['while they write the draft', draftReport],
  ] as const)('reads all notes by who wrote them %s', async (_, question) => {
    const { open } = await askAndOpen(world, question);
    await isAt('report');
    const $ = load(questionPage(await open(), site, { at: DAY2 }));
    expect($('details summary').text()).toContain('2 notes from the team');
    expect(
      $('details dt')
        .toArray()
        .map((one) => $(one).text().trim()),
    ).toEqual(['Sample reviewer-1', 'Sample reviewer-2']);
    expect($('details').text()).toContain('Assembly was kind.');
  });

  it('reads them on a page of their own, and the others read their own alone', async () => {
    expect(await shown('lead')).toMatch(/Sample reviewer-1.*Year 3.*Sample reviewer-2.*Assembly/s);
    expect(await shown('reviewer-2')).not.toContain('Year 3');
    expect(await shown('head')).toBeUndefined();
  });
});

describe('the way to it', () => {
  it('is on the page of the review and on the own page, during the visit and not before', async () => {
    const { open } = await askAndOpen(world, survey, { subject: 'reviewer-1', person: 'reviewer-1' });
    await isAt('visit');
    const { whole: read, may } = await open();
    const whole = withTeam(read);
    if (!whole) throw new Error('There is no review.');
    const page = (at: string, person = 'reviewer-1', rights = may) =>
      load(reviewPage(whole, rights, site, { reader: { person, role: 'reviewer', at } }))(
        `a[href="?show=note.${world.about}"]`,
      ).text();
    expect(page('2027-01-11T12:00:00.000Z')).toBe('');
    expect(page(DAY1)).toBe('Write a note for the lead reviewer');
    expect(page(DAY1, 'lead', rightsOf('leads', whole))).toBe('Read what the team noted for you');
    expect(page(DAY1, 'head', rightsOf('host', whole))).toBe('');
    const person = await fresh.store.needPerson('reviewer-1');
    await fresh.store.entities.placement
      .patch({ about: world.about, turn: 1, seat: 'seat-1', person: 'reviewer-1' })
      .set({ status: 'accepted' })
      .go();
    const { reviews } = await readOwnNow(person, fresh.store, DAY1);
    expect(reviews.map(({ note }) => note)).toEqual(['write']);
  });
});

it('a note that names somebody is shown to them as held on them, without its writer, and its pages say so', async () => {
  await fresh.store.entities.person.patch({ person: 'head' }).set({ name: 'Morgan Quill' }).go();
  await send({ note: 'Morgan Quill was tense.' });
  const held = await heldDataPage.show('head', { person: 'head', role: 'host' }, world.deps, DAY2);
  const text = held && load(readingPage(site, held))('main').text();
  expect(text).toContain('Morgan Quill was tense.');
  expect(text).not.toContain('reviewer-1');
  for (const person of ['reviewer-1', 'reviewer-2', 'lead']) {
    expect((await shown(person))?.replaceAll(/\s+/g, ' ')).toContain('if they ask what we hold on them');
  }
});

it('a note is among what its writer is shown as held on them, in full, and among nobody else’s', async () => {
  await send();
  const page = async (person: string) => {
    const held = await heldDataPage.show(person, { person, role: 'host' }, world.deps, DAY2);
    return held && load(readingPage(site, held))('main').text();
  };
  expect(await page('reviewer-1')).toContain(TEXT);
  expect(await page('reviewer-1')).toContain('a note for the lead reviewer');
  expect(await page('reviewer-2')).not.toContain(TEXT);
});

it('a note goes once its writer is erased', async () => {
  await send();
  await fresh.store.write([beginErasure('reviewer-1', fresh.store)]);
  const stored = (await fresh.store.storedIn({ kind: 'about', id: world.about })).find(
    ({ entity }) => entity === 'teamnote',
  );
  const { withoutPerson } = await import('../../lambdas/privacy/person-in-row.ts');
  if (!stored) throw new Error('There is no note.');
  expect(withoutPerson(stored, { person: 'reviewer-1', names: [], email: '' })).toBe('delete');
});

it('the catalogue has the questions beside which notes are read', () => {
  expect([catalogue('evening-note').readsWholeReview, catalogue('draft-report').readsWholeReview]).toEqual([
    true,
    true,
  ]);
});
