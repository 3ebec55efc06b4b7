import { offersOn } from '../../commands/offered.ts';
import { ON_REVIEWS } from '../../commands/registry.ts';
import type { Review } from '../../store/store.ts';
import { Offers } from '../offers.tsx';
import type { ViewRequest } from '../request.ts';
import type { ViewDeps } from '../view.ts';

/** The commands on a whole review: each is shown only while it makes sense. */
export function ReviewCommands(props: {
  readonly review: Review;
  readonly request: ViewRequest;
  readonly deps: ViewDeps;
}) {
  const { review, request, deps } = props;
  const offers = offersOn(ON_REVIEWS, { review, at: request.at });
  const forms = offers.filter(({ shown }) => typeof shown !== 'string');
  const words = new Set(offers.flatMap(({ shown }) => (typeof shown === 'string' ? [shown] : [])));
  if (forms.length === 0) return null;
  const isPaused = review.status === 'paused';
  return (
    // Nobody pauses or cancels a review every morning: folded away, but for what a paused one waits for.
    <details open={isPaused}>
      <summary>
        <strong>{isPaused ? 'Resume, postpone or cancel' : 'Pause, move or cancel the review'}</strong>
      </summary>
      {[...words].map((sentence) => (
        <p key={sentence} className="pr-quiet">
          {sentence}
        </p>
      ))}
      {forms.map((offer) => (
        <form key={offer.name} className="pr-acts">
          <Offers offers={[offer]} row={offer.name} deps={deps} />
        </form>
      ))}
    </details>
  );
}
