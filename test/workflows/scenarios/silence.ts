import { describe, expect, it } from 'vitest';
import type { Reached } from '../../../local/people/people.ts';
import { lateDays } from '../support/late-days.ts';
import { recordOf } from '../support/review-record.ts';
import { type Scenario, silent } from '../support/scenario.ts';

const unlessHost = ({ role }: Reached) => (role === 'host' ? ('ignore' as const) : undefined);

export const silentHead: Scenario = {
  host: '900003',
  what: 'a head who answers nothing after the signature',
  week: '2026-09-07',
  react: {
    ...silent('choose-dates', 'agree-dates', 'confirm-team', 'information-form', 'agree-timetable'),
    ...silent('agree-findings', 'check-facts', 'choose-audience'),
    ...{ 'confirm-attendance': unlessHost, 'agree-report': unlessHost, survey: unlessHost },
    'settle-dates': () => ({ decision: 'fix', day1: '2026-09-08' }),
    'settle-report': () => ({ settled: 'The head could not be reached for half a year.' }),
  },
  check(season) {
    describe(this.what, () => {
      it('goes on by what silence means, to the end', async () => {
        const { review, decisions } = await season().told('qar-2026-900003');
        expect(review).toMatchObject({ stage: 'closed', status: 'published', audience: 'private' });
        const silences = decisions.filter(({ status }) => status === 'expired');
        expect(
          Object.fromEntries(
            silences.map(({ decision, outcome }) => [decision, (outcome as { outcome: string }).outcome]),
          ),
        ).toEqual({
          'choose-dates.1.1': 'silence',
          'agree-dates.1.1': 'silence',
          'confirm-team.1.1': 'confirmed',
          'information-form.1.1': 'missing',
          'agree-timetable.1.1': 'agreed',
          'confirm-attendance.1.1.person-0007': 'silent',
          'agree-findings.1.1': 'silence',
          'check-facts.1.1': 'no-comments',
          'agree-report.1.1.host': 'silence',
          'agree-report.1.2.host': 'silence',
          'agree-report.1.3.host': 'silence',
          'choose-audience.1.1': 'silence',
          'survey.1.1.person-0007': 'silence',
        });
      });

      it('reminds by each kind of question’s own clock, then stops', async () => {
        const { mailed, decision } = await season().told('qar-2026-900003');
        const days = (subject: string) =>
          mailed(new RegExp(`^Reminder: ${subject}`)).map(({ at }) => new Date(at).toISOString().slice(0, 10));
        // After 7 and 14 days; a working day before it is due; one, three and five working days late, in every round.
        expect(days('Please choose dates')).toEqual(['2026-03-16', '2026-03-23']);
        expect(days('Do .* suit you')).toEqual(['2026-04-24']);
        expect(days('Please check the facts')).toEqual(['2026-09-29', '2026-10-01']);
        expect(days('(Round \\d: d|D)o you agree to the report')).toHaveLength(9);
        expect(days('(Round \\d: d|D)o you agree to the report').slice(0, 3)).toEqual([
          '2026-10-09',
          '2026-10-13',
          '2026-10-15',
        ]);
        expect(days('How was your review?')).toHaveLength(2);
        expect(decision('choose-dates.1.1')).toMatchObject({ mails: 3 });
        expect(decision('choose-dates.1.1')).not.toHaveProperty('queue');
      });

      it('tells the central team what is late, and asks it where the host would have to', async () => {
        const { mailed, decision, review } = await season().told('qar-2026-900003');
        const central = (subject: string) =>
          mailed(subject)
            .filter(({ to }) => to.includes('central.team@example.org'))
            .map(({ at }) => new Date(at).toISOString().slice(0, 10));
        expect(central('Please settle the dates')).toEqual(['2026-04-27']);
        expect(central('Please settle the report')).toHaveLength(1);
        expect(lateDays(season(), review.hostName)).toEqual([
          '2026-03-27', // no weeks ranked, three days before the question closed
          '2026-09-07', // attendance
          '2026-10-01', // the last day of the fact check
          ...['2026-10-15', '2026-11-13', '2026-12-07'], // the last reminder to agree, in each round
        ]);
        expect(decision('settle-report.1.3')).toMatchObject({ status: 'answered', role: 'central-team' });
        expect(review.report).toMatchObject({ settled: { version: '002' } });
        expect(review.report).not.toHaveProperty('host');
      });
    });
  },
};

export const silentLead: Scenario = {
  host: '900005',
  what: 'a lead reviewer who answers nothing after accepting',
  week: '2026-09-14',
  react: {
    ...silent('propose-timetable', 'pre-review-call', 'evening-note', 'findings', 'draft-report'),
    'quality-read': ({ asked }) => (asked.round > 2 ? 'ignore' : { words: 'Please send the draft.' }),
    'confirm-attendance': ({ role }) => (role === 'lead' ? 'ignore' : undefined),
  },
  check(season) {
    describe(this.what, () => {
      it('is never published without a draft, and left to the central team', async () => {
        const { review, states, versions, asked } = await season().told('qar-2026-900005');
        expect(review).toMatchObject({ stage: 'report', status: 'paused' });
        expect(versions).toEqual([]);
        expect(states.at(-1)).toBe('Leave the review to the central team');
        expect(asked('draft-report').map(({ status }) => status)).toEqual(['expired', 'expired', 'expired']);
        expect(asked('quality-read').map(({ outcome }) => outcome)).toEqual([
          { outcome: 'changes-wanted', drafted: false },
          { outcome: 'changes-wanted', drafted: false },
          { outcome: 'no-draft', drafted: false },
        ]);
        expect(asked('check-facts')).toEqual([]);
      });

      it('tells the central team of every draft that did not come', async () => {
        const { mailed } = await season().told('qar-2026-900005');
        const first = mailed(/^No draft has come/);
        expect(first.map(({ to }) => to)).toEqual([1, 2, 3].map(() => ['central.team@example.org']));
      });
    });
  },
};

export const nobodyAnswers: Scenario = {
  host: '900006',
  what: 'dates about which nobody answers, nor the central team',
  week: '2026-09-14',
  react: silent('choose-dates', 'agree-dates', 'settle-dates'),
  check(season) {
    it('a review without dates is paused after the central team’s month', async () => {
      const { review, states, decision } = await season().told('qar-2026-900006');
      expect(review).toMatchObject({ stage: 'scheduling', status: 'paused' });
      expect(review).not.toHaveProperty('day1');
      expect(states.at(-1)).toBe('Leave the review to the central team');
      expect(decision('settle-dates.1.1')).toMatchObject({ status: 'expired', outcome: { outcome: 'paused' } });
      expect(lateDays(season(), review.hostName)).toEqual(['2026-04-13', '2026-05-15']);
    });
  },
};

export const nobodyLeads: Scenario = {
  host: '900010',
  what: 'a team for which no lead reviewer answers, nor the central team',
  week: '2026-09-21',
  react: silent('invite', 'fill-seat'),
  check(season) {
    it('a review without a lead is paused when its visit would begin', async () => {
      const { review, states, placements, seats, asked } = await season().told('qar-2026-900010');
      expect(review).toMatchObject({ stage: 'team', status: 'paused', day1: '2026-09-22' });
      expect(states.slice(-2)).toEqual(['Is there a lead reviewer?', 'Leave the review to the central team']);
      expect(placements.map(({ status }) => status)).toEqual(placements.map(() => 'expired'));
      expect(new Set(placements.map(({ person }) => person)).size).toBe(placements.length);
      expect(seats.map(({ status }) => status)).toEqual(seats.map(() => 'open'));
      const asks = asked('fill-seat');
      expect(asks.length).toBeLessThan(7);
      expect(asks.map(({ outcome }) => outcome)).toEqual(
        asks.map((_, index) => ({ outcome: index === asks.length - 1 ? 'no-lead' : 'named' })),
      );
      expect(asks.at(-1)?.expiresAt.slice(0, 10)).toBe('2026-09-22');
    });
  },
};

/** The first reviewer whom the pack reaches. */
let quiet: string | undefined;
const onlyQuiet = ({ role, person }: Reached) => {
  if (role === 'reviewer') quiet ??= person;
  return person === quiet ? ('ignore' as const) : undefined;
};

export const silentReviewer: Scenario = {
  host: '900031',
  what: 'a reviewer who says nothing, and a head who hands over',
  week: '2026-09-14',
  react: {
    'confirm-attendance': onlyQuiet,
    survey: onlyQuiet,
    'information-form': ({ person }) =>
      person.startsWith('colleague-')
        ? undefined
        : {
            'hand-over': 'yes',
            'colleague-name': 'Ines Okoro',
            'colleague-job': 'Deputy headteacher',
            'colleague-email': 'ines.okoro@castle-dyke.example',
          },
  },
  check(season) {
    const told = recordOf(season, 'qar-2026-900031');
    describe(this.what, () => {
      it('goes on without the word of one reviewer, who keeps the place', async () => {
        const { review, decision, seats, surveys } = await told();
        expect(review).toMatchObject({ stage: 'closed', status: 'published' });
        const attendance = decision(`confirm-attendance.1.1.${quiet}`);
        const seat = seats.find(({ person }) => person === quiet)?.seat;
        expect(attendance).toMatchObject({ status: 'expired', outcome: { outcome: 'silent', seat } });
        expect(decision(`survey.1.1.${quiet}`)).toMatchObject({ status: 'expired', mails: 3 });
        expect(surveys.map(({ person }) => person)).not.toContain(quiet);
        expect(surveys).toHaveLength(seats.length);
        expect(lateDays(season(), review.hostName)).toHaveLength(1);
      });

      it('takes the colleague’s answer, and shows the first link for reading only', async () => {
        const { decision, mailed, audit } = await told();
        const { person, answeredBy, status } = decision('information-form.1.1');
        expect(status).toBe('answered');
        expect(person).toMatch(/^colleague-900031-/);
        expect(answeredBy).toEqual({ person, role: 'host' });
        const [first, second] = mailed('Please tell the team about your school');
        expect(second?.to).toEqual(['ines.okoro@castle-dyke.example']);
        expect(first?.to).not.toEqual(second?.to);
        const entries = audit.filter(({ decision: id }) => id === 'information-form.1.1').map(({ what }) => what);
        // castle-dyke.example is no domain of Castle Dyke Infant School.
        expect(entries).toEqual([
          'was asked',
          'asked somebody at another domain to answer instead',
          'sent the information form',
        ]);
        expect(mailed(/^Passed on to an address elsewhere/).map(({ to }) => to)).toEqual([
          ['central.team@example.org'],
        ]);
      });
    });
  },
};
