import { describe, expect, it } from 'vitest';
import { confirmAddress } from '../support/confirm-address.ts';
import { runsOf } from '../support/review-record.ts';
import { type Scenario, silent } from '../support/scenario.ts';
import type { Season } from '../support/season.ts';
import { membershipOf } from '../support/season.ts';

/** Mails about a membership: when, to whom, and what. */
const mailsAbout = (season: Season, host: string) =>
  season.stack.inbox
    .messages()
    .filter(({ tags }) => tags.about === membershipOf(host))
    .map(({ at, to, subject }) => `${new Date(at).toISOString().slice(0, 10)} ${to.join()} ${subject.split(':')[0]}`);

export const lapses: Scenario = {
  host: '900027',
  what: 'a member that never answers',
  week: '2026-09-14',
  react: silent('sign-agreement'),
  check(season) {
    it('a membership without an answer is reminded of, escalated and lapses when the year starts', async () => {
      const { store } = season();
      expect(await store.membership('900027', '2026')).toMatchObject({ status: 'lapsed' });
      expect(await store.needMember('900027')).toMatchObject({ standing: 'lapsed' });
      expect(await store.reviewsOfHost('900027')).toHaveLength(1);
      const [head, hub, central] = [
        'zara.lacey@orchard-way-primary-school.example',
        'tom.holt@hubs.example',
        'central.team@example.org',
      ];
      expect(mailsAbout(season(), '900027')).toEqual([
        `2026-02-02 ${head} Please renew or decline`,
        `2026-02-23 ${head} Reminder`,
        `2026-03-02 ${head} Reminder`,
        `2026-03-16 ${head} Reminder`,
        `2026-03-23 ${hub} No answer yet`,
        `2026-04-13 ${central} No answer yet`,
        `2026-09-01 ${head} Your membership`,
        `2026-09-02 ${central} Membership ended`,
        `2026-09-02 ${hub} Membership ended`,
      ]);
      const [run] = runsOf(season().stack, 'subscription-2026-900027');
      expect(run).toMatchObject({ status: 'SUCCEEDED' });
      expect(run?.states.at(-1)).toBe('Let the membership lapse');
    });
  },
};

export const declines: Scenario = {
  host: '900028',
  what: 'a member that declines',
  week: '2026-09-14',
  react: { 'sign-agreement': () => ({ decision: 'decline', reason: 'We merge with our neighbour' }) },
  check(season) {
    it('a membership that is declined keeps the reason, and nothing is planned', async () => {
      const { store } = season();
      expect(await store.membership('900028', '2026')).toMatchObject({
        status: 'declined',
        reason: 'We merge with our neighbour',
      });
      expect(await store.reviewsOfHost('900028')).toHaveLength(1);
      const mails = mailsAbout(season(), '900028');
      expect(mails.slice(1).map((line) => line.slice(11))).toEqual([
        'rhys.ashdown@station-road-primary-school.example Your membership',
        'central.team@example.org Membership ended',
        'priya.vance@hubs.example Membership ended',
      ]);
      expect(mails.filter((line) => line.includes('Reminder'))).toEqual([]);
    });
  },
};

/** Sends the form at /join as a browser does, twice. */
const join = (urn: string, name: string) => async (season: Season) => {
  const fields = {
    ...{ kind: 'school', name, postcode: 'ZA5 3GX', urn, phase: 'primary' },
    ...{ 'contact-name': 'Nora Quill', 'job-title': 'Headteacher', email: `head@school-${urn}.example` },
  };
  const send = async () => {
    const response = await fetch(season.stack.localUrl('http://portal/join'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams(fields).toString(),
    });
    await response.text();
    return response.status;
  };
  const sent = [await send(), await send()];
  season.notes.set(`join ${urn}`, [...sent, ...(await confirmAddress(season.stack, fields.email))]);
};

export const newcomer: Scenario = {
  host: '910004',
  what: 'a newcomer who is admitted',
  at: { '2026-03-02T10:00:00Z': join('910004', 'Rowan Tree Primary School') },
  check(season) {
    describe(this.what, () => {
      it('registers once, is admitted, signs and gets a review', async () => {
        expect(season().notes.get('join 910004')).toEqual([200, 200, 200, 200]);
        const { store, stack } = season();
        expect(await store.membership('910004', '2026')).toMatchObject({ kind: 'newcomer', status: 'signed' });
        expect(await store.needMember('910004')).toMatchObject({
          standing: 'member',
          name: 'Rowan Tree Primary School',
        });
        const decisions = await store.decisionsAbout(membershipOf('910004'));
        expect(decisions.map(({ decision, role, status }) => `${decision} ${role} ${status}`)).toEqual([
          'admit-newcomer.1.1 central-team answered',
          'sign-agreement.1.1 host answered',
        ]);
        expect(runsOf(stack, 'subscription-2026-910004').map(({ status }) => status)).toEqual(['SUCCEEDED']);
        const audit = (await store.audit(membershipOf('910004'))).map(({ what }) => what);
        expect(audit.sort()).toEqual([
          'admitted the newcomer',
          'opened the subscription of a newcomer',
          'planned the reviews of the year',
          'registered interest',
          'signed the agreement, version 2026-1',
          'was asked',
          'was asked',
        ]);
      });

      it('is asked for its dates in good time', async () => {
        const { review, decision } = await season().told('qar-2026-910004');
        expect(review).toMatchObject({ host: '910004', week: '2027-03-01', status: 'under-way' });
        expect(decision('choose-dates.1.1')).toMatchObject({ status: 'answered', person: expect.any(String) });
        expect(review.day1).toBe('2027-03-02');
      });
    });
  },
};

export const refused: Scenario = {
  host: '910002',
  what: 'a newcomer who is refused',
  at: { '2026-03-02T11:00:00Z': join('910002', 'Far Away School') },
  react: { 'admit-newcomer': () => ({ decision: 'refuse', reason: 'It is outside England' }) },
  check(season) {
    it('a newcomer who is refused reads why, and is asked nothing', async () => {
      const { store, stack } = season();
      expect(await store.membership('910002', '2026')).toMatchObject({
        status: 'refused',
        reason: 'It is outside England',
      });
      expect(await store.reviewsOfHost('910002')).toEqual([]);
      const [asked, told, ...others] = stack.inbox.messages({ to: 'head@school-910002.example' });
      expect(asked?.subject).toMatch(/^Please confirm/);
      expect(told?.text).toContain('It is outside England');
      expect(others).toEqual([]);
    });
  },
};
