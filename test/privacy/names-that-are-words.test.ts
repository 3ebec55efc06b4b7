/** Somebody is called what a row, a school or a sentence has for another reason: they are erased, and the rest stays right. */
import { describe, expect, it } from 'vitest';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { mentionsOf, whomOf } from '../../lambdas/privacy/whom.ts';
import { useSteering } from '../commands/fixture.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { lunchQuestion } from '../questions/fixture.ts';
import { ANN, MEMBER, OWN, remember } from './remembered.ts';

const steering = useSteering();
const { fresh } = steering;

/** Ann under another name, in a school of another name, is erased. */
async function erased(name: string, hostName: string, context: string): Promise<void> {
  await remember(fresh.store);
  const { person, member, review } = fresh.store.entities;
  await person.patch({ person: ANN }).set({ name }).go();
  await member.patch({ member: MEMBER }).set({ name: hostName }).go();
  await review
    .patch({ about: OWN })
    .set({ hostName, preparation: { informationForm: { context } } })
    .go();
  const command = { act: 'erase-person', about: ANN, reason: 'Asked in writing' } as const;
  await steering.steer({ ...command, at: '2027-09-06T09:00:00.000Z' });
  for (const day of ['07', '08', '09']) {
    const { deps } = roundOver(lunchQuestion(fresh.store), fresh.store);
    await dailyRound({ at: `2027-09-${day}T06:30:00.000Z` }, deps);
  }
  expect(await fresh.store.needPerson(ANN)).toMatchObject({ erasedAt: expect.any(String) });
}

const context = async () => (await fresh.store.review(OWN))?.preparation;

describe('whoever has the name of', () => {
  it('a stage leaves every review in its stage', async () => {
    await erased('Closed', 'Oak', 'Closed showed us round, and the gate was closed.');
    expect(await fresh.store.review(OWN)).toMatchObject({ stage: 'closed', status: 'published', programme: 'QAR' });
    expect(await context()).toEqual({
      informationForm: { context: 'Somebody whose data was erased showed us round, and the gate was closed.' },
    });
  });

  it('a school leaves the school its name', async () => {
    await erased('Rose Hill', 'Rose Hill Primary School', 'ROSE HILL leads Rose Hill  primary school, says Rose Hill.');
    expect(await fresh.store.review(OWN)).toMatchObject({ hostName: 'Rose Hill Primary School' });
    expect(await fresh.store.member(MEMBER)).toMatchObject({ name: 'Rose Hill Primary School' });
    expect(await context()).toEqual({
      informationForm: {
        context: 'Somebody whose data was erased leads Rose Hill  primary school, says Somebody whose data was erased.',
      },
    });
  });

  it('a school exactly, as an office’s mailbox may, leaves it too', async () => {
    await erased('Rose Hill School', 'Rose Hill School', 'Rose Hill School is small.');
    expect(await fresh.store.review(OWN)).toMatchObject({ hostName: 'Rose Hill School' });
  });
});

it('a name of one word is told from the word in small letters, and shown to them where it is meant', () => {
  const { isIn, replacedIn } = mentionsOf(whomOf({ person: ANN, name: 'Grace', email: 'g@oak.example' }));
  expect(replacedIn('By the grace of Grace, ask G@oak.example.', '-')).toBe('By the grace of -, ask -.');
  expect(replacedIn('Grace', '-')).toBe('Grace');
  expect([isIn('Grace'), isIn('By grace alone'), isIn('Ask Grace.'), isIn('g@oak.example')]).toEqual([
    false,
    false,
    true,
    true,
  ]);
});
