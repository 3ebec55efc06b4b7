import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonDateAndTime } from '../calendar/london.ts';
import type { Review, Store, WriteItem } from '../store/store.ts';

/** What the host wrote for its visitors. Roles, not names; nothing about single pupils. */
const InformationForm = z.object({
  context: z.string(),
  selfEvaluation: z.string(),
  priorities: z.string(),
  visitorsShouldKnow: z.string(),
  safeguardingRole: z.string(),
  arrival: z.string(),
  /** When the last inspection was and what it said. Forms of earlier releases did not ask. */
  lastInspection: z.string().optional(),
});
export type InformationForm = z.infer<typeof InformationForm>;

/** What the host puts forward for accreditation [P]. */
const AreaOfExcellence = z.object({
  title: z.string(),
  why: z.string(),
  evidence: z.string(),
  contactRole: z.string(),
});
export type AreaOfExcellence = z.infer<typeof AreaOfExcellence>;

/** A London date and a time of day: '2027-01-05', '15:30'. */
export const CallTime = z.object({ date: z.string(), time: z.string() });
export type CallTime = z.infer<typeof CallTime>;

export const Timetable = z.object({
  /** The three days in order. */
  days: z.array(z.object({ morning: z.string(), afternoon: z.string() })),
  /** The pre-review call: London date, time of day, roles of those who take part. */
  call: z.object({
    ...CallTime.shape,
    attendees: z.string(),
    /** How they talk: who telephones where, or a meeting on-line. Timetables of earlier releases do not say. */
    place: z.string().exactOptional(),
    /** Other times that would do for the lead: the host may choose one, which is agreed at once. */
    others: z.array(CallTime).exactOptional(),
  }),
});
export type Timetable = z.infer<typeof Timetable>;

/** What came of the pre-review call. */
export const Call = z.object({ held: z.boolean(), on: z.string().exactOptional(), notes: z.string() });
export type Call = z.infer<typeof Call>;

/** Everything that is kept of the stage, each entry written by one question. */
export const Preparation = z.object({
  informationForm: InformationForm.optional(),
  /** Null when the host decided to put none forward. */
  areaOfExcellence: AreaOfExcellence.nullable().optional(),
  /** What a trust wants the review to look at. */
  focusChallenge: z.string().optional(),
  timetable: Timetable.optional(),
  /** What the host wanted changed in the last timetable; '' once it has agreed. */
  timetableChanges: z.string().optional(),
  /** When the host wants the call, where it found no time among those that the lead had offered; null once that is settled. */
  callWished: CallTime.nullable().optional(),
  call: Call.optional(),
});
export type Preparation = z.infer<typeof Preparation>;

/** 'Tuesday 5 January 2027 at 15:30'. */
export const callInWords = ({ call }: Pick<Timetable, 'call'>): string => timeInWords(call);

/** The same of any time of a call. */
export const timeInWords = ({ date, time }: CallTime): string => `${longDate(date)} at ${time}`;

/** Whether a call can still be held at that time. @param at an instant. */
export function isToCome({ date, time }: CallTime, at: string): boolean {
  const now = londonDateAndTime(at);
  return `${date} ${time}` > `${now.date} ${now.time}`;
}

/** A timetable with its call at one time, which settles what else had been offered. */
export function withCallAt(timetable: Timetable, { date, time }: CallTime): Timetable {
  const { others: _, ...call } = timetable.call;
  return { ...timetable, call: { ...call, date, time } };
}

export const sameTime = (one: CallTime, other: CallTime): boolean => one.date === other.date && one.time === other.time;

/** What is kept of a review's preparation so far. */
export const preparationOf = (review: Pick<Review, 'preparation'>): Preparation =>
  Preparation.parse(review.preparation ?? {});

/**
 * Keeps some entries and leaves the others alone, whoever writes them meanwhile. The first entries of a review make the
 * map; if somebody else made it since `review` was read, the write is refused.
 */
export function keepPreparation(
  store: Pick<Store, 'rows'>,
  review: Pick<Review, 'about' | 'preparation'>,
  entries: Preparation,
): WriteItem {
  const patch = store.rows.review.patch({ about: review.about });
  if (review.preparation === undefined) {
    return patch
      .set({ preparation: entries })
      .where(({ preparation }, { notExists }) => notExists(preparation))
      .commit();
  }
  return patch
    .data((row, { set }) => {
      for (const [entry, value] of Object.entries(entries)) {
        if (value !== undefined) set(row.preparation[entry], value);
      }
    })
    .commit();
}

/** Said when the map was made by somebody else at the same moment. */
export const SAVED_MEANWHILE = {
  sentence: 'Something else about the preparation was saved at the same moment. Please press the button again.',
} as const;
