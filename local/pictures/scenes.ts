/** How the people of the played year behave, so that every question of the catalogue is asked and every mail is sent. */

import type { FieldValues } from '../people/form.ts';
import type { Reached, Reaction } from '../people/people.ts';
import { PLAYED_YEAR } from '../play/play.ts';

/** A school where all goes well. */
export const SMOOTH_HOST = '900001';
/** A trust with a word to say to everything. */
export const ROUGH_HOST = 'trust-invented-001';
export const ROUGH_REVIEW = `tpr-${PLAYED_YEAR}-${ROUGH_HOST}`;
/** A school whose head does not even answer whether it stays, one whose head signs and is silent from then on. */
export const LEAVING_HOST = '900003';
export const SILENT_HOST = '900009';
/** A school whose head cannot be mailed, so that somebody else of it is asked. */
export const UNREACHED_HOST = '900015';
/** A school whose review is moved and then called off. */
export const MOVED_HOST = '900012';
/** A school that registers its interest on the join page. */
export const NEWCOMER: FieldValues = {
  kind: 'school',
  name: 'Larkspur Primary School',
  postcode: 'AB1 2CD',
  urn: '909090',
  phase: 'primary',
  'contact-name': 'Morgan Ashby',
  'job-title': 'Headteacher',
  email: 'morgan.ashby@larkspur-primary-school.example',
};

const firstNamed = ({ page }: Reached, start: string): string =>
  page.controls?.find(({ name }) => name.startsWith(start))?.name ?? start;

/** So many people decline the last seat of the trust's team: more than the system finds by itself. */
const ROUGH_INVITATIONS = 15;

/** So many teams the head objects to: the last of them is left to the central team. */
const MOST_TEAMS = 3;

/** Answers of the trust that finds something to change at every step, by question. */
const rough: Readonly<Record<string, (reached: Reached, asked: number) => Reaction | undefined>> = {
  'choose-dates': (_, asked) => (asked === 1 ? 'ignore' : undefined),
  'agree-dates': () => ({
    decision: 'others',
    proposal: '',
    reason: 'Our board meets in that week and every leader is needed there.',
  }),
  'settle-dates': () => ({ decision: 'fix', day1: '2027-03-09' }),
  invite: ({ asked, role }, count) => {
    if ((asked.subject === 'seat-4' && asked.round <= ROUGH_INVITATIONS) || (role === 'lead' && count === 1))
      return { answer: 'decline' };
    return count === 2 ? 'ignore' : undefined;
  },
  'fill-seat': () => ({ reason: 'Nobody else has the days free.' }),
  'confirm-team': (reached, asked) => {
    if (asked > MOST_TEAMS) return undefined;
    const person = firstNamed(reached, 'object-');
    const others = (reached.page.controls ?? []).filter(({ name }) => /^(object|reason)-/.test(name));
    return {
      answer: 'object',
      ...Object.fromEntries(others.map(({ name }) => [name, []])),
      [person]: 'yes',
      [person.replace('object-', 'reason-')]: 'We worked together for years until last summer.',
    };
  },
  'settle-team': () => ({
    decision: 'stand',
    reason: 'As agreed on the telephone: she does not look at the part of the work that you did together.',
  }),
  'agree-timetable': (_, asked) =>
    asked === 1 ? { answer: 'change', changes: 'Please meet the trustees on the second morning.' } : undefined,
  'confirm-attendance': ({ role }, asked) =>
    role === 'reviewer' && asked < 4 ? { answer: 'no', reason: 'My own school has an inspection.' } : undefined,
  'agree-findings': (_, asked) =>
    asked === 1 ? { answer: 'disagree', disagreement: 'The third strength is not what we saw together.' } : undefined,
  'quality-read': (_, asked) =>
    asked === 1 ? { ready: 'changes-wanted', words: 'Please say where you saw the second strength.' } : undefined,
  'check-facts': (reached) => {
    const kind = firstNamed(reached, 'kind.');
    return {
      checked: 'comments',
      [kind]: 'fact',
      [kind.replace('kind.', 'text.')]: 'The trust has eleven schools, not ten.',
    };
  },
  'agree-report': ({ role }) =>
    role === 'host' ? { agreed: 'no', reason: 'The second next step is not ours to take.' } : undefined,
  'settle-report': () => ({ settled: 'Both sides have said what they had to say; the text keeps to what was seen.' }),
  'choose-audience': () => ({ audience: 'public' }),
};

/** How everybody reacts to the questions that reach them; it counts how often each was asked. */
export function reactions(): (reached: Reached) => Reaction | undefined {
  const counts = new Map<string, number>();
  return (reached) => {
    const { about, question } = reached.asked;
    const key = `${about}/${question}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (about.endsWith(LEAVING_HOST)) return 'ignore';
    if (about.endsWith(SILENT_HOST)) return question === 'sign-agreement' ? undefined : 'ignore';
    // Left for a day on which the central team has something else to be reminded of: both come in one mail.
    if (about.endsWith(String(NEWCOMER.urn)) && question === 'quality-read' && count === 1) return 'ignore';
    return about === ROUGH_REVIEW ? rough[question]?.(reached, count) : undefined;
  };
}

const MOVED_REVIEW = `qar-${PLAYED_YEAR}-${MOVED_HOST}`;

/** What the central team does while the year is played: a visit is moved and called off. */
export const STEERING = [
  { act: 'postpone', at: '2026-12-10T10:00:00Z', reason: 'inspection', about: MOVED_REVIEW },
  { act: 'cancel', at: '2027-02-02T10:00:00Z', reason: 'The school closes at Easter', about: MOVED_REVIEW },
] as const;

/** What the central team reads in the end by links of its own, by the name of its picture. */
export const READINGS = {
  'review-as-written': { act: 'read-review', about: `qar-${PLAYED_YEAR}-${SMOOTH_HOST}` },
  surveys: { act: 'read-surveys', year: PLAYED_YEAR, programme: 'QAR' },
} as const;
