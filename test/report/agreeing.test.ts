import { describe, expect, it } from 'vitest';
import { finalVersion, reportState } from '../../lambdas/documents/report-versions.ts';
import { openRound } from '../../lambdas/report/open-round.ts';
import { agreeReport } from '../../lambdas/report/questions/agree-report.tsx';
import { amendReport } from '../../lambdas/report/questions/amend-report.tsx';
import { checkFacts } from '../../lambdas/report/questions/check-facts.tsx';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import { settleReport } from '../../lambdas/report/questions/settle-report.tsx';
import { writeVersion } from '../../lambdas/report/write-version.ts';
import { useStore } from '../support/store.ts';
import { deadErrorLinks, errorsOf, fieldsAsShown, pageOf } from './pages.ts';
import {
  AT,
  askAndAnswer,
  askAndOpen,
  asking,
  letExpire,
  qarFields,
  type World,
  writtenReview,
} from './written-review.ts';

const fresh = useStore();

async function drafted(): Promise<World> {
  const world = await writtenReview(fresh.store);
  await askAndAnswer(world, draftReport, qarFields);
  return world;
}

const whole = (world: World) => world.store.needWholeReview(world.about);
const host = { subject: 'host' };
const lead = { subject: 'lead' };

/** The agreement form as shown, with an answer. */
async function agreement(world: World, side: { subject: string }, fields: Record<string, string>, round = 1) {
  const { open } = await askAndOpen(world, agreeReport, { ...side, round });
  return { ...fieldsAsShown((await open()).bound), ...fields };
}

describe('agreeing', () => {
  it('is recorded for each side, with the hash of the text', async () => {
    const world = await drafted();
    const yes = await agreement(world, host, { agreed: 'yes' });
    const first = await askAndAnswer(world, agreeReport, yes, host);
    const second = await askAndAnswer(world, agreeReport, yes, lead);
    const { review, versions } = await whole(world);
    const hash = versions[0]?.hash;
    expect(first).toEqual({ outcome: 'agreed', hash });
    expect(second).toEqual(first);
    expect(reportState(review)).toMatchObject({
      host: { hash, version: '001', at: AT },
      lead: { hash, version: '001', at: AT },
    });
    expect(finalVersion(await whole(world)).version).toBe('001');
  });

  it('by both at the same moment loses neither', async () => {
    const world = await drafted();
    const yes = await agreement(world, host, { agreed: 'yes' });
    const forHost = await askAndOpen(world, agreeReport, { ...host, round: 2 });
    const forLead = await askAndOpen(world, agreeReport, { ...lead, round: 2 });
    const both = await Promise.all([forHost.send(yes), forLead.send(yes)]);
    expect(both.map(({ kind }) => kind)).toEqual(['recorded', 'recorded']);
    const state = reportState((await whole(world)).review);
    expect(state.host?.hash).toBe(state.latest?.hash);
    expect(state.lead?.hash).toBe(state.latest?.hash);
  });

  it('to a text that is not the newest any more is refused in words', async () => {
    const world = await drafted();
    const { open, send } = await askAndOpen(world, agreeReport, host);
    const yes = { ...fieldsAsShown((await open()).bound), agreed: 'yes' };
    const now = await whole(world);
    const content = { ...(now.versions[0]?.content as object), support: ['Another line.'] } as never;
    await world.store.write(writeVersion(world.store, now, { content, by: 'central-team', at: AT }));
    expect(await send(yes)).toEqual({
      kind: 'wrong',
      errors: { form: expect.stringContaining('A newer version of the report was written') },
    });
    expect(reportState((await whole(world)).review).host).toBeUndefined();
    // The page now shows the newer text, and that one can be agreed to.
    expect((await send({ ...fieldsAsShown((await open()).bound), agreed: 'yes' })).kind).toBe('recorded');
  });

  it('to a text that is replaced between reading and writing is refused too', async () => {
    const world = await drafted();
    const bound = await agreeReport.bind(asking(world, agreeReport, host), world.deps);
    const read = bound.read({ ...fieldsAsShown(bound), agreed: 'yes' }, { person: 'head', role: 'host', at: AT });
    if (!read.ok) throw new Error('The form is right.');
    const now = await whole(world);
    const content = { ...(now.versions[0]?.content as object), support: ['Another line.'] } as never;
    await world.store.write(writeVersion(world.store, now, { content, by: 'central-team', at: AT }));
    expect(await world.store.write(read.taken.effects())).toEqual({ written: false, refused: [0] });
    expect(read.taken.conflict?.()).toEqual({ sentence: expect.stringContaining('A newer version') });
  });

  it('or not is said with a reason', async () => {
    const world = await drafted();
    const no = await agreement(world, lead, { agreed: 'no', reason: 'The estimate is too high.' });
    const outcome = await askAndAnswer(world, agreeReport, no, lead);
    expect(outcome).toEqual({ outcome: 'not-agreed', hash: no.hash });
    expect(reportState((await whole(world)).review).lead).toBeUndefined();
  });

  it('is refused in words when half said', async () => {
    const world = await drafted();
    const bound = await agreeReport.bind(asking(world, agreeReport, host), world.deps);
    const shown = fieldsAsShown(bound);
    expect(errorsOf(bound, shown)).toEqual({ agreed: 'Select whether you agree' });
    expect(errorsOf(bound, { ...shown, agreed: 'no' })).toEqual({ reason: 'Write what should be changed and why' });
    expect(errorsOf(bound, { ...shown, agreed: 'yes', reason: 'But' }).reason).toContain('You agreed and also wrote');
    expect(deadErrorLinks(bound, shown)).toEqual([]);
    expect(pageOf(bound).text).toContain('Governors saw more of it.');
  });

  it('takes silence for neither, and always has a hash', async () => {
    const world = await drafted();
    expect(await letExpire(world, agreeReport, host)).toEqual({ outcome: 'silence', hash: '' });
  });
});

describe('another round', () => {
  it('brings the reasons of whoever did not agree to the lead reviewer, though the host has no comments', async () => {
    const world = await drafted();
    const no = await agreement(world, host, { agreed: 'no', reason: 'The second line is wrong.' });
    await askAndAnswer(world, agreeReport, no, host);
    await askAndAnswer(world, agreeReport, { ...no, reason: 'I want to say more.' }, lead);
    const opened = await openRound({ about: world.about, turn: 1, round: 2, at: AT }, world);
    expect(opened.outcome).toBe('comments');

    const check = await checkFacts.bind(asking(world, checkFacts, { round: 2 }), world.deps);
    expect(pageOf(check).text).toContain('The second line is wrong.');
    expect(await askAndAnswer(world, checkFacts, { checked: 'right' }, { round: 2 })).toEqual({ outcome: 'comments' });

    const { open } = await askAndOpen(world, amendReport, { round: 2 });
    const { bound } = await open();
    const page = pageOf(bound);
    expect(page.$('textarea[name^="reply."]')).toHaveLength(1);
    expect(page.$('textarea[name="reply.1"]').closest('.govuk-inset-text').text()).toContain(
      'The second line is wrong.',
    );
    expect(page.text).toContain('I want to say more.');
    const fields = { ...fieldsAsShown(bound), 'ebi.leadership': 'One line.', 'reply.1': 'Taken out.' };
    await askAndAnswer(world, amendReport, fields, { round: 2 });

    const agree = await agreeReport.bind(asking(world, agreeReport, { ...host, round: 2 }), world.deps);
    expect(pageOf(agree).text).toContain('What has changed since version 1');
    expect(pageOf(agree).text).toContain('Taken out.');
  });

  it('keeps the comments of two checks of the same version apart', async () => {
    const world = await drafted();
    await askAndAnswer(world, checkFacts, {
      checked: 'comments',
      'kind.context.1': 'fact',
      'text.context.1': 'First.',
    });
    await letExpire(world, amendReport);
    await askAndAnswer(
      world,
      checkFacts,
      { checked: 'comments', 'kind.context.1': 'fact', 'text.context.1': 'Second.' },
      { round: 2 },
    );
    const bound = await amendReport.bind(asking(world, amendReport, { round: 2 }), world.deps);
    expect(pageOf(bound).$('textarea[name^="reply."]')).toHaveLength(1);
    expect(pageOf(bound).text).toContain('Second.');
    const { versions } = await whole(world);
    expect(versions[0]?.comments).toHaveLength(2);
  });

  it('after silence has nothing to amend', async () => {
    const world = await drafted();
    await letExpire(world, agreeReport, host);
    expect((await openRound({ about: world.about, turn: 1, round: 2, at: AT }, world)).outcome).toBe('no-comments');
    expect(await letExpire(world, checkFacts, { round: 2 })).toEqual({ outcome: 'no-comments' });
  });

  it('has the working days of the first, counted from the day it opens, and run twice it is the same', async () => {
    const world = await drafted();
    const before = (await whole(world)).review.clock as object;
    const input = { about: world.about, turn: 1, round: 2, at: '2027-02-11T10:00:00.000Z' };
    const { clock } = await openRound(input, world);
    expect(await openRound(input, world)).toEqual({ outcome: 'no-comments', clock });
    // Thursday 11 February and 5, 8 and 10 working days; the review of the example has no break of its own.
    expect(clock.factCheck).toEqual({
      opens: input.at,
      due: '2027-02-18T17:00:00.000Z',
      expires: '2027-02-19T17:00:00.000Z',
    });
    expect(clock.amend).toMatchObject({ due: '2027-02-23T17:00:00.000Z', expires: '2027-03-03T17:00:00.000Z' });
    expect(clock.agreeReport).toMatchObject({ due: '2027-02-25T17:00:00.000Z', expires: '2027-03-05T17:00:00.000Z' });
    expect((await whole(world)).review.clock).toEqual({ ...before, ...clock });
  });
});

describe('settling', () => {
  it('is the central team deciding on a text, and the report says so', async () => {
    const world = await drafted();
    const no = await agreement(world, host, { agreed: 'no', reason: 'Too hard.' }, 3);
    await askAndAnswer(world, agreeReport, no, { ...host, round: 3 });
    const { open } = await askAndOpen(world, settleReport, { round: 3 });
    const { bound } = await open();
    expect(pageOf(bound).text).toContain('Too hard.');
    expect(pageOf(bound).text).toContain('The lead reviewerDid not answer');
    const shown = fieldsAsShown(bound);
    expect(errorsOf(bound, shown)).toEqual({ settled: 'Write why you settle on this text' });
    expect(deadErrorLinks(bound, {})).toEqual([]);
    expect(await askAndAnswer(world, settleReport, { ...shown, settled: 'Both were heard.' }, { round: 3 })).toEqual({
      outcome: 'settled',
    });
    const final = finalVersion(await whole(world));
    expect(final).toMatchObject({ version: '002', writtenBy: 'central-team' });
    expect(final.content).toMatchObject({ settled: 'Settled by the central team: Both were heard.' });
  });

  it('takes silence for a pause', async () => {
    const world = await drafted();
    expect(await letExpire(world, settleReport, { round: 3 })).toEqual({ outcome: 'silence' });
    expect((await whole(world)).review.status).toBe('paused');
  });
});
