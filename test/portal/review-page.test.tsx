import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { reviewPage } from '../../lambdas/portal/review-page.tsx';
import { standingOf } from '../../lambdas/questions/offices.ts';
import type { Role } from '../../lambdas/questions/question.ts';
import { rightsOf } from '../../lambdas/questions/who-sees-what.ts';
import type { Hub, Member, Person, WholeReview } from '../../lambdas/store/store.ts';

const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };

function whole(review: object = {}, rest: Partial<WholeReview> = {}): WholeReview {
  return {
    review: {
      about: 'qar-2026-900001',
      programme: 'QAR',
      hostKind: 'school',
      hostName: 'Hill View Primary School',
      stage: 'preparation',
      status: 'under-way',
      turn: 1,
      day1: '2027-01-12',
      stages: {
        scheduling: { from: '2026-07-13', to: '2026-10-20' },
        team: { from: '2026-10-20', to: '2026-11-24' },
        preparation: { from: '2026-11-24' },
      },
      clock: {
        attendance: { due: '2027-01-08T17:00:00.000Z' },
        agreeReport: { due: '2027-02-11T17:00:00.000Z' },
        publicationChoice: { due: '2027-02-18T17:00:00.000Z' },
        surveys: { due: '2027-02-19T17:00:00.000Z' },
        confirmTeam: { due: '2026-11-24T17:00:00.000Z' },
      },
      preparation: {
        timetable: {
          days: ['one', 'two', 'three'].map((day) => ({ morning: `Lessons ${day}`, afternoon: `Talks ${day}` })),
          call: { date: '2027-01-05', time: '15:30', attendees: 'head and lead' },
        },
      },
      ...review,
    },
    seats: [
      { seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1', personName: 'Robin Lead' },
      {
        seat: 'seat-1',
        kind: 'reviewer',
        status: 'filled',
        person: 'person-1',
        personName: 'Sam Field',
        organisationName: 'Oak School',
      },
      { seat: 'seat-2', kind: 'reviewer', status: 'open' },
    ],
    placements: [
      { person: 'person-2', turn: 1, status: 'invited' },
      { person: 'person-3', turn: 1, status: 'declined' },
    ],
    ...rest,
  } as unknown as WholeReview;
}

/** What somebody may see who was mailed a link in a role and asked another question than about themselves. */
const may = (viewer: { person: string; role: Role }, of = whole()) =>
  rightsOf(
    standingOf({
      link: viewer,
      decision: { about: of.review.about, person: viewer.person, status: 'answered', standsIn: false },
      question: {},
      standing: false,
      whole: of,
      host: { member: '900001', head: 'head-1' } as Member,
      hub: { hub: 'hub-1', manager: 'hub-1' } as Hub,
      reader: { person: viewer.person } as Person,
    }),
    of,
  );

const text = (viewer: { person: string; role: Role }, review: object = {}): string =>
  load(reviewPage(whole(review), may(viewer, whole(review)), site))('main').text();

const head = { person: 'head-1', role: 'host' } as const;

describe('where a review stands', () => {
  it('shows its host dates, stages, team and days', () => {
    const $ = load(reviewPage(whole(), may(head), site));
    expect($('h1').text()).toBe('QAR at Hill View Primary School');
    expect($('main').text()).toContain('Tuesday 12 to Thursday 14 January 2027');
    expect($('[aria-current="step"]').text()).toBe('Everything preparedBy Friday 8 January 2027Now');
    expect($('main').text()).toContain('Dates agreedTuesday 20 October 2026Done');
    expect($('main').text()).toContain('Sam Field, Oak School');
    expect($('main').text()).toContain('One place is still being filled.');
    expect($('main').text()).toContain('Morning: Lessons two');
    expect($('a[href="?"]').text()).toBe('Back to your question');
  });

  it('shows lead and team the same until the report is final, then where it stands', () => {
    for (const viewer of [
      { person: 'lead-1', role: 'lead' },
      { person: 'person-1', role: 'reviewer' },
    ] as const) {
      expect(text(viewer, { stage: 'report' })).toContain('Robin Lead');
      for (const stage of ['publication', 'feedback', 'closed']) {
        expect(text(viewer, { stage })).not.toMatch(/Robin Lead|Sam Field|Lessons/);
        expect(text(viewer, { stage })).toContain('Tuesday 12 to Thursday 14 January 2027');
      }
    }
  });

  it('shows dates and stage alone to whoever is invited and to the hub manager', () => {
    for (const viewer of [
      { person: 'person-2', role: 'reviewer' },
      { person: 'hub-1', role: 'hub-manager' },
    ] as const) {
      expect(text(viewer)).toContain('Tuesday 12 to Thursday 14 January 2027');
      expect(text(viewer)).not.toMatch(/Robin Lead|Sam Field|Lessons/);
    }
  });

  it('shows nothing to somebody who declined, left, or was asked in an earlier turn', () => {
    for (const viewer of [
      { person: 'person-3', role: 'reviewer' },
      { person: 'person-9', role: 'lead' },
    ] as const) {
      expect(text(viewer)).not.toMatch(/January|Robin Lead|Lessons|Everything prepared/);
    }
    expect(text({ person: 'person-2', role: 'reviewer' }, { turn: 2 })).not.toContain('January');
  });

  it('shows the host, and nobody else, what its own leaders owe and give', () => {
    const account = {
      year: '2026 to 2027',
      owed: '3',
      given: '2 accepted, 1 of them done',
      leader: head.person,
      places: [{ label: 'Kim Deputy', value: 'Elm School, Tuesday 2 to Thursday 4 February 2027: accepted' }],
    };
    const pageFor = (viewer: { person: string; role: Role }) =>
      load(reviewPage(whole(), may(viewer), site, { account, reader: { ...viewer, at: '2026-11-25T10:00:00.000Z' } }));
    const seenBy = (viewer: { person: string; role: Role }) => pageFor(viewer)('main').text();
    const toPeople = 'a[href="?show=people"]';
    expect(pageFor(head)(toPeople)).toHaveLength(1);
    // A colleague of the head answers for the host too, and leads nobody.
    expect(pageFor({ person: 'deputy', role: 'host' })(toPeople)).toHaveLength(0);
    expect(seenBy(head)).toContain('Your leaders’ placements in 2026 to 2027');
    expect(seenBy(head)).toContain('Places owed3Places given2 accepted, 1 of them done');
    expect(seenBy(head)).toContain('Kim DeputyElm School, Tuesday 2 to Thursday 4 February 2027: accepted');
    for (const viewer of [
      { person: 'lead-1', role: 'lead' },
      { person: 'person-1', role: 'reviewer' },
      { person: 'person-2', role: 'reviewer' },
      { person: 'hub-1', role: 'hub-manager' },
      { person: 'central-team', role: 'central-team' },
    ] as const) {
      expect(seenBy(viewer)).not.toMatch(/placements in|Kim Deputy|owed/);
    }
  });

  it('says that a review is cancelled or paused, and promises no dates of a cancelled one', () => {
    expect(text(head, { status: 'paused' })).toContain('This review is paused.');
    const cancelled = text(head, { status: 'cancelled', stage: 'closed' });
    expect(cancelled).toContain('This review was cancelled.');
    expect(cancelled).not.toMatch(/January|Done|Later/);
  });

  it('has the stages after the present one ahead again once a review was postponed', () => {
    const postponed = text(head, { stage: 'scheduling', day1: undefined, clock: undefined });
    expect(postponed).toContain('The dates are not fixed yet.');
    expect(postponed).toContain('Team completeLater');
  });
});
