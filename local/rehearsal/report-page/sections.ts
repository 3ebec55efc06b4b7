/** The parts of a report that have charts: each says in a sentence what its charts show. */
import { html } from 'hono/html';
import { longDate } from '../../../lambdas/calendar/dates.ts';
import { STAGES } from '../../../lambdas/store/entities/reviews.ts';
import type { RehearsalReport } from '../figures/report-form.ts';
import { type Band, counted } from '../figures/spread.ts';
import { bars, lyingBars, spreads, strips, weeks } from './charts.ts';
import { figure, type Html, section, shown, table } from './parts.ts';
import { bandInWords, countOf, plainly, weekInWords } from './words.ts';

type Section = (report: RehearsalReport) => Promise<Html>;

const banded = (bands: readonly Band[]) => bands.map((band) => ({ name: bandInWords(band), value: band.count }));
const rowsOf = (points: readonly { readonly name: string; readonly value: number }[]) =>
  points.map(({ name, value }) => [name, value]);

export const reviews: Section = async ({ reviews: all }) => {
  const stages = STAGES.filter((stage) => all.weeks.some((week) => week.stages[stage] !== undefined));
  const ended = all.ended.map(({ where, reviews: count }) => `${count} ${where}`).join(', ');
  if (all.reviews === 0) return section('Reviews by week and stage', html`<p>There was no review.</p>`);
  return section(
    'Reviews by week and stage',
    html`<p>${countOf(all.reviews, 'review')}; in the end: ${ended}.</p>`,
    figure(
      'Visits that begin in a week',
      await weeks(
        all.weeks.map(({ week, visits }) => ({ week, value: visits })),
        'visits',
        `Visits by week, from ${weekInWords(all.weeks[0]?.week ?? '')} on, at most ${Math.max(...all.weeks.map(({ visits }) => visits))} in one`,
      ),
      {
        columns: ['Week from', 'Visits'],
        rows: all.weeks.filter(({ visits }) => visits > 0).map(({ week, visits }) => [weekInWords(week), visits]),
      },
    ),
    figure(
      'Reviews in each stage at the end of a week',
      await strips(
        all.weeks.flatMap(({ week, stages: of }) => stages.map((kind) => ({ week, kind, value: of[kind] ?? 0 }))),
        stages,
        `A strip for each stage: how many reviews were in ${stages.join(', ')} week by week`,
      ),
      {
        columns: ['Week from', ...stages],
        rows: all.weeks
          .filter(({ stages: of }) => Object.keys(of).length > 0)
          .map(({ week, stages: of }) => [weekInWords(week), ...stages.map((stage) => of[stage] ?? 0)]),
      },
    ),
  );
};

export const answers: Section = async ({ answers: { all, questions } }) => {
  const answered = questions.filter(({ days }) => days.count > 0);
  return section(
    'Answers',
    html`<p>Of ${countOf(all.asked, 'question')} half were answered within ${countOf(all.days.median, 'day')} and nine of ten within ${shown(all.days.ninety)};
${shown(all.late)} late, ${shown(all.never)} never. ${countOf(all.told, 'mail')} told a hub manager or the central team that somebody had not answered.</p>`,
    figure(
      'Days to an answer by question',
      await spreads(
        answered.map(({ question, days }) => ({ name: plainly(question), ...days })),
        'days: the dot is the median, the stroke nine of ten',
        `Days to an answer for ${countOf(answered.length, 'question')}, from the quickest to the slowest answer`,
      ),
      {
        columns: ['Question', 'Asked', 'Median days', 'Nine of ten', 'Longest', 'Late', 'Never', 'Overdue', 'Told of'],
        rows: questions.map((one) => [
          plainly(one.question),
          ...[one.asked, one.days.median, one.days.ninety, one.days.most, one.late, one.never, one.overdue, one.told],
        ]),
      },
    ),
    html`<p class="quiet">Overdue is what came late, never came, or is open after its day. Silence on a place in a team or a survey does no harm: the next is asked, or nobody has to answer.</p>`,
  );
};

export const mails: Section = async ({ mails: all }) =>
  section(
    'Mails',
    html`<p>${countOf(all.mails, 'mail')}${all.busiestDay.day === undefined ? '' : html`; most of them, ${shown(all.busiestDay.mails)}, on ${longDate(all.busiestDay.day)}`}.</p>`,
    figure(
      'Mails a person by role',
      await spreads(
        all.byRole.map(({ role, each }) => ({ name: role, ...each })),
        'mails: the dot is the median, the stroke nine of ten',
        `Mails a person for ${all.byRole.map(({ role, each }) => `${role}: median ${shown(each.median)}, most ${shown(each.most)}`).join('; ')}`,
      ),
      {
        columns: ['Role', 'People', 'Mails', 'Median', 'Nine of ten', 'Most'],
        rows: all.byRole.map(({ role, mails: count, each }) => [
          role,
          ...[each.count, count, each.median, each.ninety, each.most],
        ]),
      },
    ),
    table('Who got most mails', {
      columns: ['Who', 'Mails'],
      rows: all.most.map(({ who, mails: count }) => [who, count]),
    }),
  );

export const seats: Section = async ({ seats: all }) => {
  if (all.seats === 0) return section('Seats', html`<p>No visit has begun.</p>`);
  const empty = all.empty.map(({ weeksBefore, seats: count }) => ({
    name: weeksBefore === 0 ? 'day 1' : `${weeksBefore} weeks`.replace(/^1 weeks/, '1 week'),
    value: count,
  }));
  const filled = banded(all.filledInBands);
  return section(
    'Seats',
    html`<p>${countOf(all.seats, 'seat')} of teams whose visit has begun. Half were filled ${countOf(all.filled.median, 'working day')} before day 1 or earlier; ${shown(all.neverFilled)} never.</p>`,
    figure(
      'Seats empty so long before day 1',
      await bars(
        empty,
        'seats',
        `Seats empty before day 1: ${empty.map(({ name, value }) => `${name}: ${value}`).join(', ')}`,
      ),
      {
        columns: ['Before day 1', 'Empty seats'],
        rows: rowsOf(empty),
      },
    ),
    figure(
      'Working days before day 1 on which whoever came had accepted',
      await bars(
        filled,
        'seats',
        `Seats by working days before day 1: ${filled.map(({ name, value }) => `${name}: ${value}`).join(', ')}`,
      ),
      { columns: ['Working days', 'Seats'], rows: rowsOf(filled) },
    ),
  );
};

export const travel: Section = async ({ travel: all }) => {
  if (all.miles.count === 0) return section('Travel', html`<p>Nobody has a place in a team.</p>`);
  const miles = banded(all.inBands);
  return section(
    'Travel',
    html`<p>${countOf(all.total, 'mile')} one way in a straight line, for ${countOf(all.miles.count, 'place')} in teams: half within ${shown(all.miles.median)}, the farthest ${shown(all.miles.most)}.${all.unknown > 0 ? ` Of ${all.unknown} more the distance is not known.` : ''}</p>`,
    figure(
      'Miles to the host',
      await bars(miles, 'places', `Places by miles: ${miles.map(({ name, value }) => `${name}: ${value}`).join(', ')}`),
      {
        columns: ['Miles', 'Places'],
        rows: rowsOf(miles),
      },
    ),
  );
};

export const placements: Section = async ({ placements: { years } }) => {
  const content: (Html | string)[] = [];
  for (const { year, owed, given, members } of years) {
    const balances = counted(members.map((one) => one.given - one.owed)).toSorted(([a], [b]) => a - b);
    const points = balances.map(([balance, count]) => ({
      name: balance === 0 ? 'as owed' : `${Math.abs(balance)} ${balance < 0 ? 'fewer' : 'more'}`,
      value: count,
    }));
    const title = `Placements of the year ${year}: given, held against owed`;
    content.push(
      html`<p>In the year ${year} members owed ${countOf(owed, 'placement')} and gave ${shown(given)}.</p>`,
      points.length === 0
        ? ''
        : figure(
            title,
            await bars(
              points,
              'members',
              `Members that gave ${points.map(({ name, value }) => `${name}: ${value}`).join(', ')}`,
            ),
            {
              columns: ['Member', 'Owed', 'Given'],
              rows: members.map((one) => [one.member, one.owed, one.given]),
            },
          ),
    );
  }
  return section('Placements owed and given', ...content);
};

export const centralTeam: Section = async ({ centralTeam: team }) => {
  const busiest = team.weeks.toSorted((a, b) => b.hours - a.hours)[0];
  return section(
    'The central team',
    html`<p>${countOf(team.questions, 'question')} to it: ${countOf(team.hours, 'hour')} at ${countOf(team.minutesAQuestion, 'minute')} each, which is an assumption (--minutes-a-question).${busiest && busiest.hours > 0 ? ` Most in the week from ${weekInWords(busiest.week)}: ${countOf(busiest.hours, 'hour')}.` : ''}</p>`,
    figure(
      'Hours of the central team by week',
      await weeks(
        team.weeks.map(({ week, hours }) => ({ week, value: hours })),
        'hours',
        `Hours by week, at most ${shown(busiest?.hours ?? 0)}`,
      ),
      {
        columns: ['Week from', 'Questions', 'Hours'],
        rows: team.weeks
          .filter(({ questions }) => questions > 0)
          .map(({ week, questions, hours }) => [weekInWords(week), questions, hours]),
      },
    ),
    team.byQuestion.length === 0
      ? ''
      : table('What it was asked', {
          columns: ['Question', 'Times'],
          rows: team.byQuestion.map(({ question, questions }) => [plainly(question), questions]),
        }),
    team.commands.length === 0
      ? ''
      : table('What it did by the dashboard', {
          columns: ['Command', 'Times'],
          rows: team.commands.map(({ command, times }) => [plainly(command), times]),
        }),
  );
};

export const costs: Section = async ({ costs: all }) => {
  const money = (dollars: number): string => dollars.toFixed(2);
  const used = all.services.filter(({ use }) => use > 0).toSorted((a, b) => b.use - a.use);
  return section(
    'What AWS would bill',
    html`<p>${money(all.use)} US dollars for what was used in ${shown(all.months)} months, ${money(all.useAReview)} a review; and ${money(all.standing)} for alarms, dashboards and metrics, which cost the same whoever uses them. The arithmetic and its assumptions are those of docs/costs.md.</p>`,
    figure(
      'US dollars for what was used, by service',
      await lyingBars(
        used.map(({ service, use }) => ({ name: service, value: use })),
        'US dollars',
        `By service: ${used.map(({ service, use }) => `${service} ${money(use)}`).join(', ')}`,
      ),
      {
        columns: ['Service', 'For use', 'Whoever uses it'],
        rows: all.services.map(({ service, use, standing }) => [service, use, standing]),
      },
    ),
  );
};

export const transitions: Section = async ({ transitions: all }) => {
  const machines = all.byMachine.filter((one) => one.transitions > 0);
  return section(
    'State transitions',
    html`<p>${shown(all.transitions)}, ${shown(all.aReview)} a review.</p>`,
    figure(
      'State transitions by machine',
      await lyingBars(
        machines.map((one) => ({ name: plainly(one.machine), value: one.transitions })),
        'transitions',
        machines.map((one) => `${plainly(one.machine)} ${shown(one.transitions)}`).join(', '),
      ),
      { columns: ['Machine', 'Transitions'], rows: machines.map((one) => [plainly(one.machine), one.transitions]) },
    ),
  );
};
