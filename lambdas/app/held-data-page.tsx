import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { factsOf } from '../catalogue/all-facts.ts';
import { milesInWords } from '../members/distance.ts';
import { ownReason } from '../members/reasons.ts';
import { BulletList, Button, Details, Paragraph, Subheading, SummaryList, Table } from '../pages/kit.ts';
import type { ReadingPage } from '../portal/reading-page.tsx';
import { everythingOn, type Held, type HeldData } from '../privacy/held-data.ts';
import type { Person, Placement, Store } from '../store/store.ts';

/**
 * Everything that is held on somebody, for them to read and to take away, and for the central team where it has a link made. Whoever opens
 * it is the person, or of the central team.
 */
export const heldDataPage: ReadingPage = {
  name: 'held-data',

  async show(of, { person, role }, { store }, at) {
    if (person !== of && role !== 'central-team') return undefined;
    const own = person === of;
    const data = await readBy(own, of, store);
    if (!data) return undefined;
    const names = await hostNames(data, store);
    return {
      title: own ? 'Everything we hold on you' : `Everything held on ${String(data.person['name'])}`,
      caption: `On ${longDate(londonDate(at))}`,
      body: <Everything data={data} own={own} names={names} />,
    };
  },

  async file(of, { person, role }, { store }, at) {
    if (person !== of && role !== 'central-team') return undefined;
    const data = await readBy(person === of, of, store);
    return data && { name: `held-data-${of}.json`, json: JSON.stringify({ at, ...data }, null, 2) };
  },
};

/** Of why a place was lost somebody reads what they said themselves; the rest was said to the central team in confidence. */
async function readBy(own: boolean, of: string, store: Store): Promise<HeldData | undefined> {
  const data = await everythingOn(of, store);
  if (!data || !own) return data;
  const held = data.held.map((one) => {
    if (one.what !== 'placement' || !one.row) return one;
    const reason = ownReason(one.row as unknown as Placement);
    return { ...one, row: { ...one.row, ...(reason !== undefined && { reason }) } };
  });
  return { ...data, held };
}

/** What hosts are called, by their ids. */
async function hostNames(data: HeldData, store: Store): Promise<ReadonlyMap<string, string>> {
  const once = store.readingOnce();
  const { member } = data.person as unknown as Person;
  const hosts = new Set([...rowsOf<Placement>(data, 'placement').map(({ host }) => host), ...(member ? [member] : [])]);
  const rows = await Promise.all([...hosts].map((host) => once.member(host)));
  return new Map(rows.flatMap((row) => (row ? [[row.member, row.name] as const] : [])));
}

/** The rows of theirs that are of one kind. */
const rowsOf = <Row,>({ held }: HeldData, what: string): readonly Row[] =>
  held.flatMap((one) => (one.what === what && one.row ? [one.row as unknown as Row] : []));

const day = (instant: unknown): string => (typeof instant === 'string' ? longDate(londonDate(instant)) : '');

function Everything(props: {
  readonly data: HeldData;
  readonly own: boolean;
  readonly names: ReadonlyMap<string, string>;
}) {
  const { data, own, names } = props;
  const you = own ? 'you' : 'them';
  const person = data.person as unknown as Person;
  const placements = rowsOf<Placement>(data, 'placement').toSorted((a, b) => a.day1.localeCompare(b.day1));
  return (
    <>
      <Paragraph>
        This is all that is kept about {you}. The file has every detail of it, for a program to read.
      </Paragraph>
      <Button kind="secondary" href="?show=json">
        Download it as a file (JSON)
      </Button>
      <Subheading>Who {own ? 'you are' : 'they are'}</Subheading>
      <SummaryList rows={detailsOf(person, names)} />
      <Rows
        caption="Reviews for which a place was asked or planned"
        columns={['School or trust', 'First day', 'What became of it', 'Reason']}
        rows={placements.map(({ host, day1, status, reason }) => [
          names.get(host) ?? host,
          longDate(day1),
          status,
          reason ?? '',
        ])}
      />
      <Rows
        caption={`What ${own ? 'you were' : 'they were'} asked`}
        columns={['What', 'About', 'Asked on', 'Status']}
        rows={byTime(data, 'decision', 'askedAt').map((row) => [
          factsOf(String(row['question']))?.wanted ?? String(row['question']).replaceAll('-', ' '),
          String(row['hostName']),
          day(row['askedAt']),
          String(row['status']),
        ])}
      />
      <Words data={data} own={own} />
      <Rows
        caption="Training"
        columns={['Session', 'Date', 'Status']}
        rows={byTime(data, 'trainingbooking', 'date').map((row) => [
          String(row['session']),
          longDate(String(row['date'])),
          String(row['status']),
        ])}
      />
      <Rows
        caption="Mails that were sent"
        columns={['Kind', 'Sent on', 'What became of it']}
        rows={byTime(data, 'message', 'at').map((row) => [String(row['kind']), day(row['at']), String(row['status'])])}
      />
      <Rows
        caption={`What is on record of what ${own ? 'you' : 'they'} did`}
        columns={['What', 'When', 'About']}
        rows={byTime(data, 'auditentry', 'at').map((row) => [
          String(row['what']),
          day(row['at']),
          String(row['about']),
        ])}
      />
      <Rows
        caption={`Where something else names ${you}`}
        columns={['What', 'Of', 'In these words']}
        rows={data.held.flatMap(({ what, about, named = [] }) =>
          named.map(({ where, text }) => [`${KINDS[what] ?? what}: ${where}`, about, text]),
        )}
      />
      <Subheading>What was not looked through</Subheading>
      <BulletList items={[...data.notSearched]} />
      <Subheading>If something is wrong, or should go</Subheading>
      <Paragraph>
        Write to the central team at the address below.{' '}
        <a className="govuk-link" href="/privacy">
          Why it is kept, and for how long
        </a>{' '}
        is on a page of its own.
      </Paragraph>
    </>
  );
}

/** A table under a summary that opens it, so that a phone shows what there is before any of it; nothing where there are no rows. */
function Rows(props: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}) {
  const { caption, columns, rows } = props;
  if (rows.length === 0) return null;
  return (
    <Details summary={`${caption}: ${rows.length}`}>
      <Table caption={caption} columns={columns} rows={rows} />
    </Details>
  );
}

/** How people call what the table holds. */
const KINDS: Readonly<Record<string, string>> = {
  auditentry: 'a record of what was done',
  decision: 'a question and its answer',
  hub: 'a hub',
  matchinground: 'the planning of a term',
  member: 'a school or trust',
  membership: 'a membership',
  message: 'a mail',
  plannedteam: 'a planned team',
  reportversion: 'a report',
  review: 'a review',
  seat: 'a place in a team',
  teamnote: 'a note for a lead reviewer',
};

const byTime = (data: HeldData, what: string, by: string): readonly Readonly<Record<string, unknown>>[] =>
  rowsOf<Readonly<Record<string, unknown>>>(data, what).toSorted((a, b) => String(a[by]).localeCompare(String(b[by])));

function detailsOf(person: Person, names: ReadonlyMap<string, string>) {
  const { member, hub, pool, training = [], reviewsDone, relationships = [] } = person;
  const trained = training.map(({ programme, from, until }) => `${programme}, ${longDate(from)} to ${longDate(until)}`);
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Name', person.name],
    ['Email address', person.email],
    ['Job title', person.jobTitle],
    ['Telephone', person.telephone],
    ['School or trust', member === undefined ? undefined : (names.get(member) ?? member)],
    ['Hub', hub],
    ['Goes on reviews as', pool === undefined ? undefined : pool === 'reviewers' ? 'reviewer' : 'lead reviewer'],
    ['Trained for', trained.join('; ')],
    ['Reviews done', reviewsDone === undefined ? undefined : String(reviewsDone)],
    ['Declared relationships with', relationships.join(', ')],
    ['Travels at most', person.maxDistanceKm === undefined ? undefined : milesInWords(person.maxDistanceKm)],
    ['Known by the number', person.person],
  ];
  return all.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
}

/** What they wrote, as it is kept: in answers, surveys, and where they said when they cannot; a text that is kept twice once. */
function Words({ data, own }: { readonly data: HeldData; readonly own: boolean }) {
  const texts = new Map<string, string>();
  for (const { row, what, about } of data.held) {
    if (!row || !WRITTEN.has(what)) continue;
    const called = [askedOf(what, row), row['hostName'] ?? about].join(', ');
    for (const text of textsIn(['answer', 'answers', 'reason', 'fields', 'typed', 'text'].map((name) => row[name]))) {
      if (!texts.has(text)) texts.set(text, called);
    }
  }
  if (texts.size === 0) return null;
  return (
    <Details summary={`What ${own ? 'you' : 'they'} wrote: ${texts.size}`}>
      <SummaryList rows={[...texts].map(([value, label]) => ({ label, value }))} />
    </Details>
  );
}

/** For what something was written. */
function askedOf(what: Held['what'], row: Readonly<Record<string, unknown>>): string {
  const question = what === 'decision' ? String(row['question']) : what;
  return factsOf(question)?.wanted ?? WRITTEN_FOR[what] ?? question.replaceAll('-', ' ');
}

const WRITTEN_FOR: Readonly<Record<string, string>> = {
  draft: 'a form that was not sent',
  registration: 'the form to join',
  applicant: 'the form to join',
  teamnote: 'a note for the lead reviewer',
};

const WRITTEN: ReadonlySet<Held['what']> = new Set([
  'decision',
  'survey',
  'availability',
  'draft',
  'registration',
  'applicant',
  'teamnote',
]);

/** Whatever in an answer is a text, and not a choice, a number or a date. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\s/.test(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
