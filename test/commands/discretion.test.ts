/** Why somebody cannot come, and why a review moves, is read by the central team alone: in all mails and pages that follow. */
import { beforeEach, describe, expect, it } from 'vitest';
import { heldDataPage } from '../../lambdas/app/held-data-page.tsx';
import { giveBackPlace } from '../../lambdas/commands/give-back-place.ts';
import { mayReadReasons, ownReason, reasonFor } from '../../lambdas/members/reasons.ts';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { reviewPage } from '../../lambdas/portal/review-page.tsx';
import { confirmAttendance } from '../../lambdas/preparation/questions/confirm-attendance.tsx';
import { rightsOf } from '../../lambdas/questions/who-sees-what.ts';
import type { TrainingSession } from '../../lambdas/store/store.ts';
import { endedForOthers } from '../../lambdas/subscription/membership-mails.ts';
import { invite } from '../../lambdas/team/questions/invite.tsx';
import { sessionCancelled } from '../../lambdas/training/training-mails.ts';
import { askAndAnswer, interviewDeps } from '../team/interview.tsx';
import { ABOUT, asked } from '../team/network.ts';
import { useSteering } from './fixture.ts';
import { writeTeam } from './team-that-accepted.ts';

const steering = useSteering();
const { fresh } = steering;
const AT = '2026-12-21T10:00:00.000Z';
const MARK = 'Quillfeather';
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };

/** What everybody but the central team was sent, and reads of the review and of themselves afterwards. */
async function readByOthers(
  authors: readonly string[] = [],
): Promise<{ readonly mails: string[]; readonly pages: string[] }> {
  const mails = steering
    .sent()
    .filter(({ to }) => to.role !== 'central-team')
    .map((notice) => JSON.stringify(notice));
  const whole = await fresh.store.needReviewAtHand(ABOUT);
  const pages = (['host', 'in-team', 'colleague', 'hub-manager', 'invited'] as const).map((standing) =>
    reviewPage(whole, rightsOf(standing, whole), site, { reader: { person: 'person-2', role: 'reviewer', at: AT } }),
  );
  for (const person of ['lead-1', 'person-2', 'head-1'].filter((one) => !authors.includes(one))) {
    const reader = { person, role: 'reviewer' } as const;
    const shown = await heldDataPage.show(person, reader, steering.context(), AT);
    const file = await heldDataPage.file?.(person, reader, steering.context(), AT);
    if (shown) pages.push(readingPage(site, shown));
    if (file) pages.push(file.json);
  }
  return { mails, pages };
}

describe('a reason stays with the central team', () => {
  beforeEach(() => writeTeam(fresh.store));

  it.each([
    [{ act: 'postpone', reason: 'bereavement' }, 'a bereavement', 'for a reason at the school'],
    [{ act: 'cancel', reason: MARK }, MARK, 'for a reason at the school'],
    [{ act: 'replace-reviewer', seat: 'seat-1', reason: MARK }, MARK, 'cannot come after all'],
  ] as const)('of %o', async (act, mark, instead) => {
    expect(await steering.steer({ at: AT, ...act })).toMatchObject({ done: true });
    const { mails, pages } = await readByOthers();
    expect(mails.length).toBeGreaterThan(0);
    expect(pages.length).toBeGreaterThan(5);
    expect([...mails, ...pages].filter((words) => words.includes(mark))).toEqual([]);
    expect(mails.join()).toContain(instead);
    // It is kept, and the central team reads it.
    const kept = [await fresh.store.needWholeReview(ABOUT), await fresh.store.audit(ABOUT)];
    expect(JSON.stringify(kept)).toContain(mark);
  });

  it('of a place that is given back', async () => {
    const gives = { about: ABOUT, person: 'person-1', reason: MARK, at: AT, link: 'link-1' };
    expect(await giveBackPlace(gives, steering.context())).toBe('given-back');
    const { mails, pages } = await readByOthers();
    expect(mails.length).toBeGreaterThan(1);
    expect([...mails, ...pages].filter((words) => words.includes(MARK))).toEqual([]);
    const own = { person: 'person-1', role: 'reviewer' } as const;
    expect((await heldDataPage.file?.('person-1', own, steering.context(), AT))?.json).toContain(MARK);
  });

  it('of whoever cannot come near the visit, or declines', async () => {
    const deps = interviewDeps(fresh.store);
    const near = { at: '2027-01-05T09:00:00.000Z', expiresAt: '2027-01-11T17:00:00.000Z' };
    const attendance = asked('confirm-attendance', { ...near, subject: 'person-1', person: 'person-1' });
    await askAndAnswer(confirmAttendance, attendance, { answer: 'no', reason: MARK }, deps);
    const host = asked('confirm-attendance', { ...near, subject: 'head-1', person: 'head-1' });
    await askAndAnswer(confirmAttendance, host, { answer: 'no', reason: MARK }, deps);
    const invitation = asked('invite', { subject: 'seat-2', person: 'person-2' });
    await askAndAnswer(invite, invitation, { answer: 'decline', reason: 'other', text: MARK }, deps);
    expect(deps.notices.length).toBeGreaterThan(2);
    expect(deps.notices.filter((notice) => JSON.stringify(notice).includes(MARK))).toEqual([]);
    const { pages } = await readByOthers(['person-1', 'person-2', 'head-1']);
    expect(pages.filter((words) => words.includes(MARK))).toEqual([]);
  });

  it('of a membership that is declined, to a hub’s manager', () => {
    const ended = {
      member: { member: '900001', kind: 'school', name: 'Hill View' },
      membership: { kind: 'renewal', reason: MARK },
      ending: 'declined',
      year: { year: '2026', starts: '2026-09-01', ends: '2027-07-31' },
    } as unknown as Parameters<typeof endedForOthers>[0];
    expect(JSON.stringify(endedForOthers(ended, { hub: 'hub-1', person: 'p' }))).not.toContain(MARK);
    expect(JSON.stringify(endedForOthers(ended, 'central-team'))).toContain(MARK);
  });

  it('of a training that does not take place', () => {
    const session = {
      ...{ session: 'training-qar-2026-11-05', programme: 'QAR', date: '2026-11-05', from: '10:00', to: '15:00' },
      ...{ place: 'online', reason: MARK, startsAt: AT, endsAt: AT },
    } as unknown as TrainingSession;
    const to = { person: 'p', name: 'P', email: 'p@x.example', role: 'reviewer' } as const;
    expect(JSON.stringify(sessionCancelled(session, to, 'https://x.example'))).not.toContain(MARK);
  });

  it('by one rule', () => {
    const roles = ['central-team', 'host', 'lead', 'reviewer', 'hub-manager'];
    expect(roles.filter(mayReadReasons)).toEqual(['central-team']);
    expect(reasonFor('host', MARK, 'trust')).toBe('a reason at the trust');
    expect(reasonFor('central-team', MARK, 'trust')).toBe(MARK);
    expect(ownReason({ status: 'withdrawn', reason: `The host objected: ${MARK}` })).toBe('known to the central team');
    expect(ownReason({ status: 'declined', reason: MARK })).toBe(MARK);
  });
});
