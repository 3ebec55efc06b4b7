import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { Desk, Thanks } from '../decisions/question.ts';
import type { Member, PartnershipYearRow, Store, WriteItem } from '../store/store.ts';
import type { Interest } from './interest-form.ts';
import { memberWords } from './member-words.ts';
import { contactOf, membershipName } from './membership-name.ts';
import { yearTitle } from './year-title.ts';

/** What became of a school's or trust's interest. Only when it is registered is there a subscription to start. */
export type Registered =
  | { readonly registered: true; readonly member: string; readonly year: string; readonly thanks: Thanks }
  | { readonly registered: false; readonly thanks: Thanks };

/**
 * Registers the interest of a school or trust in the year that is open for joining now. What is registered once stays as
 * it is: sending the form again, for whatever contact, changes nothing and gives the same result. Somebody who is a member
 * is told so; one whose membership lapsed keeps its past, and its head until the new contact is admitted.
 */
export async function registerInterest(interest: Interest, desk: Pick<Desk, 'store'>, at: string): Promise<Registered> {
  const { store } = desk;
  const id = memberId(interest);
  const [known, year] = await Promise.all([store.member(id), yearOpenForJoining(londonDate(at), store)]);
  if (!year) return { registered: false, thanks: notOpen };
  if (known?.standing === 'member') return { registered: false, thanks: alreadyMember(known) };
  if (known?.standing === 'closed') return { registered: false, thanks: recordedAsClosed(known) };
  const membership = known && (await store.membership(id, year.year));
  if (known?.standing === 'lapsed' && membership) return { registered: false, thanks: endedThisYear(known, year) };
  const registered: Registered = { registered: true, member: id, year: year.year, thanks: thanks(interest, year) };
  if (known?.standing === 'interested') return registered;

  const written = await store.write(items(interest, id, known, year.year, at, store));
  if (written.written) return registered;
  // Somebody pressed the button twice, or two people of one school at once: the first registration counts.
  return registerInterest(interest, desk, at);
}

/** A school goes by its URN. A trust has no number that people know, so it goes by its name. */
function memberId({ urn, name }: Interest): string {
  if (urn !== undefined) return urn;
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  // Names of executions hold it with year, programme and seat, and may have 80 characters.
  return `trust-${words.replaceAll(' ', '-').slice(0, 40).replace(/-$/, '')}`;
}

/** The newest year whose renewal has opened; a year under way can be joined until the next one opens. */
async function yearOpenForJoining(today: string, store: Store): Promise<PartnershipYearRow | undefined> {
  const calendarYear = Number(today.slice(0, 4));
  const rows = await Promise.all([1, 0, -1].map((offset) => store.partnershipYear(String(calendarYear + offset))));
  return rows.find((row): row is PartnershipYearRow => row !== undefined && row.renewalOpens <= today);
}

function items(
  interest: Interest,
  member: string,
  known: Member | undefined,
  year: string,
  at: string,
  store: Store,
): readonly WriteItem[] {
  const { kind, name, postcode, phase, contactName, jobTitle, email } = interest;
  const contact = contactOf(member, year);
  return [
    known
      ? store.rows.member
          .patch({ member })
          // Its head stays who it is until the newcomer is admitted: questions about reviews of the past go to the head.
          .set({ standing: 'interested' })
          .where(({ standing }, { eq }) => eq(standing, known.standing))
          .commit()
      : store.rows.member
          .create({ member, kind, name, postcode, ...(phase && { phase }), standing: 'interested', head: contact })
          .commit(),
    store.rows.person.upsert({ person: contact, name: contactName, email, jobTitle, member }).commit(),
    store.rows.auditEntry
      .upsert({
        about: membershipName(member, year),
        at,
        entry: 'registered',
        who: contact,
        role: 'host',
        what: 'registered interest',
      })
      .commit(),
  ];
}

function thanks(interest: Interest, year: PartnershipYearRow): Thanks {
  return {
    title: 'Thank you, your interest is registered',
    paragraphs: [
      `The central team looks at it within two or three weeks and writes to you about ${interest.name}.`,
      `If it admits your ${memberWords(interest).host}, you are asked to read and sign the agreement for ${yearTitle(year)}, which begins on ${longDate(year.starts)}.`,
    ],
  };
}

const alreadyMember = (member: Member): Thanks => ({
  title: `${member.name} is a member already`,
  paragraphs: [
    `There is nothing to register: the ${memberWords(member).leader} of ${member.name} gets our mails. If they do not arrive, or somebody else should get them, write to us.`,
  ],
});

const recordedAsClosed = ({ name }: Member): Thanks => ({
  title: `We have ${name} as closed`,
  paragraphs: ['If that is wrong, or the school has a new number since, write to us and we put it right.'],
});

const endedThisYear = ({ name }: Member, year: PartnershipYearRow): Thanks => ({
  title: `Please write to us about ${name}`,
  paragraphs: [
    `Its subscription to ${yearTitle(year)} has ended, and only the central team can open it again. Write to us, and we help you to come back.`,
  ],
});

const notOpen: Thanks = {
  title: 'The partnership cannot be joined at the moment',
  paragraphs: ['No year is open for joining yet. Write to us, and we tell you when the next one opens.'],
};
