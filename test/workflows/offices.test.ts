/** A head is changed in the table by whoever, and what waits for them is passed on within a minute. */
import { afterEach, expect, it } from 'vitest';
import { importMembers } from '../../lambdas/members/import-members.ts';
import { readPeople } from '../../lambdas/members/people-file.ts';
import { chooseAudience } from '../../lambdas/publication/questions/choose-audience.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { agreedReview } from '../publication/final.ts';
import { asking } from '../report/written-review.ts';
import { functionName } from './support/function-name.ts';
import { throughEndpoint } from './support/through-endpoint.ts';

const ASKED = '2027-02-10T10:00:00.000Z';
let stack: LocalStack;
afterEach(() => stack?.stop());

const SUCCESSOR = [
  'record,id,name,email,member,head',
  'contact,successor,Sample successor,successor@example.org,100183,yes',
].join('\n');

it('an import of another head has the question mailed to them once, though what passes it on fails for an hour', async () => {
  stack = await startLocalStack({
    cdkOut: await synthesize(),
    start: new Date('2027-02-11T12:00:00.000Z'),
    print: () => {},
  });
  const store = throughEndpoint(stack);
  const world = await agreedReview(store);
  await ask(chooseAudience, asking(world, chooseAudience, { at: ASKED }), 'token', world.deps);
  const minutes = (count: number) => stack.clock.run({ until: stack.clock.now() + count * 60_000 });
  const mails = (person: string) => stack.inbox.messages({ to: `${person}@example.org` }).map(({ subject }) => subject);

  const goOn = stack.functions.throttle(functionName(stack, 'PassOfficesOn'));
  const { refused } = await importMembers(store, readPeople(Buffer.from(SUCCESSOR)));
  expect(refused).toEqual([]);
  await minutes(60);
  expect(mails('successor')).toEqual([]);
  goOn();
  await minutes(2);

  expect(mails('successor')).toEqual(['Who may see your report? QAR at Hill View Primary School']);
  expect(mails('head')).toEqual(['What we ask of Hill View Primary School goes to somebody else now']);
  expect(await store.decision(world.about, 'choose-audience.1.1')).toMatchObject({ person: 'successor' });
  expect(stack.problems.messages).toEqual([]);
});
