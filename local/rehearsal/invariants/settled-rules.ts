/** Rules about teams that people may settle otherwise: declared relationships, and objections of a head. */
import type { Person, Placement } from '../../../lambdas/store/entities.ts';
import { ofEachReviewer, trustThen } from './each-reviewer.ts';
import type { EndingIndex, KnownReview } from './ending-index.ts';

export const noRelationship = ofEachReviewer(
  'no-relationship',
  'Nobody reviews a school to which they declared a relationship, unless the central team was told of one to its trust once they had the place.',
  ({ known, host, person, place, family }, ending) => {
    const relationships = declaredThen(person, place, ending);
    const trust = trustThen(known, host);
    const toTrust = trust !== undefined && relationships.includes(trust);
    const toSchool = relationships.some((one) => family.has(one));
    return toSchool || (toTrust && !wasToldOf(trust, place, ending)) ? 'declared a relationship' : undefined;
  },
);

/** Those that they had declared by the visit. The person's row has no days; that of an invitation which they declined because of one has. */
function declaredThen(person: Person | undefined, { day1 }: Placement, { reviews }: EndingIndex): readonly string[] {
  const { relationships = [] } = person ?? {};
  if (relationships.length === 0) return relationships; // nearly always, and all reviews are many
  const later = new Set(
    reviews.flatMap(({ review, decisions }) =>
      decisions.some(
        ({ question, person: of, answer, answeredAt = '' }) =>
          question === 'invite' &&
          of === person?.person &&
          (answer as { readonly reason?: string } | undefined)?.reason === 'relationship' &&
          answeredAt > day1,
      )
        ? review.host
        : [],
    ),
  );
  return relationships.filter((one) => !later.has(one));
}

/** It came out as they declined the trust's own review. Whether they go to its school is for people to decide, if they had that place before. */
const wasToldOf = (trust: string, { person, invitedAt }: Placement, { reviews, messages }: EndingIndex): boolean =>
  reviews
    .filter(({ review }) => review.host === trust)
    .flatMap(({ decisions }) => decisions)
    .filter((one) => one.question === 'invite' && one.person === person)
    .some(({ about, turn, round, subject }) =>
      messages.some(
        ({ about: where, kind, at }) =>
          where === about && kind === `relationship-declared.${turn}.${round}.${subject}` && invitedAt <= at,
      ),
    );

/** From a team's third objection on the central team decides, and nobody is taken out before. */
const LAST_OBJECTION = 3;

export const notObjectedTo = ofEachReviewer(
  'not-objected-to',
  'Nobody reviews a school whose head objected to them, unless the central team decided so.',
  ({ known, place }, ending) => {
    const asked = known.decisions.filter((one) => one.question === 'confirm-team' && one.turn === place.turn);
    const wasObjectedTo = asked.some(({ answer, status, round }) => {
      const { objections = [] } = (answer ?? {}) as { readonly objections?: readonly { readonly person: string }[] };
      const isMeant = status === 'answered' && objections.some(({ person }) => person === place.person);
      return isMeant && !(round >= LAST_OBJECTION && mayStay(known, place, round, ending));
    });
    return wasObjectedTo ? 'was objected to' : undefined;
  },
);

/** Whether the central team left somebody in the team, or has still to say so before anybody sets out. */
function mayStay({ review, decisions }: KnownReview, place: Placement, round: number, ending: EndingIndex): boolean {
  const settling = decisions.find(
    (one) => one.question === 'settle-team' && one.turn === place.turn && one.round === round,
  );
  if (settling === undefined) return false;
  const { status, outcome, answer, askedAt } = settling;
  const { outcome: word } = (outcome ?? {}) as { readonly outcome?: string };
  if (status === 'answered') {
    const { go = [] } = (answer ?? {}) as { readonly go?: readonly string[] };
    return word === 'stands' || (word === 'changed' && !go.includes(place.person));
  }
  if (review.stage === 'team') return status !== 'expired' || word === 'paused';
  // Whoever had it go on at a later stage has decided too.
  return ending.auditOf(review.about).some(({ entry, at }) => entry.startsWith('steered.resume') && at >= askedAt);
}
