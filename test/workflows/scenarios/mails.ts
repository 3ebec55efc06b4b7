import { describe, expect, it } from 'vitest';
import type { Mail } from '../../../local/inbox/mail.ts';
import { recordOf } from '../support/review-record.ts';
import type { Scenario } from '../support/scenario.ts';
import { membershipOf, type Season } from '../support/season.ts';

const UNREACHED = 'qar-2026-900030';
const HEAD = 'uma.clough@fernhill-centre.example';
const DEPUTY = 'gareth.parry@fernhill-centre.example';
const MOVED = 'qar-2026-900034';

const to = (season: Season, address: string): Mail[] => season.stack.inbox.messages({ to: address });

/** What a mail did in its reader's calendar. */
interface Version {
  readonly uid: string;
  readonly sequence: number;
  readonly what: string;
}

/** What mails did in calendars: for each reader, in order. */
function entriesOf(mails: readonly Mail[]): Map<string, Version[]> {
  const entries = new Map<string, Version[]>();
  for (const mail of mails) {
    if (mail.calendar === undefined) continue;
    const { uid, sequence, method, from } = mail.calendar;
    const reader = mail.to.join();
    entries.set(reader, [...(entries.get(reader) ?? []), { uid, sequence, what: `${method} ${from}` }]);
  }
  return entries;
}

export const unreachedHead: Scenario = {
  host: '900030',
  what: 'a head whose address does not exist',
  week: '2026-09-14',
  at: {
    '2026-02-02T07:20:00Z': async ({ stack }) => {
      stack.mail.unreachable.add(HEAD);
    },
  },
  check(season) {
    const told = recordOf(season, UNREACHED);
    describe(this.what, () => {
      it('gets one mail, and none after that came back', async () => {
        expect(to(season(), HEAD)).toHaveLength(1);
        expect(await season().store.needPerson('person-0079')).toMatchObject({ mail: 'bounces' });
        const { messages } = await told();
        const kept = messages.filter(({ person }) => person === 'person-0079');
        expect(kept.length).toBeGreaterThan(0);
        expect(new Set(kept.map(({ status, failure }) => `${status} ${failure}`))).toEqual(
          new Set(['not-sent address.bounces']),
        );
      });

      it('has the next contact of the school sign, and answer everything after that', async () => {
        const { store } = season();
        expect(await store.membership('900030', '2026')).toMatchObject({ status: 'signed' });
        const [signature] = await store.decisionsAbout(membershipOf('900030'));
        expect(signature).toMatchObject({
          status: 'answered',
          person: 'person-0080',
          answeredBy: { person: 'person-0080' },
        });
        const audit = (await store.audit(membershipOf('900030'))).map(({ entry, who }) => `${who} ${entry}`);
        expect(audit).toContain('workflow sign-agreement.1.1.passed-on.person-0080');
        const { review, decision, asked } = await told();
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
        for (const question of ['choose-dates', 'agree-dates', 'information-form', 'check-facts', 'choose-audience']) {
          expect(decision(`${question}.1.1`)).toMatchObject({ status: 'answered', person: 'person-0080' });
        }
        expect(to(season(), DEPUTY).length).toBeGreaterThan(8);
        // What is asked of the head about themselves nobody else answers.
        expect(asked('survey').filter(({ role }) => role === 'host')).toMatchObject([{ status: 'expired', mails: 0 }]);
      });

      it('is told to the central team once, and what reaches nobody each time', async () => {
        const central = to(season(), 'central.team@example.org').map(({ subject }) => subject);
        expect(central.filter((subject) => subject === 'Mail to Uma Clough comes back: Fernhill Centre')).toHaveLength(
          1,
        );
        expect(central.filter((subject) => /^Nobody can be mailed: .*Fernhill Centre$/.test(subject))).toHaveLength(2);
      });
    });
  },
};

export const inCalendars: Scenario = {
  host: '900034',
  what: 'a visit that is agreed, moved by the weather, agreed again and called off',
  week: '2026-10-12',
  after: {
    'confirm-team': (season) => season.steer(MOVED, { act: 'postpone', reason: 'weather' }).then(() => {}),
    'information-form': (season) => season.steer(MOVED, { act: 'cancel', reason: 'The school closes' }).then(() => {}),
  },
  check(season) {
    const told = recordOf(season, MOVED);
    describe(this.what, () => {
      it('is in the calendar of everybody who takes part, until it is moved or called off', async () => {
        const { mails, placements, review } = await told();
        expect(review.status).toBe('cancelled');
        const entries = entriesOf(mails);
        const team = new Set(placements.filter(({ answeredAt }) => answeredAt).map(({ person }) => person));
        expect(entries.size).toBe(team.size + 1);
        for (const [, versions] of entries) {
          expect(new Set(versions.map(({ uid }) => uid)).size).toBe(1);
          expect(versions.map(({ sequence }) => sequence)).toEqual(versions.map((_, index) => index));
          expect(versions.map(({ what }) => what.split(' ')[0])).toEqual(
            versions.map((_, index) => (index % 2 === 0 ? 'REQUEST' : 'CANCEL')),
          );
          expect(versions.at(-1)?.what).toMatch(/^CANCEL/);
        }
        const head = entries.get(mails.find(({ subject }) => subject.startsWith('Dates fixed'))?.to.join() ?? '') ?? [];
        const [first, second] = [head[0]?.what.slice(8), head[2]?.what.slice(8)];
        expect(head.map(({ what }) => what)).toEqual([
          `REQUEST ${first}`,
          `CANCEL ${first}`,
          `REQUEST ${second}`,
          `CANCEL ${second}`,
        ]);
        expect(second && first && second > first).toBe(true);
      });

      it('shows nobody another’s address', async () => {
        const { mails } = await told();
        for (const mail of mails) {
          if (mail.calendar) expect(mail.calendar.attendees).toEqual(mail.to);
        }
      });
    });
  },
};

/** Entries of the visit and of the call before it, each with its versions in order. */
const byEntry = (versions: readonly Version[]): Version[][] => [...Map.groupBy(versions, ({ uid }) => uid).values()];

/** What holds of the calendars of all reviews of a season. */
export function checkCalendars(season: () => Season): void {
  describe('every calendar of the season', () => {
    it('has one entry for each visit or call and person, in versions that follow each other', () => {
      const { stack } = season();
      const byReview = Map.groupBy(stack.inbox.messages(), ({ tags }) => tags.about ?? '');
      const entries = [...byReview.values()].flatMap((mails) => [...entriesOf(mails).values()].map(byEntry));
      expect(entries.filter((some) => some.length > 2)).toEqual([]);
      for (const versions of entries.flat()) {
        expect(versions.map(({ sequence }) => sequence)).toEqual(versions.map((_, index) => index));
      }
      const uids = entries.flat().map(([first]) => first?.uid);
      expect(uids.length).toBeGreaterThan(60);
      expect(new Set(uids).size).toBe(uids.length);
    });

    it('holds the visit of everybody who was there in the end, and the call of lead and host', async () => {
      const { review, placements, mails } = await season().told('qar-2026-900001');
      const last = [...entriesOf(mails).values()].flatMap((all) =>
        byEntry(all).map((versions) => versions.at(-1)?.what),
      );
      expect(last.filter((what) => what === `REQUEST ${review.day1}`)).toHaveLength(
        placements.filter(({ status }) => status === 'done').length + 1,
      );
      const calls = last.filter((what) => what !== `REQUEST ${review.day1}`);
      expect(calls).toEqual([calls[0], calls[0]]);
      expect(calls[0]?.startsWith('REQUEST ') && calls[0] < `REQUEST ${review.day1}`).toBe(true);
    });
  });
}
