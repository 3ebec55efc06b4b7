/** A fact of a final report turns out to be wrong: it is put right wherever it is read, also once next year has begun. */
import { beforeEach, describe, expect, it } from 'vitest';
import { lastReviewOf } from '../../lambdas/documents/last-review.ts';
import { storedContent } from '../../lambdas/documents/report-content.ts';
import { finalVersion, reportState } from '../../lambdas/documents/report-versions.ts';
import { closeReview } from '../../lambdas/feedback/close-review.ts';
import { publicReport, publicReportBody } from '../../lambdas/publication/public-report.tsx';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { agreedReview, stepDeps } from '../publication/final.ts';
import { settingsOf, type World } from '../report/written-review.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const FINAL = '2027-02-10T11:00:00.000Z';
const CLOSED = '2027-03-12T17:00:00.000Z';
/** Next year's renewal has begun. */
const AT = '2027-09-14T10:00:00.000Z';
const REASON = 'Letter of the head, 10 September 2027';
const WRONG = 'looked at work across years';
const RIGHT = 'looked at work across key stages';

let world: World;
beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await publishReport({ about: world.about, turn: 1, at: FINAL }, stepDeps(world));
});

const close = () => closeReview({ about: world.about, turn: 1, at: CLOSED }, world.deps);
const whole = () => fresh.store.needWholeReview(world.about);
const correct = (more: object = {}) =>
  steering.steer({
    act: 'correct-report',
    about: world.about,
    at: AT,
    wrong: WRONG,
    right: RIGHT,
    reason: REASON,
    ...more,
  });
/** What heads were told of corrections. */
const told = () => steering.sent().filter(({ kind }) => kind.startsWith('report-corrected.'));
const carried = async () =>
  (await whole()).findings
    .filter(({ finding }) => finding.startsWith('agreed.'))
    .map(({ text, progress }) => [text, progress]);
const nextYear = { programme: 'QAR', year: '2027', host: '100183' } as const;
const pointsOfLastYear = async () =>
  (await lastReviewOf(fresh.store.readingOnce(), nextYear, 'host'))?.points.map(({ text, progress }) => [
    text,
    progress,
  ]);
const finalText = async () =>
  JSON.stringify(storedContent(finalVersion(await whole()), settingsOf('QAR').report.framework));

describe('a fact that turns out to be wrong once next year has begun', () => {
  beforeEach(async () => {
    await close();
    await fresh.store.entities.finding
      .patch({ about: world.about, finding: 'agreed.ebi.01' })
      .set({ progress: 'under-way: We began in spring' })
      .go();
    await steering.steer({ act: 'set-audience', about: world.about, at: CLOSED, audience: 'public', reason: REASON });
  });

  it('is right in the published report, in the points that next year begins with, and keeps what was said of them', async () => {
    expect(await correct()).toEqual({
      done: true,
      sentence: `The report of ${world.about} says so now, and so does what it carries to the next year. Its head is told by mail.`,
    });
    const report = await publicReport(world.about, fresh.store);
    expect(report?.correctedOn).toBe('2027-09-14');
    const page = JSON.stringify(report && publicReportBody(world.about, report));
    expect(page).toContain('across key stages');
    expect(page).not.toContain('across years');
    const points = [
      ['Middle leaders looked at work across key stages.', 'under-way: We began in spring'],
      ['Governors saw more of it.', undefined],
      ['Writing had more time.', undefined],
    ];
    expect(await carried()).toEqual(points);
    expect(await pointsOfLastYear()).toEqual([
      ['Middle leaders looked at work across key stages.', 'Under way: We began in spring'],
      ...points.slice(1),
    ]);
  });

  it('leaves what both sides agreed to on record, with who corrected it and why', async () => {
    const before = await whole();
    await correct();
    const after = await whole();
    expect(after.versions.slice(0, before.versions.length)).toEqual(before.versions);
    expect(after.versions.at(-1)).toMatchObject({ writtenBy: 'central-team', writtenAt: AT });
    const { host, lead } = reportState(before.review);
    expect(host).toBeDefined();
    expect(reportState(after.review)).toMatchObject({ host, lead });
    expect((await fresh.store.audit(world.about)).at(-1)).toMatchObject({
      ...{ entry: 'steered.correct-report', who: 'central-team', reason: REASON },
      what: 'put a fact of the report right, as its head has asked',
    });
    expect(told()).toMatchObject([
      {
        to: { person: 'head' },
        subject: 'A fact in your report is corrected: QAR at Hill View Primary School',
        paragraphs: expect.arrayContaining([`It said: ‘${WRONG}’. It says now: ‘${RIGHT}’.`]),
      },
    ]);
  });

  it('is put right again, and stays the final report', async () => {
    await correct();
    await correct({ at: '2027-09-15T10:00:00.000Z', wrong: 'key stages', right: 'all key stages' });
    expect(await finalText()).toContain('across all key stages');
    expect((await carried())[0]?.[0]).toContain('across all key stages');
  });

  it('is put right once where the button is pressed twice at once', async () => {
    const both = await Promise.all([correct(), correct({ at: '2027-09-14T10:00:01.000Z' })]);
    expect(both.map(({ done }) => done).sort()).toEqual([false, true]);
    expect(told()).toHaveLength(1);
  });

  it('is put right once where the right words hold the wrong ones, and the button is pressed again', async () => {
    const longer = { wrong: 'work across years', right: 'pupils’ work across years, and across classes' };
    expect(await correct(longer)).toMatchObject({ done: true });
    const text = await finalText();
    expect(await correct({ ...longer, at: '2027-09-14T10:00:02.000Z' })).toMatchObject({ done: false });
    expect(await finalText()).toBe(text);
    expect((await carried())[0]?.[0]).toBe('Middle leaders looked at pupils’ work across years, and across classes.');
    expect(told()).toHaveLength(1);
  });

  it.each(['of $$ and $1', "between '$' and $&", '<b>works</b> of 作文 ✍️'])(
    'says %s where it is to say so',
    async (right) => {
      expect(await correct({ wrong: 'work', right })).toMatchObject({ done: true });
      const says = `Middle leaders looked at ${right} across years.`;
      expect(JSON.parse(await finalText()).findings.leadership.ebi[0]).toBe(says);
      expect((await carried())[0]?.[0]).toBe(says);
    },
  );

  it('is found where its words are set apart by spaces that do not break, and where they are signs', async () => {
    const strange = 'a\u00a0(b)  *c* $1 \\d [e] - f/g.';
    await correct({ right: 'STRANGE' });
    const { version } = finalVersion(await whole());
    const key = { about: world.about, version };
    const row = await fresh.store.entities.reportVersion.get(key).go();
    const content = JSON.parse(
      JSON.stringify(row.data?.content).replace('STRANGE', JSON.stringify(strange).slice(1, -1)),
    );
    await fresh.store.entities.reportVersion.patch(key).set({ content }).go();
    const sent = { at: '2027-09-15T10:00:00.000Z', wrong: 'a (b) *c* $1 \\d [e] - f/g.', right: 'h' };
    expect(await correct(sent)).toMatchObject({ done: true });
    expect(JSON.parse(await finalText()).findings.leadership.ebi[0]).toBe('Middle leaders h.');
  });

  it('makes no date of birth of what stands around it', async () => {
    await correct({ right: 'looked at the work of a pupil born on 3 years' });
    const sent = await correct({ at: '2027-09-15T10:00:00.000Z', wrong: '3 years', right: '3 May 2015' });
    expect(sent).toEqual({
      done: false,
      sentence: expect.stringContaining('born on 3 May 2015’ may be a date of birth'),
    });
  });

  it('is not put right over a version that somebody writes at that moment', async () => {
    overtakeWrite(fresh.store, () =>
      fresh.store.entities.review
        .patch({ about: world.about })
        .set({ report: { latest: { version: '009', hash: 'x' } } })
        .go(),
    );
    expect(await correct()).toMatchObject({ done: false });
    expect(told()).toEqual([]);
    expect(await correct()).toMatchObject({ done: false, sentence: expect.stringContaining('is being written anew') });
  });
});

it.each([
  ['words that stand nowhere', { wrong: 'of the moon' }, 'do not stand in the report'],
  ['words that stand in several places', { wrong: 'e' }, 'times there. Give more of the sentence.'],
  ['an estimate, which is no fact', { wrong: 'effective', right: 'leading' }, 'do not stand in the report'],
  ['what it says already', { right: WRONG }, 'both are the same words'],
  ['nothing', { right: '   ' }, 'what is to stand in their place'],
  ['data about a pupil', { right: 'looked at A123456789012, born 03/05/2015' }, 'single pupils'],
  ['no reason', { reason: '' }, 'say why'],
])('%s is refused in a sentence', async (_, more, sentence) => {
  const before = await finalText();
  expect(await correct(more)).toEqual({ done: false, sentence: expect.stringContaining(sentence) });
  expect(await finalText()).toBe(before);
});

it('before the review is closed it is the right text that is carried, though both happen at one moment', async () => {
  const really = fresh.store.write.bind(fresh.store);
  let isCorrected = false;
  const store = Object.assign(Object.create(fresh.store) as typeof fresh.store, {
    write: async (items: Parameters<typeof really>[0]) => {
      const isClosing = JSON.stringify(items).includes('closed the review');
      if (isClosing && !isCorrected) {
        isCorrected = true;
        expect(await correct({ at: '2027-03-12T16:59:59.000Z' })).toMatchObject({ done: true });
      }
      return really(items);
    },
  });
  const deps = { ...world.deps, store };
  await expect(closeReview({ about: world.about, turn: 1, at: CLOSED }, deps)).rejects.toThrow(
    'changed while it was closed',
  );
  await closeReview({ about: world.about, turn: 1, at: CLOSED }, deps);
  expect((await carried())[0]?.[0]).toBe('Middle leaders looked at work across key stages.');
});

it('points of a report that is written anew keep what was said of them, wherever they stand, and those that it has no more go', async () => {
  await close();
  const { finding } = fresh.store.entities;
  const said = (number: string, progress: string) =>
    finding
      .patch({ about: world.about, finding: `agreed.ebi.0${number}` })
      .set({ progress })
      .go();
  await Promise.all([said('1', 'done'), said('2', 'under-way'), said('3', 'not-begun')]);
  // The first point was wrong and is left out.
  const { review, versions } = await whole();
  const final = finalVersion({ review, versions });
  const content = structuredClone(final.content) as { findings: Record<string, Record<string, string[]>> };
  const leadership = content.findings['leadership'];
  if (leadership) leadership['ebi'] = (leadership['ebi'] ?? []).slice(1);
  const now = { version: '009', hash: 'anew' };
  await fresh.store.entities.reportVersion.put({ ...final, ...now, content }).go();
  const agreed = { ...now, at: AT };
  await fresh.store.entities.review
    .patch({ about: world.about })
    .set({ report: { latest: now, host: agreed, lead: agreed }, stage: 'feedback' })
    .composite({ startsOn: review.startsOn })
    .go();
  await closeReview({ about: world.about, turn: 1, at: AT }, world.deps);
  expect(await carried()).toEqual([
    ['Governors saw more of it.', 'under-way'],
    ['Writing had more time.', 'not-begun'],
  ]);
});
