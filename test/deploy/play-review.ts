/** One school's review on what was deployed: from the renewal of three members to the published report. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { workingDayAtOrAfter } from '../../lambdas/calendar/working-days.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import type { Review, Store } from '../../lambdas/store/store.ts';
import { connectStore } from '../../lambdas/wiring/connect-store.ts';
import type { Deployed } from './deployed.ts';
import { type Emulator, workFolder } from './emulator.ts';
import { Machines } from './machines.ts';
import { type Answered, People } from './people.ts';
import type { Steps } from './steps.ts';
import { host, hostName, writeThreeMembers } from './three-members.ts';

const played = '2026';
const year = readSettingsFiles().years.find((each) => each.year === played);
if (!year) throw new Error(`There are no settings of the partnership year ${played}.`);

/** The morning on which the renewal of the played year opens: a working day, on which mails go at once. */
export const renewalStart = londonInstant(year.renewalOpens, '09:00');

/** A question that nobody got within this time will not come any more. */
const stillMs = 180_000;

export interface Surroundings {
  readonly deployed: Deployed;
  readonly emulator: Emulator;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

/** Throws with the reason when the review comes to a standstill, or anything of it fails. */
export async function playReview({ deployed, emulator, steps, signal }: Surroundings): Promise<void> {
  const table = deployed.output('data', 'TableName');
  const store = connectStore(table);
  const machines = new Machines(deployed);
  const people = new People(emulator, store, ({ question, person }) => {
    if (question === 'choose-audience') return { audience: 'public' };
    // The other two schools have months to sign, and no review of their own until then.
    if (question === 'sign-agreement' && !person.endsWith(host)) return 'later';
    return undefined;
  });
  const about = `qar-${played}-${host}`;

  await steps.take('npm run seed', () => deployed.npm('seed', '--table', table), String);
  const { schoolsFile, peopleFile } = writeThreeMembers(workFolder, londonDate(renewalStart));
  const before = String(Number(played) - 1);
  const importing = [schoolsFile, '--people', peopleFile, '--member-of', before, '--table', table];
  await steps.take('npm run import', () => deployed.npm('import', ...importing), String);
  await steps.take('put the machines in words of the emulator', () => machines.translate());

  const until = (name: string, reached: () => Promise<boolean>) =>
    steps.take(name, () => answerUntil({ people, machines, signal }, reached), listed);
  const wake = (name: string) =>
    steps.take(
      name,
      () => morningRound(store, machines, about),
      (day) => `as on ${day}`,
    );

  await steps.take('start the renewal', () => machines.start('annual-renewal', { scheduledAt: renewalStart }));
  await until('the head signs', async () => (await reviewOf(store, about)) !== undefined);
  await wake('the morning round wakes the review');
  await until('the dates are fixed', async () => {
    const review = await reviewOf(store, about);
    return review?.day1 !== undefined && (await machines.running('review')).length === 0;
  });
  await wake('the morning round wakes it again');
  await until(
    'team, preparation, visit and report',
    async () => (await reviewOf(store, about))?.status === 'published',
  );
  const readReport = async () => {
    const page = await people.open(`${deployed.output('portal', 'PortalAddress')}/reports/${about}`);
    if (page.status !== 200 || !page.html.includes(hostName)) {
      throw new Error(`The report is not there: ${page.status} ${page.title}`);
    }
    return page.title;
  };
  await steps.take('anybody reads the report', readReport, String);
  // The head, who has just been sent the link to the published report, is asked for feedback by the next morning's mail.
  const nextMorning = morningOf(addDays(londonDate(renewalStart), 1));
  await until('the others tell how it was', async () => (await store.agenda(nextMorning)).decisions.length > 0);
  await steps.take('the next morning round', () => machines.start('morning-round', { scheduledAt: nextMorning }));
  await until(
    'the head tells too, and the review is closed',
    async () => (await reviewOf(store, about))?.stage === 'closed',
  );
}

async function reviewOf(store: Store, about: string): Promise<Review | undefined> {
  return (await store.reviewsOfHost(host)).find((review) => review.about === about);
}

/** As the schedule would on the working day on which the review is due: its wait is not lived through. */
async function morningRound(store: Store, machines: Machines, about: string): Promise<string> {
  const review = await store.needReview(about);
  const scheduledAt = morningOf(review.startsOn);
  await machines.start('morning-round', { scheduledAt });
  return londonDate(scheduledAt);
}

const morningOf = (day: string): string => londonInstant(workingDayAtOrAfter(day), '07:30');

/** Everybody answers at once, until `reached`. */
async function answerUntil(
  { people, machines, signal }: { people: People; machines: Machines; signal: AbortSignal },
  reached: () => Promise<boolean>,
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  let lastNews = Date.now();
  for (;;) {
    signal.throwIfAborted();
    const news = await people.readAndAnswer();
    answers.push(...news);
    await machines.mustNotFail();
    if (await reached()) return answers;
    if (news.length > 0) lastNews = Date.now();
    if (Date.now() - lastNews > stillMs) {
      throw new Error(
        `Nothing came for ${stillMs / 1000} s. Open: ${(await machines.running()).join(', ') || 'nothing'}.`,
      );
    }
    await sleep(200);
  }
}

const listed = (answers: readonly Answered[]): string => {
  const counts = new Map<string, number>();
  for (const { question } of answers) counts.set(question, (counts.get(question) ?? 0) + 1);
  return [...counts].map(([question, count]) => (count === 1 ? question : `${count} ${question}`)).join(', ');
};
