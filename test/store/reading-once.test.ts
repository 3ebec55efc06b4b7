import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NotInTable } from '../../lambdas/store/store.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();

beforeEach(async () => {
  const { store } = fresh;
  for (const number of [1, 2, 3]) {
    await store.entities.person
      .put({ person: `person-${number}`, name: `Person ${number}`, email: `p${number}@example.org` })
      .go();
  }
  await store.entities.member.put({ member: '900001', kind: 'school', name: 'Hill View', standing: 'member' }).go();
});

const ABOUT = 'qar-2026-900001';

/** A review with one row of each kind, and two seats. */
async function writeReview(): Promise<void> {
  const { decision, draft, finding, placement, reportVersion, review, seat, survey } = fresh.store.entities;
  const about = ABOUT;
  const at = '2027-02-12T09:00:00.000Z';
  await review
    .put({
      ...{ about, programme: 'QAR', year: '2026', settingsVersion: '001', host: '900001', hostKind: 'school' },
      ...{ hostName: 'Hill View', stage: 'feedback', status: 'published', week: '2027-01-11', startsOn: '2026-07-21' },
      ...{ turn: 1, executions: 1 },
    })
    .go();
  await seat.put({ about, seat: 'lead', kind: 'lead', status: 'filled', person: 'person-2' }).go();
  await seat.put({ about, seat: 'seat-12', kind: 'reviewer', status: 'open' }).go();
  await placement
    .put({
      ...{ about, turn: 1, seat: 'lead', person: 'person-2', personName: 'Person 2', kind: 'lead', status: 'accepted' },
      ...{ organisation: 'independent', host: '900001', year: '2026', day1: '2027-01-12', invitedAt: at },
    })
    .go();
  await reportVersion.put({ about, version: '001', hash: 'h', content: {}, writtenBy: 'person-2', writtenAt: at }).go();
  const asked = { about, decision: 'survey.1.1.person-1', person: 'person-1' };
  await decision
    .put({
      ...{ ...asked, question: 'survey', turn: 1, round: 1, status: 'open', role: 'host', hostName: 'Hill View' },
      ...{
        askedAt: at,
        dueAt: at,
        expiresAt: at,
        schedule: [],
        mails: 1,
        queue: 'open',
        openFor: 'person-1',
        nextActionAt: at,
      },
    })
    .go();
  await draft.put({ ...asked, version: 1, fields: {}, savedAt: at, expiresAtSeconds: 1 }).go();
  await finding
    .put({ about, finding: 'agreed.ebi.01', kind: 'ebi', text: 'Questions in every lesson', notedAt: at })
    .go();
  await survey.put({ about, person: 'person-1', role: 'host', answers: {}, answeredAt: at }).go();
}

const requests = () => vi.spyOn(DynamoDBDocumentClient.prototype, 'send');

describe('reading once', () => {
  it('brings rows of several kinds that are asked for together in one request', async () => {
    const once = fresh.store.readingOnce();
    const sent = requests();
    const [person, member, people, nobody] = await Promise.all([
      once.needPerson('person-1'),
      once.member('900001'),
      once.people(['person-3', 'person-9', 'person-1']),
      once.hub('hub-9'),
    ]);
    expect(sent).toHaveBeenCalledTimes(1);
    expect(person).toEqual(await fresh.store.person('person-1'));
    expect(member).toEqual(await fresh.store.member('900001'));
    expect(people.map((row) => row.person)).toEqual(['person-3', 'person-1']);
    expect(nobody).toBeUndefined();
  });

  it('brings the row of a review with other rows, and takes it from what was read of the review before', async () => {
    await writeReview();
    const row = await fresh.store.needReview(ABOUT);
    const alone = fresh.store.readingOnce();
    const sent = requests();
    const [read, person] = await Promise.all([alone.reviewAsFirstRead(ABOUT), alone.person('person-1')]);
    expect(sent).toHaveBeenCalledTimes(1);
    expect(read).toEqual(row);
    expect(person).toBeDefined();
    for (const readBefore of ['wholeReview', 'reviewAtHand'] as const) {
      const once = fresh.store.readingOnce();
      await once[readBefore](ABOUT);
      sent.mockClear();
      expect(await once.needReviewAsFirstRead(ABOUT)).toEqual(row);
      expect(sent).not.toHaveBeenCalled();
    }
    await expect(alone.needReviewAsFirstRead('qar-2026-900009')).rejects.toThrow(NotInTable);
  });

  it('finds the newest of a few settings in the same request, and of more by a query', async () => {
    const { programmeSettings } = fresh.store.entities;
    const write = (version: string) =>
      programmeSettings.put({ year: '2026', programme: 'QAR', version, settings: { version } }).go();
    for (const version of ['001', '002']) await write(version);
    const sent = requests();
    const once = fresh.store.readingOnce();
    const [newest, none, member] = await Promise.all([
      once.latestProgrammeSettings('2026', 'QAR'),
      once.latestProgrammeSettings('2027', 'QAR'),
      once.member('900001'),
    ]);
    expect([newest?.version, none, member?.name]).toEqual(['002', undefined, 'Hill View']);
    expect(sent).toHaveBeenCalledTimes(1);
    for (const version of ['003', '004']) await write(version);
    expect((await fresh.store.readingOnce().latestProgrammeSettings('2026', 'QAR'))?.version).toBe('004');
  });

  it('reads a row once, and as it was then', async () => {
    const once = fresh.store.readingOnce();
    expect((await once.needPerson('person-2')).name).toBe('Person 2');
    await fresh.store.entities.person.patch({ person: 'person-2' }).set({ name: 'Somebody else' }).go();
    const sent = requests();
    expect((await once.needPerson('person-2')).name).toBe('Person 2');
    expect(sent).not.toHaveBeenCalled();
    expect((await fresh.store.readingOnce().needPerson('person-2')).name).toBe('Somebody else');
  });

  it('reads a decision anew for whoever must know how it stands now', async () => {
    const row = {
      ...{
        about: 'membership-2026-900001',
        decision: 'sign-agreement.1.1',
        question: 'sign-agreement',
        turn: 1,
        round: 1,
      },
      ...{ person: 'person-1', role: 'host', hostName: 'Hill View', askedAt: '2026-02-02T09:00:00.000Z', mails: 1 },
      ...{
        dueAt: '2026-03-02T09:00:00.000Z',
        expiresAt: '2026-04-02T09:00:00.000Z',
        schedule: [],
        queue: 'open',
        openFor: 'person-1',
        nextActionAt: '2026-02-16T07:30:00.000Z',
      },
    };
    const once = fresh.store.readingOnce();
    const status = async (store: typeof once) => (await store.decision(row.about, row.decision))?.status;
    expect(await once.decisionAsFirstRead(row.about, row.decision)).toBeUndefined();
    await fresh.store.entities.decision.put({ ...row, status: 'open' }).go();
    expect(await once.decisionAsFirstRead(row.about, row.decision)).toBeUndefined();
    expect(await status(once)).toBe('open');
  });

  it('reads a review with its team and report alone, without its questions and what was noted of it', async () => {
    await writeReview();
    const whole = await fresh.store.needWholeReview(ABOUT);
    expect([whole.decisions, whole.drafts, whole.findings, whole.surveys].map(({ length }) => length)).toEqual([
      1, 1, 1, 1,
    ]);
    const sent = requests();
    const atHand = await fresh.store.needReviewAtHand(ABOUT);
    expect(sent).toHaveBeenCalledTimes(1);
    const [{ input }] = (sent.mock.calls[0] ?? []) as unknown as [{ input: { ConsistentRead?: boolean } }];
    expect(input.ConsistentRead).toBe(true);
    const answer = (await sent.mock.results[0]?.value) as { Items?: readonly { __edb_e__: string }[] } | undefined;
    expect(new Set(answer?.Items?.map((row) => row.__edb_e__))).toEqual(
      new Set(['placement', 'reportversion', 'review', 'seat']),
    );
    const { review, seats, placements, versions } = whole;
    expect(atHand).toEqual({ review, seats, placements, versions });
    expect([seats, placements, versions].map(({ length }) => length)).toEqual([2, 1, 1]);
    expect(await fresh.store.reviewAtHand('qar-2026-900002')).toBeUndefined();
  });

  it('takes a question from the review where all of it was read, and else with other rows in one request', async () => {
    await writeReview();
    const all = fresh.store.readingOnce();
    await all.wholeReview(ABOUT);
    const sent = requests();
    expect((await all.reviewAtHand(ABOUT))?.review.about).toBe(ABOUT);
    expect((await all.decisionAsFirstRead(ABOUT, 'survey.1.1.person-1'))?.person).toBe('person-1');
    expect((await all.draftAsFirstRead(ABOUT, 'survey.1.1.person-1'))?.version).toBe(1);
    expect(sent).not.toHaveBeenCalled();
    const once = fresh.store.readingOnce();
    const [decision, draft, person] = await Promise.all([
      once.decisionAsFirstRead(ABOUT, 'survey.1.1.person-1'),
      once.draftAsFirstRead(ABOUT, 'survey.1.1.person-1'),
      once.person('person-1'),
    ]);
    expect([decision?.person, draft?.version, person?.person]).toEqual(['person-1', 1, 'person-1']);
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it('says that a row that must be there is not', async () => {
    await expect(fresh.store.readingOnce().needMember('900009')).rejects.toThrow("There is no member '900009'");
  });

  it('asks again for what a busy table left out, and gives up in the end', async () => {
    const busy = requests().mockImplementation(async (command) => {
      const { input } = command as { input: { RequestItems: Record<string, unknown> } };
      return { Responses: {}, UnprocessedKeys: input.RequestItems } as never;
    });
    await expect(fresh.store.readingOnce().person('person-1')).rejects.toThrow('was not read after 5 rounds');
    expect(busy).toHaveBeenCalledTimes(5);
  });
});
