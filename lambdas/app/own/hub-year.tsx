import { longDate } from '../../calendar/dates.ts';
import { londonDate } from '../../calendar/london.ts';
import { HUB_YEAR } from '../../daily-round/tell-hubs.ts';
import { tallies } from '../../feedback/survey-tally.ts';
import { Tallies } from '../../feedback/tally-view.tsx';
import { givenInWords, owedInWords } from '../../members/ledger-words.ts';
import { BulletList, Details, Paragraph, Subheading, SummaryList, TypedText } from '../../pages/kit.ts';
import { ownReader } from '../../portal/own-pages.ts';
import type { ReadingPage } from '../../portal/reading-page.tsx';
import { definitionOf, PROGRAMMES } from '../../programmes/programmes.ts';
import { yearAfter } from '../../settings/next-year.ts';
import type { ProgrammeSettings } from '../../settings/programme-settings.ts';
import { termsOfRow } from '../../settings/terms.ts';
import { yearInDates, yearTitle } from '../../settings/year-title.ts';
import { type HubMember, hubYear } from '../../store/hub-year.ts';
import type { PartnershipYearRow, Store } from '../../store/store.ts';
import { surveyCounts } from '../../store/survey-counts.ts';
import { surveysOfHub } from '../../store/surveys.ts';
import type { ReviewOfWeek } from '../../store/week-reads.ts';
import { visitDates } from './development-record.ts';
import { isListed, seenBy } from './seen-surveys.ts';

/**
 * A hub's year, of '2026.hub-north', for whoever manages the hub when it is opened: of each school its reviews and places, who sends nobody, what people
 * said as far as the settings share it, and the dates of the next year. As many requests as the hub has schools, three times.
 */
export const hubYearPage: ReadingPage = {
  name: HUB_YEAR,

  async show(of, reader, { store }, at) {
    const [year = '', ...rest] = of.split('.');
    const id = rest.join('.');
    const [person, hub, row, next] = await Promise.all([
      ownReader(reader, store),
      store.hub(id),
      store.partnershipYear(year),
      store.partnershipYear(yearAfter(year)),
    ]);
    if (!person || !hub || !row || hub.manager !== person.person) return undefined;
    const today = londonDate(at);
    const members = await hubYear(store, hub, year);
    const [idle, surveys] = await Promise.all([sendingNobody(members, store), surveysOf(id, year, store)]);
    const held = members.flatMap(({ reviews }) => reviews.filter((review) => wasHeld(review, today)));
    return {
      title: `Your hub’s year ${yearTitle(row)}`,
      caption: hub.name,
      body: (
        <>
          <Paragraph>{inSum(members.length, held.length)}</Paragraph>
          <Subheading>Schools and trusts</Subheading>
          {members.length === 0 ? (
            <Paragraph>No school or trust of the hub was a member in that year.</Paragraph>
          ) : (
            <SummaryList
              rows={members.map((one) => ({
                label: one.member.name,
                value: <TypedText text={linesOf(one, today).join('\n')} />,
              }))}
            />
          )}
          <Subheading>Who sends nobody on reviews</Subheading>
          {idle.length === 0 ? (
            <Paragraph>Each has at least one person who goes on reviews.</Paragraph>
          ) : (
            <>
              <Paragraph>A word from you may find somebody. The central team says when the next training is.</Paragraph>
              <BulletList items={[...idle]} />
            </>
          )}
          <Subheading>What people said of the reviews</Subheading>
          {surveys.length === 0 && <Paragraph>Nothing of it is shared with hub managers yet.</Paragraph>}
          {surveys.map(({ programme, host, of: shown }) => (
            <Details key={programme} summary={`${programme}: how many people chose which answer`}>
              <Tallies tallies={shown} host={host} />
            </Details>
          ))}
          <Subheading>The year that follows</Subheading>
          {next ? <SummaryList rows={datesOf(next, today)} /> : <Paragraph>Its dates are not fixed yet.</Paragraph>}
        </>
      ),
    };
  },
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const inSum = (members: number, held: number): string =>
  `${counted(members, 'member')} of the hub took part, and ${counted(held, 'review')} took place.`;

const wasHeld = ({ day1, status }: ReviewOfWeek, today: string): boolean =>
  day1 !== undefined && day1 <= today && status !== 'cancelled';

/** 'QAR, Tuesday 12 to Thursday 14 January 2027: the report is final'; then what it owed and gave. */
function linesOf({ reviews, ledger, membership }: HubMember, today: string): readonly string[] {
  return [
    ...(reviews.length === 0 ? ['No review in that year'] : reviews.map((review) => lineOf(review, today))),
    ...(ledger?.owed === undefined
      ? []
      : [`Places on reviews of others: ${owedInWords(ledger, 0)}; ${givenInWords(ledger)}`]),
    ...(membership?.status === 'ended' ? ['The membership ended before the year did'] : []),
  ];
}

function lineOf(review: ReviewOfWeek, today: string): string {
  const { programme, status, day1, publishedAt } = review;
  if (status === 'cancelled') return `${programme}: called off`;
  if (day1 === undefined) return `${programme}: no dates yet`;
  const days = `${programme}, ${visitDates({ day1 })}`;
  if (day1 > today) return `${days}: still to come`;
  return publishedAt === undefined ? `${days}: the report is not final yet` : `${days}: the report is final`;
}

/** The names of those of whom nobody is in the pool of reviewers now. */
async function sendingNobody(members: readonly HubMember[], store: Store): Promise<readonly string[]> {
  const idle = await Promise.all(
    members
      .filter(({ member }) => member.kind === 'school' && member.standing !== 'closed')
      .map(async ({ member }) => {
        const people = await store.peopleOfMember(member.member);
        return people.some(({ pool, left }) => pool === 'reviewers' && left !== true) ? [] : [member.name];
      }),
  );
  return idle.flat();
}

async function surveysOf(hub: string, year: string, store: Store) {
  const [surveys, counts] = await Promise.all([surveysOfHub(store, hub), surveyCounts(store, { hub })]);
  const allows = ({ hubSees }: ProgrammeSettings['feedback']) => hubSees === 'counts';
  const [seen, ended] = await Promise.all([
    seenBy(
      store,
      surveys.filter(isListed).filter((one) => one.year === year),
      allows,
    ),
    seenBy(
      store,
      counts.filter((one) => one.year === year),
      allows,
    ),
  ]);
  return PROGRAMMES.flatMap((programme) => {
    const now = seen.filter((one) => one.programme === programme);
    const before = ended.filter((one) => one.programme === programme);
    const { host } = definitionOf(programme);
    return now.length + before.length === 0 ? [] : [{ programme, host, of: tallies(now, host, before) }];
  });
}

const datesOf = (next: PartnershipYearRow, today: string) => [
  { label: 'The year', value: `${yearTitle(next)}: ${yearInDates(next)}` },
  // Most often that is over by now: what heads are asked next is about the year after.
  ...(next.renewalOpens > today ? [{ label: 'Heads are asked to sign from', value: longDate(next.renewalOpens) }] : []),
  ...termsOfRow(next).map(({ name, from, to }) => ({
    label: capital(name),
    value: `${longDate(from)} to ${longDate(to)}`,
  })),
];

const capital = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
