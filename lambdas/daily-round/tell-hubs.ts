/** The mail by which a hub's manager reads once a year what the hub's year was. */
import { addDays } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { aboutToSend } from '../mail/send-mail.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { mailFor, type Wanted } from '../questions/mailer.ts';
import { isOutOfReach } from '../questions/out-of-reach.ts';
import { pageLink } from '../questions/page-link.ts';
import type { Addressee } from '../questions/question.ts';
import { greeting } from '../questions/question-mail.ts';
import { addresseeOf } from '../questions/review-context.ts';
import { hubMailOn } from '../settings/hub-mail.ts';
import { yearTitle } from '../settings/year-title.ts';
import { goOnOn, lookAgain } from '../store/agenda.ts';
import { hubsOfYear } from '../store/hub-year.ts';
import type { Hub, PartnershipYearRow, WakeUp } from '../store/store.ts';
import { hubsNamed } from '../store/week-reads.ts';
import type { DailyRoundDeps } from './daily-round-deps.ts';

/** Until the next year's mail goes. */
const LINK_DAYS = 366;

/** The name of the page that the mail leads to. */
export const HUB_YEAR = 'hub-year';

type TellingDeps = Pick<DailyRoundDeps, 'store' | 'mailer' | 'portalOrigin'>;

/**
 * Mails whoever manages a hub today of a year that has ended, once for each year, hub and manager: who comes to manage it later has it by the
 * same way (`pass-office-on.ts` wakes this again), who does no more has a page that opens no more. A hub of which there is nothing to tell, or that nobody
 * manages whom a mail reaches, has none. Where a mail did not go, the others go, and it is tried again the next morning.
 */
export async function tellHubs(wakeUp: WakeUp, at: string, deps: TellingDeps): Promise<void> {
  const { store } = deps;
  const today = londonDate(at);
  const year = await store.partnershipYear(wakeUp.about);
  if (!year || hubMailOn(year) > today) {
    await store.write([year ? goOnOn(store, wakeUp, hubMailOn(year), {}) : lookAgain(store, wakeUp, undefined)]);
    return;
  }
  let unsent = 0;
  for (const hub of await hubsNamed(store, await hubsOfYear(store, year.year))) {
    try {
      await tellManager(hub, year, at, deps);
    } catch (error) {
      unsent += 1;
      logger.error('The yearly mail of a hub was not sent', { hub: hub.hub, year: year.year, error: errorName(error) });
    }
  }
  await store.write([lookAgain(store, wakeUp, unsent > 0 ? addDays(today, 1) : undefined)]);
}

async function tellManager(hub: Hub, year: PartnershipYearRow, at: string, deps: TellingDeps): Promise<void> {
  const { store, mailer } = deps;
  const person = hub.manager === undefined ? undefined : await store.person(hub.manager);
  const to = person && addresseeOf(person, 'hub-manager', hub.hub);
  if (!to || isOutOfReach(to)) return;
  const about = `person-${to.person}`;
  const message = `${HUB_YEAR}.${year.year}.${hub.hub}`;
  const known = await store.message(about, message);
  if (known !== undefined && known.status !== 'sending') return;
  const reader = { person: to.person, role: 'hub-manager' } as const;
  const { row, address } = pageLink(
    { page: HUB_YEAR, of: `${year.year}.${hub.hub}`, reader, at, days: LINK_DAYS },
    deps,
  );
  const mail: Wanted = { message, kind: HUB_YEAR, to, content: contentOf(hub, year, to, address) };
  const begun = known ? undefined : await aboutToSend(store, mailFor(about, mail, at));
  const { written } = await store.write([row, ...(begun ? [begun.row] : [])]);
  // Refused: another call of this morning has begun it.
  if (written) await mailer.sendContent(about, { ...mail, ...(begun && { begun: begun.begun }) }, at);
}

function contentOf(hub: Hub, year: PartnershipYearRow, to: Addressee, href: string): Wanted['content'] {
  const title = yearTitle(year);
  return {
    subject: `${hub.name}: your hub’s year ${title}`,
    greeting: greeting(to),
    firstLine: `Here is what the year ${title} was for the schools of ${hub.name}, on one page.`,
    paragraphs: [
      'It says of each school which review it had and how many places it gave to others, who sent nobody on reviews, what people said of the reviews, and the dates of the year that follows.',
      'Nobody waits for an answer. The link is yours for as long as you manage the hub; nobody else should open it.',
    ],
    button: { text: 'Read your hub’s year', href },
    whyYou: `You get this mail because you manage ${hub.name}. It comes once a year.`,
  };
}
