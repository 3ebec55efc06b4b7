import { describe, expect, it } from 'vitest';
import { closeReview } from '../../lambdas/feedback/close-review.ts';
import { reportProgress } from '../../lambdas/feedback/questions/report-progress.tsx';
import { survey } from '../../lambdas/feedback/questions/survey.tsx';
import { questions } from '../../lambdas/feedback/questions.ts';
import { statements } from '../../lambdas/feedback/survey-questions.ts';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import type { ProgrammeSettings } from '../../lambdas/settings/programme-settings.ts';
import { answerTimes } from '../../lambdas/store/progress-reads.ts';
import { agreedReview, stepDeps } from '../publication/final.ts';
import { deadErrorLinks, errorsOf, pageOf } from '../report/pages.ts';
import { askAndAnswer, asking, letExpire, settingsOf, type World } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const FINAL = '2027-02-10T11:00:00.000Z';
const CLOSED = '2027-03-12T17:00:00.000Z';

async function published(programme: 'QAR' | 'TPR' = 'QAR'): Promise<World> {
  const world = await agreedReview(fresh.store, programme);
  await publishReport({ about: world.about, turn: 1, at: FINAL }, stepDeps(world));
  return world;
}

const close = (world: World, deps: Parameters<typeof closeReview>[1] = world.deps) =>
  closeReview({ about: world.about, turn: 1, at: CLOSED }, deps);

/** Rewrites the settings under which the review runs. */
async function setFeedback({ store }: World, changed: Partial<ProgrammeSettings['feedback']>): Promise<void> {
  const settings = settingsOf('QAR');
  // Whoever has read the version keeps it, since versions never change.
  Object.assign(store, { memory: {} });
  await store.entities.programmeSettings
    .put({
      year: '2026',
      programme: 'QAR',
      version: '001',
      settings: { ...settings, feedback: { ...settings.feedback, ...changed } },
    })
    .go();
}

/** Everything that closing is to leave in the table. */
async function counted(world: World) {
  const { store, about } = world;
  const whole = await store.needWholeReview(about);
  const people = await store.people(['lead', 'reviewer-1', 'reviewer-2']);
  const records = await Promise.all(people.map(({ person }) => store.entities.cpdRecord.get({ person, about }).go()));
  return {
    stage: whole.review.stage,
    places: whole.placements.map(({ status }) => status),
    ledgers: [(await store.ledger('100200', '2026'))?.done, (await store.ledger('100300', '2026'))?.done],
    independent: await store.ledger('independent', '2026'),
    reviewsDone: people.map(({ reviewsDone }) => reviewsDone),
    days: records.map(({ data }) => data?.days),
    carried: whole.findings
      .filter(({ finding }) => finding.startsWith('agreed.'))
      .map(({ finding, text }) => [finding, text]),
    mails: world.mails.filter(({ message }) => message.startsWith('cpd-record')).map(({ to }) => to),
  };
}

const everything = {
  stage: 'closed',
  places: ['done', 'done', 'done'],
  ledgers: [1, 1],
  independent: undefined,
  reviewsDone: [1, 1, 1],
  days: [3, 3, 3],
  carried: [
    ['agreed.ebi.01', 'Middle leaders looked at work across years.'],
    ['agreed.ebi.02', 'Governors saw more of it.'],
    ['agreed.ebi.03', 'Writing had more time.'],
  ],
  mails: ['lead', 'reviewer-1', 'reviewer-2'],
};

describe('the survey', () => {
  const scale = (role: 'host' | 'lead' | 'reviewer') =>
    Object.fromEntries(statements(role, 'school').map(({ key }) => [`scale.${key}`, '4']));

  it.each([
    ['head', 'host', 'The team understood our school and its context.'],
    ['lead', 'lead', 'We could talk frankly about what we found.'],
    ['reviewer-1', 'reviewer', 'The lead reviewer coached the team well.'],
  ] as const)('asks the %s what concerns that role', async (person, role, statement) => {
    const world = await published();
    const about = { subject: person, person };
    const bound = await survey.bind(asking(world, survey, about), world.deps);
    expect(pageOf(bound).text).toContain(statement);
    expect(pageOf(bound).$('input[checked]')).toHaveLength(0);
    const outcome = await askAndAnswer(world, survey, { ...scale(role), best: 'The talks.', better: '' }, about);
    expect(outcome).toEqual({ outcome: 'answered' });
    const { review, surveys } = await world.store.needWholeReview(world.about);
    expect(surveys).toEqual([
      expect.objectContaining({
        person,
        role,
        answers: {
          best: 'The talks.',
          better: '',
          scale: Object.fromEntries(statements(role, 'school').map(({ key }) => [key, 4])),
          // A host alone is asked, and has not ticked it.
          ...(role === 'host' && { leadReads: false }),
        },
        year: '2026',
        programme: 'QAR',
        hub: 'hub-1',
        lead: 'lead',
      }),
    ]);
    expect(review.stage).toBe('feedback');
  });

  it('is refused in words, statement by statement', async () => {
    const world = await published();
    const bound = await survey.bind(asking(world, survey, { subject: 'head', person: 'head' }), world.deps);
    const { 'scale.effort': _, ...rest } = scale('host');
    expect(errorsOf(bound, rest)).toEqual({
      'scale.effort': "Select how far you agree that 'The work that it took was reasonable.'",
    });
    expect(errorsOf(bound, { ...scale('host'), best: 'x'.repeat(2001) }).best).toContain('2,000 characters or fewer');
    expect(deadErrorLinks(bound, {})).toEqual([]);
  });

  it.each([
    ['with-consent', { leadReads: 'yes' }, true],
    ['with-consent', {}, false],
    ['always', {}, true],
    ['none', { leadReads: 'yes' }, undefined],
  ] as const)('keeps whether the lead reads the words of a host: %s, sent %j', async (setting, sent, kept) => {
    const world = await published();
    await setFeedback(world, { hostWordsToLead: setting });
    const bound = await survey.bind(asking(world, survey, { subject: 'head', person: 'head' }), world.deps);
    const { $, text } = pageOf(bound);
    expect($('input[name="leadReads"]')).toHaveLength(setting === 'with-consent' ? 1 : 0);
    expect(text.includes('Your lead reviewer reads what you write')).toBe(setting === 'always');
    await askAndAnswer(world, survey, { ...scale('host'), ...sent }, { subject: 'head', person: 'head' });
    const [row] = (await world.store.needWholeReview(world.about)).surveys;
    expect(row?.answers).toMatchObject({ best: '', ...(kept !== undefined && { leadReads: kept }) });
    expect('leadReads' in (row?.answers ?? {})).toBe(kept !== undefined);
  });

  it('says who sees the counts, as the settings have it', async () => {
    const world = await published();
    const shown = async () =>
      pageOf(await survey.bind(asking(world, survey, { subject: 'head', person: 'head' }), world.deps)).text;
    expect(await shown()).toContain('What lead reviewers and hub managers see is how many people chose which answer');
    await setFeedback(world, { leadSees: 'nothing', hubSees: 'nothing' });
    expect(await shown()).not.toContain('how many people chose');
  });

  it('of an earlier release is listed when its review is closed', async () => {
    const world = await published();
    const { survey: row } = world.store.entities;
    const answers = { scale: { again: 4 }, best: '', better: '' };
    await row.create({ about: world.about, person: 'reviewer-1', role: 'reviewer', answers, answeredAt: FINAL }).go();
    await close(world);
    const { surveys } = await world.store.needWholeReview(world.about);
    expect(surveys).toMatchObject([{ year: '2026', programme: 'QAR', hub: 'hub-1', lead: 'lead', answers }]);
  });

  it('may stay unanswered', async () => {
    const world = await published();
    expect(await letExpire(world, survey, { subject: 'lead', person: 'lead' })).toEqual({ outcome: 'silence' });
  });
});

describe('closing', () => {
  it('counts places, writes records, carries the points on and thanks the team', async () => {
    const world = await published();
    const { clock } = await close(world);
    expect(await counted(world)).toEqual(everything);
    expect(clock.progressCheck?.opens).toBe('2027-08-10T08:00:00.000Z');
    const { stages, status } = await world.store.needReview(world.about);
    expect(stages).toMatchObject({ closed: { from: '2027-03-12' } });
    expect(status).toBe('published');
    const mail = world.mails.find(({ message }) => message === 'cpd-record.reviewer-1');
    expect(mail?.content.facts).toContainEqual({ label: 'Dates', value: 'Tuesday 12 to Thursday 14 January 2027' });
  });

  it('keeps how long the answers took, in working days by question, and nobody’s name', async () => {
    const world = await published();
    const answered = (decision: string, person: string, askedAt: string, answeredAt: string) =>
      world.store.entities.decision
        .put({
          ...{
            about: world.about,
            decision,
            question: 'invite',
            turn: 1,
            round: 1,
            person,
            role: 'reviewer',
            mails: 1,
          },
          ...{ hostName: 'Hill View Primary School', dueAt: askedAt, expiresAt: askedAt, schedule: [], askedAt },
          ...{ status: 'answered', answeredAt, nextActionAt: answeredAt },
        })
        .go();
    // A Friday, answered on the Monday after; and a Monday, answered on the same day.
    await answered('invite.1.1.a', 'reviewer-1', '2026-10-23T09:00:00.000Z', '2026-10-26T09:00:00.000Z');
    await answered('invite.1.1.b', 'reviewer-2', '2026-10-26T09:00:00.000Z', '2026-10-26T16:00:00.000Z');
    await close(world);
    const [kept, ...others] = await answerTimes(world.store, '2026');
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ about: world.about, programme: 'QAR', days: { invite: [0, 1], 'draft-report': [0] } });
    expect(JSON.stringify(kept)).not.toMatch(/reviewer-1|Sample/);
  });

  it('ends the stage of feedback', async () => {
    const world = await published();
    await letExpire(world, survey, { subject: 'lead', person: 'lead' });
    await close(world);
    expect((await world.store.needReview(world.about)).stages).toMatchObject({
      feedback: { from: '2027-01-18', to: '2027-03-12' },
    });
  });

  it('twice counts nothing twice', async () => {
    const world = await published();
    await close(world);
    await close(world);
    expect(await counted(world)).toEqual(everything);
  });

  it('by two at once counts nothing twice', async () => {
    const world = await published();
    await Promise.all([close(world), close(world)]);
    const { mails, ...rest } = await counted(world);
    const { mails: _, ...expected } = everything;
    expect(rest).toEqual(expected);
    expect(new Set(mails)).toEqual(new Set(everything.mails));
  });

  it.each([1, 2, 3])('that broke off at write %i is completed by another run', async (broken) => {
    const world = await published();
    const write = world.store.write.bind(world.store);
    let writes = 0;
    world.store.write = async (items) => {
      writes += 1;
      if (writes === broken) throw new Error('The power went.');
      return write(items);
    };
    await expect(close(world)).rejects.toThrow('The power went.');
    world.store.write = write;
    await close(world);
    expect(await counted(world)).toEqual(everything);
  });

  it('that broke off before its mails sends them when run again', async () => {
    const world = await published();
    const mailer = { ...world.deps.mailer, send: () => Promise.reject(new Error('No mail today.')) };
    await expect(close(world, { ...world.deps, mailer })).rejects.toThrow('No mail today.');
    await close(world);
    expect(await counted(world)).toEqual(everything);
  });

  it('counts nobody who gave the days back', async () => {
    const world = await published();
    for (const day of ['2027-01-12', '2027-01-13', '2027-01-14']) {
      await world.store.entities.personDay.remove({ person: 'reviewer-2', day }).go();
    }
    await close(world);
    expect(await counted(world)).toMatchObject({
      places: ['done', 'done', 'accepted'],
      ledgers: [1, undefined],
      mails: ['lead', 'reviewer-1'],
    });
  });

  it('carries what a TPR says is to be done next', async () => {
    const world = await published('TPR');
    await close(world);
    expect((await counted(world)).carried).toEqual([
      ['agreed.ebi.01', 'New teachers met across schools.'],
      ['agreed.ebi.02', 'Plan three meetings for the next term.'],
    ]);
  });
});

describe('the progress check', () => {
  const answers = {
    'state.agreed.ebi.01': 'done',
    'state.agreed.ebi.02': 'under-way',
    'words.agreed.ebi.02': 'Two of six have been.',
    'state.agreed.ebi.03': 'not-begun',
  };

  it('keeps how far each point has come, and leaves the review closed', async () => {
    const world = await published();
    await close(world);
    expect(await askAndAnswer(world, reportProgress, answers)).toEqual({ outcome: 'reported' });
    const { findings, review } = await world.store.needWholeReview(world.about);
    expect(findings.map(({ progress }) => progress)).toEqual(['done', 'under-way: Two of six have been.', 'not-begun']);
    expect(review.stage).toBe('closed');
    // Closing once more keeps what was said.
    await close(world);
    expect((await world.store.needWholeReview(world.about)).findings.map(({ progress }) => progress)).toContain('done');
  });

  it('shows the points under their headings and is refused in words', async () => {
    const world = await published();
    await close(world);
    const bound = await reportProgress.bind(asking(world, reportProgress), world.deps);
    expect(pageOf(bound).text).toContain('Leadership at all levels');
    expect(pageOf(bound).$('fieldset')).toHaveLength(3);
    const { 'state.agreed.ebi.03': _, ...rest } = answers;
    expect(errorsOf(bound, rest)).toEqual({
      'state.agreed.ebi.03': "Select how far you have come with 'Writing had more time.'",
    });
    expect(errorsOf(bound, { ...answers, 'words.agreed.ebi.01': 'Born 3 May 2015.' })).toHaveProperty([
      'words.agreed.ebi.01',
    ]);
    expect(deadErrorLinks(bound, {})).toEqual([]);
  });

  it('may stay unanswered', async () => {
    const world = await published();
    await close(world);
    expect(await letExpire(world, reportProgress)).toEqual({ outcome: 'silence' });
  });
});

it('every question of the stage has a name of its own', () => {
  expect(new Set(questions.map(({ name }) => name)).size).toBe(questions.length);
});
