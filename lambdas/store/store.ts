import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { createWriteTransaction, Service } from 'electrodb';
import { type Agenda, agendaAt } from './agenda.ts';
import { conditionFailed } from './condition-failed.ts';
import type { STAGES } from './entities/reviews.ts';
import type {
  AuditEntry,
  ConsoleRequest,
  Decision,
  DecisionLink,
  Draft,
  Entities,
  Finding,
  Message,
  PersonDay,
  Placement,
  ReportVersion,
  Review,
  Rows,
  Seat,
  Survey,
  TeamNote,
} from './entities.ts';
import { readRows } from './read-rows.ts';
import { readingOnce } from './reading-once.ts';
import { NotInTable, Registers } from './registers.ts';
import { changeStored, type Partition, type StoredChange, type StoredRow, storedIn } from './stored-rows.ts';
import { NOW, type Table } from './table.ts';
import type { ReviewAtHand, WholeReview } from './whole-review.ts';
import type { WriteItem } from './write-item.ts';

export type * from './entities.ts';
export { NotInTable } from './registers.ts';
export type { Partition, StoredChange, StoredRow } from './stored-rows.ts';
export type { ReviewAtHand, ReviewRead, WholeReview } from './whole-review.ts';
export type { WriteItem } from './write-item.ts';

export type StageName = (typeof STAGES)[number];

/** What became of a transaction. `refused` holds the positions of the items whose conditions did not hold. */
export type Written = { readonly written: true } | { readonly written: false; readonly refused: readonly number[] };

/** DynamoDB refused a transaction for a reason other than a condition, several times; trying again later is right. */
export class WriteNotPossibleNow extends Error {
  override name = 'WriteNotPossibleNow';
}

const WRITE_ATTEMPTS = 4;

/**
 * The bound of a range that includes everything beginning with `part`: a sort key of several parts is longer than its
 * first, so 'up to 12 January' would otherwise leave 12 January out.
 */
const after = (part: string): string => `${part}\uffff`;

/** A query of a partition by the beginning of its sort keys, as ElectroDB makes it. */
interface QueryOfPartition extends QueryCommandInput {
  readonly ExpressionAttributeValues: { readonly ':pk': string; readonly ':sk1': string };
}

const rowsOfEntity = <Row>(rows: ReadonlyMap<string, readonly unknown[]>, entity: keyof Entities): readonly Row[] =>
  (rows.get(entity.toLowerCase()) ?? []) as readonly Row[];

function atHandIn(rows: ReadonlyMap<string, readonly unknown[]>): ReviewAtHand | undefined {
  const [review] = rowsOfEntity<Review>(rows, 'review');
  return (
    review && {
      review,
      seats: rowsOfEntity<Seat>(rows, 'seat'),
      placements: rowsOfEntity<Placement>(rows, 'placement'),
      versions: rowsOfEntity<ReportVersion>(rows, 'reportVersion'),
    }
  );
}

/** The entities that share a review's partition, so that one query reads them all. */
const reviewService = (entities: Entities, table: Table) => {
  const { review, seat, placement, decision, draft, reportVersion, finding, survey, teamNote } = entities;
  return new Service({ review, seat, placement, decision, draft, reportVersion, finding, survey, teamNote }, table);
};

/**
 * The repository over the one table. Each method is one access pattern of docs/data-model.md: a get or a query of one
 * partition, never a scan. Methods that end in a noun give `undefined` when the row does not exist; those beginning
 * with `need` throw NotInTable. What is read by its key or from its partition is as it is now; what an index finds may be a second old.
 */
export class Store extends Registers {
  readonly rows: Rows;
  /** By what a process remembers which table it has read things of that never change. */
  readonly memory = {};
  private wholeReviews: ReturnType<typeof reviewService> | undefined;

  constructor(table: Table) {
    super(table);
    // One object at run time: ElectroDB gives each write both endings and types them apart.
    this.rows = this.entities as unknown as Rows;
  }

  /**
   * Writes all items or none. A condition that does not hold is an outcome, not an error: `refused` says which items.
   * Clashes with another transaction are tried again.
   *
   * @throws WriteNotPossibleNow when the clashes do not end.
   */
  async write(items: readonly WriteItem[]): Promise<Written> {
    // ElectroDB builds whatever it is given here, all entities of the store in 80 ms. One sends the items of any.
    const sender = { auditEntry: this.entities.auditEntry };
    for (let attempt = 1; ; attempt += 1) {
      const result = await createWriteTransaction(sender, () => [...items] as never[]).go();
      if (!result.canceled) return { written: true };
      const codes = (result.data as readonly { code: string }[]).map((item) => item.code);
      const refused = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
      if (refused.length > 0) return { written: false, refused };
      if (attempt === WRITE_ATTEMPTS) {
        throw new WriteNotPossibleNow(`The table refused a transaction ${attempt} times: ${codes.join(', ')}.`);
      }
      await new Promise((resolve) => setTimeout(resolve, 25 * 2 ** attempt));
    }
  }

  /** A review with everything of it, as it is now: whoever follows an answer sees what it wrote. */
  async wholeReview(about: string): Promise<WholeReview | undefined> {
    this.wholeReviews ??= reviewService(this.entities, this.table);
    const query = this.wholeReviews.collections.review({ about }).params();
    const rows = await readRows(this.table, query as QueryCommandInput);
    const atHand = atHandIn(rows);
    if (!atHand) return undefined;
    const of = <Row>(entity: keyof Entities) => rowsOfEntity<Row>(rows, entity);
    return {
      ...atHand,
      decisions: of<Decision>('decision'),
      drafts: of<Draft>('draft'),
      findings: of<Finding>('finding'),
      surveys: of<Survey>('survey'),
      notes: of<TeamNote>('teamNote'),
    };
  }

  /**
   * A review with its team and its report. The sort keys of these rows begin with their entities'
   * names, and so they stand side by side, between those of its questions and its surveys.
   */
  async reviewAtHand(about: string): Promise<ReviewAtHand | undefined> {
    const { placement, seat } = this.entities;
    const from = placement.query.primary({ about }).params() as QueryOfPartition;
    const to = seat.query.primary({ about }).params() as QueryOfPartition;
    const rows = await readRows(this.table, {
      ...from,
      KeyConditionExpression: '#pk = :pk AND #sk1 BETWEEN :sk1 AND :last',
      ExpressionAttributeValues: {
        ...from.ExpressionAttributeValues,
        ':last': after(to.ExpressionAttributeValues[':sk1']),
      },
    });
    return atHandIn(rows);
  }

  async needReviewAtHand(about: string): Promise<ReviewAtHand> {
    const atHand = await this.reviewAtHand(about);
    if (!atHand) throw new NotInTable('review', about);
    return atHand;
  }

  /** The same store for the length of one request, which reads each row once: see reading-once.ts. */
  readingOnce(): Store {
    return readingOnce(this, this.table);
  }

  async needWholeReview(about: string): Promise<WholeReview> {
    const whole = await this.wholeReview(about);
    if (!whole) throw new NotInTable('review', about);
    return whole;
  }

  async review(about: string): Promise<Review | undefined> {
    return (await this.entities.review.get({ about }).go(NOW)).data ?? undefined;
  }

  async needReview(about: string): Promise<Review> {
    const review = await this.review(about);
    if (!review) throw new NotInTable('review', about);
    return review;
  }

  /** The review's own row as this request found it: for what is worked out from it, not for what looks whether a write was lost. */
  reviewAsFirstRead(about: string): Promise<Review | undefined> {
    return this.review(about);
  }

  async needReviewAsFirstRead(about: string): Promise<Review> {
    const review = await this.reviewAsFirstRead(about);
    if (!review) throw new NotInTable('review', about);
    return review;
  }

  /** A host's reviews over the years, oldest first. */
  async reviewsOfHost(host: string): Promise<Review[]> {
    return (await this.entities.review.query.byHost({ host }).go({ pages: 'all' })).data;
  }

  /** A year's reviews from one week's Monday to another's, both included. */
  async reviewsInWeeks(year: string, from: string, to: string): Promise<Review[]> {
    return (
      await this.entities.review.query
        .byWeek({ year })
        .between({ week: from }, { week: after(to) })
        .go({ pages: 'all' })
    ).data;
  }

  /** The days a person is taken, from `from` to `to`, both included. */
  async daysOf(person: string, from: string, to: string): Promise<PersonDay[]> {
    return (
      await this.entities.personDay.query
        .primary({ person })
        .between({ day: from }, { day: to })
        .go({ ...NOW, pages: 'all' })
    ).data;
  }

  /** A person's placements whose visit begins from `from` to `to`, both included. */
  async placementsOf(person: string, from: string, to: string): Promise<Placement[]> {
    return (
      await this.entities.placement.query
        .byPerson({ person })
        .between({ day1: from }, { day1: after(to) })
        .go({ pages: 'all' })
    ).data;
  }

  /** The placements in a year of all people of one member. */
  async placementsOfOrganisation(organisation: string, year: string): Promise<Placement[]> {
    return (await this.entities.placement.query.byOrganisation({ organisation, year }).go({ pages: 'all' })).data;
  }

  async decision(about: string, decision: string): Promise<Decision | undefined> {
    return (await this.entities.decision.get({ about, decision }).go(NOW)).data ?? undefined;
  }

  /** The decision as this request found it: for what of it never changes, and for a first look. */
  decisionAsFirstRead(about: string, decision: string): Promise<Decision | undefined> {
    return this.decision(about, decision);
  }

  async decisionsAbout(about: string): Promise<Decision[]> {
    return (await this.entities.decision.query.primary({ about }).go({ ...NOW, pages: 'all' })).data;
  }

  async draft(about: string, decision: string): Promise<Draft | undefined> {
    return (await this.entities.draft.get({ about, decision }).go(NOW)).data ?? undefined;
  }

  async teamNote(about: string, person: string): Promise<TeamNote | undefined> {
    return (await this.entities.teamNote.get({ about, person }).go(NOW)).data ?? undefined;
  }

  async teamNotes(about: string): Promise<TeamNote[]> {
    return (await this.entities.teamNote.query.primary({ about }).go({ ...NOW, pages: 'all' })).data;
  }

  /** The draft as this request found it. */
  draftAsFirstRead(about: string, decision: string): Promise<Draft | undefined> {
    return this.draft(about, decision);
  }

  async link(hash: string): Promise<DecisionLink | undefined> {
    return (await this.entities.decisionLink.get({ hash }).go(NOW)).data ?? undefined;
  }

  /** Counts one more form that came by a link, and gives the link; nothing for one that was never made or is purged. */
  async countForm(hash: string): Promise<DecisionLink | undefined> {
    try {
      return (await this.entities.decisionLink.patch({ hash }).add({ forms: 1 }).go({ response: 'all_new' })).data;
    } catch (error) {
      if (conditionFailed(error)) return undefined;
      throw error;
    }
  }

  /** The same in a transaction, on condition that fewer than `due` forms came by the link before. */
  countFormItem(hash: string, due: number): WriteItem {
    return this.rows.decisionLink
      .patch({ hash })
      .add({ forms: 1 })
      .where(({ forms }, { lt, notExists }) => `${notExists(forms)} OR ${lt(forms, due)}`)
      .commit();
  }

  /** Everything for which something is to be done at or before `instant`, of whatever kind. */
  agenda(instant: string): Promise<Agenda> {
    return agendaAt(this.entities, this.table, instant);
  }

  /** Every question that still waits for this person. */
  async openDecisionsOf(person: string): Promise<Decision[]> {
    return (await this.entities.decision.query.ofPerson({ openFor: person }).go({ pages: 'all' })).data;
  }

  /** The questions of which somebody was mailed on a London day, as 'about/decision'; nothing when they were mailed of none. */
  async mailedOn(person: string, day: string): Promise<readonly string[] | undefined> {
    const { data } = await this.entities.mailedDay.get({ person, day }).go(NOW);
    return data === null ? undefined : [...(data.questions ?? [])];
  }

  /** Questions as they are now, in no order. */
  async decisionsAt(keys: readonly Pick<Decision, 'about' | 'decision'>[]): Promise<readonly Decision[]> {
    return (await this.entities.decision.get([...keys]).go(NOW)).data;
  }

  async message(about: string, message: string): Promise<Message | undefined> {
    return (await this.entities.message.get({ about, message }).go(NOW)).data ?? undefined;
  }

  /** The mails about something whose ids begin so, in order. */
  async messagesBeginning(about: string, beginning: string): Promise<Message[]> {
    const query = this.entities.message.query.primary({ about }).begins({ message: beginning });
    return (await query.go({ ...NOW, pages: 'all' })).data;
  }

  /** The mails about a review that brought something to a person's calendar, in no order. */
  async calendarMessages(about: string, person: string): Promise<Message[]> {
    const { data } = await this.entities.message.query
      .primary({ about })
      .where((row, { eq, exists }) => `${eq(row.person, person)} AND ${exists(row.calendar)}`)
      .go({ ...NOW, pages: 'all' });
    return data;
  }

  /** Mails whose sending began before `instant` and that Amazon has not taken, the oldest first. */
  async unsentMessages(instant: string, limit = 100): Promise<Message[]> {
    return (await this.entities.message.query.unsent({ unsent: 'unsent' }).lt({ at: instant }).go({ limit })).data;
  }

  /** Who did what about a review or membership, in order. */
  async audit(about: string): Promise<AuditEntry[]> {
    return (await this.entities.auditEntry.query.primary({ about }).go({ ...NOW, pages: 'all' })).data;
  }

  /** The rows of a query as the table holds them, by entity: for the access patterns of network-reads.ts. */
  rowsOf(query: unknown): Promise<ReadonlyMap<string, readonly unknown[]>> {
    return readRows(this.table, query as QueryCommandInput);
  }

  /** Every row of a partition with all that it holds, whatever it is. */
  storedIn(partition: Partition): Promise<readonly StoredRow[]> {
    return storedIn(this.entities, this.table, partition);
  }

  /** Changes such a row, unless what is to be changed of it is not as it was read: then it gives false. */
  changeStored(stored: StoredRow, change: StoredChange): Promise<boolean> {
    return changeStored(this.table, stored, change);
  }

  /** The audit entry that came with a Lambda request of the central team. */
  async consoleRequest(request: string): Promise<ConsoleRequest | undefined> {
    return (await this.entities.consoleRequest.get({ request }).go(NOW)).data ?? undefined;
  }

  /** Counts one more attempt in a span, the ten minutes of `at` unless told, and gives how many. Rows go after a day. */
  async countAttempt(by: string, at: string, span = at.slice(0, 15)): Promise<number> {
    const { data } = await this.entities.attempts
      .update({ by, span })
      .add({ count: 1 })
      .set({ expiresAtSeconds: Math.floor(Date.parse(at) / 1000) + 86_400 })
      .go({ response: 'updated_new' });
    return data.count ?? 1;
  }

  /** The name of the table, for tools. */
  get tableName(): string {
    return this.table.table;
  }
}
