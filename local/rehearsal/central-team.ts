/** The central team at its desk: each working morning it opens the dashboard and works through what has to be done. */
import { addDays, addWeeks } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { addWorkingDays, isWorkingDay, workingDayAtOrAfter } from '../../lambdas/calendar/working-days.ts';
import { POSTPONEMENT_REASONS } from '../../lambdas/commands/postponement-reasons.ts';
import { termsOfRow } from '../../lambdas/settings/terms.ts';
import { reviewsOfYear } from '../../lambdas/store/week-reads.ts';
import { pressCommand } from '../people/press-command.ts';
import type { CentralTeamParts } from './central-team-parts.ts';
import { type Offered, pressOffered, readView } from './dashboard-reader.ts';
import { findHubManager } from './empty-offices.ts';

/** How often it does something about one thing on its list on a morning; else it is left for another one. */
const A_MORNING = 0.4;
const LATE_A_MORNING = 0.05;
/** A team is told of a move between so many weeks before its visit and the visit itself. */
const WEEKS_BEFORE = 10;
const RANDOM_REASONS = Object.keys(POSTPONEMENT_REASONS);

/** Comes every working day from now on. */
export function sendCentralTeam(parts: CentralTeamParts): void {
  const { stack, profile } = parts;
  const next = (from: string): void => {
    const day = workingDayAtOrAfter(from);
    stack.clock.schedule(Date.parse(londonInstant(day, profile.centralTeam.list)), () => {
      void stack.clock
        .during(workThrough(day, parts))
        .catch((error: unknown) => stack.problems.report(`The central team's morning of ${day}: ${error}`));
      next(addDays(day, 1));
    });
  };
  next(addDays(londonDate(new Date(stack.clock.now()).toISOString()), 1));
}

async function workThrough(day: string, parts: CentralTeamParts): Promise<void> {
  const { stack } = parts;
  const offered = await parts.trying(() => readView(stack, { view: 'today' }));
  const done = new Set<string>();
  for (const one of offered) await direct(one, done, parts);
  for (const one of opened(offered)) await withReview(one, day, parts);
  if (isFirstOfWeek(day)) await moveReviews(day, parts);
  await openTrainings(day, parts);
}

const isFirstOfWeek = (day: string): boolean =>
  !isWorkingDay(addDays(day, -1)) && new Date(`${day}T00:00:00Z`).getUTCDay() <= 2;

/** Reviews that the list names, each once, with the heading under which it stands. */
function opened(offered: readonly Offered[]): readonly Offered[] {
  const reviews = offered.filter(({ payload }) => payload.view === 'review');
  return [...new Map(reviews.map((one) => [`${one.heading} ${one.payload.about}`, one])).values()];
}

/** What is done from the list itself. */
async function direct(one: Offered, done: Set<string>, parts: CentralTeamParts): Promise<void> {
  const { act, about } = one.payload as { act?: string; about?: string };
  if (act === undefined || about === undefined || done.has(about)) return;
  const { draws } = parts;
  switch (act) {
    case 'go-on-at-successor':
    case 'say-trust-and-hub':
      break;
    case 'cancel': // offered after the successor: there is none
      if (!one.heading.includes('schools that have closed')) return;
      break;
    case 'allow-mail':
      if (draws.happens(0.5, 'mail is right', about)) break;
      return;
    case 'stop-mail':
      break;
    default:
      return;
  }
  done.add(about);
  await press(one, parts);
}

/** What a review's own view offers about what the list says of it. */
async function withReview(one: Offered, day: string, parts: CentralTeamParts): Promise<void> {
  const { stack, draws } = parts;
  const about = String(one.payload.about);
  const wanted = wantedIn(one.heading);
  if (wanted === undefined || !draws.happens(wanted.share, 'list', about, day, one.heading.replace(/\d+/g, ''))) return;
  if (wanted.acts.includes('name-head') && (await findHubManager(about, day, parts))) return;
  const offered = await parts.trying(() => readView(stack, one.payload));
  const acts = (await hasLostItsDays(about, day, parts)) ? ['postpone'] : wanted.acts;
  const found = acts.flatMap((act) => offered.find(({ payload }) => payload.act === act) ?? []);
  const choice = draws.pick(found, 'act', about, day);
  if (choice) await press(choice, parts);
}

/** A review that stood still until its first day had come gets other days before it goes on. */
async function hasLostItsDays(about: string, day: string, { store }: CentralTeamParts): Promise<boolean> {
  // The list names memberships too.
  const { status, stage, day1 } = (await store.review(about)) ?? {};
  if (stage === undefined) return false;
  return status === 'paused' && ['team', 'preparation'].includes(stage) && day1 !== undefined && day1 <= day;
}

function wantedIn(heading: string): { readonly acts: readonly string[]; readonly share: number } | undefined {
  if (heading.includes('paused')) return { acts: ['resume'], share: A_MORNING };
  if (heading.includes('that nobody holds')) return { acts: ['name-head'], share: A_MORNING };
  if (heading.includes('late')) return { acts: ['remind', 'extend', 'ask-somebody-else'], share: LATE_A_MORNING };
  return undefined;
}

/** What is typed where a form has such a field. */
const TYPED = { reason: 'As spoken by telephone', workingDays: '3', trust: 'none', hub: 'none' };

async function press(one: Offered, { stack, trying, onCommand }: CentralTeamParts): Promise<void> {
  const { act, about } = one.payload;
  const { done, sentence } = await trying(() => pressOffered(stack, one, TYPED));
  onCommand(String(act), done);
  // What was typed may be wrong, and the sentence says so; a button with nothing to type is there because it makes sense.
  const isTyped = [...one.fields].some(([name, choices]) => name !== 'reason' && choices.length === 0);
  // One that broke off half-way is finished by the daily round; whoever reads that it is under way, or that the list is old, looks again
  // next morning.
  const isTooSoon = ['being carried out at this moment', 'changed since this list was drawn'].some((why) =>
    sentence.includes(why),
  );
  if (!done && !isTyped && !isTooSoon)
    stack.problems.report(`The dashboard offers '${act}' of ${about}, and refuses it: ${sentence}`);
}

/** Once a week somebody telephones: a visit cannot be, or a review is off. */
async function moveReviews(day: string, parts: CentralTeamParts): Promise<void> {
  const { store, profile, draws, years, stack, trying, onCommand } = parts;
  const { postponed, cancelled } = profile.lives;
  if (postponed + cancelled === 0) return;
  for (const year of years) {
    for (const { about, day1, status, stage, postponements } of await reviewsOfYear(store, year)) {
      const isUnderWay = status === 'under-way' && ['team', 'preparation', 'visit'].includes(stage);
      const act = draws.choose({ postpone: postponed, cancel: cancelled }, 'moves', about);
      if (!isUnderWay || postponements !== undefined || day1 === undefined || act === undefined) continue;
      const weeks = Math.floor(draws.number('weeks before', about) * WEEKS_BEFORE);
      if (day < addWeeks(day1, -weeks - 1) || day > addWeeks(day1, -weeks)) continue;
      const reason = act === 'postpone' ? draws.pick(RANDOM_REASONS, 'why', about) : 'The school asked for it';
      const steered = await trying(() => pressCommand(stack, { act, about, reason }));
      onCommand(act, steered.done);
    }
  }
}

/** In each term that is planned, three weeks before its plan, a session for those whose training ends. */
async function openTrainings(day: string, { store, years, stack, trying, onCommand }: CentralTeamParts): Promise<void> {
  for (const year of years) {
    const row = await store.partnershipYear(year);
    for (const { plansOn } of row ? termsOfRow(row) : []) {
      if (workingDayAtOrAfter(addWeeks(plansOn, -3)) !== day) continue;
      for (const programme of ['QAR', 'TPR']) {
        const date = addWorkingDays(day, programme === 'QAR' ? 20 : 22);
        const steered = await trying(() =>
          pressCommand(stack, {
            ...{ act: 'open-training', about: 'training', programme, date, from: '09:30', to: '15:30', places: 20 },
            venue: 'The Hall, Little Sample',
          }),
        );
        onCommand('open-training', steered.done);
        if (!steered.done) stack.problems.report(`No training could be opened on ${date}: ${steered.sentence}`);
      }
    }
  }
}
