import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineQuestion } from '../../lambdas/questions/define-question.ts';
import { ifNothingInWords } from '../../lambdas/questions/question.ts';
import type { QuestionFacts } from '../../lambdas/questions/question-facts.ts';
import { reminderSteps } from '../../lambdas/settings/reminders.ts';
import { useStore } from '../support/store.ts';
import { asked, fakeDeps, lunchQuestion } from './fixture.ts';

const fresh = useStore();

const LUNCH: QuestionFacts = {
  wanted: 'whether there is lunch',
  stage: 'preparation',
  ifNothing: 'there is none',
  reminders: 'lunch',
  moreTime: 'offered',
};

async function bound(facts: Partial<QuestionFacts> = {}, round = 1) {
  const question = defineQuestion({ 'agree-lunch': { ...LUNCH, ...facts } }, 'agree-lunch', {
    answer: z.object({ lunch: z.enum(['yes', 'no']) }),
    async bind(one, deps) {
      const { mail, page, silence, ifNothing: _, ...rest } = await lunchQuestion(fresh.store).bind(one, deps);
      return {
        ...rest,
        mail,
        page,
        silence,
        read: () => ({ ok: false, errors: {} }),
        said: ({ lunch }) => `So: ${lunch}.`,
      };
    },
  });
  return { question, bound: await question.bind(asked({ round }), fakeDeps(fresh.store)) };
}

describe('a question of facts and a definition', () => {
  it('has its name, stage and kind of reminders from its facts', async () => {
    const lunch = await bound();
    expect(lunch.question).toMatchObject({ name: 'agree-lunch', stage: 'preparation' });
    expect(lunch.bound.reminders).toBe('lunch');
    expect(ifNothingInWords(lunch.bound)).toBe('If you do nothing, there is none.');
    expect(lunch.bound.standing).toBeUndefined();
    expect(lunch.bound.unreachableIsSilence).toBeUndefined();
    expect((await bound({ unreachableIsSilence: true })).bound.unreachableIsSilence).toBe(true);
  });

  it('only stands ready once it was answered, where its facts say so, and then nobody is reminded', async () => {
    const steps = async (facts: Partial<QuestionFacts>, round: number) => {
      const lunch = await bound(facts, round);
      return [lunch.bound.standing, reminderSteps(lunch.bound.reminderSettings, lunch.bound.reminders).length];
    };
    expect(await steps({}, 2)).toEqual([undefined, 1]);
    expect(await steps({ standing: 'once-answered' }, 1)).toEqual([undefined, 1]);
    expect(await steps({ standing: 'once-answered' }, 2)).toEqual([true, 0]);
    expect(await steps({ standing: 'always' }, 1)).toEqual([true, 0]);
  });

  it('says of an answer what was kept, and no more than that there was one of an answer of another shape', async () => {
    const lunch = await bound();
    expect(lunch.bound.said({ lunch: 'yes' })).toBe('So: yes.');
    expect(lunch.bound.said({ lunch: 'perhaps' })).toBe('The question was answered.');
    expect(lunch.bound.said({})).toBe('The question was answered.');
  });
});
