import * as z from 'zod';
import { errorName } from '../../platform/error-name.ts';
import { logger } from '../../platform/logger.ts';
import type { Asked } from '../../questions/question.ts';
import { noMailOf } from '../../questions/review-context.ts';
import type { StepDeps } from '../../questions/step-deps.ts';
import { loadYear } from '../../settings/load-settings.ts';
import type { Term } from '../../settings/partnership-year.ts';
import { NotInTable, type Person } from '../../store/store.ts';
import { pageOfPool } from '../../store/term-plan-reads.ts';
import { availability } from './availability.tsx';
import { availabilityName } from './availability-name.ts';

/** Reviewers first; each page begins after a person: 'reviewers/person-0107'. */
const POOLS = ['reviewers', 'lead-reviewers'] as const;
const Cursor = z
  .templateLiteral([z.enum(POOLS), '/', z.string()])
  .transform((cursor) => cursor.split(/\/(.*)/s) as [(typeof POOLS)[number], string, string]);

export const AskAvailabilityInput = z.object({
  /** The term plan, 'teams-2026-spring'. */
  about: z.string(),
  year: z.string(),
  term: z.string(),
  at: z.iso.datetime({ offset: true }),
  expiresAt: z.iso.datetime({ offset: true }),
  /** Where the page begins: `next` of the page before. */
  after: Cursor.nullable(),
});
export type AskAvailabilityInput = z.output<typeof AskAvailabilityInput>;

/**
 * People of a call. Asking one takes nine requests (whether they were asked, three of the question, what else they were asked
 * today, one transaction, three around the mail) and a mail: 40 are 360 requests and 40 mails, four people at a time. At 10 ms a
 * request and 200 ms a mail that is 3 seconds; the function has 120. The 1,310 people of both pools are 34 calls: measured on the
 * local stack, 2.4 seconds each.
 */
const PAGE = 40;

/** So many are asked at a time: about 12 mails a second, under the 14 that Amazon allows an account to begin with. */
const AT_A_TIME = 4;

/** A row that cannot be used is one person's; more of a page at once are not theirs. */
const MOST_FAILURES = 3;

/**
 * Asks one page of the people of both pools when they cannot in a term. Left out is who has left, gets no mail, or has no
 * training that holds on any day of the term: the last are told of training instead. Whoever was asked already is not asked
 * again, so a page can be made any number of times.
 *
 * Who could not be asked is tried once more, then named by id in the log; silence means the same for them as for others.
 *
 * @throws the last failure when more than three of a page were not asked, so that the step is tried again as its error is worth;
 * NotInTable for a term that the year does not have.
 */
export async function askAvailability(
  input: AskAvailabilityInput,
  deps: Pick<StepDeps, 'store' | 'ask'>,
): Promise<{ readonly next: string | null }> {
  const [pool, afterPerson] = input.after ?? [POOLS[0], ''];
  const [year, people] = await Promise.all([
    loadYear(deps.store, input.year),
    pageOfPool(deps.store, pool, afterPerson, PAGE),
  ]);
  const term = year.terms.find(({ term }) => term === input.term);
  if (!term) throw new NotInTable(`term of ${input.year}`, input.term);

  const asking = people.filter((person) => isAsked(person, term));
  const failedOnce = await askAll(asking, input, deps);
  const failed = await askAll(
    failedOnce.map(({ person }) => person),
    input,
    deps,
  );
  if (failed.length > MOST_FAILURES) throw failed.at(-1)?.error;
  const last = people.length === PAGE ? people.at(-1) : undefined;
  if (last) return { next: `${pool}/${last.person}` };
  return { next: pool === POOLS[0] ? `${POOLS[1]}/` : null };
}

/** Whether somebody is asked about a term. */
export const isAsked = (person: Person, { from, to }: Pick<Term, 'from' | 'to'>): boolean =>
  !person.left &&
  noMailOf(person) === undefined &&
  (person.training ?? []).some((training) => training.from <= to && from <= training.until);

interface Failure {
  readonly person: Person;
  readonly error: unknown;
}

/** @returns those who could not be asked, and why. */
async function askAll(
  people: readonly Person[],
  input: AskAvailabilityInput,
  deps: Pick<StepDeps, 'ask'>,
): Promise<readonly Failure[]> {
  const failed: Failure[] = [];
  for (let from = 0; from < people.length; from += AT_A_TIME) {
    const few = people.slice(from, from + AT_A_TIME);
    await Promise.all(
      few.map(async (person) => {
        try {
          await deps.ask(availability, askedOf(person, input));
        } catch (error) {
          failed.push({ person, error });
          logger.error('Somebody was not asked when they cannot', {
            about: input.about,
            person: person.person,
            error: errorName(error),
          });
        }
      }),
    );
  }
  return failed;
}

const askedOf = ({ person }: Person, { year, term, at, expiresAt }: AskAvailabilityInput): Asked => ({
  question: availability.name,
  about: availabilityName({ year, term, person }),
  turn: 1,
  round: 1,
  person,
  at,
  expiresAt,
});
