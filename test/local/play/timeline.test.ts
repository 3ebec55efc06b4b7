import { expect, it } from 'vitest';
import type { Mail } from '../../../local/inbox/mail.ts';
import type { Reached } from '../../../local/people/people.ts';
import { printTimeline } from '../../../local/play/timeline.ts';
import type { LocalStack } from '../../../local/stack.ts';
import type { HistoryEvent } from '../../../local/step-functions/index.ts';

const MORNING = Date.parse('2026-09-14T08:00:00Z');

/** A stack that does nothing by itself: the test says what happens in it, and when. */
function quietStack() {
  const at = { moment: MORNING };
  const hears: { step?: (arn: string, event: HistoryEvent) => void; mail?: (mail: Mail) => void } = {};
  const stack = {
    clock: { now: () => at.moment },
    machines: [{ name: 'placement', arn: 'arn:aws:states:eu-west-2:0:stateMachine:placement' }],
    engine: { onEvent: (listener: typeof hears.step) => Object.assign(hears, { step: listener }) },
    inbox: { onMail: (listener: typeof hears.mail) => Object.assign(hears, { mail: listener }) },
  } as unknown as LocalStack;
  return {
    stack,
    at,
    step: (name: string) =>
      hears.step?.('arn:aws:states:eu-west-2:0:execution:placement:x', {
        type: 'TaskStateEntered',
        details: { name },
      } as unknown as HistoryEvent),
    mail: (to: string, subject: string) => hears.mail?.({ to: [to], subject } as unknown as Mail),
  };
}

it('tells few things one by one, and folds what happens to many on one day', () => {
  const printed: string[] = [];
  const { stack, at, step, mail } = quietStack();
  const timeline = printTimeline(stack, (line) => printed.push(line));
  for (let person = 1; person <= 85; person++) {
    mail(`person-${person}@school.example`, 'When can you not go on reviews? Spring term 2027');
  }
  step('Ask the candidate');
  step('Ask the candidate');
  for (const school of ['Hill View', 'Mill Lane', 'Quarry Bank', 'Alder', 'Birch', 'Elm Park']) {
    at.moment += 60_000;
    mail('lead@reviewers.example', `Will you be the lead reviewer? QAR at ${school}`);
  }
  timeline.heard({ role: 'lead', page: { title: 'Will you be the lead reviewer?' } } as unknown as Reached);
  timeline.flush();
  expect(printed).toEqual([
    '\nMonday 14 September 2026',
    '  09:00  mail     85 mails to 85 people: When can you not go on reviews? Spring term 2027',
    '  09:00  step     placement: Ask the candidate',
    '  09:00  step     placement: Ask the candidate',
    '  09:01  mail     6 mails to 1 person until 09:06: Will you be the lead reviewer? ...',
    "  09:06  answer   lead answers 'Will you be the lead reviewer?'",
  ]);
});

it('holds a day back until it is over or asked for, and tells nothing twice', () => {
  const printed: string[] = [];
  const { stack, at, step } = quietStack();
  const timeline = printTimeline(stack, (line) => printed.push(line));
  step('Choose the next candidate');
  expect(printed).toEqual(['\nMonday 14 September 2026']);
  at.moment += 86_400_000;
  step('Ask the candidate');
  expect(printed.slice(1)).toEqual([
    '  09:00  step     placement: Choose the next candidate',
    '\nTuesday 15 September 2026',
  ]);
  timeline.flush();
  timeline.flush();
  expect(printed.slice(3)).toEqual(['  09:00  step     placement: Ask the candidate']);
});
