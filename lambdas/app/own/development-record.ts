import { longDate, longDateRange } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { visitDays } from '../../calendar/working-days.ts';
import type { RecordSection } from '../../documents/record-pdf.ts';
import { reviewsNamed } from '../../store/network-reads.ts';
import { type CpdRecord, cpdRecordsOf } from '../../store/record-reads.ts';
import type { Person, Store, TrainingBooking } from '../../store/store.ts';
import { bookingsOfPerson } from '../../store/training-reads.ts';

/** Somebody's reviews and training over the years. */
export interface DevelopmentRecord {
  readonly name: string;
  /** '4 reviews, 12 days, once as lead reviewer'; what is in it, in a line. */
  readonly summary: string;
  readonly sections: readonly RecordSection[];
  /** Whether they have led a review. */
  readonly hasLed: boolean;
}

/** Before the first of all training sessions. */
const EVER = '2000-01-01';

/**
 * The development record of a person: what they did is there for as long as they are, whatever became of the reviews since. Two requests
 * side by side, and one for the names of the hosts.
 *
 * @param at the instant at which training holds or has ended.
 */
export async function readDevelopmentRecord(person: Person, store: Store, at: string): Promise<DevelopmentRecord> {
  const [done, bookings] = await Promise.all([
    cpdRecordsOf(store, person.person),
    bookingsOfPerson(store, person.person, EVER),
  ]);
  const hosts = new Map(
    (
      await reviewsNamed(
        store,
        done.map(({ about }) => about),
      )
    ).map(({ about, hostName }) => [about, hostName]),
  );
  const latestFirst = done.toSorted((a, b) => b.day1.localeCompare(a.day1));
  return {
    name: person.name,
    summary: summaryOf(done),
    hasLed: done.some(({ role }) => role === 'lead'),
    sections: [
      {
        title: 'Reviews',
        none: 'No review is on record yet. Each stands here once it is closed, about a month after its report is final.',
        rows: latestFirst.map((one) => ({
          label: `${one.programme} at ${hosts.get(one.about) ?? 'another member'}`,
          value: `${visitDates(one)}: ${counted(one.days, 'day')} as ${ROLES[one.role]}`,
        })),
      },
      {
        title: 'Training',
        none: 'No training is on record.',
        rows: [...trainingHeld(person, londonDate(at)), ...sessionsAttended(bookings)],
      },
    ],
  };
}

const ROLES = { lead: 'lead reviewer', reviewer: 'reviewer' } as const;

/** The days of a review that somebody did: 'Tuesday 12 to Thursday 14 January 2027'. */
export function visitDates({ day1 }: Pick<CpdRecord, 'day1'>): string {
  const [first, , last] = visitDays(day1);
  return longDateRange(first, last);
}

/** '4 reviews, 12 days, once as lead reviewer'. */
export function summaryOf(done: readonly CpdRecord[]): string {
  const led = done.filter(({ role }) => role === 'lead').length;
  const days = done.reduce((sum, one) => sum + one.days, 0);
  const parts = [counted(done.length, 'review'), counted(days, 'day')];
  return [...parts, ...(led === 0 ? [] : [`${led === 1 ? 'once' : `${led} times`} as lead reviewer`])].join(', ');
}

/** Whether a training holds, and until when: 'QAR' and 'in date until Thursday 5 November 2028'. */
export const trainingHeld = ({ training = [] }: Pick<Person, 'training'>, today: string): RecordSection['rows'] =>
  training
    .toSorted((a, b) => b.until.localeCompare(a.until))
    .map(({ programme, from, until }) => ({
      label: `${programme} training`,
      value:
        until < today
          ? `held from ${longDate(from)}, ended on ${longDate(until)}`
          : `since ${longDate(from)}, in date until ${longDate(until)}`,
    }));

const sessionsAttended = (bookings: readonly TrainingBooking[]): RecordSection['rows'] =>
  bookings
    .filter(({ status }) => status === 'attended')
    .toSorted((a, b) => b.date.localeCompare(a.date))
    .map(({ programme, date }) => ({ label: `${programme} training session`, value: `came on ${longDate(date)}` }));

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
