import { beforeEach, describe, expect, it } from 'vitest';
import { offerTraining } from '../../lambdas/training/offer-training.ts';
import { useStore } from '../support/store.ts';
import { reviewer } from '../team/network.ts';
import { AT, choose, endsSoon, session, trainingDeps, writeTraining } from './fixture.ts';

const fresh = useStore();
let deps: ReturnType<typeof trainingDeps>;
beforeEach(() => {
  deps = trainingDeps(fresh.store);
});
const input = {
  ...{ about: 'teams-2026-spring', year: '2026', term: 'spring', at: AT, expiresAt: '2026-10-08T16:00:00.000Z' },
  after: null,
};
const offer = (changes: object = {}) => offerTraining({ ...input, ...changes }, deps);
const told = () => deps.mails.map(({ to }) => to).toSorted();
const until = (day: string) => [{ programme: 'QAR' as const, from: '2025-01-01', until: day }];

describe('telling whose training runs out', () => {
  it('tells whoever is not in date until 13 weeks after the end of the term, and nobody else', async () => {
    // The spring term of 2027 ends on 25 March; 13 weeks later it is 24 June.
    const people = [
      endsSoon(1),
      reviewer(2, { training: until('2027-06-23') }),
      reviewer(3, { training: until('2027-06-24') }),
      reviewer(4),
      endsSoon(5, { left: true }),
      endsSoon(6, { mail: 'bounces', mailSince: AT }),
      endsSoon(7, { pool: undefined }),
    ];
    await writeTraining(fresh.store, people);
    expect(await offer()).toEqual({ next: null });
    expect(told()).toEqual(['reviewer-1@school-1.example', 'reviewer-2@school-2.example']);
    const [open] = await fresh.store.openDecisionsOf('person-1');
    expect(open).toMatchObject({
      ...{ about: 'training-2026-spring-qar-person-1', decision: 'book-training.1.1.person-1' },
      ...{ dueAt: '2026-10-08T16:00:00.000Z', expiresAt: '2027-03-25T17:00:00.000Z' },
    });
  });

  it('asks for each programme in which somebody was trained, and for all of whoever never was', async () => {
    await writeTraining(fresh.store, [
      endsSoon(1, {
        training: [...until('2027-01-31'), { programme: 'TPR', from: '2025-01-01', until: '2026-12-31' }],
      }),
      endsSoon(2, { training: undefined }),
    ]);
    await offer();
    const asked = async (person: string) =>
      (await fresh.store.openDecisionsOf(person)).map(({ about }) => about).toSorted();
    expect(await asked('person-1')).toEqual(['training-2026-spring-qar-person-1', 'training-2026-spring-tpr-person-1']);
    expect(await asked('person-2')).toEqual(['training-2026-spring-qar-person-2', 'training-2026-spring-tpr-person-2']);
    // The second of a day comes with the next morning's mail.
    expect(told()).toEqual(['reviewer-1@school-1.example', 'reviewer-2@school-2.example']);
  });

  it('asks nobody twice, nor whoever has a place or the link of an earlier term', async () => {
    await writeTraining(fresh.store, [endsSoon(1), endsSoon(2)], [session()]);
    await offer();
    await choose(deps, endsSoon(1), 'training-qar-2026-11-05');
    const before = deps.mails.length;
    await offer();
    await offer({ term: 'summer', about: 'teams-2026-summer', at: '2026-10-20T08:00:00.000Z' });
    expect(deps.mails).toHaveLength(before);
  });

  it('goes on page by page', async () => {
    const people = Array.from({ length: 45 }, (_, index) => endsSoon(index + 100));
    await writeTraining(fresh.store, people);
    const first = await offer();
    expect(first.next).toBe('person-139');
    expect(deps.mails).toHaveLength(40);
    expect(await offer({ after: first.next })).toEqual({ next: null });
    expect(new Set(told()).size).toBe(45);
  });

  it('fails for a term that the year does not have', async () => {
    await writeTraining(fresh.store, []);
    await expect(offer({ term: 'winter' })).rejects.toMatchObject({ name: 'NotInTable' });
  });
});
