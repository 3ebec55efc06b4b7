import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { findingsOf, hashOfFindings } from '../../lambdas/visit/findings.ts';
import { readFindings, typedBefore } from '../../lambdas/visit/findings-form.ts';
import { agreeFindings } from '../../lambdas/visit/questions/agree-findings.tsx';
import { eveningNote } from '../../lambdas/visit/questions/evening-note.tsx';
import { findings } from '../../lambdas/visit/questions/findings.tsx';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked, lead, type reviewRow, writeNetwork } from '../team/network.ts';

const fresh = useStore();
const at = '2027-01-12T16:00:00.000Z';
const ask = (question: string, round = 1) => asked(question, { at, round, expiresAt: '2027-01-18T17:00:00.000Z' });
const byLead = { person: 'lead-1', role: 'lead', at } as const;
const byHead = { person: 'head-1', role: 'host', at } as const;
const qar = settingsOf2026('QAR').settings.report.framework;
const tpr = settingsOf2026('TPR').settings.report.framework;

const estimates = {
  'leadership-estimate': 'leading',
  'provision-and-outcomes-estimate': 'effective',
  'disadvantaged-and-additional-needs-estimate': 'effective',
  'overall-estimate': 'effective',
};
const recorded = {
  'leadership-www': 'Leaders know the school\nStaff grow',
  'leadership-ebi': 'Governors see more',
  ...estimates,
};

async function writeReviewWithLead(changes: Parameters<typeof reviewRow>[0] = {}): Promise<void> {
  const { store } = fresh;
  await writeNetwork(store, [lead(1)], { stage: 'visit', ...changes });
  await store.write([
    store.rows.seat
      .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Lead 1' })
      .commit(),
  ]);
}

describe('the evening note', () => {
  beforeEach(() => writeReviewWithLead());

  test('asks by heading and part of the review’s framework', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(eveningNote, ask('evening-note'), deps);
    const html = htmlOf(bound);
    for (const { title } of qar.headings) expect(html).toContain(title);
    expect(html).toContain('Even better if');
    expect(deps.mails[0]?.subject).toBe('Day 1: what is emerging? QAR at Hill View Primary School');
    expect(bound.read({}, byLead)).toEqual({ ok: false, errors: { 'leadership-www': 'Enter at least one point' } });
    expect(bound.read({ 'leadership-www': 'A pupil born on 3 May 2015 did well' }, byLead)).toMatchObject({
      errors: { 'leadership-www': expect.stringContaining('no data about single pupils may be here') },
    });
    const many = Array.from({ length: 11 }, (_, index) => `Point ${index}`).join('\n');
    expect(bound.read({ 'leadership-ebi': many }, byLead)).toEqual({
      ok: false,
      errors: {
        'leadership-ebi': 'Write no more than 10 points under ‘Even better if: Leadership at all levels’, one a line',
      },
    });
    // As many points as may be, and as long: of letters that take three bytes each they do not fit into the row.
    const full = (letter: string) => Array.from({ length: 10 }, () => letter.repeat(399)).join('\n');
    expect(bound.read({ 'leadership-ebi': full('é') }, byLead)).toMatchObject({ ok: true });
    expect(bound.read({ 'leadership-ebi': full('ப') }, byLead)).toEqual({
      ok: false,
      errors: {
        'leadership-ebi':
          '‘Even better if: Leadership at all levels’ must be 8,000 characters or fewer, of which letters of other alphabets count twice or three times, and emoji four times',
      },
    });
    expect(htmlOf(bound, { errors: { 'leadership-www': 'Enter at least one point' } })).toContain('at least one point');
    expect(bound.silence(at)).toEqual({ outcome: { outcome: 'no-note' } });
  });

  test('becomes findings, one for each line, numbered through the headings', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    const fields = {
      'leadership-www': '- Leaders know the school\n\n2) Staff grow',
      'provision-and-outcomes-www': 'Reading',
      'provision-and-outcomes-ebi': 'Writing',
    };

    await askAndAnswer(eveningNote, ask('evening-note'), fields, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'noted' }]);
    const rows = (await store.needWholeReview(ABOUT)).findings;
    expect(rows.map(({ finding, heading, text }) => [finding, heading, text])).toEqual([
      ['day-1.ebi.01', 'provision-and-outcomes', 'Writing'],
      ['day-1.www.01', 'leadership', 'Leaders know the school'],
      ['day-1.www.02', 'leadership', 'Staff grow'],
      ['day-1.www.03', 'provision-and-outcomes', 'Reading'],
    ]);
  });

  test('of a visit begun anew takes the place of the old one', async () => {
    const { store } = fresh;
    await askAndAnswer(eveningNote, ask('evening-note'), { 'leadership-www': 'One\nTwo' }, interviewDeps(store));
    await store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).go();

    await askAndAnswer(
      eveningNote,
      { ...ask('evening-note'), turn: 2 },
      { 'leadership-www': 'Three' },
      interviewDeps(store),
    );

    expect((await store.needWholeReview(ABOUT)).findings.map(({ text }) => text)).toEqual(['Three']);
  });
});

describe('the findings', () => {
  beforeEach(() => writeReviewWithLead());

  test('begin with the notes of both evenings and need an estimate for each heading and over all', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(eveningNote, ask('evening-note', 1), { 'leadership-www': 'First evening' }, deps);
    await askAndAnswer(eveningNote, ask('evening-note', 2), { 'leadership-www': 'Second evening' }, deps);
    const { bound } = await askAndOpen(findings, ask('findings'), deps);

    expect(bound.page().values).toMatchObject({ 'leadership-www': 'First evening\nSecond evening' });
    expect(htmlOf(bound)).toContain('Working Towards Effective');
    expect(bound.read({ 'leadership-www': 'x' }, byLead)).toEqual({
      ok: false,
      errors: {
        'leadership-estimate': 'Select the estimate for ‘Leadership at all levels’',
        'provision-and-outcomes-estimate': 'Select the estimate for ‘Quality of provision and outcomes’',
        'disadvantaged-and-additional-needs-estimate': expect.stringContaining('Select the estimate for'),
        'overall-estimate': 'Select the overall estimate',
      },
    });
    expect(bound.read(estimates, byLead)).toEqual({
      ok: false,
      errors: { 'leadership-www': 'Enter at least one point' },
    });
    expect(htmlOf(bound, { errors: { 'overall-estimate': 'Select the overall estimate' } })).toContain('Error:');
    expect(bound.silence(at)).toEqual({ outcome: { outcome: 'no-findings' } });
  });

  test('are agreed by the host as the text of a hash', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(findings, ask('findings'), recorded, deps);
    const before = findingsOf(await store.needReview(ABOUT));
    const { bound } = await askAndOpen(agreeFindings, ask('agree-findings'), deps);
    expect(htmlOf(bound)).toContain('Governors see more');
    expect(htmlOf(bound)).toContain('Leading');

    await askAndAnswer(agreeFindings, ask('agree-findings'), { answer: 'agree' }, deps);

    const after = findingsOf(await store.needReview(ABOUT));
    expect(before?.headings.leadership).toEqual({
      www: ['Leaders know the school', 'Staff grow'],
      ebi: ['Governors see more'],
    });
    expect(before?.estimates).toEqual({
      leadership: 'leading',
      'provision-and-outcomes': 'effective',
      'disadvantaged-and-additional-needs': 'effective',
      overall: 'effective',
    });
    expect(after?.agreement).toEqual({ agreed: true, hash: before?.hash, at, disagreement: '' });
    expect(deps.outcomes).toEqual([{ outcome: 'recorded' }, { outcome: 'agreed' }]);
  });

  test('that changed while the host read them are not agreed by mistake', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(findings, ask('findings'), recorded, deps);
    const { bound } = await askAndOpen(agreeFindings, ask('agree-findings'), deps);
    await askAndAnswer(findings, ask('findings', 2), { ...recorded, 'leadership-ebi': 'Something else' }, deps);

    const read = bound.read({ answer: 'agree' }, byHead);

    expect(read.ok && (await store.write(read.taken.effects()))).toEqual({ written: false, refused: [0] });
    expect(read.ok && read.taken.conflict?.()).toMatchObject({
      sentence: expect.stringContaining('changed the findings'),
    });
    expect(findingsOf(await store.needReview(ABOUT))?.agreement).toBeUndefined();
  });

  test('that the host does not agree to come back to the lead with its words', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(findings, ask('findings'), recorded, deps);
    await askAndAnswer(
      agreeFindings,
      ask('agree-findings'),
      { answer: 'disagree', disagreement: 'Staff grow is too general' },
      deps,
    );

    const { bound } = await askAndOpen(findings, ask('findings', 2), deps);

    expect(htmlOf(bound)).toContain('Staff grow is too general');
    expect(bound.page().values).toMatchObject({
      'leadership-estimate': 'leading',
      'leadership-ebi': 'Governors see more',
    });
    expect(deps.mails.at(-1)?.subject).toContain('Please look at the findings again');
    expect(deps.outcomes.at(-1)).toEqual({ outcome: 'disagreed' });
  });

  test('disagreeing needs words; silence is no agreement', async () => {
    const { bound } = await askAndOpen(agreeFindings, ask('agree-findings'), interviewDeps(fresh.store));
    expect(bound.read({ answer: 'disagree' }, byHead)).toEqual({
      ok: false,
      errors: { disagreement: 'Enter where you do not agree' },
    });
    expect(bound.read({}, byHead)).toEqual({ ok: false, errors: { answer: 'Select whether you agree' } });
    expect(bound.silence(at)).toEqual({ outcome: { outcome: 'silence' } });
    const nothing = bound.read({ answer: 'agree' }, byHead);
    expect(nothing.ok && nothing.taken.outcome).toEqual({ outcome: 'nothing-to-agree' });
    expect(htmlOf(bound)).toContain('has not recorded any findings yet');
  });
});

test('a Trust Peer Review has strengths, areas for development and next steps, and no estimate anywhere', async () => {
  await writeReviewWithLead({
    programme: 'TPR',
    hostKind: 'trust',
    host: 'trust-7',
    hostName: 'Sample Trust',
    preparation: { focusChallenge: 'Do our schools learn from each other?' },
  });
  const { store } = fresh;
  const deps = interviewDeps(store);
  const { bound } = await askAndOpen(findings, ask('findings'), deps);

  const html = htmlOf(bound);
  expect(html).toContain('Next steps');
  expect(html).toContain('Do our schools learn from each other?');
  expect(html.toLowerCase()).not.toMatch(/estimate|effective|grade|judgement/);
  const fields = {
    'focus-challenge-www': 'Trust',
    'focus-challenge-next-steps': 'Visit',
    'overall-estimate': 'leading',
  };
  await askAndAnswer(findings, ask('findings'), fields, deps);
  expect(findingsOf(await store.needReview(ABOUT))).not.toHaveProperty('estimates');
  const agree = await askAndOpen(agreeFindings, ask('agree-findings'), deps);
  expect(htmlOf(agree.bound).toLowerCase()).not.toContain('estimate');
});

describe('the form of the findings', () => {
  test('has room for every point in Latin letters, and says so of those that take more bytes than the row has', () => {
    const full = (letter: string) => Array.from({ length: 10 }, () => letter.repeat(399)).join('\n');
    expect(readFindings({ ...estimates, 'leadership-www': full('é') }, qar)).toMatchObject({ ok: true });
    expect(readFindings({ ...estimates, 'leadership-www': full('😀') }, qar)).toMatchObject({
      errors: { 'leadership-www': expect.stringContaining('emoji four times') },
    });
  });

  const line = fc.stringMatching(/^[A-Za-z][A-Za-z ]{0,30}[a-z]$/);

  test('gives back what it was given, whatever the points', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), fc.array(line, { maxLength: 10 }), (www, ebi) => {
        const fields = { 'leadership-www': www.join('\n'), 'leadership-ebi': ebi.join('\n'), ...estimates };
        const read = readFindings(fields, qar);
        expect(read.ok).toBe(true);
        if (!read.ok) return;
        const again = typedBefore(qar, { ...read.value, hash: '', recordedAt: at }, []);
        expect(readFindings(again, qar)).toEqual(read);
      }),
    );
  });

  test('the hash is of the text alone, whatever the order of its keys', () => {
    const text = { framework: 'f', headings: { a: { www: ['1'], ebi: [] }, b: { www: [], ebi: ['2'] } } };
    const turned = { headings: { b: { ebi: ['2'], www: [] }, a: { ebi: [], www: ['1'] } }, framework: 'f' };
    expect(hashOfFindings(turned)).toBe(hashOfFindings(text));
    expect(hashOfFindings({ ...text, estimates: { a: 'leading' } })).not.toBe(hashOfFindings(text));
    expect(hashOfFindings({ ...text, headings: { a: { www: [], ebi: ['1'] }, b: { www: [], ebi: ['2'] } } })).not.toBe(
      hashOfFindings(text),
    );
  });

  test('a framework without estimates reads none', () => {
    expect(readFindings({ 'focus-challenge-www': 'x', 'focus-challenge-estimate': 'leading' }, tpr)).toMatchObject({
      ok: true,
      value: expect.not.objectContaining({ estimates: expect.anything() }),
    });
  });
});
