/** A head is changed in the table by whoever, and what waits for them is passed on within a minute. */
import { afterEach, expect, it } from 'vitest';
import { importMembers } from '../../lambdas/members/import-members.ts';
import { readPeople } from '../../lambdas/members/people-file.ts';
import { chooseAudience } from '../../lambdas/publication/questions/choose-audience.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { agreedReview } from '../publication/final.ts';
import { asking } from '../report/written-review.ts';
import { functionName } from './support/function-name.ts';
import { throughEndpoint } from './support/through-endpoint.ts';

const ASKED = '2027-02-10T10:00:00.000Z';
let stack: LocalStack;
afterEach(() => stack?.stop());

const named = (...people: readonly string[]) =>
  readPeople(
    Buffer.from(
      [
        'record,id,name,email,member,head',
        ...people.map((person) => `contact,${person},Sample ${person},${person}@example.org,100183,yes`),
      ].join('\n'),
    ),
  );

const CHOOSE = 'Who may see your report? QAR at Hill View Primary School';
const TOLD = 'What we ask of Hill View Primary School goes to somebody else now';

/** A head who is asked who may see the report. */
async function askedHead() {
  const started = await startLocalStack({
    cdkOut: await synthesize(),
    start: new Date('2027-02-11T12:00:00.000Z'),
    print: () => {},
  });
  stack = started;
  const store = throughEndpoint(started);
  const world = await agreedReview(store);
  await ask(chooseAudience, asking(world, chooseAudience, { at: ASKED }), 'token', world.deps);
  return { stack: started, store, world };
}

it('an import of another head has the question mailed to them once, though what passes it on fails for an hour', async () => {
  const { stack, store, world } = await askedHead();
  const minutes = (count: number) => stack.clock.run({ until: stack.clock.now() + count * 60_000 });
  const mails = (person: string) => stack.inbox.messages({ to: `${person}@example.org` }).map(({ subject }) => subject);

  const goOn = stack.functions.throttle(functionName(stack, 'PassOfficesOn'));
  const { refused } = await importMembers(store, named('successor'));
  expect(refused).toEqual([]);
  await minutes(60);
  expect(mails('successor')).toEqual([]);
  goOn();
  await minutes(2);

  expect(mails('successor')).toEqual([CHOOSE]);
  expect(mails('head')).toEqual([TOLD]);
  expect(await store.decision(world.about, 'choose-audience.1.1')).toMatchObject({ person: 'successor' });
  expect(stack.problems.messages).toEqual([]);
});

it.each([
  [
    'one after the other',
    (store: Store) => importMembers(store, named('second')).then(() => importMembers(store, named('third'))),
  ],
  [
    'at one moment',
    (store: Store) => Promise.all(['second', 'third'].map((head) => importMembers(store, named(head)))),
  ],
])(
  'of two files that name two heads, %s, the last counts: who waits is asked once, and nobody hears what is not so',
  async (_, bring) => {
    const { stack, store, world } = await askedHead();
    await bring(store);
    await stack.clock.run({ until: stack.clock.now() + 5 * 60_000 });

    const { head = '' } = await store.needMember('100183');
    const other = head === 'second' ? 'third' : 'second';
    expect(['second', 'third']).toContain(head);
    const mails = (person: string) =>
      stack.inbox.messages({ to: `${person}@example.org` }).map(({ subject }) => subject);
    expect(mails('head')).toEqual([TOLD]);
    expect(mails(head)).toEqual([CHOOSE]);
    // Who was it for a moment was asked and told, or neither.
    expect([[], [CHOOSE, TOLD]]).toContainEqual(mails(other));
    expect(await store.decision(world.about, 'choose-audience.1.1')).toMatchObject({ person: head, standsIn: false });
    expect((await store.audit('100183')).map(({ entry }) => entry)).toEqual([
      `office.head.head.${other}`,
      `office.head.${other}.${head}`,
    ]);
    // Both work there, and where they held the office is kept with each who passed it on.
    expect(await store.person(other)).toMatchObject({ member: '100183', formerly: ['100183'] });
    expect(await store.person('head')).toMatchObject({ formerly: ['100183'] });
    expect(await store.person(head)).not.toHaveProperty('formerly');
    expect(stack.problems.messages).toEqual([]);
  },
);
