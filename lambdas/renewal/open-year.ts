import { longDate } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { type Call, refused, type Steered } from '../commands/command.ts';
import type { CommandContext } from '../commands/command-context.ts';
import type { OpenYear } from '../commands/open-year.ts';
import { auditItems } from '../commands/record.ts';
import { ask } from '../questions/ask.ts';
import { decisionId } from '../questions/question.ts';
import { SettingsMissing } from '../settings/load-settings.ts';
import { whyNotReckoned } from '../settings/next-year.ts';
import { titleByName, titleOfYear, yearTitle } from '../settings/year-title.ts';
import type { Decision, Store } from '../store/store.ts';
import { proposedYear, type WholeYear, yearBefore } from './proposed-year.ts';
import { confirmYear } from './questions/confirm-year.tsx';
import { yearOf } from './year-name.ts';

/**
 * Opens a year: asks the central team to correct and confirm what follows from the year before. Nothing of the year is written until
 * it has: a year that is not confirmed is none. Opened twice it is asked once; the second call finds the question, and has its
 * mail sent where a first call broke off before.
 */
export async function openYear(call: Call<OpenYear>, deps: CommandContext): Promise<Steered> {
  const { about, at } = call.input;
  const year = yearOf(about);
  const { store } = deps;
  const once = store.readingOnce();
  const first = once.decisionAsFirstRead(about, nameOf(1)); // in one request with the years
  const [inForce, proposed] = await Promise.all([once.partnershipYear(year), proposedFor(once, year), first]);
  if (inForce !== undefined) {
    return refused(
      `The year ${yearTitle(inForce)} is in force already. Its dates are corrected in its file, see docs/settings.md.`,
    );
  }
  const why = whyNotReckoned(year);
  if (why !== undefined) return refused(why);
  if (!proposed) {
    return refused(
      `There is no year ${titleByName(yearBefore(year))} with settings of every programme, of which ${titleByName(year)} could be made.`,
    );
  }
  const [title, before] = [yearTitle(proposed.year), await titleOfYear(once, yearBefore(year))];
  const { round, known } = await latestAsking(once, about, at);
  const asked = { question: confirmYear.name, about, turn: 1, round };
  const times = known ? { at: known.askedAt, expiresAt: known.expiresAt } : { at, expiresAt: expiryOf(proposed, at) };
  if (!known) await store.write(auditItems(store, call, { what: `opened the partnership year ${title}` }));
  await ask(confirmYear, { ...asked, ...times }, undefined, deps);
  const until = longDate(londonDate(times.expiresAt));
  return {
    done: true,
    sentence: known
      ? `The year ${title} was opened on ${longDate(londonDate(known.askedAt))} and waits for you to confirm it, until ${until}. The link is in your mail.`
      : `The year ${title} is made of ${before} and waits for you to correct and confirm it, until ${until}. You get a mail with the link to its page.`,
  };
}

async function proposedFor(store: Store, year: string): Promise<WholeYear | undefined> {
  try {
    return (await proposedYear(store, year)).proposed;
  } catch (error) {
    if (error instanceof SettingsMissing) return undefined;
    throw error;
  }
}

/** The round that is asked now: the one that is open, or the one after the last that nobody answered. */
async function latestAsking(
  once: Store,
  about: string,
  at: string,
): Promise<{ readonly round: number; readonly known: Decision | undefined }> {
  for (let round = 1; ; round += 1) {
    const known = await once.decisionAsFirstRead(about, nameOf(round));
    if (!known) return { round, known };
    if (known.status === 'open' && known.expiresAt > at) return { round, known };
  }
}

const nameOf = (round: number): string => decisionId({ question: confirmYear.name, turn: 1, round });

/** Until the year begins; where that is near or over, twice the time in which it is to be confirmed. */
function expiryOf({ year }: WholeYear, at: string): string {
  const starts = londonInstant(year.starts, '00:00');
  const least = londonInstant(addWorkingDays(londonDate(at), 2 * year.confirmNextWorkingDays), '17:00');
  return [starts, least].toSorted().at(-1) ?? starts; // instants are text that sorts as time does
}
