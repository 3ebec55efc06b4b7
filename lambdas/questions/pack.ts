import { longDate } from '../calendar/dates.ts';
import { dayPurposes, type HostWords } from '../members/host-words.ts';
import type { Member, Seat } from '../store/store.ts';
import { type Contact, reachInLines } from './contacts.ts';
import { callInWords, type Preparation } from './preparation.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** Whom it is about, where it says how to reach somebody: a page makes links of it. */
  readonly contact?: Contact;
}

/** The host's name and where it is, in one line. */
export const addressOf = (host: Member): string =>
  [host.name, host.town, host.postcode].filter((part) => part !== undefined && part !== '').join(', ');

/** Who comes: names and schools, no addresses. */
export function teamFacts(seats: readonly Seat[]): Fact[] {
  const filled = seats
    .filter(({ status, person }) => status === 'filled' && person !== undefined)
    .sort((a, b) => a.seat.localeCompare(b.seat, 'en', { numeric: true }));
  return filled.map(({ kind, personName, organisationName }) => ({
    label: kind === 'lead' ? 'Lead reviewer' : 'Reviewer',
    value: [personName, organisationName].filter((part) => part !== undefined).join(', '),
  }));
}

/** The pack day by day: what the day is for and, where there is a timetable, what happens when. */
export function dayFacts(preparation: Preparation, days: readonly string[], words: HostWords): Fact[] {
  const purposes = dayPurposes(words);
  return days.map((day, index) => {
    const session = preparation.timetable?.days[index];
    const lines = [
      purposes[index] ?? '',
      ...(session ? [`Morning: ${oneLine(session.morning)}`, `Afternoon: ${oneLine(session.afternoon)}`] : []),
    ];
    return { label: longDate(day), value: lines.join('\n') };
  });
}

/** Everything that goes into the mail. A host needs no telling how to get into its own building. */
export function packFacts(pack: {
  readonly host: Member;
  readonly dates: string;
  readonly days: readonly string[];
  readonly seats: readonly Seat[];
  /** Those who have each other's numbers by now: see `contactsOf`. */
  readonly contacts: readonly Contact[];
  readonly preparation: Preparation;
  readonly words: HostWords;
  readonly isHost: boolean;
}): Fact[] {
  const { informationForm, timetable } = pack.preparation;
  return [
    { label: 'Dates', value: pack.dates },
    { label: 'Where', value: addressOf(pack.host) },
    ...(informationForm ? [{ label: 'Arrival', value: oneLine(informationForm.arrival) }] : []),
    ...peopleFacts(pack),
    ...dayFacts(pack.preparation, pack.days, pack.words),
    ...(informationForm ? [{ label: 'Safeguarding contact', value: informationForm.safeguardingRole }] : []),
    ...(timetable ? [{ label: 'Pre-review call', value: callInWords(timetable) }] : []),
    ...(pack.isHost
      ? []
      : [{ label: 'Please bring', value: 'Photo identification, for signing in at the reception.' }]),
  ];
}

/** The team, and for the team the host: with how to reach them where they have been introduced. */
function peopleFacts({
  seats,
  contacts,
  isHost,
}: Pick<Parameters<typeof packFacts>[0], 'seats' | 'contacts' | 'isHost'>) {
  const shown = isHost ? contacts.filter(({ role }) => role !== 'host') : contacts;
  return shown.length === 0 ? teamFacts(seats) : shown.map(contactFact);
}

const contactFact = (contact: Contact): Fact => ({
  label: contact.title,
  value: [contact.name, ...reachInLines(contact)].join('\n'),
  contact,
});

const oneLine = (text: string): string => text.replace(/\s*\n+\s*/g, '; ');
