/** What happens to people and schools while the years go on: who leaves, moves, falls ill, joins; schools that close or convert. */
import { addDays } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { workingDayAtOrAfter } from '../../lambdas/calendar/working-days.ts';
import { readGias, type School } from '../../lambdas/members/gias.ts';
import { readLinks } from '../../lambdas/members/links-file.ts';
import type { PersonRecord } from '../../lambdas/members/people-records.ts';
import type { Store } from '../../lambdas/store/store.ts';
import type { Mail } from '../inbox/mail.ts';
import { readPage } from '../people/form.ts';
import { pressOnce, type Reached, secretsIn } from '../people/people.ts';
import { pressCommand } from '../people/press-command.ts';
import { linksFile, registerFile } from '../play/years/academy-files.ts';
import { moved } from '../play/years/happenings/becomes-academy.ts';
import { importFiles, peopleFile } from '../play/years/import-files.ts';
import { familyNames, givenNames } from '../sample/names.ts';
import type { LocalStack } from '../stack.ts';
import type { Draws } from './draws.ts';
import type { RehearsedNetwork } from './network.ts';
import type { Profile } from './profile.ts';
import type { Trying } from './try-again.ts';

export interface LivesParts {
  readonly stack: LocalStack;
  /** The table as a developer's command reaches it. */
  readonly store: Store;
  readonly profile: Profile;
  readonly draws: Draws;
  readonly network: RehearsedNetwork;
  readonly years: readonly string[];
  readonly trying: Trying;
  /** Told of each thing that happens, by its kind. */
  readonly onHappening: (what: string) => void;
}

const DAY_MS = 86_400_000;
/** How long it takes the central team to find out where somebody reads their mail. */
const FOUND_OUT_DAYS = 12;
/** Numbers that no school of the register has. */
const FIRST_NEW_URN = 990_001;

/** Lets everything come about that is still to come. */
export function beginLives(parts: LivesParts): void {
  for (const year of parts.years) {
    for (const person of parts.network.invented.people) personInYear(person, year, parts);
    for (const [index, school] of parts.network.members.entries()) schoolInYear(school, index, year, parts);
    newcomersInYear(year, parts);
  }
  parts.stack.inbox.onMail((mail) => confirmLater(mail, parts));
}

/** Does something at an instant that is not over, for a reason that the counts name. */
function at(instant: number, what: string, work: () => Promise<boolean>, { stack, onHappening }: LivesParts): void {
  if (instant <= stack.clock.now()) return;
  stack.clock.schedule(instant, () => {
    const working = work().then((happened) => {
      if (happened) onHappening(what);
    });
    void stack.clock.during(working).catch((error: unknown) => stack.problems.report(`${what}: ${error}`));
  });
}

/** A working morning of the year, from its first to its last day. */
function dayInYear(year: string, draws: Draws, ...about: readonly string[]): string {
  return workingDayAtOrAfter(addDays(`${year}-03-01`, Math.floor(draws.number('day', year, ...about) * 480)));
}

const morningOf = (day: string): number => Date.parse(londonInstant(day, '10:20'));

function personInYear(person: PersonRecord, year: string, parts: LivesParts): void {
  const { profile, draws, stack, store } = parts;
  const { leaves, movesSchool, bounces } = profile.lives;
  const { id, isHead, member, email } = person;
  const what = draws.choose({ leaves, movesSchool: isHead || !member ? 0 : movesSchool, bounces }, 'life', id, year);
  const when = morningOf(dayInYear(year, draws, id));
  switch (what) {
    case 'leaves':
      at(
        when,
        'somebody leaves',
        async () => (await parts.trying(() => pressCommand(stack, { act: 'has-left', about: id }))).done,
        parts,
      );
      return;
    case 'movesSchool': {
      const to = draws.pick(parts.network.schools, 'moves to', id, year);
      at(
        when,
        'somebody moves to another school',
        async () => {
          const now = await store.person(id);
          if (!to || !now || now.left || to.urn === now.member) return false;
          await importFiles(parts, peopleFile([{ ...recordOf(person), email: now.email, member: to.urn }]));
          return true;
        },
        parts,
      );
      return;
    }
    case 'bounces':
      // In a run that goes on from an earlier one it has happened already.
      if (when <= stack.clock.now() && stack.clock.now() < when + FOUND_OUT_DAYS * DAY_MS) {
        stack.mail.unreachable.add(email);
      }
      at(
        when,
        'mail comes back from somebody',
        async () => {
          stack.mail.unreachable.add(email);
          return true;
        },
        parts,
      );
      at(
        when + FOUND_OUT_DAYS * DAY_MS,
        'the central team has found out an address',
        async () => {
          const now = await store.person(id);
          if (!now || now.left || now.email !== email) return false;
          await importFiles(parts, peopleFile([{ ...recordOf(person), email: email.replace('@', '.new@') }]));
          return true;
        },
        parts,
      );
      return;
    default:
      return;
  }
}

/** Who somebody is, without what they hold: an import of this says nothing of offices, training or preferences. */
const recordOf = ({ id, name, email, jobTitle, member, pool }: PersonRecord): PersonRecord => ({
  ...{ id, name, email },
  ...(jobTitle !== undefined && { jobTitle }),
  ...(member !== undefined && { member }),
  ...(pool !== undefined && { pool }),
});

function schoolInYear(school: School, index: number, year: string, parts: LivesParts): void {
  const { profile, draws, stack, store } = parts;
  const { newHead, schoolCloses, becomesAcademy } = profile.lives;
  const { urn } = school;
  const what = draws.choose({ newHead, schoolCloses, becomesAcademy }, 'school', urn, year);
  if (what === 'newHead') {
    at(morningOf(dayInYear(year, draws, urn)), 'a school has another head', () => anotherHead(urn, year, parts), parts);
  }
  if (what !== 'schoolCloses' && what !== 'becomesAcademy') return;
  const day = `${year}-09-01`;
  at(
    morningOf(day),
    what === 'schoolCloses' ? 'a school closes' : 'a school becomes an academy',
    async () => {
      if ((await store.member(urn))?.standing === 'closed') return false;
      const next = String(FIRST_NEW_URN + (Number(year) % 100) * 2000 + index);
      const { closed, schools } = readGias(registerFile(school, next, day));
      if (what === 'schoolCloses') {
        await importFiles({ stack, store }, { closed });
        return true;
      }
      const { links } = readLinks(linksFile(urn, next, day));
      const head = (await store.member(urn))?.head;
      const people = (await store.peopleOfMember(urn)).filter(({ left }) => !left);
      const move = peopleFile(people.map((person) => moved(person, next, head)));
      await importFiles({ stack, store }, { closed, schools, links, ...move });
      return true;
    },
    parts,
  );
}

async function anotherHead(urn: string, year: string, parts: LivesParts): Promise<boolean> {
  const { stack, store, draws, trying } = parts;
  const member = await store.member(urn);
  if (!member || member.standing === 'closed') return false;
  const before = member.head === undefined ? undefined : await store.person(member.head);
  const id = `head-${urn}-${year}`;
  const name = `${draws.pick(givenNames, 'given', id)} ${draws.pick(familyNames, 'family', id)}`;
  const email = `${id}@${before?.email.split('@')[1] ?? 'school.example'}`;
  await importFiles(parts, peopleFile([{ id, name, email, jobTitle: 'Headteacher', member: urn }]));
  const named = await trying(() =>
    pressCommand(stack, { act: 'name-head', about: urn, person: id, reason: 'New head' }),
  );
  if (before && !before.left) await trying(() => pressCommand(stack, { act: 'has-left', about: before.person }));
  return named.done;
}

/** Schools that nobody knew register at /join. */
function newcomersInYear(year: string, parts: LivesParts): void {
  const { profile, network, draws } = parts;
  const wanted = network.members.length * profile.lives.joins;
  // Of a share of a school chance decides.
  const count = Math.floor(wanted) + (draws.happens(wanted % 1, 'one more joins', year) ? 1 : 0);
  const first = parts.years.indexOf(year) * Math.ceil(wanted);
  for (const school of network.others.slice(first, first + count)) {
    const day = workingDayAtOrAfter(addDays(`${year}-02-09`, Math.floor(draws.number('joins', school.urn) * 300)));
    at(morningOf(day), 'a school registers', () => register(school, parts), parts);
  }
}

const JOINER = 'joins.example';

async function register({ urn, name, postcode, phase }: School, { stack, trying }: LivesParts): Promise<boolean> {
  const page = await trying(async () => {
    const shown = await pressOnce(`${stack.portalOrigin}/join`, {
      ...{ kind: 'school', name, postcode, urn, phase, 'contact-name': 'Alex Winter', 'job-title': 'Headteacher' },
      email: `head.${urn}@${JOINER}`,
    });
    if (shown.status >= 500) throw new Error(`/join failed for ${urn}`);
    return shown;
  });
  if (page.status !== 200)
    stack.problems.report(`/join answered ${urn} with ${page.status}: ${page.errors.join('; ')}`);
  return page.status === 200;
}

/** Whoever registered reads the mail to confirm the address an hour later. */
function confirmLater(mail: Mail, parts: LivesParts): void {
  const { stack } = parts;
  if (!mail.subject.startsWith('Please confirm') || !mail.to.some((address) => address.endsWith(JOINER))) return;
  const [secret] = secretsIn(mail);
  if (secret === undefined) return;
  at(
    mail.at + DAY_MS / 24,
    'a newcomer confirms its address',
    async () => {
      const address = `${stack.portalOrigin}/d/${secret}`;
      const shown = await fetch(address);
      const { controls = [] } = readPage(await shown.text(), shown.status);
      const page = await pressOnce(address, Object.fromEntries(controls.map(({ name, value }) => [name, value])));
      return page.status === 200;
    },
    parts,
  );
}

/** Somebody who has just taken a place may fall ill, and gives it back by the link of the invitation before the visit. */
export function mayFallIll(reached: Reached, answer: Readonly<Record<string, unknown>>, parts: LivesParts): void {
  const { draws, profile, stack, store } = parts;
  const { asked, person, address } = reached;
  if (asked.question !== 'invite' || answer.answer !== 'accept') return;
  if (!draws.happens(profile.lives.fallsIll, 'falls ill', person, asked.about, asked.turn)) return;
  const settling = store.review(asked.about).then((review) => {
    if (review?.day1 === undefined) return;
    const [from, until] = [stack.clock.now(), morningOf(review.day1) - DAY_MS];
    const moment = from + draws.number('when ill', person, asked.about) * Math.max(0, until - from);
    const day = workingDayAtOrAfter(londonDate(new Date(moment).toISOString()));
    at(
      morningOf(day),
      'somebody gives a place back',
      async () => {
        const page = await parts.trying(async () => {
          const answered = await pressOnce(address, { step: 'surely-give-back', 'why-not': 'I am ill.' });
          if (answered.status < 500) return answered;
          throw new Error(`${asked.about}: a place could not be given back (${answered.title}).`);
        });
        return page.status === 200;
      },
      parts,
    );
  });
  void stack.clock.during(settling).catch((error: unknown) => stack.problems.report(String(error)));
}

/** The central team finds somebody else to lead, near the host and trained for both programmes, when there is nobody to name. */
export function recruitLead({ asked }: Reached, parts: LivesParts): void {
  if (asked.subject !== 'lead') return;
  const { stack, store, draws } = parts;
  at(
    stack.clock.now() + DAY_MS,
    'the central team recruits a lead reviewer',
    async () => {
      const review = await store.needReview(asked.about);
      const host = await store.member(review.goesOnAt ?? review.host);
      const today = londonDate(new Date(stack.clock.now()).toISOString());
      const id = `lead-${asked.about}-${asked.turn}-${asked.round}`;
      const place = host?.easting === undefined ? parts.network.schools[0] : host;
      const training = { from: addDays(today, -30), until: addDays(today, 700) };
      const lead: PersonRecord = {
        ...{ id, jobTitle: 'Lead reviewer', pool: 'lead-reviewers', email: `${id}@lead-reviewers.example` },
        name: `${draws.pick(givenNames, 'given', id)} ${draws.pick(familyNames, 'family', id)}`,
        training: (['QAR', 'TPR'] as const).map((programme) => ({ programme, ...training })),
        ...{ reviewsDone: 12, maxDistanceKm: 300, staysOvernight: true, maxReviewsAYear: 10 },
        ...(place?.easting !== undefined &&
          place.northing !== undefined && { easting: place.easting, northing: place.northing }),
      };
      await importFiles(parts, peopleFile([lead]));
      return true;
    },
    parts,
  );
}
