import { describe, expect, it } from 'vitest';
import { londonDate, londonInstant } from '../../../lambdas/calendar/london.ts';
import type { ReviewClock } from '../../../lambdas/settings/review-clock.ts';
import { costRow, documentedCosts } from '../../support/documented-figures.ts';
import { runsOf } from '../support/review-record.ts';
import type { Scenario } from '../support/scenario.ts';

const ABOUT = 'qar-2026-900001';

/** Reviews of a full year, which share its daily rounds and weekly digests. */
const REVIEWS = 450;

export const onTime: Scenario = {
  host: '900001',
  what: 'a review in which everybody answers in time',
  week: '2026-09-07',
  check(season) {
    describe(this.what, () => {
      it('goes through its stages in order, on the days of the default clock', async () => {
        const { review, decision } = await season().told(ABOUT);
        expect(review).toMatchObject({ stage: 'closed', status: 'published', day1: '2026-09-08', audience: 'private' });
        expect(review.stages).toEqual({
          planned: { from: '2026-03-09', to: '2026-06-16' },
          scheduling: { from: '2026-03-09', to: '2026-03-09' },
          team: { from: '2026-06-16', to: '2026-07-06' },
          preparation: { from: '2026-07-06', to: '2026-09-08' },
          visit: { from: '2026-09-08', to: '2026-09-10' },
          report: { from: '2026-09-10', to: '2026-09-14' },
          publication: { from: '2026-09-14', to: '2026-09-15' },
          feedback: { from: '2026-09-15', to: '2026-09-15' },
          closed: { from: '2026-09-15' },
        });
        const clock = review.clock as ReviewClock;
        expect({
          lead: decision('invite.1.1.lead').askedAt,
          form: decision('information-form.1.1').askedAt,
          attendance: decision('confirm-attendance.1.1.person-0001').askedAt,
          evening1: decision('evening-note.1.1').askedAt,
          evening2: decision('evening-note.1.2').askedAt,
          findings: decision('findings.1.1').askedAt,
          survey: decision('survey.1.1.person-0001').askedAt,
        }).toEqual({
          lead: londonInstant(londonDate(clock.teamComplete.opens), '07:30'), // the round that wakes the review
          form: clock.informationForm.opens,
          attendance: clock.attendance.opens,
          evening1: clock.eveningNotes1.opens,
          evening2: clock.eveningNotes2.opens,
          findings: clock.findings.opens,
          survey: clock.surveys.opens,
        });
      });

      it('answers every question once and in time', async () => {
        const { decisions, audit } = await season().told(ABOUT);
        const standing = ['change-publication', 'receive-report'];
        const asked = decisions.filter(({ question }) => !standing.includes(question));
        expect(asked.map(({ status, mails }) => ({ status, mails }))).toEqual(
          asked.map(() => ({ status: 'answered', mails: 1 })),
        );
        expect(asked.filter(({ answeredAt = '', dueAt }) => answeredAt > dueAt)).toEqual([]);
        const entries = audit.map(({ entry }) => entry);
        for (const { decision } of asked) {
          expect(entries.filter((entry) => entry.startsWith(`${decision}.`))).toEqual(
            expect.arrayContaining([`${decision}.asked`, `${decision}.answered`]),
          );
        }
        expect(entries).toEqual(expect.arrayContaining(['offer-dates.1.1', 'fix-dates.1', 'published.1', 'closed']));
      });

      it('counts the team as having been there, and their schools', async () => {
        const { seats, placements, surveys } = await season().told(ABOUT);
        expect(seats.map(({ seat, status }) => `${seat} ${status}`)).toEqual([
          'lead filled',
          'seat-1 filled',
          'seat-2 filled',
          'seat-3 filled',
        ]);
        expect(placements.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'done']);
        expect(surveys).toHaveLength(5);
        const { store } = season();
        for (const { person, kind } of placements) {
          const [record] = (await store.entities.cpdRecord.query.primary({ person }).go()).data.filter(
            ({ about }) => about === ABOUT,
          );
          expect(record).toMatchObject({ programme: 'QAR', role: kind, day1: '2026-09-08', days: 3 });
        }
      });

      it('writes each mail once: what is asked in the evening, or of a day to come, comes with that morning’s round', async () => {
        const { messages, mails } = await season().told(ABOUT);
        const kinds = Object.groupBy(messages, ({ kind }) => kind);
        const count = Object.fromEntries(Object.entries(kinds).map(([kind, all]) => [kind, all?.length]));
        const places = ['lead', 'seat-1', 'seat-2', 'seat-3'].map((seat) => [`place-accepted.1.1.${seat}`, 1]);
        expect(count).toEqual({
          ...{
            question: 30,
            reminder: 2,
            'dates-fixed.1': 1,
            'dates-fixed-in-hub.1': 1,
            'call-agreed.1.1': 2,
            'cpd-record': 4,
          },
          ...Object.fromEntries(places),
        });
        // The dates of other reviews in its hub were fixed on the same day: they are told in one mail.
        const [told, alone] = [messages.filter(({ toldIn }) => toldIn), messages.filter(({ toldIn }) => !toldIn)];
        expect(told.map(({ kind }) => kind)).toEqual(['dates-fixed-in-hub.1']);
        expect(alone.map(({ status }) => status)).toEqual(alone.map(() => 'delivered'));
        expect(mails).toHaveLength(alone.length);
        expect(mails.filter(({ subject }) => /remind|no answer/i.test(subject))).toEqual([]);
      });

      it('takes as many state transitions as the docs say, its share of the daily rounds included', async () => {
        const { stack } = season();
        const own = [...runsOf(stack, ABOUT), ...runsOf(stack, 'subscription-2026-900001')];
        expect(own.filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
        const { 'morning-round': rounds = 0, 'weekly-digest': digests = 0 } = stack.counts().stateTransitions;
        // The renewal starts the subscription in a state of its own, and the four of its page are shared by 25 members. The follow-up has
        // one state, after the season.
        const all = own.reduce(
          (sum, { stateTransitions }) => sum + stateTransitions,
          1 + 4 / 25 + 1 + (rounds + digests) / REVIEWS,
        );
        const documented = costRow(documentedCosts(), 'State transitions').quantity;
        expect(Math.abs(all - documented)).toBeLessThan(2);
      });

      it('opens the progress check six months after the report', async () => {
        const { runs, review } = await season().told(ABOUT);
        expect(runs.filter(({ machine }) => machine === 'follow-up')).toEqual([]);
        expect(londonDate((review.clock as ReviewClock).progressCheck.opens)).toBe('2027-03-15');
        const due = async (day: string) =>
          (await season().store.agenda(`${day}T07:30:00.000Z`)).followUps.map(({ about }) => about);
        expect([await due('2027-03-14'), await due('2027-03-15')]).toEqual([[], expect.arrayContaining([ABOUT])]);
      });
    });
  },
};
