import { describe, expect, it } from 'vitest';
import type { WholeReview } from '../../../lambdas/store/store.ts';
import { whyNotInSeat } from '../../../lambdas/team/name-for-seat.ts';
import { recordOf } from '../support/review-record.ts';
import type { Scenario } from '../support/scenario.ts';
import type { Season } from '../support/season.ts';

const EXTENDED = 'qar-2026-900032';
const PASSED_ON = 'qar-2026-900035';
const REPLACED = 'qar-2026-900037';
const DAY_ONE = 'qar-2026-900039';

const HOUR = 3_600_000;

/** Steers, and has to be obeyed. */
async function steer(season: Season, about: string, command: Record<string, unknown>): Promise<void> {
  expect(await season.steer(about, command)).toMatchObject({ done: true });
}

/** Somebody whom every hard rule lets have a seat. */
async function whoMay(season: Season, whole: WholeReview, name: string): Promise<string> {
  const seat = whole.seats.find((row) => row.seat === name);
  if (!seat) throw new Error(`${whole.review.about} has no seat ${name}.`);
  for (const { person } of await season.store.pool(seat.kind === 'lead' ? 'lead-reviewers' : 'reviewers')) {
    const known = whole.placements.some((row) => row.person === person);
    if (!known && (await whyNotInSeat(season.store, whole, seat, person)) === undefined) return person;
  }
  throw new Error(`Nobody may have the seat ${name} of ${whole.review.about}.`);
}

const note = <Value>(season: Season, name: string): Value => season.notes.get(name) as Value;

let oldExpiry = '';

export const extended: Scenario = {
  host: '900032',
  what: 'a head who gets more time, and answers when the first time is over',
  week: '2026-09-28',
  react: {
    async 'information-form'({ asked, now }, season) {
      if (oldExpiry === '') {
        oldExpiry = asked.expiresAt;
        const question = { decision: 'information-form.1.1' };
        season.later(1, () =>
          steer(season, EXTENDED, { ...question, act: 'extend', workingDays: 3, reason: 'The office is closed' }),
        );
        const hours = (Date.parse(oldExpiry) - Date.parse(now)) / HOUR;
        season.later(hours + 15, () => steer(season, EXTENDED, { ...question, act: 'remind' }));
      }
      return now < oldExpiry ? 'ignore' : undefined;
    },
  },
  check(season) {
    const told = recordOf(season, EXTENDED);
    describe(this.what, () => {
      it('takes the answer after the old end, and the workflow has waited without being told', async () => {
        const { decision, runs, review } = await told();
        const form = decision('information-form.1.1');
        expect(form.status).toBe('answered');
        expect((form.answeredAt ?? '') > oldExpiry).toBe(true);
        expect((form.answeredAt ?? '') < form.expiresAt).toBe(true);
        expect(runs.filter(({ machine }) => machine === 'review').map(({ status }) => status)).toEqual([
          'SUCCEEDED',
          'SUCCEEDED',
        ]);
        expect(review).toMatchObject({ turn: 1, stage: 'closed', status: 'published' });
      });

      it('says the new date, and reminds with a link that works', async () => {
        const { mailed, audit } = await told();
        expect(mailed(/^You have until /)).toHaveLength(1);
        expect(
          audit.filter(({ entry }) => entry.startsWith('steered.')).map(({ entry, what }) => `${entry}: ${what}`),
        ).toEqual([
          'steered.extend.information-form.1.1: gave 3 working days more',
          'steered.remind.information-form.1.1: had the person reminded',
        ]);
      });
    });
  },
};

export const passedOn: Scenario = {
  host: '900035',
  what: 'a question and an invitation that go to somebody else',
  week: '2026-09-28',
  react: {
    async 'choose-dates'({ person }, season) {
      if (season.notes.has('colleague')) return undefined;
      const [colleague] = (await season.store.peopleOfMember('900035')).filter((row) => row.person !== person);
      season.notes.set('colleague', { from: person, to: colleague?.person });
      season.later(1, () =>
        steer(season, PASSED_ON, {
          ...{ act: 'ask-somebody-else', decision: 'choose-dates.1.1', person: colleague?.person },
          reason: 'The head is away',
        }),
      );
      return 'ignore';
    },
    async invite({ asked, person }, season) {
      if (asked.subject !== 'seat-1' || season.notes.has('taken back')) return undefined;
      season.notes.set('taken back', person);
      season.later(1, async () => {
        const named = await whoMay(season, await season.store.needWholeReview(PASSED_ON), 'seat-1');
        season.notes.set('named', named);
        await steer(season, PASSED_ON, {
          ...{ act: 'ask-somebody-else', decision: `invite.1.${asked.round}.seat-1`, person: named },
          reason: 'They are on leave',
        });
      });
      return 'ignore';
    },
  },
  check(season) {
    const told = recordOf(season, PASSED_ON);
    describe(this.what, () => {
      it('is answered by the colleague, and both have been told', async () => {
        const { decision, review, mails } = await told();
        const { from, to } = note<{ from: string; to: string }>(season(), 'colleague');
        expect(decision('choose-dates.1.1')).toMatchObject({ status: 'answered', answeredBy: { person: to } });
        const told_ = mails.filter(({ tags }) => /passed-on|relieved/.test(tags.message ?? ''));
        expect(told_.filter(({ tags }) => tags.message?.startsWith('choose-dates'))).toHaveLength(2);
        expect(from).not.toBe(to);
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
      });

      it('asks whoever was named next, and takes the first invitation back', async () => {
        const { placements, asked, mailed } = await told();
        const withdrawn = note<string>(season(), 'taken back');
        const invitations = asked('invite').filter(({ subject }) => subject === 'seat-1');
        expect(invitations.slice(0, 2).map(({ person, status }) => `${person} ${status}`)).toEqual([
          `${withdrawn} expired`,
          `${note<string>(season(), 'named')} answered`,
        ]);
        expect(placements.find(({ person }) => person === withdrawn)).toMatchObject({
          status: 'withdrawn',
          reason: 'They are on leave',
        });
        expect(mailed(/^You need not answer any more/)).toHaveLength(1);
      });
    });
  },
};

export const replaced: Scenario = {
  host: '900037',
  what: 'a reviewer and a lead reviewer who are replaced in the preparation',
  week: '2026-10-05',
  after: {
    'information-form': async (season) => {
      const { seats } = await season.store.needWholeReview(REPLACED);
      season.notes.set('reviewer', seats.find(({ seat }) => seat === 'seat-1')?.person);
      await steer(season, REPLACED, { act: 'replace-reviewer', seat: 'seat-1', reason: 'They are ill' });
    },
    'agree-timetable': async (season) => {
      const whole = await season.store.needWholeReview(REPLACED);
      season.notes.set('lead', whole.seats.find(({ seat }) => seat === 'lead')?.person);
      const person = await whoMay(season, whole, 'lead');
      season.notes.set('new lead', person);
      await steer(season, REPLACED, { act: 'replace-reviewer', seat: 'lead', person, reason: 'They are ill' });
    },
  },
  check(season) {
    const told = recordOf(season, REPLACED);
    describe(this.what, () => {
      it('looks for the reviewer beside the review, and for the lead before going on', async () => {
        const { runs, seats, placements, review } = await told();
        expect(runs.filter(({ name }) => name.includes('search')).map(({ status }) => status)).toEqual(['SUCCEEDED']);
        expect(runs.filter(({ machine }) => machine === 'review').map(({ status }) => status)).toEqual([
          'SUCCEEDED',
          'ABORTED',
          'SUCCEEDED',
        ]);
        expect(seats.map(({ status }) => status)).toEqual(seats.map(() => 'filled'));
        expect(seats.find(({ seat }) => seat === 'lead')?.person).toBe(note(season(), 'new lead'));
        const out = placements.filter(({ status }) => status === 'withdrawn');
        expect(out.map(({ person, reason }) => `${person} ${reason}`).sort()).toEqual(
          [note(season(), 'lead'), note(season(), 'reviewer')]
            .map((person) => `${person} Replaced: They are ill`)
            .sort(),
        );
        expect(review).toMatchObject({ turn: 1, stage: 'closed', status: 'published' });
      });

      it('frees the days of those who leave, and tells them and the host', async () => {
        const { mailed } = await told();
        for (const who of ['lead', 'reviewer']) {
          const days = await season().store.daysOf(note(season(), who), '2026-10-05', '2026-10-09');
          expect(days.filter(({ about }) => about === REPLACED)).toEqual([]);
        }
        expect(mailed(/^You are free on /)).toHaveLength(2);
        expect(mailed(/^Your review team changes/)).toHaveLength(2);
      });

      it('sends the pack to the team as it is, and leaves what the first lead had to the second', async () => {
        const { asked, seats, decision } = await told();
        const packs = asked('confirm-attendance').map(({ person }) => person);
        for (const { person } of seats) expect(packs).toContain(person);
        expect(packs).not.toContain(note(season(), 'reviewer'));
        expect(packs).not.toContain(note(season(), 'lead'));
        expect(decision('pre-review-call.1.1')).toMatchObject({
          status: 'answered',
          answeredBy: { person: note(season(), 'new lead') },
        });
      });
    });
  },
};

export const onDayOne: Scenario = {
  host: '900039',
  what: 'a lead and a reviewer who are ill on the morning of day 1',
  week: '2026-10-05',
  at: {
    // 07:45 in London, half an hour before they set out.
    '2026-10-06T06:45:00Z': async (season) => {
      for (const seat of ['seat-1', 'lead']) {
        const whole = await season.store.needWholeReview(DAY_ONE);
        season.notes.set(`day 1 ${seat}`, whole.seats.find((row) => row.seat === seat)?.person);
        const person = await whoMay(season, whole, seat);
        season.notes.set(`day 1 new ${seat}`, person);
        await steer(season, DAY_ONE, { act: 'replace-reviewer', seat, person, reason: 'Ill since the night' });
      }
    },
  },
  check(season) {
    const told = recordOf(season, DAY_ONE);
    describe(this.what, () => {
      it('is held by those who stepped in, and goes on to the end', async () => {
        const { review, seats, placements, decision } = await told();
        expect(review).toMatchObject({ turn: 1, stage: 'closed', status: 'published', day1: '2026-10-06' });
        for (const seat of ['seat-1', 'lead']) {
          expect(seats.find((row) => row.seat === seat)?.person).toBe(note(season(), `day 1 new ${seat}`));
        }
        expect(placements.filter(({ status }) => status === 'done')).toHaveLength(seats.length);
        const lead = note<string>(season(), 'day 1 new lead');
        for (const question of ['evening-note.1.1', 'findings.1.1', 'draft-report.1.1']) {
          expect(decision(question)).toMatchObject({ status: 'answered', answeredBy: { person: lead } });
        }
      });

      it('leaves nobody with a question of a team that they have left', async () => {
        const { decisions } = await told();
        const left = ['seat-1', 'lead'].map((seat) => note<string>(season(), `day 1 ${seat}`));
        expect(decisions.filter(({ status, person }) => status === 'open' && left.includes(person))).toEqual([]);
      });
    });
  },
};
