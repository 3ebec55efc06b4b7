import { type Call, refused, type Steered } from '../commands/command.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { start } from '../commands/executions.ts';
import type { OpenTraining } from '../commands/open-training.ts';
import { auditItems } from '../commands/record.ts';
import { loadSettings, SettingsMissing } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Store, TrainingSession } from '../store/store.ts';
import { trainingSession } from '../store/training-reads.ts';
import { titleOf } from './session-words.ts';
import { isSameSession, type NewSession, sessionClock, sessionName, whyNotOpened } from './sessions.ts';

/** More sessions of one programme on one day are a mistake. */
const MOST_A_DAY = 9;

export type OpeningDeps = Pick<CommandContext, 'store' | 'sfn'> & { readonly machineArn: string };

/**
 * Opens a session for booking and starts its workflow. The same session opened twice is one: the second call finds it, and
 * starts what a first call that broke off had left.
 */
export async function openSession(call: Call<OpenTraining>, deps: OpeningDeps): Promise<Steered> {
  const { programme, date, from, to, venue, places, at } = call.input;
  const wanted: NewSession = { programme, date, from, to, venue, places };
  const settings = await settingsOn(deps.store, wanted);
  if (!settings) return refused(`There are no settings for ${programme} on that day: add them, then open the session.`);
  for (let number = 1; number <= MOST_A_DAY; number += 1) {
    const name = sessionName(wanted, number);
    const known = await trainingSession(deps.store, name);
    if (known?.status === 'open' && isSameSession(known, wanted)) {
      await startSession(known, settings, deps);
      return { done: true, sentence: `${name} is open already, with ${known.places} places. Nothing was changed.` };
    }
    if (known) continue;
    const refusal = whyNotOpened(wanted, settings, at);
    if (refusal) return refused(refusal);
    const made = await write(call, name, wanted, settings, deps.store);
    if (!made) {
      number -= 1; // somebody else took the name at this moment: look at what they opened
      continue;
    }
    await startSession(made, settings, deps);
    return { done: true, sentence: `${titleOf(wanted)} is open for booking, with ${places} places (${name}).` };
  }
  return refused(`There are ${MOST_A_DAY} sessions on that day already. Choose another day.`);
}

/** The settings of the partnership year in which a day lies, or after which it comes before the next. */
async function settingsOn(store: Store, { programme, date }: NewSession): Promise<ProgrammeSettings | undefined> {
  const sameName = date.slice(0, 4);
  const row = await store.partnershipYear(sameName);
  const year = row !== undefined && row.starts <= date ? sameName : String(Number(sameName) - 1);
  try {
    return await loadSettings(store, year, programme);
  } catch (error) {
    if (error instanceof SettingsMissing) return undefined;
    throw error;
  }
}

async function write(
  call: Call<OpenTraining>,
  session: string,
  wanted: NewSession,
  settings: ProgrammeSettings,
  store: Store,
): Promise<TrainingSession | undefined> {
  const { closesAt, endsAt } = sessionClock(wanted, settings);
  const row = {
    ...{ session, ...wanted, booked: 0, status: 'open' as const, closesAt, endsAt },
    ...{ year: settings.year, settingsVersion: String(settings.version).padStart(3, '0') },
  };
  const written = await store.write([
    store.rows.trainingSession.create(row).commit(),
    ...auditItems(store, call, { what: 'opened a training session', about: session }),
  ]);
  return written.written ? row : undefined;
}

/** Its instants travel as the input: they never change. */
async function startSession(
  session: TrainingSession,
  settings: ProgrammeSettings,
  { sfn, machineArn }: OpeningDeps,
): Promise<void> {
  const { closesAt, endsAt, attendanceExpires } = sessionClock(session, settings);
  await start(sfn, machineArn, session.session, {
    ...{ session: session.session, closesAt, endsAt, expiresAt: attendanceExpires },
  });
}
