/** Takes the names off the surveys of a year that has ended: they are counted in fives, and go. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { inParallel } from '../platform/in-parallel.ts';
import { PROGRAMMES } from '../programmes/programmes.ts';
import type { Decision, Store, Survey, SurveyCount, WriteItem } from '../store/store.ts';
import { type CountedOf, countedOf } from '../store/survey-counts.ts';
import { fivesOf } from '../store/survey-fives.ts';
import { allSurveysOfYear, listEarlierSurveys } from '../store/surveys.ts';
import { reviewsOfYear } from '../store/week-reads.ts';
import { ERASED_WORDS } from './whom.ts';

/** Transactions of one morning, each of a dozen rows at most: some ten seconds of its fifteen minutes. A year of 2,700 surveys takes four mornings. */
const A_ROUND = 500;

/** How the id begins that earlier releases gave to a survey in the place of a person's. */
const UNNAMED = 'unnamed-';

/** Of one morning: surveys that are without a name now, whether there is more to do tomorrow, and whether reviews of the year are still to close. */
export interface SurveysCounted {
  readonly surveys: number;
  readonly isUnfinished: boolean;
  readonly isOpen: boolean;
}

/** A survey with who gave it, as far as that is known. */
interface Given extends Survey {
  readonly programme: SurveyCount['programme'];
  readonly by: string;
}

/**
 * Counts the surveys of all closed reviews of a year, first by hub, then by lead reviewer, then by year, always five people together, and
 * deletes them with the words of the answers by which they came. What is left over is of fewer than five people: no page has ever shown it, and it goes
 * uncounted. Each five is one transaction, with what takes its rows out of what is still to be counted; so a call that breaks off counts nothing
 * twice when it is made again.
 */
export async function countSurveys(year: string, store: Store): Promise<SurveysCounted> {
  const reviews = await reviewsOfYear(store, year);
  const closed = new Set(reviews.flatMap(({ about, stage }) => (stage === 'closed' ? [about] : [])));
  const isOpen = reviews.some(({ stage }) => stage !== 'closed');
  let left = A_ROUND;
  let surveys = 0;
  let isRefused = false;
  for (const programme of PROGRAMMES) {
    await listEarlierSurveys(store, year, programme);
    const all = (await allSurveysOfYear(store, year, programme)).filter(({ about }) => closed.has(about));
    if (all.length === 0) continue;
    const asked = await surveyQuestions([...new Set(all.map(({ about }) => about))], store);
    const given = all.map((survey): Given => ({ ...survey, programme, by: giver(survey, asked) }));
    for (const attribute of ['hub', 'lead'] as const) {
      for (const five of fivesIn(given, (survey) => survey[attribute])) {
        if (left-- <= 0) return { surveys, isUnfinished: true, isOpen };
        const [{ [attribute]: id = '' }] = five;
        const of = { [attribute]: id } as CountedOf;
        const items = five.map((survey) =>
          store.rows.survey.patch(keyOf(survey)).remove([attribute]).where(uncounted(survey, attribute)).commit(),
        );
        const { written } = await store.write([countOf(five, of, year, store), ...items]);
        if (!written) isRefused = true;
      }
    }
    // What was refused has changed since it was read: it is read again the next morning, before its rows go.
    if (isRefused) return { surveys, isUnfinished: true, isOpen };
    const fives = fivesIn(given, () => year);
    const leftOver = given.filter((survey) => !fives.some((five) => five.includes(survey)));
    for (const going of [...fives, ...leftOver.map((one) => [one] as const)]) {
      if (left-- <= 0) return { surveys, isUnfinished: true, isOpen };
      const isCounted = going.length > 1;
      const { written } = await store.write([
        ...(isCounted ? [countOf(going, { year }, year, store)] : []),
        ...going.map((survey) => store.rows.survey.delete(keyOf(survey)).where(unchanged(survey)).commit()),
        ...answeredBy(going, asked).map(({ about, decision }) =>
          store.rows.decision.patch({ about, decision }).remove(['answer']).commit(),
        ),
      ]);
      if (written) surveys += going.length;
      else isRefused = true;
    }
  }
  return { surveys, isUnfinished: isRefused, isOpen };
}

/** The answers by which some surveys came: of whoever was asked, or of a colleague who answered in their place. Each once. */
const answeredBy = (
  surveys: readonly Survey[],
  asked: ReadonlyMap<string, readonly Decision[]>,
): readonly Decision[] => [
  ...new Set(
    surveys.flatMap(({ about, person }) =>
      (asked.get(about) ?? []).filter((row) => row.answer !== undefined && [row.subject, row.person].includes(person)),
    ),
  ),
];

const keyOf = ({ about, person }: Survey): { readonly about: string; readonly person: string } => ({ about, person });

/** On condition that nobody has changed it since, as an erasure does. */
const unchanged =
  ({ answeredAt, answers }: Survey) =>
  <Attribute>(
    row: Readonly<Record<'answeredAt' | 'answers', Attribute>>,
    { eq }: { eq(one: Attribute, value: unknown): string },
  ): string =>
    `${eq(row.answeredAt, answeredAt)} AND ${eq(row.answers, answers)}`;

/** The same, and on condition that another call, or one whose work the index does not show yet, has not counted it among these. */
const uncounted =
  (survey: Survey, attribute: 'hub' | 'lead') =>
  <Attribute>(
    row: Readonly<Record<'answeredAt' | 'answers' | 'hub' | 'lead', Attribute>>,
    operations: { eq(one: Attribute, value: unknown): string; exists(one: Attribute): string },
  ): string =>
    `${unchanged(survey)(row, operations)} AND ${operations.exists(row[attribute])}`;

/** The fives of each group of one role; a survey that is in no group, or in one no more, is in none. */
const fivesIn = (
  given: readonly Given[],
  group: (survey: Given) => string | undefined,
): readonly (readonly [Given, ...Given[]])[] =>
  [
    ...Map.groupBy(
      given.filter((survey) => group(survey) !== undefined),
      (survey) => `${group(survey)} ${survey.role}`,
    ).values(),
  ].flatMap((rows) =>
    fivesOf(rows.map((row) => ({ ...row, person: row.by, row }))).map(
      (five) => five.map(({ row }) => row) as [Given, ...Given[]],
    ),
  );

/** The questions by which the surveys of some reviews came, by review. */
async function surveyQuestions(
  abouts: readonly string[],
  store: Store,
): Promise<ReadonlyMap<string, readonly Decision[]>> {
  const found = new Map<string, readonly Decision[]>();
  await inParallel(abouts, async (about) => {
    found.set(
      about,
      (await store.decisionsAbout(about)).filter(({ question }) => question === 'survey'),
    );
  });
  return found;
}

/**
 * Who gave a survey. Of one that an earlier release took the name off, the question that was answered in the same instant still tells, which is
 * why these are counted too; where it does not, all such surveys count as one person's.
 */
function giver({ about, person, answeredAt }: Survey, asked: ReadonlyMap<string, readonly Decision[]>): string {
  if (!person.startsWith(UNNAMED)) return person;
  return asked.get(about)?.find((question) => question.answeredAt === answeredAt)?.subject ?? UNNAMED;
}

/** As much of the answers as is counted. Rows of all releases have the scale; an erasure leaves words that say so. */
const Counted = z.object({
  scale: z.record(z.string(), z.number()).default({}),
  best: z.string().default(''),
  better: z.string().default(''),
});

/** From 1 to 5. */
const POINTS = [1, 2, 3, 4, 5] as const;

function countOf(
  five: readonly [Given, ...Given[]],
  of: CountedOf,
  year: string,
  { rows }: Pick<Store, 'rows'>,
): WriteItem {
  const [{ programme, role }] = five;
  const answers = five.map((survey) => Counted.parse(survey.answers));
  const keys = new Set(answers.flatMap(({ scale }) => Object.keys(scale)));
  const points = [...keys].map((key) => [
    key,
    POINTS.map((point) => answers.filter(({ scale }) => scale[key] === point).length),
  ]);
  const count: SurveyCount = {
    of: countedOf(of),
    ...{ programme, year, role },
    count: randomUUID(),
    people: five.length,
    points: Object.fromEntries(points),
    ...('year' in of && {
      best: words(answers.map(({ best }) => best)),
      better: words(answers.map((one) => one.better)),
    }),
  };
  return rows.surveyCount.create(count).commit();
}

const words = (texts: readonly string[]): readonly string[] =>
  texts.filter((text) => text.trim() !== '' && text !== ERASED_WORDS).toSorted((a, b) => a.localeCompare(b, 'en-GB'));
