import type { ReviewRead } from '../store/store.ts';
import type { Standing } from './offices.ts';

/** What a link can show or do. */
export const THINGS = [
  /** The page of a question that is open. */
  'question',
  /** What became of a question that is settled. */
  'settled',
  /** What was sent by whoever answered a question, in their words. */
  'sent',
  /** The final report, on its question's page, afterwards, and as a PDF. */
  'report',
  /** The newest text of the report before it is final, on the page of whoever is in the team. */
  'draft',
  /** Where the review stands, and when it is. */
  'dates',
  /** Who comes, by name and school. */
  'team',
  /** What happens when on the three days. */
  'plan',
  /** What the host's own leaders owe the network and give: nobody's business but the host's. */
  'account',
  /** A note of one's own for the lead reviewer. */
  'note',
  /** All such notes, by who wrote them. */
  'notes',
  'answer',
  'hand-over',
  'more-time',
] as const;
export type Thing = (typeof THINGS)[number];

/** 'until-final': until the report is final. */
export type Cell = 'yes' | 'no' | 'until-final';

/** The cells of a row, in the order of `THINGS`. */
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

const [NO, UNTIL] = ['no', 'until-final'] as const;
const NOTHING = [NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO] as const satisfies Row;

/**
 * Who sees and does what (domain.md, 'Who may see what'): the host all of its own review; the hub manager the final report alone;
 * lead and team the rest until the report is final; the central team all but what a host's leaders owe, which it reads elsewhere.
 * A draft of the report is read on its own question's page by whoever is asked about it, host and central team among them.
 * What somebody in the team notes for the lead reviewer those two read, each their own and the lead all of them, until the report is final.
 * A colleague sees what the head who is asked would see of this review. Whoever is nothing of the review any more sees that, and no more.
 */
// biome-ignore format: a table
const ROWS: Readonly<Record<Standing, Row>> = {
  //                 question settled sent   report draft  dates  team   plan   account note   notes  answer hand-over more-time
  'central-team':   ['yes',   'yes',  'yes', 'yes', NO,    'yes', 'yes', 'yes', NO,     NO,    NO,    'yes', NO,       NO],
  host:             ['yes',   'yes',  'yes', 'yes', NO,    'yes', 'yes', 'yes', 'yes',  NO,    NO,    'yes', 'yes',    'yes'],
  colleague:        ['yes',   'yes',  'yes', 'yes', NO,    'yes', 'yes', 'yes', NO,     NO,    NO,    'yes', 'yes',    'yes'],
  'hub-manager':    ['yes',   'yes',  'yes', 'yes', NO,    'yes', NO,    NO,    NO,     NO,    NO,    'yes', NO,       NO],
  leads:            ['yes',   'yes',  UNTIL, NO,    UNTIL, 'yes', UNTIL, UNTIL, NO,     NO,    UNTIL, 'yes', NO,       'yes'],
  'in-team':        ['yes',   'yes',  UNTIL, NO,    UNTIL, 'yes', UNTIL, UNTIL, NO,     UNTIL, NO,    'yes', NO,       'yes'],
  'asked-for-lead': ['yes',   'yes',  UNTIL, NO,    NO,    'yes', NO,    NO,    NO,     NO,    NO,    'yes', NO,       'yes'],
  invited:          ['yes',   'yes',  'yes', NO,    NO,    'yes', NO,    NO,    NO,     NO,    NO,    'yes', NO,       NO],
  oneself:          ['yes',   'yes',  'yes', NO,    NO,    NO,    NO,    NO,    NO,     NO,    NO,    'yes', NO,       'yes'],
  nobody:           NOTHING,
};

/** The table by its names. */
export const WHO_SEES_WHAT = Object.fromEntries(
  Object.entries(ROWS).map(([standing, row]) => [
    standing,
    Object.fromEntries(THINGS.map((thing, column) => [thing, row[column]])),
  ]),
) as Readonly<Record<Standing, Readonly<Record<Thing, Cell>>>>;

/** What a link shows and does today. */
export type Rights = Readonly<Record<Thing, boolean>>;

/**
 * @param whole the review that the link is about, where it is about one.
 * @param isAboutOneself the question is about the link's person: what they said of themselves they read whenever they may read what became of it.
 */
export function rightsOf(standing: Standing, whole: ReviewRead | undefined, isAboutOneself = false): Rights {
  const until = !(whole && isFinal(whole));
  const cells = WHO_SEES_WHAT[standing];
  const may = (thing: Thing): boolean => cells[thing] === 'yes' || (cells[thing] === 'until-final' && until);
  const isOwn = (thing: Thing): boolean => isAboutOneself && thing === 'sent' && may('settled');
  return Object.fromEntries(THINGS.map((thing) => [thing, may(thing) || isOwn(thing)])) as Rights;
}

const isFinal = ({ review }: ReviewRead): boolean => ['publication', 'feedback', 'closed'].includes(review.stage);
