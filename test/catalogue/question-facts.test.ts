import { describe, expect, it } from 'vitest';
import { allQuestions } from '../../lambdas/app/catalogue.ts';
import { allFacts, factsOf } from '../../lambdas/catalogue/all-facts.ts';

describe('the facts of questions', () => {
  it('are those of the questions that are asked, no fewer and no more', () => {
    const asked = allQuestions.map(({ name }) => name);
    expect(new Set(asked).size).toBe(asked.length);
    expect(Object.keys(allFacts).toSorted()).toEqual(asked.toSorted());
  });

  it('say of a review’s question in which stage it is asked, as the question itself does', () => {
    for (const { name, stage } of allQuestions) expect(factsOf(name)?.stage).toBe(stage);
  });

  it('give every loop a name of its own', () => {
    const loops = Object.values(allFacts).flatMap(({ loop }) => loop?.name ?? []);
    expect(loops.toSorted()).toEqual(['draft', 'findings', 'offer', 'report', 'team', 'timetable']);
  });

  it('say until when it can be kept open at most, of each question before the visit that can have more time', () => {
    const endless = Object.entries(allFacts)
      .filter(([, { stage, moreTime }]) => (stage === 'team' || stage === 'preparation') && moreTime !== 'never')
      .filter(([, { openUntil }]) => openUntil === undefined);
    expect(endless).toEqual([]);
  });

  it('say what follows when nobody answers as the end of a sentence that begins with ‘If you do nothing’', () => {
    for (const { ifNothing } of Object.values(allFacts)) expect(ifNothing).toMatch(/^[a-z].*[^.]$/);
  });

  it('are not there of a question that nobody asks any more', () => {
    expect(factsOf('agree-lunch')).toBeUndefined();
    expect(factsOf('constructor')).toBeUndefined();
  });
});
