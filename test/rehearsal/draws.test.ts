import { expect, it } from 'vitest';
import { Draws } from '../../local/rehearsal/draws.ts';

const people = Array.from({ length: 400 }, (_, number) => `person-${number}`);

it('draws the same for the same seed and words, and something else for each other word', () => {
  const [one, again, other] = [new Draws(1), new Draws(1), new Draws(2)];
  const numbers = people.map((person) => one.number('when', person));

  expect(people.map((person) => again.number('when', person))).toEqual(numbers);
  expect(new Set(numbers).size).toBe(people.length);
  expect(people.filter((person, index) => other.number('when', person) === numbers[index])).toEqual([]);
});

it('changes nobody’s draws when others are asked before them, or not at all', () => {
  const draws = new Draws(1);
  const answers = (asked: readonly string[]) =>
    new Map(
      asked.map((person) => [person, draws.choose({ late: 0.3, never: 0.2 }, 'when', person, 'qar-2026-900001')]),
    );

  const all = answers(people);
  const some = answers(people.toReversed().filter((_, index) => index % 3 !== 0));

  expect([...some].filter(([person, answer]) => all.get(person) !== answer)).toEqual([]);
});

it('chooses each name as often as its share says, and none for what is left', () => {
  const draws = new Draws(7);
  const chosen = Map.groupBy(people, (person) => draws.choose({ late: 0.3, never: 0.2 }, person));

  expect(chosen.get('late')?.length).toBeGreaterThan(90);
  expect(chosen.get('late')?.length).toBeLessThan(150);
  expect(chosen.get('never')?.length).toBeGreaterThan(50);
  expect(chosen.get('never')?.length).toBeLessThan(110);
  expect(chosen.get(undefined)?.length).toBeGreaterThan(150);
});
