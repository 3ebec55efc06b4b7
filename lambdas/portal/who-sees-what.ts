import type { Role } from '../questions/question.ts';
import type { ReviewAtHand } from '../store/store.ts';

/** What a person may see of a review beside its name, its stage and its dates. */
export interface Visibility {
  /** Nothing but its name: somebody who was asked once and has nothing to do with it now. */
  readonly none?: true;
  /** Who comes, by name and school. */
  readonly team: boolean;
  /** What happens when on the three days. */
  readonly plan: boolean;
  /** What the host's own leaders owe the network and give: nobody's business but the host's. */
  readonly account?: true;
}

const NOTHING: Visibility = { none: true, team: false, plan: false };
const DATES_ONLY: Visibility = { team: false, plan: false };
const ALL: Visibility = { team: true, plan: true };

/**
 * What somebody sees of a review to whom one of its links was mailed in a role (domain.md, 'Who may see what'): the host
 * and the central team all of it; lead and team until the report is final; the hub manager where it stands; somebody who
 * is invited the dates. Whoever left the team, or declined, sees no more of it.
 */
export function visibilityOf(whole: ReviewAtHand, person: string, role: Role): Visibility {
  switch (role) {
    case 'host':
      return { ...ALL, account: true };
    case 'central-team':
      return ALL;
    case 'hub-manager':
      return DATES_ONLY;
    case 'lead':
    case 'reviewer': {
      if (whole.seats.some((seat) => seat.person === person)) return isFinal(whole) ? DATES_ONLY : ALL;
      const { turn } = whole.review;
      const invited = whole.placements.some(
        (placement) => placement.person === person && placement.turn === turn && placement.status === 'invited',
      );
      return invited ? DATES_ONLY : NOTHING;
    }
  }
}

const isFinal = ({ review }: ReviewAtHand): boolean => ['publication', 'feedback', 'closed'].includes(review.stage);
