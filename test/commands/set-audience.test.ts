/** The central team carries out what a head has asked for in writing about a report. */
import { beforeEach, describe, expect, it } from 'vitest';
import { setAudience } from '../../lambdas/commands/set-audience.ts';
import { publicReport } from '../../lambdas/publication/public-report.tsx';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { agreedReview, stepDeps } from '../publication/final.ts';
import type { World } from '../report/written-review.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const FINAL = '2027-02-10T11:00:00.000Z';
const AT = '2029-11-05T10:00:00.000Z';
const REASON = 'Letter of the head, 1 November 2029';

let world: World;
beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await publishReport({ about: world.about, turn: 1, at: FINAL }, stepDeps(world));
});

const review = () => fresh.store.needReview(world.about);
const isPublic = async () => (await publicReport(world.about, fresh.store)) !== undefined;
const set = (audience: string, more: object = {}) =>
  steering.steer({ act: 'set-audience', about: world.about, at: AT, audience, reason: REASON, ...more });

describe('carrying out a head’s written wish', () => {
  it('publishes, withdraws and publishes again, each with its reason in the audit, and the head is told', async () => {
    expect(await set('public')).toEqual({
      done: true,
      sentence: `The report of ${world.about} is public now. Its head is told by mail.`,
    });
    expect(await isPublic()).toBe(true);
    await set('withdrawn', { at: '2029-11-06T10:00:00.000Z' });
    expect(await isPublic()).toBe(false);
    await set('public', { at: '2029-11-07T10:00:00.000Z' });
    expect(await isPublic()).toBe(true);
    const subject = 'Who may see your report: QAR at Hill View Primary School';
    expect(steering.told()).toEqual(
      ['05', '06', '07'].map((day) => ({ kind: `audience-set.2029-11-${day}T10:00:00.000Z`, person: 'head', subject })),
    );
    const entries = (await fresh.store.audit(world.about)).filter(({ entry }) => entry === 'steered.set-audience');
    expect(entries.map(({ what, reason, who }) => [what, reason, who])).toEqual(
      ['public', 'withdrawn', 'public'].map((choice) => [
        `changed who may see the report, as its head has asked: ${choice}`,
        REASON,
        'central-team',
      ]),
    );
  });

  it('is done once where the button is pressed twice at once', async () => {
    const both = await Promise.all([set('withdrawn'), set('withdrawn', { at: '2029-11-05T10:00:01.000Z' })]);
    expect(both.map(({ done }) => done).sort()).toEqual([false, true]);
    expect(steering.told()).toHaveLength(1);
    expect(await set('withdrawn', { at: '2029-11-05T10:05:00.000Z' })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('It is so already.'),
    });
  });

  it('has told of it on record, so that a mail that does not go is sent by the daily round', async () => {
    await set('public');
    const row = await fresh.store.message(world.about, `audience-set.${AT}.head`);
    expect(row).toMatchObject({
      status: 'sending',
      person: 'head',
      content: { subject: expect.stringContaining('Who may') },
    });
  });

  it('says so where no mail reaches the head', async () => {
    await fresh.store.entities.person.patch({ person: 'head' }).set({ mail: 'bounces', mailSince: FINAL }).go();
    expect(await set('hub')).toMatchObject({ done: true, sentence: expect.stringContaining('please tell them') });
    expect(steering.told()).toEqual([]);
  });

  it('is refused in a sentence without a final report, a reason, a hub, or a review', async () => {
    expect(await set('public', { about: 'qar-2026-999999' })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('There is no review'),
    });
    expect(await set('public', { reason: '' })).toMatchObject({
      done: false,
      sentence: expect.stringContaining('say why'),
    });
    const row = () => fresh.store.entities.review.patch({ about: world.about });
    await row().remove(['hub']).go();
    expect(await set('hub')).toEqual({ done: false, sentence: 'Hill View Primary School belongs to no hub.' });
    await row().set({ status: 'cancelled' }).go();
    expect(await set('public')).toMatchObject({ done: false, sentence: expect.stringContaining('was cancelled') });
    await row().set({ status: 'under-way' }).remove(['publishedAt']).go();
    expect(await set('public')).toEqual({ done: false, sentence: `${world.about} has no final report yet.` });
    expect(setAudience.whyNot({ review: await review(), at: AT })).toContain('no final report');
  });
});
