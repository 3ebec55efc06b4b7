/** What follows when somebody goes on no more reviews, or has left: their places are filled again, and nothing waits for them. */
import { londonDate } from '../calendar/london.ts';
import { factsOf } from '../catalogue/all-facts.ts';
import { type Leaving, leavingItems, whyOutOfPools } from '../members/leaving.ts';
import { withdrawPlanned } from '../members/withdraw-planned.ts';
import { deliver } from '../questions/deliver.ts';
import { bindAgain, type Catalogue } from '../questions/open-link.ts';
import { centralTeam } from '../questions/review-context.ts';
import { settleByDefault } from '../questions/settle.ts';
import { aboutPerson } from '../store/agenda.ts';
import type { Decision, Person, Store, WholeReview } from '../store/store.ts';
import type { MoveContext } from './command-context.ts';
import { isTaken, leaveTeam, type Taken } from './leave-team.ts';
import { finishMoveOf, moveReview } from './on-review.ts';
import { isUnderWay } from './record.ts';
import { TELLERS } from './tellers.ts';

export interface LeavingContext extends MoveContext {
  readonly catalogue: Catalogue;
  /** Gives up their places at training sessions to come, however often it is called; how many there were. */
  giveUpTraining(person: string, today: string, store: Store): Promise<number>;
}

/** A review of theirs is being steered at this moment: what follows is done again from the start, tomorrow if need be. */
export class ReviewIsSteered extends Error {
  override name = 'ReviewIsSteered';
}

/** What was done, for the central team. */
export interface LeftBehind {
  /** Reviews in whose teams their place is filled again, and whose plans they are out of. */
  readonly filledAgain: readonly string[];
  readonly planned: readonly string[];
  /** How many questions were taken from them, and places at training sessions. */
  readonly questions: number;
  readonly trainings: number;
  /** Offices that nobody holds now: 'head of 100183'. */
  readonly offices: readonly string[];
  /** Questions of offices, and of visits that are over, which stay open for somebody whom the central team names. */
  readonly waiting: readonly string[];
}

/**
 * Does what follows when somebody is out of the pools. What was done before is not done again, so a call that broke off is simply made
 * again. Who came back meanwhile keeps what they have.
 *
 * @returns nothing where they are in their pool.
 * @throws ReviewIsSteered, SilenceNotSettled, MailNotSent
 */
export async function carryOutLeaving(
  id: string,
  at: string,
  context: LeavingContext,
): Promise<LeftBehind | undefined> {
  const { store } = context;
  const person = await effective(id, at, store);
  if (!person) return undefined;
  const today = londonDate(at);
  const filledAgain: string[] = [];
  const planned: string[] = [];
  const placements = await store.placementsOf(id, today, '9999');
  for (const about of new Set(placements.map((row) => row.about))) {
    const whole = await readFinished(about, at, context);
    if (!whole) continue;
    for (const seat of seatsToFill(whole, id)) {
      await fillAgain(about, seat, person, at, context);
      filledAgain.push(about);
    }
    const theirs = whole.placements.filter((row) => row.person === id && row.status === 'planned');
    if (theirs.length === 0) continue;
    await store.write(withdrawPlanned(store, theirs, whyOutOfPools(person) ?? ''));
    planned.push(about);
  }
  const { taken, waiting } = await takeQuestions(person, at, context);
  const trainings = await context.giveUpTraining(id, today, store);
  const offices = person.left ? await officesOf(person, store) : [];
  return { filledAgain, planned, questions: taken, trainings, offices, waiting };
}

/** The person once they are out of the pools; whose day to leave has come is taken out now. */
async function effective(id: string, at: string, store: Store): Promise<Person | undefined> {
  const person = await store.rowAt<Person>(store.entities.person.get({ person: id }));
  if (!person) return undefined;
  if (person.left && person.leftOn === undefined) return dated(person, londonDate(at), store);
  if (whyOutOfPools(person) !== undefined) return person;
  if (person.leftOn === undefined || person.leftOn > londonDate(at)) return undefined;
  const [item] = leavingItems(store, person, 'network', at);
  if (item) await store.write([item]);
  const now = await store.needPerson(id);
  // The day of which the file spoke is the one that counts.
  return now.left ? dated(now, person.leftOn, store) : undefined;
}

async function dated(person: Person, leftOn: string, store: Store): Promise<Person> {
  await store.write([
    store.rows.person
      .patch({ person: person.person })
      .set({ leftOn })
      .where(({ left }, { eq }) => eq(left, true))
      .commit(),
  ]);
  return { ...person, leftOn };
}

async function readFinished(about: string, at: string, context: LeavingContext): Promise<WholeReview | undefined> {
  const whole = await context.store.wholeReview(about);
  if (!whole?.review.steering) return whole;
  if (isUnderWay(whole.review.steering, { input: { act: 'has-left', about, at }, isAtGiven: false })) {
    throw new ReviewIsSteered(`${about} is being steered at this moment.`);
  }
  await finishMoveOf(about, context, TELLERS);
  return context.store.wholeReview(about);
}

const seatsToFill = ({ review, seats }: WholeReview, person: string): readonly Taken[] =>
  review.status !== 'cancelled' && ['team', 'preparation', 'visit'].includes(review.stage)
    ? seats.filter(isTaken).filter((seat) => seat.person === person)
    : [];

/** As when the central team replaces somebody: the school did not fail to keep the place. */
async function fillAgain(
  about: string,
  { seat: name }: Taken,
  person: Person,
  at: string,
  context: LeavingContext,
): Promise<void> {
  const { store } = context;
  const whole = await store.needWholeReview(about);
  const seat = seatsToFill(whole, person.person).find((row) => row.seat === name);
  if (!seat) return;
  const why = whyOutOfPools(person) ?? '';
  const plan = {
    what: `${person.person} ${why}`,
    sentence: `${person.person} is out of the team, and the next candidate is asked for the seat '${name}'.`,
    ...leaveTeam(store, whole, seat, { reason: `Replaced: ${why}`, failed: false, at, who: 'workflow' }),
  };
  const audit = store.rows.auditEntry
    .create({
      ...{ about, at, entry: `left.${name}`, who: 'workflow', role: 'workflow' },
      what: `replaced ${person.person} in ${name}, who ${why}`,
    })
    .commit();
  const moved = await moveReview(whole, plan, { act: 'replace-reviewer', at, with: [audit] }, context, TELLERS);
  if (!moved.done) throw new ReviewIsSteered(`${about} changed at the same moment.`);
}

/** Questions that nobody else can answer for them count as unanswered, as where no mail reaches somebody; the next one is asked. */
async function takeQuestions(
  person: Person,
  at: string,
  context: LeavingContext,
): Promise<{ readonly taken: number; readonly waiting: readonly string[] }> {
  let taken = 0;
  const waiting: string[] = [];
  for (const known of await context.store.openDecisionsOf(person.person)) {
    const decision = await context.store.decision(known.about, known.decision);
    if (decision?.status !== 'open' || decision.person !== person.person) continue;
    if (!isTheirsAlone(decision, person)) {
      waiting.push(`${decision.about}/${decision.decision}`);
      continue;
    }
    const bound = await bindAgain(decision, context.catalogue(decision.question), context);
    await deliver(context.store, context.callbacks, await settleByDefault(context.store, bound, decision, at));
    taken += 1;
  }
  return { taken, waiting };
}

/** Whoever only goes on no more reviews still says what they found on the last one. */
function isTheirsAlone({ question, role }: Decision, { left }: Person): boolean {
  const facts = factsOf(question);
  if (!facts || role === 'host' || role === 'hub-manager') return false;
  if (facts.personal && facts.stage === 'feedback') return left === true;
  return Boolean(facts.personal || facts.unreachableIsSilence || facts.inLists === 'left-out');
}

/** Offices that they held: the rows go on naming them, so that whoever follows is put in their place by an import. */
async function officesOf(person: Person, store: Store): Promise<readonly string[]> {
  const ids = [...new Set([person.member, ...(person.alsoOf ?? [])].flatMap((id) => id ?? []))];
  const members = await Promise.all(ids.map((id) => store.member(id)));
  const hub = person.hub === undefined ? undefined : await store.hub(person.hub);
  return [
    ...members.flatMap((member) =>
      member?.head === person.person
        ? [`${member.kind === 'trust' ? 'chief executive' : 'head'} of ${member.name} (${member.member})`]
        : [],
    ),
    ...(hub?.manager === person.person ? [`manager of the hub ${hub.name}`] : []),
    ...(hub?.seniorPartner === person.person ? [`senior partner of the hub ${hub.name}`] : []),
  ];
}

/** What became of it in sentences, for a command's answer and the central team's mail. */
export function leftInWords({ filledAgain, planned, questions, trainings, offices, waiting }: LeftBehind): string[] {
  const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);
  return [
    filledAgain.length > 0
      ? `The next candidate is asked for ${filledAgain.length === 1 ? 'their place' : 'their places'} in ${filledAgain.join(', ')}.`
      : 'They had no place in a team to come.',
    ...(planned.length > 0 ? [`They are out of the plans for ${planned.join(', ')}.`] : []),
    ...(questions > 0
      ? [`${counted(questions, 'question to them counts', 'questions to them count')} as unanswered.`]
      : []),
    ...(trainings > 0
      ? [`${counted(trainings, 'place at a training session is', 'places at training sessions are')} free again.`]
      : []),
    ...(offices.length > 0
      ? [`Nobody is ${offices.join(', nor ')} now: please find out who follows, and import them.`]
      : []),
    ...(waiting.length > 0
      ? [
          `${counted(waiting.length, 'question waits', 'questions wait')} for somebody else: please ask somebody from the dashboard.`,
        ]
      : []),
  ];
}

/**
 * What the daily round does about somebody who leaves: all that follows, and a word to the central team. Of somebody who is to be erased it
 * has been told by their number alone, when their questions were passed on.
 */
export async function leftOnAMorning(id: string, at: string, context: LeavingContext): Promise<void> {
  const left = await carryOutLeaving(id, at, context);
  if (!left || (await context.store.needPerson(id)).mail === 'erased') return;
  await tellThatLeft(id, left, at, context);
}

/** Tells the central team, once, of somebody who left by a file, on a day or by their own button. */
export async function tellThatLeft(id: string, left: LeftBehind, at: string, context: LeavingContext): Promise<void> {
  const person = await context.store.needPerson(id);
  const since = person.left ? person.leftOn : person.stoppedOn;
  const member = person.member === undefined ? undefined : await context.store.member(person.member);
  const kind: Leaving = person.left ? 'network' : 'reviews';
  await context.mailer.send(
    aboutPerson(id),
    {
      to: centralTeam(context),
      kind: `${kind === 'network' ? 'has-left' : 'no-more-reviews'}.${since ?? at}`,
      subject: `${person.name} ${whyOutOfPools(person)}: ${member?.name ?? 'independent'}`,
      firstLine: `${person.name} ${whyOutOfPools(person)}.`,
      paragraphs: leftInWords(left),
      whyYou: 'The central team is told once of everybody who leaves.',
    },
    at,
  );
}
