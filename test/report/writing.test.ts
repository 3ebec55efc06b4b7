import { describe, expect, it } from 'vitest';
import { storedContent } from '../../lambdas/documents/report-content.ts';
import { reportState } from '../../lambdas/documents/report-versions.ts';
import { readFactCheck } from '../../lambdas/report/fact-check-form.ts';
import { amendReport } from '../../lambdas/report/questions/amend-report.tsx';
import { checkFacts } from '../../lambdas/report/questions/check-facts.tsx';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import { qualityRead } from '../../lambdas/report/questions/quality-read.tsx';
import { useStore } from '../support/store.ts';
import { deadErrorLinks, errorsOf, fieldsAsShown, pageOf } from './pages.ts';
import {
  askAndAnswer,
  askAndOpen,
  asking,
  letExpire,
  qar,
  qarFields,
  tprFields,
  writtenReview,
} from './written-review.ts';

const fresh = useStore();

const reviewOf = (world: Awaited<ReturnType<typeof writtenReview>>) => world.store.needWholeReview(world.about);

describe('the draft', () => {
  it('becomes the first version, with its hash, and moves the review into the stage', async () => {
    const world = await writtenReview(fresh.store);
    expect(await askAndAnswer(world, draftReport, qarFields)).toEqual({ outcome: 'drafted' });
    const { review, versions } = await reviewOf(world);
    expect(versions).toHaveLength(1);
    expect(versions[0]).toMatchObject({ version: '001', writtenBy: 'lead' });
    expect(reportState(review).latest).toEqual({ version: '001', hash: versions[0]?.hash });
    expect(review.stage).toBe('report');
    const content = storedContent(versions[0] as never, qar);
    expect(content.cover).toMatchObject({
      host: 'Hill View Primary School',
      hub: 'Riverside',
      phase: 'Primary',
      dates: 'Tuesday 12 to Thursday 14 January 2027',
    });
    expect(content.findings.leadership?.www).toEqual([
      'Leaders know their school.',
      'Subject leaders coach each other.',
    ]);
    expect((await world.store.audit(world.about)).map(({ what }) => what)).toContain('sent the draft of the report');
  });

  it('sent twice is one version and the same thanks', async () => {
    const world = await writtenReview(fresh.store);
    const { send } = await askAndOpen(world, draftReport);
    expect((await send(qarFields)).kind).toBe('recorded');
    expect((await send(qarFields)).kind).toBe('recorded');
    expect((await send({ ...qarFields, support: 'Other.' })).kind).toBe('settled');
    expect((await reviewOf(world)).versions).toHaveLength(1);
  });

  it('begins with the evening notes where nothing was agreed, each once', async () => {
    const world = await writtenReview(fresh.store);
    const { finding } = world.store.entities;
    const note = { about: world.about, notedAt: '2027-01-12T18:00:00.000Z' };
    await finding
      .create({ ...note, finding: 'day-1.www.01', kind: 'www', heading: 'leadership', text: 'Calm corridors.' })
      .go();
    await finding
      .create({ ...note, finding: 'day-2.www.01', kind: 'www', heading: 'leadership', text: 'Calm corridors.' })
      .go();
    await finding.create({ ...note, finding: 'day-2.ebi.01', kind: 'ebi', text: 'More reading aloud.' }).go();
    const bound = await draftReport.bind(asking(world, draftReport), world.deps);
    const shown = fieldsAsShown(bound);
    expect(shown['www.leadership']).toBe('Calm corridors.');
    expect(shown['ebi.leadership']).toBe('More reading aloud.');
    expect(shown['estimate.overall']).toBeUndefined();
  });

  it('begins with what was agreed on day 3 and what the host told us, and says what stayed open', async () => {
    const world = await writtenReview(fresh.store);
    const { finding, review } = world.store.entities;
    await finding
      .create({
        about: world.about,
        finding: 'day-1.www.01',
        kind: 'www',
        heading: 'leadership',
        text: 'Noted.',
        notedAt: '',
      })
      .go();
    await review
      .patch({ about: world.about })
      .set({
        findings: {
          framework: 'qar-2019',
          headings: { leadership: { www: ['Agreed.', 'Agreed too.'], ebi: [] } },
          estimates: { leadership: 'leading', overall: 'effective' },
          agreement: { agreed: false, disagreement: 'The second point.' },
        },
        preparation: {
          informationForm: { context: 'Two forms a year.' },
          areaOfExcellence: { title: 'Early reading', why: 'Daily.', evidence: 'Seen.', contactRole: 'Reading lead' },
        },
      })
      .go();
    await review
      .create({
        ...(await world.store.needReview(world.about)),
        about: 'qar-2025-100183',
        year: '2025',
        day1: '2026-01-13',
        publishedAt: '2026-02-10T10:00:00.000Z',
      })
      .go();
    const { bound } = await (await askAndOpen(world, draftReport)).open();
    expect(fieldsAsShown(bound)).toMatchObject({
      'www.leadership': 'Agreed.\nAgreed too.',
      'ebi.leadership': '',
      'estimate.leadership': 'leading',
      'estimate.overall': 'effective',
      context: 'Two forms a year.',
      'area.title': 'Early reading',
      'area.contact': 'Reading lead',
      'cover.last-review': 'QAR, Tuesday 13 to Thursday 15 January 2026',
    });
    expect(pageOf(bound).text).toContain('The second point.');
  });

  it('is refused in words, and each error leads to its field', async () => {
    const world = await writtenReview(fresh.store);
    const bound = await draftReport.bind(asking(world, draftReport), world.deps);
    const { 'estimate.overall': _, ...noEstimate } = qarFields;
    expect(errorsOf(bound, noEstimate)).toEqual({ 'estimate.overall': 'Select an overall estimate' });
    const wrong = {
      ...qarFields,
      'www.disadvantaged-and-additional-needs': '',
      'area.title': '',
    };
    expect(errorsOf(bound, wrong)).toEqual({
      'www.disadvantaged-and-additional-needs':
        "Write at least one line under 'Quality of provision and outcomes for disadvantaged pupils and pupils with additional needs'",
      'area.title': 'Enter the title of the area of excellence',
    });
    expect(deadErrorLinks(bound, wrong)).toEqual([]);
    expect(deadErrorLinks(bound, {})).toEqual([]);
    expect(pageOf(bound, { values: wrong, errors: errorsOf(bound, wrong) }).text).toContain('There is a problem');
    expect(pageOf(bound).text).toContain("Write roles, not names: 'the subject leader for mathematics'.");
  });

  it.each([
    ['a pupil number', 'Seen with A123456789012 in class.'],
    ['a date of birth', 'A pupil born on 3 May 2015 did well.'],
  ])('takes no %s', async (_, text) => {
    const world = await writtenReview(fresh.store);
    const bound = await draftReport.bind(asking(world, draftReport), world.deps);
    expect(errorsOf(bound, { ...qarFields, context: text }).context).toContain(
      'no data about single pupils may be here',
    );
    expect(errorsOf(bound, { ...qarFields, context: 'Pupils born in 2015. Inspected on 3 May 2024.' })).toEqual({});
  });

  it('asks about what may be a date of birth, which can be confirmed to be none', async () => {
    const world = await writtenReview(fresh.store);
    const bound = await draftReport.bind(asking(world, draftReport), world.deps);
    const fields = { ...qarFields, context: 'Fire drill on 03/05/2025.' };
    const errors = errorsOf(bound, fields);
    expect(errors).toEqual({
      context:
        '‘03/05/2025’ looks like a date of birth. Take it out, or tick at the end of the form that nobody can tell from it which pupil is meant',
    });
    const page = pageOf(bound, { values: fields, errors });
    expect(page.text).toContain('It has ‘03/05/2025’ in it');
    const box = page.$('input[type="checkbox"]');
    expect(box).toHaveLength(1);
    const confirmed = { ...fields, [box.attr('name') ?? '']: box.attr('value') ?? '' };
    expect(errorsOf(bound, confirmed)).toEqual({});
    // The tick is for these words: others, and what is certain, are not confirmed with it.
    expect(errorsOf(bound, { ...confirmed, support: 'Since 04/06/2025.' })).toHaveProperty('support');
    expect(errorsOf(bound, { ...confirmed, support: 'DOB 4.6.2015' })).toEqual({
      support: expect.stringContaining('is a date of birth'),
    });
    expect(pageOf(bound, { values: qarFields, errors: {} }).$('input[type="checkbox"]')).toHaveLength(0);
  });

  it('is limited by the room that it takes, which other alphabets need more of', async () => {
    const world = await writtenReview(fresh.store);
    const bound = await draftReport.bind(asking(world, draftReport), world.deps);
    const lines = (letter: string) => Array.from({ length: 10 }, () => letter.repeat(600)).join('\n');
    expect(errorsOf(bound, { ...qarFields, context: lines('a') })).toEqual({});
    expect(errorsOf(bound, { ...qarFields, context: lines('প') })).toEqual({
      context:
        'The context must be 16,000 characters or fewer, of which letters of other alphabets count twice or three times, and emoji four times',
    });
  });

  it('of a TPR has no estimate and no area of excellence anywhere', async () => {
    const world = await writtenReview(fresh.store, 'TPR');
    const bound = await draftReport.bind(asking(world, draftReport), world.deps);
    expect(pageOf(bound).html).not.toMatch(/estimate|excellence/i);
    expect(await askAndAnswer(world, draftReport, tprFields)).toEqual({ outcome: 'drafted' });
    const read = await qualityRead.bind(asking(world, qualityRead), world.deps);
    expect(pageOf(read).text).toContain('Plan three meetings for the next term.');
    expect(pageOf(read).html).not.toMatch(/estimate|excellence/i);
  });
});

describe('the quality read', () => {
  it('shows the whole draft and sends wishes back to the lead reviewer', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    const { open } = await askAndOpen(world, qualityRead);
    expect(pageOf((await open()).bound).text).toContain('Governors saw more of it.');
    expect(await askAndAnswer(world, qualityRead, { ready: 'changes-wanted', words: 'Say how you know.' })).toEqual({
      outcome: 'changes-wanted',
      drafted: true,
    });
    const again = await draftReport.bind(asking(world, draftReport, { round: 2 }), world.deps);
    expect(pageOf(again).text).toContain('Say how you know.');
    expect(fieldsAsShown(again)).toMatchObject({
      'ebi.leadership': qarFields['ebi.leadership'],
      'estimate.overall': 'effective',
    });
  });

  it('is refused in words', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    const bound = await qualityRead.bind(asking(world, qualityRead), world.deps);
    expect(errorsOf(bound, {})).toEqual({ ready: 'Select whether the draft is ready' });
    expect(errorsOf(bound, { ready: 'changes-wanted' })).toEqual({ words: 'Write what should be changed' });
    expect(errorsOf(bound, { ready: 'ready', words: 'Change it' }).ready).toContain('You wrote what should be changed');
    expect(deadErrorLinks(bound, {})).toEqual([]);
  });

  it('takes silence for ready', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    expect(await letExpire(world, qualityRead)).toEqual({ outcome: 'ready', drafted: true });
  });

  it('without a draft offers nothing but to ask again, and its silence pauses the review', async () => {
    const world = await writtenReview(fresh.store);
    expect(await letExpire(world, draftReport)).toEqual({ outcome: 'missing' });
    const bound = await qualityRead.bind(asking(world, qualityRead), world.deps);
    expect(pageOf(bound).title).toBe('There is no draft yet');
    expect(pageOf(bound).$('input[type=radio]')).toHaveLength(0);
    expect(errorsOf(bound, { ready: 'ready' })).toHaveProperty('ready');
    const fields = fieldsAsShown(bound);
    expect(await askAndAnswer(world, qualityRead, fields)).toEqual({ outcome: 'changes-wanted', drafted: false });
    expect(await letExpire(world, qualityRead, { round: 2 })).toEqual({ outcome: 'no-draft', drafted: false });
    expect((await reviewOf(world)).review.status).toBe('paused');
  });
});

describe('the check of the facts', () => {
  it('keeps comments with their lines on the version they are about', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    const outcome = await askAndAnswer(world, checkFacts, {
      checked: 'comments',
      'kind.ebi.leadership.2': 'fact',
      'text.ebi.leadership.2': 'They did in autumn.',
      'kind.report': 'disagree',
      'text.report': 'The tone is too hard.',
    });
    expect(outcome).toEqual({ outcome: 'comments' });
    const { versions } = await reviewOf(world);
    expect(versions[0]?.comments).toEqual([
      expect.objectContaining({
        address: 'ebi.leadership.2',
        line: 'Governors saw more of it.',
        kind: 'fact',
        text: 'They did in autumn.',
        by: 'host',
        round: 1,
      }),
      expect.objectContaining({ address: 'report', kind: 'disagree' }),
    ]);
  });

  it('can find everything right', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    const { open } = await askAndOpen(world, checkFacts);
    const { bound } = await open();
    expect(pageOf(bound).$('details[open]')).toHaveLength(0);
    expect(await askAndAnswer(world, checkFacts, { ...fieldsAsShown(bound), checked: 'right' })).toEqual({
      outcome: 'no-comments',
    });
  });

  it('is refused in words, with the commented line open', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    const bound = await checkFacts.bind(asking(world, checkFacts), world.deps);
    expect(errorsOf(bound, {})).toEqual({ checked: 'Select whether you have comments' });
    expect(errorsOf(bound, { checked: 'comments' })).toEqual({
      checked: 'Write at least one comment below, or select that the report is right',
    });
    const half = { checked: 'comments', 'text.context.1': 'We have three forms.' };
    expect(errorsOf(bound, half)).toEqual({
      'kind.context.1': "Select whether a fact is wrong or you disagree, for 'A two-form entry primary school.'",
    });
    expect(pageOf(bound, { values: half, errors: errorsOf(bound, half) }).$('details[open]')).toHaveLength(1);
    expect(deadErrorLinks(bound, half)).toEqual([]);
    const both = { checked: 'right', 'kind.context.1': 'fact', 'text.context.1': 'Three.' };
    expect(errorsOf(bound, both).checked).toContain('You wrote comments');
  });

  it('takes silence for no comments', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    expect(await letExpire(world, checkFacts)).toEqual({ outcome: 'no-comments' });
  });
});

it('comments are limited together by the room that they take', () => {
  const lines = Array.from({ length: 25 }, (_, index) => ({ address: `context.${index + 1}`, text: 'A line' }));
  const commentsOf = (letter: string) =>
    Object.fromEntries(
      lines.flatMap(({ address }) => [
        [`kind.${address}`, 'fact'],
        [`text.${address}`, letter.repeat(1000)],
      ]),
    );
  expect(readFactCheck({ checked: 'comments', ...commentsOf('a') }, lines)).toMatchObject({ ok: true });
  expect(readFactCheck({ checked: 'comments', ...commentsOf('প') }, lines)).toMatchObject({
    ok: false,
    errors: { checked: expect.stringContaining('All comments together must be 60,000 characters or fewer') },
  });
});

describe('the amendment', () => {
  const comments = {
    checked: 'comments',
    'kind.ebi.leadership.2': 'fact',
    'text.ebi.leadership.2': 'They did in autumn.',
  };

  it('answers each comment beside its field and is the next version', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    await askAndAnswer(world, checkFacts, comments);
    const { open } = await askAndOpen(world, amendReport);
    const { bound } = await open();
    const { $ } = pageOf(bound);
    expect($('textarea[name="reply.1"]').closest('.govuk-inset-text').text()).toContain('They did in autumn.');
    expect(
      $('textarea')
        .toArray()
        .map((element) => $(element).attr('name'))
        .join(' '),
    ).toContain('reply.1 ebi.leadership ');

    const fields = { ...fieldsAsShown(bound), 'ebi.leadership': 'Middle leaders looked at work across years.' };
    expect(errorsOf(bound, fields)).toEqual({ 'reply.1': 'Enter an answer to this comment' });
    expect(await askAndAnswer(world, amendReport, { ...fields, 'reply.1': 'Taken out.' })).toEqual({
      outcome: 'amended',
    });
    const { review, versions } = await reviewOf(world);
    expect(versions.map(({ version }) => version)).toEqual(['001', '002']);
    expect(versions[0]?.comments).toEqual([
      expect.objectContaining({ text: 'They did in autumn.', reply: 'Taken out.' }),
    ]);
    expect(reportState(review).latest).toEqual({ version: '002', hash: versions[1]?.hash });
    expect(storedContent(versions[1] as never, qar).findings.leadership?.ebi).toEqual([
      'Middle leaders looked at work across years.',
    ]);
  });

  it('that changes nothing is no new version, and can be sent twice', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    await askAndAnswer(world, checkFacts, comments);
    const { open, send } = await askAndOpen(world, amendReport);
    const fields = { ...fieldsAsShown((await open()).bound), 'reply.1': 'It stays.' };
    expect((await send(fields)).kind).toBe('recorded');
    expect((await send(fields)).kind).toBe('recorded');
    const { versions } = await reviewOf(world);
    expect(versions).toHaveLength(1);
    expect(versions[0]?.comments).toEqual([expect.objectContaining({ reply: 'It stays.' })]);
  });

  it('may not come', async () => {
    const world = await writtenReview(fresh.store);
    await askAndAnswer(world, draftReport, qarFields);
    await askAndAnswer(world, checkFacts, comments);
    expect(await letExpire(world, amendReport)).toEqual({ outcome: 'not-amended' });
  });
});
