/**
 * The hard rules of domain.md, 'Team rules', read from the rows: written once more here, so that what chooses people is not its own
 * judge. What changed after a visit cannot be told from rows of today, so each rule says when it does not look.
 */
import type { Placement } from '../../../lambdas/store/entities.ts';
import { daysOfVisit } from './days.ts';
import { ofEachReviewer, trustThen } from './each-reviewer.ts';
import type { EndingIndex, KnownReview } from './ending-index.ts';
import type { Invariant } from './invariant.ts';
import { heldPlaces, isHeld } from './places.ts';
import { noRelationship, notObjectedTo } from './settled-rules.ts';

export const trained = ofEachReviewer(
  'trained',
  'Everybody in a team holds a training for its programme on each day of the visit.',
  ({ known, place, person }) => {
    const [first = '', , last = ''] = daysOfVisit(place.day1);
    const own = person?.training?.filter(({ programme }) => programme === known.review.programme) ?? [];
    // A training that began since has taken the place of the one that held then.
    const wasRenewed = own.some(({ from }) => from > first);
    return wasRenewed || own.some(({ from, until }) => from <= first && last <= until) ? undefined : 'not trained';
  },
);

export const notOfTheHost = ofEachReviewer(
  'not-of-the-host',
  'Nobody reviews the school or trust that they work for.',
  ({ place, person, family }) =>
    [place.organisation ?? '', ...(person?.alsoOf ?? [])].find((one) => family.has(one)) && 'works there',
);

export const notOfTheTrust = ofEachReviewer(
  'not-of-the-trust',
  'Nobody reviews a school of their own trust.',
  ({ known, host, person, school }) => {
    const trust = trustThen(known, host);
    if (trust === undefined) return undefined;
    return school?.trust === trust || person?.alsoOf?.includes(trust) ? `of ${trust} too` : undefined;
  },
);

export const notOfTheHub = ofEachReviewer(
  'not-of-the-hub',
  'Nobody reviews a school of their own hub, unless the central team has said why.',
  ({ known, host, school, place }, ending) => {
    const hub = host?.hub;
    if (hub === undefined || known.review.hub !== hub || school?.hub !== hub) return undefined;
    const { team } = (ending.settingsOf(known.review) ?? {}) as { team?: { sameHubAllowed?: boolean } };
    return team?.sameHubAllowed || wasNamedWithReason(known, place) ? undefined : `of ${hub} too`;
  },
);

const wasNamedWithReason = ({ decisions }: KnownReview, { person, seat }: Placement): boolean =>
  decisions.some(({ question, subject, answer }) => {
    const named = (answer ?? {}) as { readonly person?: string; readonly reason?: string };
    return question === 'fill-seat' && subject === seat && named.person === person && (named.reason ?? '') !== '';
  });

export const notTwoYearsRunning = ofEachReviewer(
  'not-two-years-running',
  'Nobody reviews a school that they reviewed the year before.',
  ({ known, place, family }, ending) => {
    const { programme, year } = known.review;
    const before = [...family].map((host) => `${programme.toLowerCase()}-${Number(year) - 1}-${host}`);
    const went = before.find((about) =>
      ending.review(about)?.placements.some((row) => row.person === place.person && isHeld(row)),
    );
    return went && `was on ${went}`;
  },
);

export const ableThen = ofEachReviewer(
  'able-then',
  'Nobody is asked for days on which they had said that they cannot.',
  ({ place }, ending) => {
    const days = daysOfVisit(place.day1);
    const cannot = ending
      .availabilityOf(place.person)
      .some(
        ({ answeredAt, cannot }) =>
          answeredAt < place.invitedAt && cannot.some(({ from, to }) => days.some((day) => from <= day && day <= to)),
      );
    return cannot ? 'had said that they cannot' : undefined;
  },
);

export const noSwap: Invariant = {
  name: 'no-swap',
  promise: 'Two schools never review each other in one year.',
  find(ending) {
    const visits = ending.reviews.flatMap((known) =>
      heldPlaces(known).flatMap(({ organisation = 'independent', year, host, about }) =>
        organisation === 'independent' ? [] : [{ organisation, year, host, about }],
      ),
    );
    const reviewed = new Map<string, string>();
    for (const { organisation, year, host, about } of visits) {
      for (const from of sidesOf(organisation, ending)) reviewed.set(`${year} ${from} ${host}`, about);
    }
    return visits.flatMap(({ organisation, year, host, about }) => {
      const theirs = sidesOf(organisation, ending).map((side) => reviewed.get(`${year} ${host} ${side}`));
      return theirs.flatMap((other) => (other !== undefined && about < other ? [`${about} and ${other}`] : []));
    });
  },
};

/** A school goes on reviews for itself and for its trust, which may be reviewed as well. */
function sidesOf(organisation: string, { members }: EndingIndex): readonly string[] {
  const { trust } = members.get(organisation) ?? {};
  return trust === undefined ? [organisation] : [organisation, trust];
}

export const oneOfASchool: Invariant = {
  name: 'one-of-a-school',
  promise: 'No team has two reviewers of one school.',
  find: ({ reviews }) =>
    reviews.flatMap((known) => {
      const schools = heldPlaces(known).flatMap(({ organisation = 'independent' }) =>
        organisation === 'independent' ? [] : organisation,
      );
      return schools
        .filter((school, index) => schools.indexOf(school) < index)
        .map((school) => `${known.review.about}: two of ${school}`);
    }),
};

export const fewFirstTimers: Invariant = {
  name: 'few-first-timers',
  promise: 'No team has more first-timers than the settings of its year allow.',
  find(ending) {
    const done = new Map<string, string[]>();
    for (const { placements } of ending.reviews) {
      for (const { person, day1, status } of placements) {
        if (status === 'done') done.set(person, [...(done.get(person) ?? []), day1]);
      }
    }
    return ending.reviews.flatMap((known) => {
      const { team } = (ending.settingsOf(known.review) ?? {}) as { team?: { maxFirstTimers?: number } };
      const first = heldPlaces(known).filter(({ kind, person, day1 }) => {
        const since = (done.get(person) ?? []).filter((day) => day >= day1).length;
        return kind === 'reviewer' && (ending.people.get(person)?.reviewsDone ?? 0) - since <= 0;
      });
      const most = team?.maxFirstTimers;
      return most !== undefined && first.length > most
        ? [`${known.review.about}: ${first.map(({ person }) => person).join(', ')}`]
        : [];
    });
  },
};

export const notTooOften: Invariant = {
  name: 'not-too-often',
  promise: 'Nobody goes on more reviews in a year than they offered.',
  find(ending) {
    const places = new Map<string, { readonly most: number | undefined; readonly about: string[] }>();
    for (const known of ending.reviews) {
      const { team } = (ending.settingsOf(known.review) ?? {}) as { team?: { defaultMaxReviewsAYear?: number } };
      for (const { person, year } of heldPlaces(known)) {
        const most = ending.people.get(person)?.maxReviewsAYear ?? team?.defaultMaxReviewsAYear;
        const theirs = places.get(`${person} in ${year}`) ?? { most, about: [] };
        theirs.about.push(known.review.about);
        places.set(`${person} in ${year}`, theirs);
      }
    }
    return [...places].flatMap(([who, { most, about }]) =>
      most !== undefined && about.length > most ? [`${who}: ${about.length} of ${most}, ${about.join(', ')}`] : [],
    );
  },
};

/** Stages in which people are at the host or have been there. */
const VISITED = new Set(['visit', 'report', 'publication', 'feedback', 'closed']);

export const led: Invariant = {
  name: 'led',
  promise: 'Every visit is led by one lead reviewer.',
  find: (ending) =>
    ending.reviews.flatMap((known) => {
      const { about, stage, status } = known.review;
      if (!VISITED.has(stage) || status === 'cancelled' || status === 'paused' || known.decisions.length === 0)
        return [];
      const leads = heldPlaces(known).filter(({ kind }) => kind === 'lead');
      const strangers = leads.filter(({ person }) => {
        const { pool, poolBefore, left } = ending.people.get(person) ?? {};
        return left !== true && (pool ?? poolBefore) !== 'lead-reviewers';
      });
      if (leads.length !== 1) return [`${about}: ${leads.length} lead reviewers`];
      return strangers.map(({ person }) => `${about}: ${person} is no lead reviewer`);
    }),
};

export const teamRules: readonly Invariant[] = [
  trained,
  notOfTheHost,
  notOfTheTrust,
  notOfTheHub,
  noRelationship,
  notTwoYearsRunning,
  notObjectedTo,
  ableThen,
  noSwap,
  oneOfASchool,
  fewFirstTimers,
  notTooOften,
  led,
];
