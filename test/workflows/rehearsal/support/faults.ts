/** For each invariant a fault that it has to report. */
import type { Ending } from '../../../../local/rehearsal/ending.ts';
import type { More } from '../../../../local/rehearsal/invariants/all.ts';
import type { faultyProducts } from './faulty-products.ts';
import { ERASED, type Life } from './played-life.ts';

export interface Fault {
  readonly invariant: string;
  /** What is wrong, in words. */
  readonly what: string;
  /** One of the places in which the invariant has to find it. */
  readonly found: RegExp;
  /** A play of a product with this and other faults; or a life of the true product in which something is changed afterwards. */
  readonly by: keyof typeof faultyProducts | ((life: Life) => { readonly ending: Ending; readonly more?: More });
}

type Row = Record<string, unknown>;

/** A life in which one row is another. */
const rowChanged =
  (entity: string, which: (row: Row) => boolean, change: Row | ((row: Row) => Row | undefined)) =>
  ({ ending }: Life): { readonly ending: Ending } => {
    const at = ending.rows.findIndex((row) => row.__edb_e__ === entity && which(row));
    const row = ending.rows[at];
    if (row === undefined) throw new Error(`The life has no such row: ${entity}.`);
    const changed = typeof change === 'function' ? change(row) : { ...row, ...change };
    return { ending: { ...ending, rows: ending.rows.toSpliced(at, 1, ...(changed ? [changed] : [])) } };
  };

const rowGone = (entity: string, which: (row: Row) => boolean) => rowChanged(entity, which, () => undefined);

const rowAdded =
  (row: Row) =>
  ({ ending }: Life): { readonly ending: Ending } => ({ ending: { ...ending, rows: [...ending.rows, row] } });

const executionChanged =
  (which: (execution: Ending['executions'][number]) => boolean, change: Partial<Ending['executions'][number]>) =>
  ({ ending }: Life): { readonly ending: Ending } => {
    const at = ending.executions.findIndex(which);
    const execution = ending.executions[at];
    if (execution === undefined) throw new Error('The life has no such execution.');
    return { ending: { ...ending, executions: ending.executions.with(at, { ...execution, ...change }) } };
  };

/** Reviews of the life: over, with its report; two that are under way at its end. */
const OVER = 'qar-2026-900001';
const UNDER_WAY = 'qar-2027-900003';

const ofReview = (about: string) => (row: Row) => row.about === about;
const seatOf = (about: string, seat: string) => (row: Row) => row.about === about && row.seat === seat;
const heldSeatOf = (about: string, seat: string) => (row: Row) => seatOf(about, seat)(row) && row.status === 'done';
const decisionOf = (about: string, decision: string) => (row: Row) => row.about === about && row.decision === decision;
const openDecision = (row: Row): boolean => row.status === 'open' && row.question === 'check-facts';

/** Changes the person who had a seat of the review that is over. */
const reviewerChanged =
  (change: (life: Life, place: Row) => Row) =>
  (life: Life): { readonly ending: Ending } => {
    const place = life.ending.rows.find((row) => row.__edb_e__ === 'placement' && heldSeatOf(OVER, 'seat-1')(row));
    return rowChanged('person', ({ person }) => person === place?.person, change(life, place ?? {}))(life);
  };

const hashesDiffer = (row: Row): Row => {
  const report = row.report as { readonly lead: object };
  return { ...row, report: { ...report, lead: { ...report.lead, hash: 'f'.repeat(64) } } };
};

export const faults: readonly Fault[] = [
  {
    invariant: 'one-place-a-day',
    what: 'accepting a place does not look whether the days are taken',
    found: /^person-0167 on 2026-09-15: qar-2026-900001\/lead and qar-2026-900002\/lead$/,
    by: 'careless',
  },
  {
    invariant: 'days-as-placed',
    what: 'accepting a place writes over a day that another review has taken',
    found: /^not taken: person-0167 on 2026-09-1\d: qar-2026-90000[12]$/,
    by: 'careless',
  },
  {
    invariant: 'seats-as-placed',
    what: 'a seat has another person than the one who accepted it',
    found: /^qar-2026-900001: seat-1 person-0001 has not accepted$/,
    by: rowChanged('seat', seatOf(OVER, 'seat-1'), { person: 'person-0001' }),
  },
  {
    invariant: 'ledgers-as-placed',
    what: 'accepting a place counts twice',
    found: /^900001 in 2026: accepted is \d, not \d$/,
    by: 'careless',
  },
  {
    invariant: 'trained',
    what: 'a reviewer has no training',
    found: /^person-\d+ on qar-2026-900001\/seat-1: not trained$/,
    by: reviewerChanged(() => ({ training: [] })),
  },
  {
    invariant: 'not-of-the-host',
    what: 'no hard rule is looked at',
    found: /^person-0001 on qar-2026-900001\/seat-\d: works there$/,
    by: 'careless',
  },
  {
    invariant: 'not-of-the-trust',
    what: 'no hard rule is looked at',
    found: /^person-0004 on qar-2026-900002\/seat-\d: of trust-invented-005 too$/,
    by: 'careless',
  },
  {
    invariant: 'not-of-the-hub',
    what: 'no hard rule is looked at',
    found: /^person-0001 on qar-2026-900001\/seat-\d: of hub-02 too$/,
    by: 'careless',
  },
  {
    invariant: 'no-relationship',
    what: 'a reviewer knows the school',
    found: /^person-\d+ on qar-2026-900001\/seat-1: declared a relationship$/,
    by: reviewerChanged(() => ({ relationships: ['900001'] })),
  },
  {
    invariant: 'not-two-years-running',
    what: 'a reviewer had the seat the year before as well',
    found: /^person-\d+ on qar-2027-900001\/seat-1: was on qar-2026-900001$/,
    by: (life) => {
      const { person } = life.ending.rows.find(heldSeatOf('qar-2027-900001', 'seat-1')) ?? {};
      return rowChanged('placement', heldSeatOf(OVER, 'seat-1'), { person })(life);
    },
  },
  {
    invariant: 'not-objected-to',
    what: 'the head objected to a reviewer who came',
    found: /^person-\d+ on qar-2026-900001\/seat-1: was objected to$/,
    by: (life) => {
      const { person } = life.ending.rows.find(heldSeatOf(OVER, 'seat-1')) ?? {};
      const answer = { confirms: false, objections: [{ person }] };
      return rowChanged('decision', decisionOf(OVER, 'confirm-team.1.1'), { answer })(life);
    },
  },
  {
    invariant: 'able-then',
    what: 'a reviewer had said that they cannot in that week',
    found: /^person-\d+ on qar-2026-900001\/seat-1: had said that they cannot$/,
    by: (life) => {
      const { person } = life.ending.rows.find(heldSeatOf(OVER, 'seat-1')) ?? {};
      const cannot = [{ from: '2026-09-14', to: '2026-09-18' }];
      const said = { person, year: '2026', term: 'autumn', cannot, answeredAt: '2026-05-04T09:00:00.000Z' };
      return rowAdded({ __edb_e__: 'availability', ...said })(life);
    },
  },
  {
    invariant: 'no-swap',
    what: 'no hard rule is looked at',
    found: /^qar-2026-900001 and qar-2026-900002$/,
    by: 'careless',
  },
  {
    invariant: 'one-of-a-school',
    what: 'two of a team are of one school',
    found: /^qar-2026-900001: two of \d{6}$/,
    by: (life) => {
      const { organisation } = life.ending.rows.find(heldSeatOf(OVER, 'seat-2')) ?? {};
      return rowChanged('placement', heldSeatOf(OVER, 'seat-1'), { organisation })(life);
    },
  },
  {
    invariant: 'few-first-timers',
    what: 'the settings allow none',
    found: /^qar-2026-\d{6}: person-\d+/,
    by: rowChanged(
      'programmesettings',
      ({ year, programme }) => year === '2026' && programme === 'QAR',
      (row) => {
        const settings = row.settings as { readonly team: object };
        return { ...row, settings: { ...settings, team: { ...settings.team, maxFirstTimers: -1 } } };
      },
    ),
  },
  {
    invariant: 'not-too-often',
    what: 'nobody looks at how many reviews somebody goes on',
    found: /^person-0004 in 2026: 3 of 2, /,
    by: 'careless',
  },
  {
    invariant: 'led',
    what: 'the lead reviewer of a visit was replaced by nobody',
    found: /^qar-2026-900001: 0 lead reviewers$/,
    by: rowChanged('placement', heldSeatOf(OVER, 'lead'), { status: 'withdrawn' }),
  },
  {
    invariant: 'asked-of-somebody',
    what: 'mail to whoever is asked comes back, and nobody was told',
    found: /check-facts\.1\.1: person-0007 gets no mail \(bounces\)$/,
    by: rowChanged('person', ({ person }) => person === 'person-0007', { mail: 'bounces' }),
  },
  {
    invariant: 'has-its-time',
    what: 'an open question has no place in the agenda',
    found: /check-facts\.1\.1: is in no agenda$/,
    by: rowChanged('decision', openDecision, { queue: undefined }),
  },
  {
    invariant: 'is-waited-for',
    what: 'the row of a question does not say which workflow waits for it',
    found: /check-facts\.1\.1: has no token$/,
    by: rowChanged('decision', openDecision, { token: undefined }),
  },
  {
    invariant: 'waits-for-an-open-question',
    what: 'an answer does not reach the workflow that waits for it',
    found: /^qar-2026-90000[23]-2 waits at 'Ask the head to confirm the team', and nothing of it is open$/,
    by: 'forgetful',
  },
  {
    invariant: 'ends-with-its-review',
    what: 'a review stands still, and its workflow goes on',
    found: /^qar-2027-900003 is paused: qar-2027-900003-\d runs on$/,
    by: rowChanged('review', ofReview(UNDER_WAY), { status: 'paused' }),
  },
  {
    invariant: 'settled-is-gone',
    what: 'an answer stays in the agenda when its workflow has taken it',
    found: /^qar-2026-900001\/choose-dates\.1\.1: still stands in the agenda$/,
    by: 'careless',
  },
  {
    invariant: 'not-asked-after-answering',
    what: 'the daily round reminds of what stands in the agenda, answered or not',
    found: /^qar-2026-900001\/choose-dates\.1\.1: mailed on 2026-03-23T07:30:00.000Z, answered on 2026-03-16/,
    by: 'careless',
  },
  {
    invariant: 'declines-go-on',
    what: 'the search for somebody ends when the first declines',
    found: /^qar-2026-900002\/seat-1: person-\d+ declined on /,
    by: 'forgetful',
  },
  {
    invariant: 'no-mail-twice',
    what: 'who has signed is thanked twice',
    found: /^membership-2026-900001\/membership-signed\.person-0001, again on /,
    by: 'careless',
  },
  {
    invariant: 'every-mail-on-record',
    what: 'the row of a mail is not there',
    found: /^the mail .* is not on record$/,
    by: rowGone('message', ({ kind }) => kind === 'question'),
  },
  {
    invariant: 'one-first-mail-a-day',
    what: 'no question waits for the morning',
    found:
      /^qar-2026-900001\/invite\.1\.1\.seat-1\.asked\.\S+ on 2026-06-23\S+, while qar-2026-900002\/invite\.1\.1\.seat-1/,
    by: 'careless',
  },
  {
    invariant: 'told-once-a-morning',
    what: 'each thing that waited is told by itself',
    found: /^\S+\/(in-morning\.2026-03-27|dates-fixed-in-hub\.)\S+ on 2026-03-27\S+, beside \S+$/,
    by: 'careless',
  },
  {
    invariant: 'reminders-on-working-days',
    what: 'the daily round goes on Easter Monday',
    found: /^qar-2026-900003\/late\.2026-04-06\.central-team\.choose-dates\.1\.1 on 2026-04-06/,
    by: 'forgetful',
  },
  {
    invariant: 'escalations-follow-reminders',
    what: 'nobody is reminded, and the central team is told',
    found: /^qar-2026-900003\/choose-dates\.1\.1: told on 2026-04-06\S+, and nobody was reminded before$/,
    by: 'forgetful',
  },
  {
    invariant: 'final-by-two-agreements',
    what: 'the lead reviewer agreed to another text than the host',
    found: /^qar-2026-900001: no text has both agreements$/,
    by: rowChanged('review', ofReview(OVER), hashesDiffer),
  },
  {
    invariant: 'reports-for-their-readers',
    what: 'a reviewer gets the final report in the place of the hub manager',
    found: /^qar-2026-900001\/receive-report\.1\.1: person-0001 has a link$/,
    by: 'careless',
  },
  {
    invariant: 'withdrawn-is-gone',
    what: 'a report was withdrawn before the hub manager was mailed it',
    found: /^qar-2026-900003: person-\d+ was mailed it on 2026-10-13/,
    by: rowChanged('review', ofReview('qar-2026-900003'), { withdrawnAt: '2026-10-12T09:00:00.000Z' }),
  },
  {
    invariant: 'points-are-carried',
    what: 'the first point of a report is left out',
    found: /^qar-2026-900001: \d+ points are carried, and the report has \d+$/,
    by: 'careless',
  },
  {
    invariant: 'next-year-begins-there',
    what: 'the report of the next year does not know of the last review',
    found: /^qar-2027-900001: its report does not know of qar-2026-900001$/,
    by: rowChanged('reportversion', ofReview('qar-2027-900001'), { content: { cover: { lastReview: '' } } }),
  },
  {
    invariant: 'known-state',
    what: 'the workflow of a review under way was stopped',
    found: /^qar-2027-900003, report, under-way: no workflow has it, and nothing wakes it$/,
    by: executionChanged(({ name, status }) => name.startsWith(UNDER_WAY) && status === 'RUNNING', {
      status: 'ABORTED',
    }),
  },
  {
    invariant: 'the-year-ends',
    what: 'years later a review is still under way',
    found: /^tpr-2027-trust-invented-003 is at report since the year ended on 2028-07-31$/,
    by: ({ ending }) => ({ ending: { ...ending, now: '2029-02-01T18:00:00.000Z' } }),
  },
  {
    invariant: 'memberships-are-settled',
    what: 'a membership was left as it was when its year began',
    found: /^membership-2027-900001 is invited, and nobody is asked$/,
    by: rowChanged('membership', ({ member, year }) => member === '900001' && year === '2027', { status: 'invited' }),
  },
  {
    invariant: 'nothing-fails',
    what: 'a workflow has failed',
    found: /^review qar-2026-900001: FAILED$/,
    by: executionChanged(({ name }) => name === OVER, { status: 'FAILED' }),
  },
  {
    invariant: 'questions-on-record',
    what: 'answers are on record in words that nobody looks for',
    found: /^membership-2026-900001\/sign-agreement\.1\.1 is answered: 0 entries of its end$/,
    by: 'careless',
  },
  {
    invariant: 'changes-on-record',
    what: 'that a report was published is on record in words that nobody looks for',
    found: /^qar-2026-900003: not that its report was published$/,
    by: 'careless',
  },
  {
    invariant: 'commands-on-record',
    what: 'the entry of a command is not there',
    found: /about person-person-0020$/,
    by: rowGone('auditentry', ({ entry }) => entry === 'steered.erase-person'),
  },
  {
    invariant: 'executions-hold-ids',
    what: 'a workflow is started with the name of the head',
    found: /^review qar-2026-900001: a name$/,
    by: executionChanged(({ name }) => name === OVER, { input: { about: OVER, head: 'Kate Fairley' } }),
  },
  {
    invariant: 'audit-holds-ids',
    what: 'who was asked is on record by name',
    found: /^membership-2026-900001 at \S+: a name$/,
    by: 'careless',
  },
  {
    invariant: 'keys-hold-ids',
    what: 'an address is the key of a row',
    found: /^attempts .*an address/,
    by: rowAdded({
      __edb_e__: 'attempts',
      pk: '$peer-review#by_kate@school.example',
      sk: '$attempts_1#kate@school.example',
    }),
  },
  {
    invariant: 'logs-hold-ids',
    what: 'the address of each mail is logged',
    found: /^line \d+: an address$/,
    by: 'careless',
  },
  {
    invariant: 'secrets-are-hashed',
    what: 'a row has the secret of a link that was mailed',
    found: /^decisionlink /,
    by: (life) => {
      const [, secret] = life.ending.mails.flatMap(({ text = '' }) => /\/d\/([\w-]{43})/.exec(text) ?? []);
      return rowChanged('decisionlink', () => true, { hash: secret })(life);
    },
  },
  {
    invariant: 'rows-fit',
    what: 'a row has grown to 320 KB',
    found: /^reportversion .*: \d{6} bytes$/,
    by: rowChanged('reportversion', ofReview(OVER), { content: 'x'.repeat(320_000) }),
  },
  {
    invariant: 'states-fit',
    what: 'an execution has written 24,000 events',
    found: /^annual-renewal-1: 24000 events$/,
    by: ({ ending }) => ({
      ending,
      more: { histories: [{ name: 'annual-renewal-1', events: 24_000, largestBytes: 1000 }] },
    }),
  },
  {
    invariant: 'goes-by-itself',
    what: 'links are kept for twenty years',
    found: /^decisionLink .*: goes too late$/,
    by: 'careless',
  },
  {
    invariant: 'drafts-go',
    what: 'a draft stays when its question is answered',
    found: /^qar-2026-900001\/information-form\.1\.1$/,
    by: rowAdded({ __edb_e__: 'draft', about: OVER, decision: 'information-form.1.1', person: 'person-0001' }),
  },
  {
    invariant: 'mails-keep-no-words',
    what: 'the words of a mail stay on its row when it has gone',
    found: /^qar-2026-900001\/dates-fixed\.1\.person-0001$/,
    by: 'careless',
  },
  {
    invariant: 'surveys-lose-names',
    what: 'a survey of last year still says who answered it',
    found: /^qar-2026-900001: what person-0001 said$/,
    by: rowAdded({ __edb_e__: 'survey', about: OVER, person: 'person-0001', role: 'host', answers: {} }),
  },
  {
    invariant: 'erased-is-gone',
    what: 'the name of somebody who was erased still stands at a place in a team',
    found: new RegExp(`^${ERASED}: their name at qar-2026-900001/seat-1$`),
    by: rowChanged('placement', heldSeatOf(OVER, 'seat-1'), { person: ERASED, personName: 'Anna Greaves' }),
  },
];
