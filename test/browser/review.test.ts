import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allQuestions } from '../../lambdas/app/catalogue.ts';
import type { Topic } from './support/examiner.ts';
import { playYear, SCHOOL_REVIEW, TRUST_REVIEW, type Year } from './support/year.ts';

/** A long form is one that can be saved. */
const LONG_FORMS = 10;

describe('two reviews as their people live them, in a browser', () => {
  let year: Year | undefined;
  const played = (): Year => {
    if (!year) throw new Error('The year was not played.');
    return year;
  };
  const found = (topic: Topic): readonly string[] =>
    played()
      .examiner.findings.filter((finding) => finding.topic === topic)
      .map(({ sentence }) => sentence);

  beforeAll(async () => {
    year = await playYear(process.env.PICTURES);
  });
  afterAll(async () => {
    if (!year) return;
    const { examiner, visits, scanner } = year;
    const count = (kind: string) => examiner.captures.filter((capture) => capture.kind === kind).length;
    console.log(
      `${count('page')} kinds of pages and ${count('mail')} of mails were looked at; ` +
        `${visits.experience.sent.length} answers were sent; a scanner opened ${scanner.done.links} links.`,
    );
    await year.close();
  });

  it('both come to their end, half a year after the report', () => {
    expect(played().stack.problems.messages).toEqual([]);
    expect([...played().ended].sort()).toEqual([SCHOOL_REVIEW, TRUST_REVIEW]);
  });

  it('every question of every stage is answered by clicks', () => {
    const answered = new Set(played().visits.experience.sent.map(({ question }) => question));
    expect(allQuestions.map(({ name }) => name).filter((name) => !answered.has(name))).toEqual([]);
  });

  it('a whole review is answered on a phone, and a whole one at a desktop', () => {
    const rolesOn = (device: string) =>
      new Set(
        played()
          .visits.experience.sent.filter((sent) => sent.device === device)
          .map(({ role }) => role),
      );
    const everybody = ['central-team', 'host', 'hub-manager', 'lead', 'reviewer'];
    expect([...rolesOn('phone')].sort()).toEqual(everybody);
    expect([...rolesOn('desktop')].sort()).toEqual(everybody);
  });

  it('every answer is thanked for', () => {
    const { sent } = played().visits.experience;
    expect(sent.length).toBeGreaterThan(allQuestions.length);
    expect(sent.filter(({ thanks }) => thanks === '')).toEqual([]);
  });

  it('nothing is amiss on the way', () => {
    expect(played().visits.experience.amiss).toEqual([]);
  });

  it('axe finds no page and no mail that breaks WCAG 2.2 AA or its best practices', () => {
    expect(played().examiner.captures.length).toBeGreaterThan(100);
    expect(found('axe')).toEqual([]);
  });

  it('every page fits a phone and a desktop', () => expect(found('width')).toEqual([]));
  it('whatever can be pressed is large enough for a finger', () => expect(found('targets')).toEqual([]));
  it('text can be twice as large', () => expect(found('zoom')).toEqual([]));
  it('no two fields of a page bear the same words', () => expect(found('names')).toEqual([]));
  it('every line of an error summary leads to its field', () => expect(found('dead ends')).toEqual([]));
  it('no page weighs more than 60 KB with its styles, as they are sent', () => expect(found('weight')).toEqual([]));

  it('nothing is lost to whom Windows gives colours of their own', () => expect(found('forced colours')).toEqual([]));

  it.each([
    ['start-page', 'public: /'],
    ['sign-agreement', 'membership sign-agreement host: page'],
    ['choose-dates', 'qar choose-dates host: page'],
    ['information-form-part', 'qar information-form host: part 3'],
    ['agree-report', 'qar agree-report host: page'],
  ])('a screen reader reads %s in the order that is written down', async (file, name) => {
    const read = await played().readingOrder(name);
    // The instant of a saving follows from how fast the people are.
    const steady = read.replace(/saved on [^,']+, \d\d:\d\d/, 'saved some time ago');
    await expect(steady).toMatchFileSnapshot(`reading-order/${file}.txt`);
  });

  it('nothing is loaded from elsewhere', () => {
    expect(played().heard.elsewhere).toEqual([]);
    expect(played().examiner.overheard.elsewhere).toEqual([]);
  });

  it('no browser complains, and no content security policy stops anything', () => {
    expect(played().heard.complaints).toEqual([]);
    expect(played().examiner.overheard.complaints).toEqual([]);
  });

  it('reports can be had as PDFs', () => {
    const { pdfs } = played().visits.experience;
    expect(pdfs.length).toBeGreaterThan(2);
    expect(new Set(pdfs)).toEqual(new Set(['200 application/pdf']));
  });

  it('scheduling and an invitation are done by keyboard alone, and every stop is seen', () => {
    const { byKeyboard } = played().visits.experience;
    expect(new Set(byKeyboard.map(({ question }) => question))).toEqual(new Set(['choose-dates', 'invite']));
    expect(byKeyboard.flatMap(({ keyboard }) => keyboard.unseen)).toEqual([]);
  });

  it('a long form is saved, and its link brings it back', () => {
    expect(played().visits.experience.saved.length).toBeGreaterThanOrEqual(LONG_FORMS);
  });

  it('what is begun on a phone goes on at a desktop; of two at once both are told, and no text is lost', () => {
    expect(played().twoAtOnce).toEqual({
      foundOnDesktop: 'Begun on the phone',
      status: 409,
      said: expect.stringContaining('Somebody else saved this form'),
      kept: 'Written on the phone meanwhile',
      showsOther: true,
    });
  });

  it('a mail scanner that opens every link in a browser decides nothing', () => {
    const { scanner } = played();
    expect(scanner.done.links).toBeGreaterThan(100);
    expect(scanner.done.comparisons).toBeGreaterThan(20);
    expect(scanner.calls).toEqual([]);
    expect(scanner.changes).toEqual([]);
  });
});
