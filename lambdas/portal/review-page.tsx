import { longDate, longDateRange } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { visitDays } from '../calendar/working-days.ts';
import { hostWords } from '../members/host-words.ts';
import { YearChart } from '../pages/charts/year-chart.tsx';
import {
  Details,
  Heading,
  Help,
  InsetText,
  Paragraph,
  page,
  Reach,
  type Site,
  StepsSoFar,
  Subheading,
  SummaryList,
  TypedText,
} from '../pages/kit.ts';
import type { Contact } from '../questions/contacts.ts';
import { dayFacts, teamFacts } from '../questions/pack.ts';
import { preparationOf } from '../questions/preparation.ts';
import type { TeamJourneys } from '../questions/team-journeys.ts';
import type { Rights } from '../questions/who-sees-what.ts';
import { yearOfReview } from '../settings/review-year.ts';
import type { Review, ReviewAtHand } from '../store/store.ts';
import { GiveBackOffer } from './give-back.tsx';
import type { HostAccount } from './host-account.ts';
import { TeamMap } from './team-map.tsx';
import { noteOffered } from './team-note.tsx';

/** The stages as people outside the office call them. */
const STAGES = {
  scheduling: 'Dates agreed',
  team: 'Team complete',
  preparation: 'Everything prepared',
  visit: 'Three-day visit',
  report: 'Report agreed',
  publication: 'Host decides who sees the report',
  feedback: 'Feedback',
} as const;

/** Whoever opens the page, and the instant of the request. */
interface ReaderNow {
  readonly person: string;
  readonly role: string;
  readonly at: string;
}

/**
 * Where a review stands, its dates, its team and its three days, as far as the link may show them today.
 *
 * @param more.contacts of team and host, shown to whoever may know the team; so is more.journeys, from where it comes.
 * @param more.account shown to the host alone, whoever else it is handed in for.
 * @param more.reader who opens it and when, by which it is worked out what they can still do.
 */
export function reviewPage(
  whole: ReviewAtHand,
  may: Rights,
  site: Site,
  more: {
    readonly account?: HostAccount | undefined;
    readonly contacts?: readonly Contact[];
    readonly journeys?: TeamJourneys | undefined;
    readonly reader?: ReaderNow;
  } = {},
) {
  const { review } = whole;
  const { account, contacts = [], journeys, reader } = more;
  const title = `${review.programme} at ${review.hostName}`;
  return page({
    title: `Where it stands: ${title}`,
    site,
    children: (
      <>
        <Heading caption="Where this review stands">{title}</Heading>
        {!may.dates ? (
          <Paragraph>You have no part in this review now, so there is nothing to show here.</Paragraph>
        ) : review.status === 'cancelled' ? (
          <InsetText>This review was cancelled.</InsetText>
        ) : (
          <>
            {review.status === 'paused' && (
              <InsetText>This review is paused. We write to you when it goes on.</InsetText>
            )}
            <Paragraph>
              <strong>{datesInWords(review)}</strong>
            </Paragraph>
            <StepsSoFar steps={stepsOf(review)} />
            {reader && <AsItWent review={review} today={londonDate(reader.at)} />}
            {may.team && <Team whole={whole} />}
            {may.team && <Contacts contacts={contacts} />}
            {may.team && journeys && <TeamMap journeys={journeys} />}
            {may.plan && <Plan review={review} />}
            {may.account && account && <Account account={account} person={reader?.person} />}
            {reader && <NotesOffer whole={whole} may={may} reader={reader} />}
            {reader && <GiveBackOffer whole={whole} {...reader} site={site} />}
          </>
        )}
        <Paragraph>
          <a className="govuk-link app-link-alone" href="?">
            Back to your question
          </a>
        </Paragraph>
        <Help site={site} />
      </>
    ),
  });
}

/** The way to a note for the lead reviewer, and for the lead to those of the team. */
function NotesOffer(props: { readonly whole: ReviewAtHand; readonly may: Rights; readonly reader: ReaderNow }) {
  const { whole, may, reader } = props;
  const offered = may.note || may.notes ? noteOffered(whole, reader.person, reader.at) : undefined;
  if (offered === undefined) return null;
  return (
    <Paragraph>
      <a className="govuk-link app-link-alone" href={`?show=note.${whole.review.about}`}>
        {offered === 'write' ? 'Write a note for the lead reviewer' : 'Read what the team noted for you'}
      </a>
    </Paragraph>
  );
}

const datesInWords = ({ day1 }: Review): string => {
  if (day1 === undefined) return 'The dates are not fixed yet.';
  const [first, , last] = visitDays(day1);
  return longDateRange(first, last);
};

/** A stage that was left is done; after a postponement the later ones lie ahead again. */
function stepsOf(review: Review) {
  const stages = Object.keys(STAGES);
  const position = review.stage === 'closed' ? stages.length : stages.indexOf(review.stage);
  return yearOfReview(review, STAGES).map(({ name: text, to, by }, index) => {
    if (index < position) return { text, state: 'done' as const, ...(to !== undefined && { when: longDate(to) }) };
    const isVisit = stages[index] === 'visit';
    const when = isVisit && by !== undefined ? datesInWords(review) : by && `By ${longDate(by)}`;
    const state = index === position ? ('now' as const) : ('later' as const);
    return { text, state, ...(when !== undefined && { when }) };
  });
}

/** What was planned and what happened, as a picture; the steps above say the same in words. */
function AsItWent({ review, today }: { readonly review: Review; readonly today: string }) {
  const spans = yearOfReview(review, STAGES);
  if (spans.every(({ from }) => from === undefined)) return null;
  return (
    <Details summary="The year as a picture">
      <YearChart spans={spans} today={today} />
      <Paragraph>
        A bar is when something was done, brown where it took longer than planned; a stroke is the day by which it is to
        be done.
      </Paragraph>
    </Details>
  );
}

function Team({ whole }: { readonly whole: ReviewAtHand }) {
  const facts = teamFacts(whole.seats);
  const open = whole.seats.filter(({ status }) => status === 'open').length;
  return (
    <>
      <Subheading>The team</Subheading>
      {facts.length > 0 && <SummaryList rows={facts} />}
      {facts.length === 0 && <Paragraph>Nobody has accepted a place yet.</Paragraph>}
      {facts.length > 0 && open > 0 && (
        <Paragraph>
          {open === 1 ? 'One place is still being filled.' : `${open} places are still being filled.`}
        </Paragraph>
      )}
    </>
  );
}

/** How team and host reach each other, once they have been introduced. */
function Contacts({ contacts }: { readonly contacts: readonly Contact[] }) {
  if (contacts.length === 0) return null;
  return (
    <>
      <Subheading>How to reach each other</Subheading>
      <SummaryList rows={contacts.map((one) => ({ label: one.title, value: <Reach {...one} /> }))} />
      <Paragraph>For this review alone. Please pass nothing of it on.</Paragraph>
    </>
  );
}

function Plan({ review }: { readonly review: Review }) {
  if (review.day1 === undefined) return null;
  return (
    <>
      <Subheading>Day by day</Subheading>
      <SummaryList
        rows={dayFacts(preparationOf(review), visitDays(review.day1), hostWords(review)).map(({ label, value }) => ({
          label,
          value: <TypedText text={value} />,
        }))}
      />
    </>
  );
}

function Account({ account, person }: { readonly account: HostAccount; readonly person: string | undefined }) {
  return (
    <>
      <Subheading>Your leaders’ placements in {account.year}</Subheading>
      <SummaryList
        rows={[
          { label: 'Places owed', value: account.owed },
          { label: 'Places given', value: account.given },
          ...account.places,
        ]}
      />
      {account.leader === person && (
        <Paragraph>
          <a className="govuk-link" href="?show=people">
            See your people on reviews
          </a>{' '}
          over the years: how often, when, and whose training is in date.
        </Paragraph>
      )}
    </>
  );
}
