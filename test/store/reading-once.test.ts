import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
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
