/** An ending with its rows grouped once, so that no check goes through all of them again. */
import { createHash } from 'node:crypto';
import type {
  AuditEntry,
  Availability,
  Decision,
  DecisionLink,
  Entities,
  Finding,
  Hub,
  Ledger,
  Member,
  Membership,
  Message,
  News,
  PartnershipYearRow,
  Person,
  PersonDay,
  Placement,
  ProgrammeSettingsRow,
  ReportVersion,
  Review,
  Seat,
  Survey,
  WakeUp,
} from '../../../lambdas/store/entities.ts';
import type { Mail } from '../../inbox/mail.ts';
import type { EndedExecution, Ending } from '../ending.ts';

/** What a play may tell beside its ending. */
export interface More {
  /** Lines of the functions' logs. */
  readonly logs?: readonly string[];
  /** Of each execution how many events it has, and the bytes of the largest. */
  readonly histories?: readonly {
    readonly name: string;
    readonly events: number;
    readonly largestBytes: number;
  }[];
}

/** A review with the rows of its partition. */
export interface KnownReview {
  readonly review: Review;
  readonly seats: readonly Seat[];
  readonly placements: readonly Placement[];
  readonly decisions: readonly Decision[];
  readonly versions: readonly ReportVersion[];
  readonly findings: readonly Finding[];
  readonly surveys: readonly Survey[];
}

/** A mail with its row in the table, and the questions to which it has links. */
export interface KnownMail {
  readonly mail: Mail;
  /** The instant at which it arrived, ISO. */
  readonly at: string;
  /** Nothing of a mail that no function of ours sent, such as an alarm's. */
  readonly message: Message | undefined;
  readonly asks: readonly Decision[];
}

type Row = Readonly<Record<string, unknown>>;

export class EndingIndex {
  readonly ending: Ending;
  readonly more: More;
  readonly now: string;
  readonly reviews: readonly KnownReview[];
  readonly mails: readonly KnownMail[];
  readonly members: ReadonlyMap<string, Member>;
  readonly people: ReadonlyMap<string, Person>;
  readonly hubs: ReadonlyMap<string, Hub>;
  readonly years: ReadonlyMap<string, PartnershipYearRow>;
  readonly memberships: readonly Membership[];
  readonly decisions: readonly Decision[];
  readonly messages: readonly Message[];
  readonly audit: readonly AuditEntry[];
  readonly links: readonly DecisionLink[];
  readonly ledgers: readonly Ledger[];
  readonly personDays: readonly PersonDay[];
  readonly wakeUps: readonly WakeUp[];
  readonly news: readonly News[];
  readonly #byEntity: ReadonlyMap<string, readonly Row[]>;
  readonly #reviewsByName: ReadonlyMap<string, KnownReview>;
  readonly #decisionsByPlace: ReadonlyMap<string, Decision>;
  readonly #auditByAbout: ReadonlyMap<string, readonly AuditEntry[]>;
  readonly #settings: ReadonlyMap<string, ProgrammeSettingsRow>;
  readonly #availability: ReadonlyMap<string, readonly Availability[]>;
  readonly #running: ReadonlyMap<string, readonly EndedExecution[]>;
  readonly #mailsAsking: ReadonlyMap<string, readonly KnownMail[]>;

  constructor(ending: Ending, more: More = {}) {
    this.ending = ending;
    this.more = more;
    this.now = ending.now;
    this.#byEntity = grouped(ending.rows, ({ __edb_e__ }) => String(__edb_e__));
    this.members = byKey(this.rows<Member>('member'), ({ member }) => member);
    this.people = byKey(this.rows<Person>('person'), ({ person }) => person);
    this.hubs = byKey(this.rows<Hub>('hub'), ({ hub }) => hub);
    this.years = byKey(this.rows<PartnershipYearRow>('partnershipYear'), ({ year }) => year);
    this.memberships = this.rows('membership');
    this.decisions = this.rows('decision');
    this.messages = this.rows('message');
    this.audit = this.rows('auditEntry');
    this.links = this.rows('decisionLink');
    this.ledgers = this.rows('ledger');
    this.personDays = this.rows('personDay');
    this.wakeUps = this.rows('wakeUp');
    this.news = this.rows('news');
    this.#availability = grouped(this.rows<Availability>('availability'), ({ person }) => person);
    this.#decisionsByPlace = byKey(this.decisions, placeOf);
    this.#auditByAbout = grouped(this.audit, ({ about }) => about);
    this.#settings = byKey(this.rows<ProgrammeSettingsRow>('programmeSettings'), settingsKey);
    this.reviews = this.#readReviews();
    this.#reviewsByName = byKey(this.reviews, ({ review }) => review.about);
    this.#running = grouped(
      ending.executions.filter(({ status }) => status === 'RUNNING'),
      subjectOf,
    );
    this.mails = this.#readMails();
    this.#mailsAsking = this.#byQuestion();
  }

  /** All rows of an entity. */
  rows<T>(entity: keyof Entities): readonly T[] {
    return (this.#byEntity.get(entity.toLowerCase()) ?? []) as unknown as readonly T[];
  }

  review(about: string): KnownReview | undefined {
    return this.#reviewsByName.get(about);
  }

  decision(about: string, decision: string): Decision | undefined {
    return this.#decisionsByPlace.get(placeOf({ about, decision }));
  }

  auditOf(about: string): readonly AuditEntry[] {
    return this.#auditByAbout.get(about) ?? [];
  }

  /** Executions about a review, membership, session or term plan that still run. */
  runningAbout(about: string): readonly EndedExecution[] {
    return this.#running.get(about) ?? [];
  }

  /** The mails with a link to a question, the first one first. */
  mailsAsking(decision: Pick<Decision, 'about' | 'decision'>): readonly KnownMail[] {
    return this.#mailsAsking.get(placeOf(decision)) ?? [];
  }

  /** What a year prescribed for a review, as it lies in the table; nothing where it is there no more. */
  settingsOf({ year, programme, settingsVersion }: Review): Row | undefined {
    return this.#settings.get(settingsKey({ year, programme, version: settingsVersion }))?.settings as Row | undefined;
  }

  /** What somebody said of the terms. */
  availabilityOf(person: string): readonly Availability[] {
    return this.#availability.get(person) ?? [];
  }

  /** A member with all that it followed and all that followed it: one school, whatever its number was. */
  family(member: string): ReadonlySet<string> {
    const all = new Set([member]);
    for (const one of all) {
      const { predecessors = [], successor } = this.members.get(one) ?? {};
      for (const other of [...predecessors, ...(successor === undefined ? [] : [successor])]) all.add(other);
    }
    return all;
  }

  #readReviews(): readonly KnownReview[] {
    const seats = grouped(this.rows<Seat>('seat'), aboutOf);
    const placements = grouped(this.rows<Placement>('placement'), aboutOf);
    const decisions = grouped(this.decisions, aboutOf);
    const versions = grouped(this.rows<ReportVersion>('reportVersion'), aboutOf);
    const findings = grouped(this.rows<Finding>('finding'), aboutOf);
    const surveys = grouped(this.rows<Survey>('survey'), aboutOf);
    return this.rows<Review>('review').map((review) => ({
      review,
      seats: seats.get(review.about) ?? [],
      placements: placements.get(review.about) ?? [],
      decisions: decisions.get(review.about) ?? [],
      versions: versions.get(review.about) ?? [],
      findings: findings.get(review.about) ?? [],
      surveys: surveys.get(review.about) ?? [],
    }));
  }

  #readMails(): readonly KnownMail[] {
    const links = byKey(this.links, ({ hash }) => hash);
    const messages = byKey(this.messages, ({ about, message }) => `${about} ${message}`);
    return this.ending.mails.map((mail) => {
      const { about, message } = mail.tags;
      const asks = secretsIn(mail).flatMap((secret) => {
        const link = links.get(createHash('sha256').update(secret).digest('hex'));
        return (link && this.decision(link.about, link.decision)) ?? [];
      });
      return {
        mail,
        at: new Date(mail.at).toISOString(),
        message: messages.get(`${idInTag(about)} ${idInTag(message)}`),
        asks,
      };
    });
  }

  #byQuestion(): ReadonlyMap<string, readonly KnownMail[]> {
    const mails = new Map<string, KnownMail[]>();
    for (const known of this.mails) {
      for (const decision of known.asks) addTo(mails, placeOf(decision), known);
    }
    for (const list of mails.values()) list.sort((a, b) => a.mail.at - b.mail.at);
    return mails;
  }
}

/** How findings name a question. */
export const placeOf = ({ about, decision }: Pick<Decision, 'about' | 'decision'>): string => `${about}/${decision}`;

const aboutOf = ({ about }: { readonly about: string }): string => about;

const settingsKey = ({ year, programme, version }: { year: string; programme: string; version: string }): string =>
  `${year} ${programme} ${version}`;

/** What an execution is about, by its input. */
function subjectOf({ input, name }: EndedExecution): string {
  const { about, member, session, year } = (input ?? {}) as Readonly<Record<string, string | undefined>>;
  if (about !== undefined) return about;
  if (member !== undefined && year !== undefined) return `membership-${year}-${member}`;
  return session ?? name;
}

/** What the links of a mail end with. */
const secretsIn = ({ text }: Mail): readonly string[] =>
  [...(text ?? '').matchAll(/\/d\/([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/g)].flatMap(([, secret]) => secret ?? []);

/** An id as it stands in a tag of SES: every byte but letters, digits and '-' is '_' and two hexadecimal digits. */
const idInTag = (value = ''): string => decodeURIComponent(value.replace(/_([0-9a-f]{2})/g, '%$1'));

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function grouped<T>(values: Iterable<T>, key: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) addTo(groups, key(value), value);
  return groups;
}

const byKey = <T>(values: Iterable<T>, key: (value: T) => string): ReadonlyMap<string, T> => {
  const map = new Map<string, T>();
  for (const value of values) map.set(key(value), value);
  return map;
};
