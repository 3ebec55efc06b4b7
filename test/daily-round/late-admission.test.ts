/** The function that takes a newcomer's word dies before it has begun the admission. */
import { beforeEach, expect, it } from 'vitest';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { confirmRegistration, keepBegun } from '../../lambdas/subscription/confirm-registration.ts';
import { admissionToBegin } from '../../lambdas/subscription/late-admission.ts';
import { type RegisteringDeps, register, registrationOf } from '../../lambdas/subscription/registration.ts';
import { lunchQuestion, secretOf } from '../questions/fixture.ts';
import { LATER, writeWorld } from '../subscription/fixture.ts';
import { dieAfterCommit } from '../support/dying.ts';
import { useStore } from '../support/store.ts';
import { type Round, roundOver } from './daily-round-deps.ts';

const fresh = useStore();
const ABOUT = 'membership-2026-900777';
const FRIDAY = '2026-02-06T07:30:00.000Z';
let deps: Round['deps'] & RegisteringDeps;
let started: Round['started'];
let registration: string;

beforeEach(async () => {
  await writeWorld(fresh.store);
  const round = roundOver(lunchQuestion(fresh.store), fresh.store);
  started = round.started;
  deps = Object.assign(round.deps, { charityName: 'The Charity' });
  const interest = {
    kind: 'school' as const,
    urn: '900777',
    phase: 'secondary' as const,
    name: 'Brook Lane School',
    postcode: 'AB1 2CD',
    contactName: 'Robin Field',
    jobTitle: 'Head',
    email: 'robin@brooklane.example',
  };
  await register(interest, deps, LATER);
  const hash = hashOfLink(secretOf(deps.mails.at(-1)?.content)) ?? '';
  registration = (await fresh.store.link(hash))?.about ?? '';
});

const confirm = async () => {
  const version = (await registrationOf(registration, LATER, fresh.store))?.version ?? '';
  return confirmRegistration(registration, version, deps, LATER);
};

it('is begun by the next daily round, once, when nobody presses the button again', async () => {
  const version = (await registrationOf(registration, LATER, fresh.store))?.version ?? '';
  const dying = dieAfterCommit(1);
  await expect(confirmRegistration(registration, version, deps, LATER)).rejects.toThrow();
  expect(dying.isDead).toBe(true);
  dying.end();
  await dailyRound({ at: FRIDAY }, deps);
  await dailyRound({ at: FRIDAY }, deps);
  expect(started).toEqual([`admission of ${ABOUT}`]);
});

it('stays with the daily round while it cannot be begun', async () => {
  await confirm();
  const { startAdmission } = deps;
  Object.assign(deps, { startAdmission: () => Promise.reject(new Error('Step Functions is away')) });
  await dailyRound({ at: FRIDAY }, deps);
  Object.assign(deps, { startAdmission });
  await dailyRound({ at: '2026-02-09T07:30:00.000Z' }, deps);
  expect(started).toEqual([`admission of ${ABOUT}`]);
});

it('is no matter of the daily round once it was begun', async () => {
  const confirmed = await confirm();
  if (confirmed.kind !== 'confirmed' || !confirmed.start) throw new Error('Nothing was confirmed.');
  await keepBegun(registration, confirmed.start, LATER, fresh.store);
  expect((await registrationOf(registration, LATER, fresh.store))?.begunAt).toBe(LATER);
  await dailyRound({ at: FRIDAY }, deps);
  expect(started).toEqual([]);
});

it('is begun while the subscription waits for it, and not when that is settled', async () => {
  await confirm();
  expect(await admissionToBegin(ABOUT, fresh.store)).toEqual({ member: '900777', year: '2026' });
  await fresh.store.entities.membership.patch({ member: '900777', year: '2026' }).set({ status: 'refused' }).go();
  expect(await admissionToBegin(ABOUT, fresh.store)).toBeUndefined();
});
