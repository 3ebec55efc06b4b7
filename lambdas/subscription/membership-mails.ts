/** Mails of stage 1 that ask nothing: welcome to the year, and goodbye. */
import { longDate } from '../calendar/dates.ts';
import { owedThisYear } from '../members/ledger-words.ts';
import type { Addressee, Notice } from '../questions/question.ts';
import { addresseeOf } from '../questions/review-context.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import { yearInDates, yearTitle } from '../settings/year-title.ts';
import type { Member, Membership, Person, Review } from '../store/store.ts';
import { memberWords } from './member-words.ts';

/** 'a Quality Assurance Review (QAR)', or several with an 'and' before the last. */
const listed = new Intl.ListFormat('en-GB');

/** Thanks the head for signing, and says what happens next and when. */
export function membershipJoined(joined: {
  readonly member: Member;
  readonly year: PartnershipYear;
  /** Its reviews of the year, each with what its programme is called. */
  readonly reviews: readonly (Pick<Review, 'programme' | 'week' | 'startsOn'> & { readonly name: string })[];
  /** Placements owed to other hosts. */
  readonly owed: number;
  /** More of them, or fewer when below 0, from the year before. */
  readonly carried: number;
  readonly head: Person;
}): Notice {
  const { member, year, reviews } = joined;
  const { host, leader } = memberWords(member);
  const title = yearTitle(year);
  const isOne = reviews.length === 1;
  const late = reviews.some(({ week }) => week > year.ends);
  const visits = reviews.flatMap(({ name, startsOn, week }) => [
    { label: isOne ? 'We ask you for dates' : `${name}: we ask you for dates`, value: `on ${longDate(startsOn)}` },
    { label: isOne ? 'Your review, as we hope' : `${name}, as we hope`, value: `in the week of ${longDate(week)}` },
  ]);
  const names = listed.format(reviews.map(({ name, programme }) => `a ${name} (${programme})`));
  return {
    to: addresseeOf(joined.head, 'host', member.hub),
    kind: 'membership-signed',
    subject: `Thank you: ${member.name} takes part in ${title}`,
    firstLine: `The agreement for ${title} is signed and ${member.name} is a member.`,
    paragraphs: [
      reviews.length > 0
        ? `Your ${host} has ${names} in this year. ${isOne ? 'The week below is' : 'The weeks below are'} our first thought; nothing is fixed before you have agreed to it.`
        : `No review is planned for your ${host} in this year, as you chose.`,
      ...(late
        ? [
            `No week is left for it in ${title}, so it is in the first weeks after it, and counts for ${title} all the same.`,
          ]
        : []),
      `${owedThisYear(joined)} Whoever is trained is asked by mail, one review at a time.`,
      'There is nothing you need to do now.',
    ],
    facts: [{ label: 'Partnership year', value: yearInDates(year) }, ...visits],
    whyYou: `You get this mail because you are the ${leader} of ${member.name}.`,
  };
}

/** Why a membership ended, as its row says. */
export type Ending = Extract<Membership['status'], 'lapsed' | 'declined' | 'refused'>;

export interface EndedMembership {
  readonly member: Member;
  readonly membership: Pick<Membership, 'kind' | 'reason'>;
  readonly ending: Ending;
  readonly year: PartnershipYear;
}

/** Tells the head that the membership has ended, and how to come back. */
export function endedForHead(ended: EndedMembership, to: Addressee): Notice {
  const { member, membership, ending, year } = ended;
  const { host, leader } = memberWords(member);
  const title = yearTitle(year);
  const newcomer = membership.kind === 'newcomer';
  const firstLine = {
    declined: `As you told us, ${member.name} does not take part in ${title}.`,
    refused: `We are sorry: ${member.name} cannot join the partnership for ${title}.`,
    lapsed: newcomer
      ? `${member.name} has not joined the partnership for ${title}.`
      : `The membership of ${member.name} has ended, as it was not renewed for ${title}.`,
  }[ending];
  const thanks = newcomer
    ? 'Thank you for your interest in the partnership.'
    : `Thank you for all that your ${host} has given to other schools, and for having them in your own.`;
  return {
    to,
    kind: 'membership-ended',
    subject: `${newcomer ? 'Your interest in joining' : 'Your membership'}: ${member.name}, ${title}`,
    firstLine,
    paragraphs: [
      ...(ending === 'refused' && membership.reason ? [`The reason: ${membership.reason}`] : []),
      thanks,
      'You are welcome back at any time: reply to this mail, and we help you to return this year or the next.',
    ],
    whyYou: `You get this mail because you are the ${leader} of ${member.name}, or wrote to us for it.`,
  };
}

/** Tells the hub manager or the central team. */
export function endedForOthers(ended: EndedMembership, to: Addressee, whyYou: string): Notice {
  const { member, membership, ending, year } = ended;
  const { host, leader } = memberWords(member);
  const title = yearTitle(year);
  const what = {
    declined: `${member.name} does not take part in ${title}.`,
    refused: `${member.name} was not admitted for ${title}.`,
    lapsed: `${member.name} has not answered, so it does not take part in ${title}.`,
  }[ending];
  return {
    to,
    kind: 'member-ended',
    subject: `Membership ended: ${member.name}, ${title}`,
    firstLine: what,
    paragraphs: [
      `The ${leader} was thanked and told how to come back.`,
      ending === 'refused'
        ? 'There is nothing you need to do.'
        : `A call often helps more than a mail: if you know the ${host}, please ask how it is.`,
    ],
    facts: membership.reason ? [{ label: 'Reason given', value: membership.reason }] : [],
    whyYou,
  };
}
