/** Hosts of reviews that something has happened to: they have closed, or nobody has said what they belong to. */
import { longDate } from '../calendar/dates.ts';
import { offersOn } from '../commands/offered.ts';
import { ON_BELONGINGS, ON_CLOSED_HOSTS, ON_REVIEWS } from '../commands/registry.ts';
import { notKnownOf } from '../members/belonging.ts';
import { hostOf, memberToday, readLineage } from '../members/lineage.ts';
import type { ReviewLine } from '../store/network-reads.ts';
import type { Member, Review, Store } from '../store/store.ts';
import { Offers } from './offers.tsx';
import type { ViewDeps } from './view.ts';

/** A review of a school that has closed, as long as nobody has decided what becomes of it. */
interface AtClosedHost {
  readonly review: Review;
  readonly host: Member;
  /** Who followed it and is open. */
  readonly successor: Member | undefined;
}

interface NotKnown {
  readonly review: ReviewLine;
  readonly member: Member;
}

/**
 * Looks at the hosts of reviews that are not over: 100 members in a request, and the reviews of those that have closed in one more.
 * Worked out from the members each time, so a school that is open again is in no list.
 */
export async function changedMembers(
  store: Store,
  reviews: readonly ReviewLine[],
): Promise<{ readonly closed: readonly AtClosedHost[]; readonly unknown: readonly NotKnown[] }> {
  const running = reviews.filter(({ status, stage }) => status !== 'cancelled' && stage !== 'closed');
  const once = store.readingOnce();
  const lineage = await readLineage(once, running.map(hostOf));
  const closed = await Promise.all(
    running.map(async (line): Promise<AtClosedHost | []> => {
      const host = lineage.get(hostOf(line));
      if (host?.standing !== 'closed') return [];
      const today = memberToday(lineage, host.member);
      const review = await once.rowAt<Review>(store.entities.review.get({ about: line.about }));
      return review ? { review, host, successor: today?.standing === 'closed' ? undefined : today } : [];
    }),
  );
  const unknown = new Map<string, NotKnown>();
  for (const review of running) {
    const member = memberToday(lineage, hostOf(review));
    if (member && member.standing !== 'closed' && notKnownOf(member).length > 0) {
      unknown.set(member.member, unknown.get(member.member) ?? { review, member });
    }
  }
  return { closed: closed.flat(), unknown: [...unknown.values()] };
}

/** That it closed, who followed, and the two buttons. */
export function WhereItGoesOn({ review, host, successor, at, deps }: AtClosedHost & { at: string; deps: ViewDeps }) {
  const when = host.closedOn === undefined ? '' : ` on ${longDate(host.closedOn)}`;
  const goOn = offersOn(ON_CLOSED_HOSTS, { review, at, successor });
  const { cancel } = ON_REVIEWS;
  return (
    <>
      closed{when};{' '}
      {successor
        ? `${successor.name} (${successor.member}) followed it`
        : 'nobody is known who followed it: import the register with its links file, or cancel'}
      <form className="pr-acts">
        <Offers offers={[...goOn, ...offersOn({ cancel }, { review, at })]} row={review.about} deps={deps} />
      </form>
    </>
  );
}

/** What is not known of it, and where to say it. */
export function WhatItBelongsTo({ member, deps }: NotKnown & { deps: ViewDeps }) {
  return (
    <>
      its {notKnownOf(member).join(' and ')} {notKnownOf(member).length > 1 ? 'are' : 'is'} not known
      <form className="pr-acts">
        <Offers offers={offersOn(ON_BELONGINGS, { member })} row={member.member} deps={deps} />
      </form>
    </>
  );
}
