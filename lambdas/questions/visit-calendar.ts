import type { CalendarChange, EnteredVisit } from '../mail/content.ts';
import { hostWords } from '../members/host-words.ts';
import type { Member, Review } from '../store/store.ts';
import type { Role } from './question.ts';

/**
 * Enters the three days of a visit in the calendar of somebody who takes part, or changes what is there. The entry says
 * what a colleague may read over somebody's shoulder, and whom to write to.
 *
 * @param host where the visit is, as far as it is known.
 */
export function enterVisit(
  review: Pick<Review, 'programme' | 'hostName' | 'hostKind'>,
  day1: string,
  role: Role,
  host?: Pick<Member, 'town' | 'postcode'>,
): EnteredVisit {
  const { programme, hostName } = review;
  const part =
    role === 'host'
      ? `Your ${hostWords(review).host} is reviewed on these three days. Please keep them free of other events.`
      : `You are ${role === 'lead' ? 'the lead reviewer' : 'a reviewer'} on these three days. You get the timetable by mail before the visit.`;
  return {
    enters: {
      day1,
      title: `${programme} at ${hostName}`,
      where: [hostName, host?.town, host?.postcode].filter((given) => given !== undefined).join(', '),
      about: `${part}\n\nIf something comes up, reply to the mail that brought this entry: to decline the entry alone changes nothing.`,
    },
  };
}

/** Takes the visit out of the person's calendar, if a mail ever entered it. */
export const takeVisitOut: CalendarChange = { enters: null };
