/** What people do with what they are asked, as their profile has it. */
import { addDays, addWeeks, mondayOf } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonDateAndTime, londonInstant } from '../../lambdas/calendar/london.ts';
import { isWorkingDay, workingDayAtOrAfter } from '../../lambdas/calendar/working-days.ts';
import { factsOf } from '../../lambdas/catalogue/all-facts.ts';
import { standsReady } from '../../lambdas/questions/question-facts.ts';
import type { Decision } from '../../lambdas/store/store.ts';
import { answerTo } from '../people/answers/all-answers.ts';
import type { FieldValues, ReadPage } from '../people/form.ts';
import {
  answerMail,
  type Brought,
  type PeopleOptions,
  pressOnce,
  type Reached,
  type Reaction,
} from '../people/people.ts';
import { APPROVE } from '../play/play-term.ts';
import type { LocalStack } from '../stack.ts';
import type { Draws } from './draws.ts';
import type { Profile, When } from './profile.ts';
import { answerOf, datesIn } from './reactions.ts';

export interface BehaviourParts {
  readonly stack: LocalStack;
  readonly profile: Profile;
  readonly draws: Draws;
  /** Whether calls may fail: then whoever reads twice that it failed looks again later, and else it is a defect. */
  readonly mayFail: boolean;
  /** Told of each answer that the portal took. */
  readonly onAnswer: (reached: Reached, answer: FieldValues) => void;
  /** Told when the central team is to name somebody, and there is nobody. */
  readonly onNobodyToName: (reached: Reached) => void;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Somebody who answers late or at the last moment leaves the page so much time. */
const MARGIN = HOUR / 2;
/** Whoever uses a link that only stands ready does so within so long. */
const SOME_DAY = 90 * DAY;
const CENTRAL_TEAM = 'central-team';

type AboutQuestion = Pick<Decision, 'about' | 'decision' | 'question' | 'person' | 'role'>;

/** How everybody whom a stack's mails reach behaves. */
export function behaviour(parts: BehaviourParts): PeopleOptions {
  /** How many mails brought a question so far. */
  const brought = new Map<string, number>();
  const left = new Set<string>();
  return {
    when(one) {
      const key = `${one.decision.about}/${one.decision.decision}/${one.decision.person}`;
      const count = (brought.get(key) ?? 0) + 1;
      brought.set(key, count);
      return momentOf(one, count, parts);
    },
    react: async (reached) => onceLeft(reached, await reactionOf(reached, parts), left),
    mend: mended,
    onAnswer: (reached, answer, response) => answered(reached, answer, response, parts),
  };
}

/** The words by which somebody's draws about a question are told from all others. */
const words = ({ about, decision, person }: Pick<AboutQuestion, 'about' | 'decision' | 'person'>): string[] => [
  person === CENTRAL_TEAM ? `${person} ${about}` : person,
  about,
  decision,
];

function whenOf({ question, role }: AboutQuestion, profile: Profile): When {
  const own = profile.questions[question as keyof Profile['questions']]?.when;
  return own ?? profile.ofRoles[role as keyof Profile['ofRoles']] ?? profile.when;
}

function isReadyOnly({ question, round }: Pick<Decision, 'question' | 'round'>): boolean {
  const facts = factsOf(question);
  return facts !== undefined && standsReady(facts, round);
}

function momentOf({ decision, mail, usual }: Brought, count: number, parts: BehaviourParts): number | 'left' {
  const { profile, draws, stack } = parts;
  const about = words(decision);
  const now = stack.clock.now();
  const from = Math.max(usual, now);
  if (isReadyOnly(decision)) {
    return inHours(from + draws.number('some day', ...about) * SOME_DAY, decision, parts);
  }
  const [due, end] = [Date.parse(decision.dueAt), Date.parse(decision.expiresAt) - MARGIN];
  const within = (least: number, most: number): number =>
    inHours(Math.max(from, least + draws.number('moment', ...about) * Math.max(0, most - least)), decision, parts);
  if (count === 1 && draws.happens(profile.ways.outOfOffice, 'out of office', ...about)) {
    const days = 7 + Math.floor(draws.number('days away', ...about) * 14);
    return inHours(mail.at + days * DAY, decision, parts);
  }
  switch (draws.choose(whenOf(decision, profile), 'when', ...about)) {
    case 'never':
      return 'left';
    case 'afterReminder':
      return count === 1 ? 'left' : inHours(from, decision, parts);
    case 'late':
      return due < end ? within(due, end) : within(from, due - MARGIN);
    case 'inTime':
      return within(from, due - MARGIN);
    default:
      return inHours(from, decision, parts);
  }
}

/** The central team answers in its hours; others as they come, but for what is asked in the evening in the morning after a night. */
function inHours(moment: number, { person, question }: Decision, { profile, stack }: BehaviourParts): number {
  if (person !== CENTRAL_TEAM) {
    return Math.max(stack.clock.now(), answerTo(question).inTheEvening ? moment : byDay(moment, '08:10', '20:30'));
  }
  const { from, until } = profile.centralTeam;
  return Math.max(stack.clock.now(), byDay(moment, from, until));
}

/** The moment, or the next morning of a working day at which somebody is at work. */
function byDay(moment: number, from: string, until: string): number {
  const { date, time } = londonDateAndTime(new Date(moment).toISOString());
  const isOpen = isWorkingDay(date);
  if (isOpen && time >= from && time < until) return moment;
  const day = isOpen && time < from ? date : workingDayAtOrAfter(addDays(date, 1));
  return Date.parse(londonInstant(day, from)) + (moment % HOUR);
}

async function reactionOf(reached: Reached, parts: BehaviourParts): Promise<Reaction | undefined> {
  const { profile, draws } = parts;
  const { asked, person } = reached;
  const about = ['does', person, asked.about, asked.question, asked.turn, asked.round, asked.subject ?? ''] as const;
  const other = await anotherWay(reached, parts);
  if (other !== undefined) return other === 'failed' ? other : 'ignore';
  if (asked.question === 'fill-seat' && hasNobodyToName(reached)) {
    parts.onNobodyToName(reached);
    if (asked.subject === 'lead') return 'ignore';
    return { choice: 'go-without', reason: 'Nobody keeps the rules.' };
  }
  const answers = profile.questions[asked.question as keyof Profile['questions']]?.answers ?? {};
  const name = draws.choose(answers, ...about);
  if (name === undefined) return willing(reached);
  const pick = <T>(list: readonly T[], what: string): T | undefined => draws.pick(list, what, ...about);
  const answer = answerOf(name, reached, pick);
  return asked.question === 'approve-plan' ? { ...APPROVE, ...answer } : answer;
}

/** Whoever left a review without dates and has resumed it since did so to give it some. */
function onceLeft(reached: Reached, reaction: Reaction | undefined, left: Set<string>): Reaction | undefined {
  if (typeof reaction !== 'object' || reaction.decision !== 'pause') return reaction;
  const { about, turn } = reached.asked;
  const key = `${about} ${turn}`;
  if (left.has(key)) return willing(reached) ?? {};
  left.add(key);
  return reaction;
}

/** A visit is so many weeks ahead at least, and a little. */
const LEAST_WEEKS = 13;

const hasNobodyToName = ({ page }: Reached): boolean => {
  const optionsOf = (name: string) => page.controls?.find((one) => one.name === name)?.options ?? [];
  const isChain = ({ value }: { value: string }): boolean => value !== 'named' && value !== 'go-without';
  return !optionsOf('person').some(({ value }) => value !== '') && !optionsOf('choice').some(isChain);
};

/** What a willing person has to say, where the fields do not know enough; nothing where they do. */
function willing(reached: Reached): FieldValues | undefined {
  switch (reached.asked.question) {
    case 'approve-plan':
      return APPROVE;
    case 'settle-dates':
      return daysAfter(reached, 1);
    default:
      return undefined;
  }
}

/** So often somebody tries to send what the page refuses. */
const MOST_TRIES = 12;

/** Whoever is refused does what is hoped for; who looks for days tries those of one week after the other. */
function mended(reached: Reached, _page: ReadPage, times: number): FieldValues | undefined {
  if (reached.asked.question === 'settle-dates') {
    return times < MOST_TRIES ? daysAfter(reached, times + 1) : { decision: 'pause' };
  }
  return times === 1 ? (willing(reached) ?? {}) : undefined;
}

/** Three days from a Tuesday on, so many weeks after the last day that the page names. */
function daysAfter({ page, now }: Reached, weeks: number): FieldValues {
  const named = datesIn(page.html).filter((date) => date > now.slice(0, 10));
  const last = named.at(-1) ?? addWeeks(now.slice(0, 10), LEAST_WEEKS);
  return { decision: 'fix', day1: addDays(mondayOf(addWeeks(last, weeks)), 1) };
}

/** What somebody does beside answering, where the page offers it. */
async function anotherWay(reached: Reached, parts: BehaviourParts): Promise<'gone' | 'failed' | undefined> {
  const { profile, draws, stack } = parts;
  const { asked, person, page, address, mail } = reached;
  const about = [person, asked.about, asked.question, asked.turn, asked.round, asked.subject ?? ''] as const;
  const { moreTime, handsOver, notForMe } = profile.ways;
  const way = draws.choose({ moreTime, handsOver, notForMe }, 'way', ...about);
  const offers = (step: string): boolean => page.html.includes(`name="step" value="${step}"`);
  const tried = async (fields: FieldValues): Promise<'gone' | 'failed' | undefined> => {
    const after = await pressOnce(address, fields);
    if (after.status >= 500 && parts.mayFail) return 'failed';
    expectAnswer(after, reached, parts);
    return after.status === 200 ? 'gone' : undefined;
  };
  if (way === 'moreTime' && offers('more-time')) {
    const days = 1 + Math.floor(draws.number('days more', ...about) * 3);
    const later = Date.parse(londonInstant(workingDayAtOrAfter(addDays(londonDate(reached.now), days)), '11:20'));
    const went = await tried({ step: 'more-time' });
    if (went === 'failed') return went;
    // Refused since something was done meanwhile, they look again all the same.
    stack.clock.schedule(later, () => {
      void stack.clock
        .during(answerMail(stack, mail, { ...behaviour(parts), react: (one) => withoutWays(one, parts) }))
        .catch((error: unknown) => stack.problems.report(String(error)));
    });
    return 'gone';
  }
  if (way === 'handsOver' && page.html.includes('name="hand-over"')) {
    const to = colleague(reached);
    // Nobody names themselves.
    return mail.to.includes(String(to['colleague-email'])) ? undefined : tried(to);
  }
  if (way === 'notForMe' && offers('not-me')) return (await tried({ step: 'surely-not-me' })) ?? 'gone';
  return undefined;
}

/** Somebody who has had more time answers now. */
const withoutWays = (reached: Reached, parts: BehaviourParts) =>
  reactionOf(reached, {
    ...parts,
    profile: { ...parts.profile, ways: { ...parts.profile.ways, moreTime: 0, handsOver: 0, notForMe: 0 } },
  });

/** A colleague at the same address's domain, who has a name by what is handed to them. */
function colleague({ mail, asked }: Reached): FieldValues {
  const domain = mail.to[0]?.split('@')[1] ?? 'school.example';
  return {
    'hand-over': 'yes',
    'colleague-name': 'Robin Ashworth',
    'colleague-job': 'Deputy headteacher',
    'colleague-email': `robin.ashworth.${asked.question}@${domain}`,
  };
}

/** A page that fails, or that nobody understands, is a defect; that something was done meanwhile is not. */
function expectAnswer({ status, title }: ReadPage, { asked }: Reached, { stack }: BehaviourParts): void {
  if (status === 200 || status === 409 || status === 403) return;
  stack.problems.report(`${asked.about}: '${asked.question}' was answered with ${status} (${title}) by another way.`);
}

function answered(reached: Reached, answer: FieldValues, { status, title }: ReadPage, parts: BehaviourParts): void {
  if (status !== 200) return;
  parts.onAnswer(reached, answer);
  const { stack, profile, draws } = parts;
  const { asked, person, address } = reached;
  const about = [person, asked.about, asked.question, asked.turn, asked.round, asked.subject ?? ''] as const;
  const again = draws.choose(
    { twice: profile.ways.doubleClick, device: profile.ways.twoDevices },
    'presses again',
    ...about,
  );
  if (again === undefined) return;
  // From another device comes what a willing person says, whatever was said from the first.
  const fields = again === 'twice' ? answer : { ...answer, ...opposite(reached, answer) };
  const pressing = pressOnce(address, { ...fields, step: 'send' }).then((second) => {
    // What stands ready is asked again at once: the second press says the same of what has changed by then.
    const isSame = again === 'twice' && second.status === 200 && (second.title === title || isReadyOnly(asked));
    const isRefused = second.status >= 400 && (second.status < 500 || parts.mayFail);
    if (isSame || isRefused || (again === 'device' && second.status === 200)) return;
    stack.problems.report(
      `${asked.about}: '${asked.question}' was sent twice, and the second time answered with ${second.status} (${second.title}) in place of '${title}'.`,
    );
  });
  void stack.clock.during(pressing).catch((error: unknown) => stack.problems.report(String(error)));
}

/** The first other choice of each question with two. */
function opposite({ page }: Reached, answer: FieldValues): FieldValues {
  const radios = (page.controls ?? []).filter(({ kind, options }) => kind === 'radio' && options.length === 2);
  return Object.fromEntries(
    radios.flatMap(({ name, options }) => {
      const other = options.find(({ value }) => value !== answer[name]);
      return other ? [[name, other.value]] : [];
    }),
  );
}
