import { londonInstant } from '../../../../lambdas/calendar/london.ts';
import { seenOf } from '../../../../lambdas/commands/seen.ts';
import { readGias, type School } from '../../../../lambdas/members/gias.ts';
import { readLinks } from '../../../../lambdas/members/links-file.ts';
import type { Person } from '../../../../lambdas/store/store.ts';
import { pressCommand } from '../../../people/press-command.ts';
import { linksFile, registerFile } from '../academy-files.ts';
import { importFiles, peopleFile } from '../import-files.ts';
import type { PlayedYears } from '../played-years.ts';

/**
 * In September of the third year the school closes and opens again as an academy with a number of its own. The register's two files and
 * the people's are imported, and the central team lets the review that was planned for the old number go on at the new one.
 */
export function becomesAcademy(years: PlayedYears): void {
  const { stack, store } = years;
  const [year, after] = [years.year(3), years.year(4)];
  if (year === undefined) return;
  const { host, toImport } = years.network;
  const urn = freeUrn(toImport.schools);
  const opens = `${year}-09-01`;
  const about = years.about(year);
  if (after !== undefined) years.goesOnAs(urn, after);

  years.at(londonInstant(opens, '10:00'), async () => {
    const { closed, schools } = readGias(registerFile(host, urn, opens));
    const { links } = readLinks(linksFile(host.urn, urn, opens));
    const head = (await store.member(host.urn))?.head;
    const { data: people } = await store.entities.person.query.byMember({ member: host.urn }).go({ pages: 'all' });
    await importFiles(years, {
      closed,
      schools,
      links,
      ...peopleFile(people.map((person) => moved(person, urn, head))),
    });
    years.happened(
      year,
      `${host.name} (${host.urn}) closes and opens as an academy (${urn}); its ${people.length} people go with it.`,
    );
  });

  years.at(londonInstant(opens, '11:00'), async () => {
    const review = await store.needReview(about);
    const call = { act: 'go-on-at-successor', about, seen: seenOf(review) };
    const gone = await pressCommand(stack, { ...call, reason: 'It has become an academy' });
    years.happened(year, 'The central team lets the review go on at the academy.');
    years.mustHold(year, `What the central team reads: ${gone.sentence}`, gone.done);
  });

  years.inTheEnd(async () => {
    const review = await store.needReview(about);
    const member = await store.member(urn);
    years.mustHold(
      year,
      'The review is of the academy.',
      review.goesOnAt === urn && member !== undefined && review.hostName === member.name,
    );
  });
}

/** A number that no school of the network has. */
function freeUrn(schools: readonly School[]): string {
  const taken = new Set(schools.map(({ urn }) => urn));
  let urn = 990_001;
  while (taken.has(String(urn))) urn += 1;
  return String(urn);
}

/** Somebody who works for the academy from now on. */
export const moved = ({ person, name, email, jobTitle, pool }: Person, member: string, head: string | undefined) => ({
  id: person,
  name,
  email,
  member,
  ...(jobTitle !== undefined && { jobTitle }),
  ...(person === head && { isHead: true }),
  ...(pool === 'reviewers' && { pool }),
});
