/** One school's review on what was deployed: from the renewal of three members to the published report. */
import { setTimeout as sleep } from 'node:timers/promises';
import { addDays } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { workingDayAtOrAfter } from '../../lambdas/calendar/working-days.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import type { Review, Store } from '../../lambdas/store/store.ts';
import { connectStore } from '../../lambdas/wiring/connect-store.ts';
import type { Deployed } from './deployed.ts';
import { type Emulator, FUNCTIONS_AT_A_TIME, type Refused, workFolder } from './emulator.ts';
import { Machines } from './machines.ts';
import { host, hostName, members, writeMembers } from './members.ts';
import { type Answered, People } from './people.ts';
import type { Steps } from './steps.ts';

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
    // The other schools have months to sign, and no review of their own until then.
    if (question === 'sign-agreement' && !person.endsWith(host)) return 'later';
    return undefined;
  });
  const about = `qar-${played}-${host}`;

  await steps.take('npm run seed', () => deployed.npm('seed', '--table', table), String);
  const { schoolsFile, peopleFile } = writeMembers(workFolder, londonDate(renewalStart));
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

  emulator.limitMails(1); // as in the sandbox of SES
  await steps.take('start the renewal', () => machines.start('annual-renewal', { scheduledAt: renewalStart }));
  await steps.take(
    `${members.length} heads are asked, ${FUNCTIONS_AT_A_TIME} functions and one mail a second at a time`,
    () => everybodyAsked({ people, machines, store, signal }),
    () => refusedInWords(emulator.refused()),
  );
  emulator.limitMails(); // and out of it
  await until('the head signs', async () => (await reviewOf(store, about)) !== undefined);
  await wake('the morning round wakes the review');
  await until('the dates are fixed', async () => {
    const review = await reviewOf(store, about);
    return review?.day1 !== undefined && (await machines.running('review')).length === 0;
  });
  await wake('the morning round wakes it again');
  const call = () => store.decision(about, 'pre-review-call.1.1');
  await until('team and timetable', async () => (await call())?.nextActionAt !== undefined);
  await steps.take(
    'the morning round of the day of the pre-review call',
    async () => {
      const scheduledAt = (await call())?.nextActionAt;
      if (scheduledAt === undefined) throw new Error('Nothing is to come of the question about the call.');
      await machines.start('morning-round', { scheduledAt });
      return londonDate(scheduledAt);
    },
    (day) => `as on ${day}`,
  );
  await until('preparation, visit and report', async () => (await reviewOf(store, about))?.status === 'published');
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

/** A second and some more for each mail, and for functions that start on a busy machine. */
const ASKED_WITHIN_MS = 300_000;

/** Waits until each member's head has the mail, and each one once. */
async function everybodyAsked({
  people,
  machines,
  store,
  signal,
}: Pick<Surroundings, 'signal'> & {
  readonly people: People;
  readonly machines: Machines;
  readonly store: Store;
}): Promise<void> {
  const until = Date.now() + ASKED_WITHIN_MS;
  const isMailed = async (member: string): Promise<boolean> => {
    const about = `membership-${played}-${member}`;
    const [asked] = await store.decisionsAbout(about);
    const mail = asked && (await store.message(about, `${asked.decision}.asked.${asked.askedAt}`));
    return mail !== undefined && mail.status !== 'sending';
  };
  while (!(await Promise.all(members.map(isMailed))).every(Boolean)) {
    signal.throwIfAborted();
    await machines.mustNotFail();
    if (Date.now() > until) throw new Error(`Not everybody was asked within ${ASKED_WITHIN_MS / 1000} s.`);
    await sleep(200);
  }
  const mails = await people.mailsTo();
  const repeated = [...mails].filter(([, count]) => count > 1);
  if (repeated.length > 0) throw new Error(`Mails went more than once: ${repeated.map(String).join('; ')}`);
  if (mails.size !== members.length) throw new Error(`${mails.size} heads of ${members.length} have a mail.`);
}

/** @throws Error where a quota was never reached: then nothing was shown of it. */
function refusedInWords({ functions, mails }: Refused): string {
  if (functions === 0 || mails === 0) throw new Error(`Refused were ${functions} functions and ${mails} mails.`);
  return `refused meanwhile were ${functions} runs of functions and ${mails} mails`;
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
