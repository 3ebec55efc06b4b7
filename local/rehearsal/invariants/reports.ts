/** Reports: what makes one final, who may open it, and what becomes of its points. */
import type { Decision, DecisionLink, Person, ReportVersion } from '../../../lambdas/store/entities.ts';
import type { EndingIndex, KnownReview } from './ending-index.ts';
import type { Invariant } from './invariant.ts';

interface Agreement {
  readonly hash: string;
  readonly version: string;
}

interface ReportOnRow {
  readonly latest?: Agreement;
  readonly host?: Agreement;
  readonly lead?: Agreement;
  readonly settled?: Agreement;
}

/** A review that was carried through here: others were over when they were brought in. */
const isOurs = ({ decisions }: KnownReview): boolean => decisions.length > 0;

const isFinal = ({ review }: KnownReview): boolean =>
  review.publishedAt !== undefined ||
  (review.status !== 'cancelled' && ['publication', 'feedback', 'closed'].includes(review.stage));

/** The hash of the text that both sides agreed to, or the central team settled; nothing where there is none. */
function finalHash({ review }: KnownReview): string | undefined {
  const { host, lead, settled } = (review.report ?? {}) as ReportOnRow;
  if (settled) return settled.hash;
  return host !== undefined && host.hash === lead?.hash ? host.hash : undefined;
}

const finalVersion = (known: KnownReview): ReportVersion | undefined =>
  known.versions.findLast(({ hash }) => hash === finalHash(known));

export const finalByTwoAgreements: Invariant = {
  name: 'final-by-two-agreements',
  promise:
    'A report is final only when host and lead reviewer have agreed to the same text, or the central team has settled it.',
  find: ({ reviews }) =>
    reviews
      .filter((known) => isOurs(known) && isFinal(known))
      .flatMap((known) => {
        const { about, turn, report } = known.review;
        const hash = finalHash(known);
        if (finalVersion(known) === undefined) return [`${about}: no text has both agreements`];
        const { settled } = (report ?? {}) as ReportOnRow;
        const said = known.decisions.filter(
          (row) => row.turn === turn && row.status === 'answered' && saysYes(row, hash),
        );
        const sides = new Set(said.map(({ question, subject }) => (question === 'agree-report' ? subject : 'settled')));
        if (settled ? sides.has('settled') : sides.has('host') && sides.has('lead')) return [];
        return [`${about}: only ${[...sides].join(', ') || 'nobody'} said yes to the text that is final`];
      }),
};

function saysYes({ question, answer }: Decision, hash: string | undefined): boolean {
  if (question === 'settle-report') return true;
  const { agreed, hash: agreedTo } = (answer ?? {}) as { readonly agreed?: boolean; readonly hash?: string };
  return question === 'agree-report' && agreed === true && agreedTo === hash;
}

/** Questions whose pages show a report, by whose answer they want. */
const SHOWS_A_REPORT: Readonly<Record<string, 'host' | 'lead' | 'hub' | 'central-team'>> = {
  ...{ 'draft-report': 'lead', 'amend-report': 'lead', 'check-facts': 'host', 'choose-audience': 'host' },
  ...{ 'change-publication': 'host', 'receive-report': 'hub', 'quality-read': 'central-team' },
  'settle-report': 'central-team',
};

/** Pages that ask nothing, each for its one reader: of others it is named who has one made. */
const OF_ONESELF = new Set(['page-development-record', 'page-held-data']);
/** A hub's year, '2026.hub-01': for whoever manages the hub, or did. */
const OF_A_HUB = 'page-hub-year';
/** A signed agreement, 'membership-2026-100183': for whoever signed it, and whoever is of the member, or was. */
const OF_A_MEMBERSHIP = 'page-signed-agreement';

export const reportsForTheirReaders: Invariant = {
  name: 'reports-for-their-readers',
  promise:
    'Nobody has a link to a report but its host, its lead reviewer, the manager of its hub and the central team.',
  find: (ending) =>
    ending.links.flatMap((link) => {
      const { about, decision: id, person } = link;
      const name = `${about}/${id}: ${person} has a link`;
      if (about.startsWith('page-')) {
        const isTheirs =
          (OF_ONESELF.has(about) && person === id) ||
          (about === OF_A_HUB && managesHub(person, id.split('.')[1], ending)) ||
          (about === OF_A_MEMBERSHIP && isOfMembership(person, id, ending)) ||
          person === 'central-team';
        return isTheirs ? [] : [name];
      }
      const known = ending.review(about);
      const decision = ending.decision(about, id);
      if (known === undefined || decision === undefined || person === 'central-team') return [];
      const reader = decision.question === 'agree-report' ? decision.subject : SHOWS_A_REPORT[decision.question];
      return reader === undefined || mayRead(reader, link, { known, decision, ending }) ? [] : [name];
    }),
};

interface Around {
  readonly known: KnownReview;
  readonly decision: Decision;
  readonly ending: EndingIndex;
}

function mayRead(reader: string, { person: id }: DecisionLink, { known, decision, ending }: Around): boolean {
  const { review, placements } = known;
  const person = ending.people.get(id);
  const { handOvers } = decision as { readonly handOvers?: readonly { readonly person: string }[] };
  // Whoever handed it over was asked before, and their link only reads since; the portal shows nothing to whoever holds the office no more.
  if (handOvers?.some((one) => one.person === id)) return true;
  if (reader === 'host') return person === undefined || worksFor(person, review.goesOnAt ?? review.host, ending);
  if (reader === 'lead') {
    const hasLed = placements.some((row) => row.person === id && row.kind === 'lead' && row.answeredAt !== undefined);
    return hasLed || (decision.standsIn === true && decision.person === id);
  }
  return reader === 'hub' && managesHub(id, review.hub, ending) && !isReviewer(id, known);
}

/** Whether somebody manages a hub, is its senior partner, or was one of the two: the people file says of which hub they are. */
function managesHub(id: string, hub: string | undefined, ending: EndingIndex): boolean {
  const { manager, seniorPartner } = ending.hubs.get(hub ?? '') ?? {};
  return id === manager || id === seniorPartner || (hub !== undefined && ending.people.get(id)?.hub === hub);
}

function isOfMembership(id: string, about: string, ending: EndingIndex): boolean {
  const signed = ending.memberships.find(({ member, year }) => about === `membership-${year}-${member}`);
  const person = ending.people.get(id);
  if (!signed || !person || signed.agreement?.person === id) return signed?.agreement?.person === id;
  return worksFor(person, signed.member, ending) || (person.formerly ?? []).some((one) => one === signed.member);
}

const isReviewer = (id: string, { placements }: KnownReview): boolean => placements.some(({ person }) => person === id);

function worksFor({ person, member, alsoOf = [] }: Person, host: string, ending: EndingIndex): boolean {
  const family = ending.family(host);
  return [member, ...alsoOf].some((one) => family.has(one ?? '')) || ending.members.get(host)?.head === person;
}

export const withdrawnIsGone: Invariant = {
  name: 'withdrawn-is-gone',
  promise: 'Once a report is withdrawn, no mail leads anybody but its host to it.',
  find: ({ reviews, mails }) => {
    const withdrawn = new Map(
      reviews.flatMap(({ review }) =>
        review.withdrawnAt === undefined ? [] : [[review.about, review.withdrawnAt] as const],
      ),
    );
    const first = [...withdrawn.values()].toSorted()[0] ?? '9999';
    return mails.flatMap(({ mail, message, at, asks }) => {
      // What came before was no mail too many, and to unpack all mails of a year takes minutes.
      if (at <= first) return [];
      const shown = asks.filter(({ question }) => question === 'receive-report').map(({ about }) => about);
      const named = [...(mail.text ?? '').matchAll(/\/reports\/([a-z]+-\d{4}-[\w-]+)/g)].flatMap(
        ([, about]) => about ?? [],
      );
      return [...shown, ...named]
        .filter((about) => (withdrawn.get(about) ?? '9999') < at)
        .map((about) => `${about}: ${message?.person} was mailed it on ${at}`);
    });
  },
};

interface Framework {
  readonly headings: readonly { readonly key: string }[];
  readonly parts: readonly { readonly key: string; readonly carried: boolean }[];
}

type Content = { readonly findings?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> } & {
  readonly cover?: { readonly lastReview?: string };
};

export const pointsAreCarried: Invariant = {
  name: 'points-are-carried',
  promise: 'The points of an agreed report are kept for the look back half a year later and for next year’s review.',
  find: (ending) =>
    ending.reviews
      .filter((known) => isOurs(known) && known.review.stage === 'closed' && known.review.status !== 'cancelled')
      .flatMap((known) => {
        const { about } = known.review;
        const { report } = (ending.settingsOf(known.review) ?? {}) as { report?: { framework?: Framework } };
        const { findings = {} } = (finalVersion(known)?.content ?? {}) as Content;
        const wanted = (report?.framework?.headings ?? []).flatMap(({ key }) =>
          (report?.framework?.parts ?? []).flatMap((part) => (part.carried ? (findings[key]?.[part.key] ?? []) : [])),
        );
        const carried = known.findings
          .filter(({ finding }) => finding.startsWith('agreed.'))
          .toSorted((a, b) => a.finding.localeCompare(b.finding, 'en', { numeric: true }))
          .map(({ text }) => text);
        const asked = known.decisions.find((row) => row.question === 'report-progress' && row.status === 'answered');
        const untold = known.findings.filter((row) => row.finding.startsWith('agreed.') && row.progress === undefined);
        return [
          ...(carried.join('\n') === wanted.join('\n')
            ? []
            : [`${about}: ${carried.length} points are carried, and the report has ${wanted.length}`]),
          ...(asked === undefined ? [] : untold.map(({ finding }) => `${about}: nothing became of ${finding}`)),
        ];
      }),
};

export const nextYearBeginsThere: Invariant = {
  name: 'next-year-begins-there',
  promise: 'Next year’s review of a school begins with what last year’s ended with.',
  find: (ending) =>
    ending.reviews.filter(isOurs).flatMap(({ review, versions, decisions }) => {
      const { about, programme, year, host, goesOnAt } = review;
      const before = [...ending.family(goesOnAt ?? host)]
        .map((one) => ending.review(`${programme.toLowerCase()}-${Number(year) - 1}-${one}`))
        .find((known) => known?.review.publishedAt !== undefined);
      const [first] = versions;
      // Whoever wrote the draft may have changed what it began with, so only what nobody would empty is looked at.
      const cover = (first?.content as Content | undefined)?.cover;
      // The form begins as it is first opened, which is some time after it was asked for: it may be saved before the other is published, and
      // sent after. Of a review that was begun anew the first draft is one of a later turn.
      const [askedAt] = decisions
        .filter((row) => row.question === 'draft-report' && row.status === 'answered')
        .map((row) => row.askedAt)
        .toSorted();
      if (before === undefined || askedAt === undefined || (before.review.publishedAt ?? '') > askedAt) return [];
      return cover?.lastReview ? [] : [`${about}: its report does not know of ${before.review.about}`];
    }),
};

export const reportInvariants: readonly Invariant[] = [
  finalByTwoAgreements,
  reportsForTheirReaders,
  withdrawnIsGone,
  pointsAreCarried,
  nextYearBeginsThere,
];
