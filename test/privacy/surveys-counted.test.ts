/** After a year its surveys are counted five people at a time and go: from all rows of the table nobody can tell who said what. */
import { beforeEach, describe, expect, it } from 'vitest';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { statements } from '../../lambdas/feedback/survey-questions.ts';
import { tallies } from '../../lambdas/feedback/survey-tally.ts';
import { countSurveys } from '../../lambdas/privacy/count-surveys.ts';
import { seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { keepUntil } from '../../lambdas/store/agenda.ts';
import { surveyCounts } from '../../lambdas/store/survey-counts.ts';
import { surveysOfHub, surveysOfLead, surveysOfYear } from '../../lambdas/store/surveys.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { lunchQuestion } from '../questions/fixture.ts';
import { dieAfterCommit } from '../support/dying.ts';
import { rowsIn } from '../support/rows.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const [year] = readSettingsFiles().years.filter((one) => one.year === '2026');
if (!year) throw new Error('There is no year 2026.');

const [STATEMENT] = statements('reviewer', 'school');
if (!STATEMENT) throw new Error('Reviewers are asked nothing.');

const round = (at: string) => dailyRound({ at }, roundOver(lunchQuestion(fresh.store), fresh.store).deps);
/** 07:30 in London on a working day. */
const morning = (day: string) => `${day}T06:30:00.000Z`;
const AFTER_THE_YEAR = morning('2027-09-01');

const review = (about: string, stage: 'closed' | 'feedback' = 'closed') =>
  fresh.store.entities.review
    .put({
      ...{ about, programme: 'QAR', year: '2026', settingsVersion: '001', host: about.slice(-6), hostKind: 'school' },
      ...{ hostName: 'Oak', stage, status: 'published', week: '2027-01-11', startsOn: '2026-07-13' },
      ...{ turn: 1, executions: 1 },
    })
    .go();

interface Given {
  readonly about: string;
  readonly person: string;
  readonly role?: string;
  readonly points: number;
  readonly hub?: string;
  readonly lead?: string;
  /** Under the name of nobody, as an earlier release kept it. */
  readonly as?: string;
}

/** A survey with all that its answering writes: the question's row, the survey, the entry in the audit. */
async function give({ about, person, role = 'reviewer', points, hub, lead, as }: Given, minute: number): Promise<void> {
  const at = `2027-02-18T10:${String(minute).padStart(2, '0')}:00.000Z`;
  const answers = { scale: { [STATEMENT?.key ?? '']: points }, best: `Words of ${person} on ${about}.`, better: '' };
  const { entities } = fresh.store;
  await entities.decision
    .put({
      ...{ about, decision: `survey.1.1.${person}`, question: 'survey', subject: person, turn: 1, round: 1 },
      ...{ status: 'answered', person, role, hostName: 'Oak', askedAt: at, dueAt: at, expiresAt: at, schedule: [] },
      ...{ mails: 1, outcome: { outcome: 'answered' }, answeredAt: at, answeredBy: { person, role } },
      // In no queue any more, but with all that its keys are made of.
      ...{ queue: 'open', openFor: person, nextActionAt: '2099-01-01T00:00:00.000Z' },
      ...(as === undefined && { answer: answers }),
    })
    .go();
  await entities.survey
    .put({
      ...{ about, person: as ?? person, role, answers, answeredAt: at, year: '2026', programme: 'QAR' },
      ...(hub !== undefined && { hub }),
      ...(lead !== undefined && { lead }),
    })
    .go();
  await entities.auditEntry
    .put({ about, at, entry: `survey.1.1.${person}.answered`, who: person, role, what: 'gave feedback' })
    .go();
}

const giveAll = async (all: readonly Given[]): Promise<void> => {
  for (const [index, given] of all.entries()) await give(given, index);
};

/** Reviews of two hubs, led by two people: six reviewers of the north, of whom three went twice, and three of the south. */
const NORTH = { hub: 'hub-north', lead: 'person-led-1' };
const SOUTH = { hub: 'hub-south', lead: 'person-led-1' };
const REVIEWS = ['qar-2026-900001', 'qar-2026-900002', 'qar-2026-900003'] as const;
const [FIRST, SECOND, THIRD] = REVIEWS;
const EVERYBODY: readonly Given[] = [
  { about: FIRST, person: 'person-1', points: 5, ...NORTH },
  { about: FIRST, person: 'person-2', points: 1, ...NORTH },
  { about: FIRST, person: 'person-3', points: 4, ...NORTH },
  { about: SECOND, person: 'person-1', points: 3, ...NORTH },
  { about: SECOND, person: 'person-4', points: 4, ...NORTH },
  { about: SECOND, person: 'person-5', points: 2, ...NORTH },
  { about: THIRD, person: 'person-1', points: 5, ...SOUTH },
  { about: THIRD, person: 'person-6', points: 5, ...SOUTH },
  { about: THIRD, person: 'person-7', points: 5, ...SOUTH },
  { about: THIRD, person: 'person-led-1', role: 'lead', points: 1, ...SOUTH },
  { about: THIRD, person: 'person-head', role: 'host', points: 2, ...SOUTH },
];

const allRows = () => rowsIn(fresh.store);

const shownOf = (rows: Parameters<typeof tallies>[0], counts: Parameters<typeof tallies>[2]) =>
  tallies(rows, 'school', counts);

async function pages() {
  const { store } = fresh;
  return {
    year: shownOf(await surveysOfYear(store, '2026', 'QAR'), await surveyCounts(store, { year: '2026' })),
    north: shownOf(await surveysOfHub(store, 'hub-north'), await surveyCounts(store, { hub: 'hub-north' })),
    south: shownOf(await surveysOfHub(store, 'hub-south'), await surveyCounts(store, { hub: 'hub-south' })),
    lead: shownOf(await surveysOfLead(store, 'person-led-1'), await surveyCounts(store, { lead: 'person-led-1' })),
  };
}

type Pages = Awaited<ReturnType<typeof pages>>;
/** What is shown beside how many answers there were: those that are never shown go with the names. */
const statementsOf = (shown: Pages) =>
  Object.fromEntries(
    Object.entries(shown).map(([page, of]) => [
      page,
      of.map(({ role, statements: all }) => ({ role, statements: all })),
    ]),
  );

beforeEach(async () => {
  await seedSettings(fresh.store, { years: [year], programmes: [] });
  await Promise.all(REVIEWS.map((about) => review(about)));
});

describe('surveys of a year that has ended', () => {
  it('keep who answered until then', async () => {
    await giveAll(EVERYBODY);
    await round(morning('2027-04-30'));
    expect((await surveysOfYear(fresh.store, '2026', 'QAR')).length).toBe(EVERYBODY.length);
  });

  it('are counted once where two calls count at once, and what was refused is looked at again', async () => {
    await giveAll(EVERYBODY);
    const both = await Promise.all([countSurveys('2026', fresh.store), countSurveys('2026', fresh.store)]);
    expect(both.some(({ isUnfinished }) => isUnfinished)).toBe(true);
    await countSurveys('2026', fresh.store);
    for (const of of [{ hub: 'hub-north' }, { lead: 'person-led-1' }, { year: '2026' }]) {
      expect((await surveyCounts(fresh.store, of)).map(({ people }) => people)).toEqual([5]);
    }
    expect(await surveysOfYear(fresh.store, '2026', 'QAR')).toEqual([]);
  });

  it('lose the words of a colleague too, who answered in the place of whoever was asked', async () => {
    await giveAll(EVERYBODY);
    const { entities } = fresh.store;
    const asked = { about: FIRST, decision: 'survey.1.1.person-2' };
    await entities.decision
      .patch(asked)
      .set({ person: 'colleague-1', answer: { best: 'Words of a colleague.' } })
      .composite({ queue: 'open', openFor: 'person-2', nextActionAt: '2099-01-01T00:00:00.000Z' })
      .go();
    const given = (await entities.survey.get({ about: FIRST, person: 'person-2' }).go()).data;
    if (!given) throw new Error('There is no survey.');
    await entities.survey.delete({ about: FIRST, person: 'person-2' }).go();
    await entities.survey.put({ ...given, person: 'colleague-1' }).go();
    await round(AFTER_THE_YEAR);
    expect(JSON.stringify(await allRows())).not.toContain('Words of a colleague');
  });

  it('show what they showed before, on the page of the year, of each hub and of the lead reviewer', async () => {
    await giveAll(EVERYBODY);
    const before = await pages();
    expect(before.year[1]?.statements[0]?.counted).toBe(5);
    expect(before.north[1]?.statements[0]?.counted).toBe(5);
    await round(AFTER_THE_YEAR);
    const after = await pages();
    expect(statementsOf(after)).toEqual(statementsOf(before));
    expect(after.year[1]?.best).toEqual(before.year[1]?.best);
    // The sixth and seventh, and a second answer of the first, were of fewer than five people.
    expect(after.year.map(({ answered }) => answered)).toEqual([0, 5, 0]);
    expect(await fresh.store.audit('year-2026')).toMatchObject([{ what: 'took the names off 11 surveys' }]);
  });

  it('are in no row by themselves: whatever is there of them is of five different people, and names no person, review or instant', async () => {
    await giveAll(EVERYBODY);
    await round(AFTER_THE_YEAR);
    const rows = await allRows();
    const ofSurveys = rows.filter((row) => JSON.stringify(row).includes('Words of') || row['points'] !== undefined);
    expect(ofSurveys.map((row) => row['of']).toSorted()).toEqual(['hub-hub-north', 'lead-person-led-1', 'year-2026']);
    for (const row of ofSurveys) {
      expect(row['people']).toBe(5);
      const { of, best, ...rest } = row;
      expect(JSON.stringify(rest)).not.toMatch(/person-\d|qar-2026-|T\d\d:\d\d/i);
      // Words are kept of the year alone, and sorted.
      if (of !== 'year-2026') expect(best).toBeUndefined();
      expect(best ?? []).toEqual([...((best ?? []) as string[])].toSorted());
    }
    // What an answer was given by is still on record, and leads to none of it.
    const answered = rows.filter((row) => row['question'] === 'survey');
    expect(answered).toHaveLength(EVERYBODY.length);
    for (const row of answered) expect(row).not.toHaveProperty('answer');
    const instants = new Set(answered.map((row) => String(row['answeredAt'])));
    const shared = rows.filter(
      (row) => row['__edb_e__'] !== 'decision' && [...instants].some((at) => JSON.stringify(row).includes(at)),
    );
    expect(new Set(shared.map((row) => row['__edb_e__']))).toEqual(new Set(['auditentry']));
  });

  it('of three people on two reviews are not counted, though there are six of them', async () => {
    await giveAll(EVERYBODY.filter(({ person }) => /person-[123]$/.test(person)));
    await give({ about: SECOND, person: 'person-2', points: 1, ...NORTH }, 40);
    await give({ about: SECOND, person: 'person-3', points: 1, ...NORTH }, 41);
    expect((await surveysOfYear(fresh.store, '2026', 'QAR')).length).toBeGreaterThan(5);
    await round(AFTER_THE_YEAR);
    expect((await allRows()).filter((row) => row['__edb_e__'] === 'surveycount')).toEqual([]);
    expect(await surveysOfYear(fresh.store, '2026', 'QAR')).toEqual([]);
  });

  it('of a review that is not closed wait, and are counted later', async () => {
    await giveAll(EVERYBODY);
    await review(THIRD, 'feedback');
    await round(AFTER_THE_YEAR);
    expect((await surveysOfYear(fresh.store, '2026', 'QAR')).map(({ about }) => about)).toEqual(Array(5).fill(THIRD));
    await review(THIRD);
    await round(morning('2027-10-04'));
    expect(await surveysOfYear(fresh.store, '2026', 'QAR')).toEqual([]);
    expect((await surveyCounts(fresh.store, { year: '2026' })).map(({ people }) => people)).toEqual([5]);
  });

  it('count once, whenever the round dies', async () => {
    await giveAll(EVERYBODY);
    const before = statementsOf(await pages());
    let deaths = 0;
    for (let isDead = true; isDead; deaths += 1) {
      const dying = dieAfterCommit(1 + (deaths % 3));
      await round(AFTER_THE_YEAR).catch(() => {});
      isDead = dying.isDead;
      dying.end();
      expect(statementsOf(await pages())).toEqual(before);
      expect(deaths).toBeLessThan(40);
    }
    expect(deaths).toBeGreaterThan(4);
    expect(await surveysOfYear(fresh.store, '2026', 'QAR')).toEqual([]);
  });
});

describe('surveys from which an earlier release took the name alone', () => {
  const old = (given: Given, index: number): Given => ({ ...given, as: `unnamed-0000-${index}` });

  it('show nothing until they are counted, and then only what five people said', async () => {
    await giveAll(EVERYBODY.map(old));
    expect((await pages()).year[1]).toMatchObject({ answered: 0, statements: [], best: [] });
    await round(AFTER_THE_YEAR);
    const { year: shown } = await pages();
    expect(shown[1]).toMatchObject({ answered: 5, statements: [{ counted: 5 }] });
    expect(await surveysOfYear(fresh.store, '2026', 'QAR')).toEqual([]);
  });

  it('of three people show nothing, though each row has a name of its own', async () => {
    const six = EVERYBODY.filter(({ person }) => /person-[12]$/.test(person));
    await giveAll([...six, { about: SECOND, person: 'person-2', points: 1, ...NORTH }].map(old));
    expect((await surveysOfYear(fresh.store, '2026', 'QAR')).length).toBe(5);
    await round(AFTER_THE_YEAR);
    expect((await pages()).year[1]).toMatchObject({ answered: 0, statements: [] });
  });

  it('are counted too where the year was done with years ago', async () => {
    await giveAll(EVERYBODY.map(old));
    await round(AFTER_THE_YEAR.replace('2027', '2026')); // the first round brings years into the agenda
    await fresh.store.write([keepUntil(fresh.store, '2026', '2033-08-01')]);
    await fresh.store.entities.wakeUp
      .patch({ about: '2026', what: 'retention' })
      .set({ progress: { phase: 'contacts', next: 0 } })
      .go();
    // Once in every other month it is looked for what the agenda lacks.
    for (let day = 1; day <= 15; day += 1) {
      const at = morning(`2027-09-${String(day).padStart(2, '0')}`);
      if (new Date(at).getUTCDay() % 6 !== 0) await round(at);
    }
    expect(await surveysOfYear(fresh.store, '2026', 'QAR')).toEqual([]);
    expect((await pages()).year[1]).toMatchObject({ answered: 5 });
  });
});
