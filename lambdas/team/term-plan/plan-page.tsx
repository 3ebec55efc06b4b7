/** What the page of a plan shows before its form: the totals, what needs attention, and every review by its week. */
import type { ReactNode } from 'react';
import { mondayOf } from '../../calendar/dates.ts';
import { distanceInWords } from '../../members/distance.ts';
import { BulletList, Details, InsetText, Paragraph, Subheading, SummaryList } from '../../pages/kit.ts';
import type { PlannedTeamRow } from '../../store/store.ts';
import { MOST_NAMED } from './far-off.ts';
import { PlanMap, type PlanPlaces } from './plan-map.tsx';
import type { PlanTotals } from './plan-totals.ts';
import {
  costInWords,
  counted,
  emptyInWords,
  howGood,
  reciprocityInWords,
  schoolsFarOff,
  seatsInWords,
  visitInWords,
  weekTitle,
} from './plan-words.ts';
import type { PlannedTeam } from './planned-team.ts';

/** A review's part of a plan, as its row has it. */
export interface ShownTeam extends Pick<PlannedTeamRow, 'review' | 'day1'> {
  readonly team: PlannedTeam;
}

export interface ShownPlan {
  readonly totals: PlanTotals;
  readonly teams: readonly ShownTeam[];
  readonly nameOf: (person: string) => string;
  readonly places: PlanPlaces;
}

export function PlanInWords({ plan }: { readonly plan: ShownPlan }) {
  return (
    <>
      <Totals totals={plan.totals} />
      <Attention plan={plan} />
      <PlanMap {...plan.places} />
      <Subheading>All reviews by week</Subheading>
      {[...Map.groupBy(plan.teams, ({ day1 }) => mondayOf(day1))]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([monday, teams]) => (
          <Details key={monday} summary={`${weekTitle(monday)}: ${weekInWords(teams)}`}>
            <SummaryList rows={teams.map((one) => teamRow(one, plan))} />
          </Details>
        ))}
    </>
  );
}

function Totals({ totals }: { readonly totals: PlanTotals }) {
  const { beyond, behind } = schoolsFarOff(totals);
  return (
    <>
      <SummaryList
        rows={[
          { label: 'Planned', value: seatsInWords(totals) },
          { label: 'Empty seats', value: emptyInWords(totals) },
          { label: 'How good it is', value: `${howGood(totals)}: ${costInWords(totals)}.` },
          { label: 'Placements', value: reciprocityInWords(totals) },
        ]}
      />
      {totals.unsolved !== undefined && (
        <InsetText>
          The planner was stopped before it had proved its best plan. The plan keeps every rule and can be used;
          planning again may find a slightly better one.
        </InsetText>
      )}
      <FarSchools words="give more than they owe this year" of={beyond} />
      <FarSchools words="still owe two placements or more" of={behind} />
    </>
  );
}

function FarSchools({
  words,
  of,
}: {
  readonly words: string;
  readonly of: ReturnType<typeof schoolsFarOff>['behind'];
}) {
  if (of.count === 0) return null;
  const named = of.schools.slice(0, MOST_NAMED);
  const more = of.count - named.length;
  return (
    <Details summary={`${counted(of.count, 'school', 'schools')} ${words}`}>
      <BulletList items={named} />
      {more > 0 && <Paragraph>And {counted(more, 'school', 'schools')} more.</Paragraph>}
    </Details>
  );
}

const needsAttention = ({ team }: ShownTeam): boolean => team.missing.length > 0 || team.refused.length > 0;

function Attention({ plan }: { readonly plan: ShownPlan }) {
  const { totals, teams, nameOf } = plan;
  const wrong = teams.filter(needsAttention);
  const { undated, begun, unmet, shortages } = totals;
  const hostOf = new Map([...undated, ...begun].map(({ review, hostName }) => [review, hostName]));
  const rows = [
    ...wrong.map((one) => ({
      label: <Host team={one} />,
      value: <BulletList items={sentencesOf(one, nameOf)} />,
    })),
    ...undated.map(({ hostName }) => ({
      label: hostName,
      value:
        'Its dates are not fixed, so it has no team yet. Fix the dates, then plan again or let its team be formed by itself.',
    })),
    ...unmet.map(({ review, person, why }) => ({
      label: hostOf.get(review) ?? review,
      value: `What was wished for ${nameOf(person)} had no effect: ${why}.`,
    })),
  ];
  return (
    <>
      <Subheading>What needs your attention</Subheading>
      {rows.length === 0 && <Paragraph>Nothing: every review has its lead reviewer and all its reviewers.</Paragraph>}
      {shortages.length > 0 && <BulletList items={shortages} />}
      {rows.length > 0 && <SummaryList rows={rows} />}
      {begun.length > 0 && (
        <Details
          summary={`${counted(begun.length, 'review', 'reviews')} of the term not planned here, since people are being asked already`}
        >
          <BulletList items={begun.map(({ hostName }) => hostName)} />
        </Details>
      )}
    </>
  );
}

function weekInWords(teams: readonly ShownTeam[]): string {
  const empty = teams.flatMap(({ team }) => team.seats.filter(({ person }) => person === undefined)).length;
  const reviews = counted(teams.length, 'review', 'reviews');
  return empty === 0 ? reviews : `${reviews}, ${counted(empty, 'empty seat', 'empty seats')}`;
}

function Host({ team: { review, day1, team } }: { readonly team: ShownTeam }) {
  return (
    <>
      {team.hostName || review}
      <br />
      <span className="govuk-body-s">{visitInWords(day1)}</span>
    </>
  );
}

function teamRow(one: ShownTeam, { nameOf }: ShownPlan): { readonly label: ReactNode; readonly value: ReactNode } {
  const placed = one.team.seats.filter(({ person }) => person !== undefined);
  const people = placed.map(({ seat, person = '', school, km, firstTimer, pinned }) => {
    const notes = [
      ...(school === undefined ? [] : [school]),
      distanceInWords(km),
      ...(firstTimer && seat !== 'lead' ? ['first review'] : []),
      ...(pinned ? ['as you wished'] : []),
    ];
    return `${seat === 'lead' ? 'Lead: ' : ''}${nameOf(person)} (${notes.join('; ')})`;
  });
  return {
    label: <Host team={one} />,
    value: <BulletList items={[...people, ...sentencesOf(one, nameOf), ...nextInWords(one, nameOf)]} />,
  };
}

/** More are kept with the plan; these are enough to choose by. */
const NEXT_SHOWN = 3;

function nextInWords({ team }: ShownTeam, nameOf: ShownPlan['nameOf']): string[] {
  const next = team.alternates.slice(0, NEXT_SHOWN);
  if (next.length === 0) return [];
  return [
    `Next if somebody declines: ${next.map(({ person, km }) => `${nameOf(person)} (${distanceInWords(km)})`).join(', ')}`,
  ];
}

const sentencesOf = ({ team }: ShownTeam, nameOf: ShownPlan['nameOf']): string[] => [
  ...team.missing,
  ...team.refused.map(({ person, why }) => `${nameOf(person)} could not be put into this team: ${why}.`),
];
