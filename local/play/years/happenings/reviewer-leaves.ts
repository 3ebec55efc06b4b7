import { pressCommand } from '../../../people/press-command.ts';
import type { PlayedYears } from '../played-years.ts';
import { teamOf } from '../team-of.ts';

/** In the second year a reviewer of the complete team leaves the network; somebody else takes the place. */
export function reviewerLeaves(years: PlayedYears): void {
  const { stack, store } = years;
  const year = years.year(2);
  if (year === undefined) return;
  let isDone = false;
  years.whenAsked(year, 'propose-timetable', async () => {
    if (isDone) return undefined;
    isDone = true;
    const place = (await teamOf(store, years.about(year))).find(({ seat }) => seat !== 'lead');
    const left = await pressCommand(stack, { act: 'has-left', about: place?.person ?? '', reason: 'Has retired' });
    years.happened(year, 'A reviewer of the team leaves the network.');
    years.mustHold(year, `The central team says so: ${left.sentence}`, left.done);
    years.inTheEnd(async () => {
      const team = await teamOf(store, years.about(year));
      const successor = team.find(({ seat }) => seat === place?.seat);
      years.mustHold(
        year,
        'Somebody else has the place of the reviewer who left.',
        successor !== undefined && successor.person !== place?.person,
      );
      for (const each of years.years.slice(1)) {
        const people = (await teamOf(store, years.about(each))).map(({ person }) => person);
        years.mustHold(
          each,
          'The reviewer who left is not in the team.',
          people.length > 0 && !people.includes(place?.person ?? ''),
        );
      }
    });
    return undefined;
  });
}
