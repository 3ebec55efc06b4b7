import { longDate } from '../../../../lambdas/calendar/dates.ts';
import { londonDate } from '../../../../lambdas/calendar/london.ts';
import { factsOf } from '../../../../lambdas/catalogue/all-facts.ts';
import { hashOfLink } from '../../../../lambdas/questions/links.ts';
import type { Person } from '../../../../lambdas/store/store.ts';
import { secretsIn } from '../../../people/people.ts';
import { pressCommand } from '../../../people/press-command.ts';
import { importFiles, peopleFile } from '../import-files.ts';
import { openPage } from '../pages.ts';
import type { PlayedYears } from '../played-years.ts';

const NEW_HEAD = 'another-head';

/** In the second year, while the information form waits for the head, somebody else becomes head and answers it. */
export function anotherHead(years: PlayedYears): void {
  const { stack, store } = years;
  const year = years.year(2);
  if (year === undefined) return;
  const { urn, name: school } = years.network.host;
  years.whenAsked(year, 'information-form', async ({ person, mail }) => {
    if (person === NEW_HEAD) return undefined;
    const former = await store.person(person);
    const email = `${NEW_HEAD}@${former?.email.split('@')[1]}`;
    await importFiles(
      years,
      peopleFile([{ id: NEW_HEAD, name: 'Helen Marsh', email, jobTitle: 'Headteacher', member: urn }]),
    );
    const named = await pressCommand(stack, { act: 'name-head', about: urn, person: NEW_HEAD, reason: 'New head' });
    years.mustHold(year, `The central team names another head: ${named.sentence}`, named.done);
    years.happened(year, `${school} has another head.`);
    const pages = await Promise.all(secretsIn(mail).map((secret) => openPage(stack, `/d/${secret}`)));
    years.mustHold(
      year,
      'From that moment on the form is closed to the former head.',
      pages.length > 0 && pages.every(({ status }) => status === 403),
    );
    await linksShowNothing(years, year, former);
    years.inTheEnd(async () => {
      await linksShowNothing(years, year, former);
      const answered = (await store.decisionsAbout(years.about(year))).find(
        ({ question, status }) => question === 'information-form' && status === 'answered',
      );
      years.mustHold(year, 'The new head has answered the form.', answered?.person === NEW_HEAD);
    });
    return 'ignore';
  });
}

/**
 * Every link that was mailed to somebody as the host's head says that the office has passed on, or is over by its date. What asks a person
 * about themselves, as a survey does, stays theirs.
 */
async function linksShowNothing(years: PlayedYears, year: string, former: Person | undefined): Promise<void> {
  const { stack, store } = years;
  const mails = stack.inbox.messages({ to: former?.email ?? '' });
  const shows: string[] = [];
  let closed = 0;
  for (const secret of mails.flatMap(secretsIn)) {
    const link = await store.link(hashOfLink(secret) ?? '');
    const facts = factsOf(link?.decision.split('.')[0] ?? '');
    if (link?.role !== 'host' || facts?.personal === true || facts?.candidates === true) continue;
    const { status } = await openPage(stack, `/d/${secret}`);
    if (status === 403 || status === 404) closed += 1;
    else shows.push(`${link.decision} answers with ${status}`);
  }
  const rest = shows.length === 0 ? '' : ` ${shows.join(', ')}.`;
  const today = longDate(londonDate(new Date(stack.clock.now()).toISOString()));
  years.mustHold(
    year,
    `On ${today} none of ${closed + shows.length} links that were mailed to the former head for the school shows anything.${rest}`,
    closed > 0 && shows.length === 0,
  );
}
