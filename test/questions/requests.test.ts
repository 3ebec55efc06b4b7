import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { recordProgress } from '../../lambdas/mail/message-log.ts';
import { idOfTag } from '../../lambdas/mail/message-tags.ts';
import type { FormFields } from '../../lambdas/pages/kit.ts';
import { countForm } from '../../lambdas/portal/throttle.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { type AskingDeps, ask } from '../../lambdas/questions/ask.ts';
import { makeMailer } from '../../lambdas/questions/mailer.ts';
import { openFoundLink, openLink } from '../../lambdas/questions/open-link.ts';
import type { Asked, Question } from '../../lambdas/questions/question.ts';
import { availability } from '../../lambdas/team/availability/availability.tsx';
import { availabilityName } from '../../lambdas/team/availability/availability-name.ts';
import { bookTraining } from '../../lambdas/training/questions/book-training.tsx';
import { useStore } from '../support/store.ts';
import { askedToBook, endsSoon, session, writeTraining } from '../training/fixture.ts';
import { fakeDeps } from './fixture.ts';

const fresh = useStore();
const AT = '2026-09-14T09:00:00.000Z';

interface Sent {
  readonly about: string;
  readonly message: string;
  /** The secret of the link in it. */
  readonly secret: string;
}

let sent: Sent[];
let deps: AskingDeps;
let requests: ReturnType<typeof spy>;
const spy = () => vi.spyOn(DynamoDBDocumentClient.prototype, 'send');

beforeEach(async () => {
  await writeTraining(fresh.store, [endsSoon(1), endsSoon(2)], [session()]);
  sent = [];
  const ses = {
    async send(command: { readonly input: unknown }) {
      const { RawMessage, Tags } = command.input as {
        readonly RawMessage: { readonly Data: Uint8Array };
        readonly Tags: readonly { readonly Value: string }[];
      };
      // A line of a mail's body ends in '=' where it goes on in the next.
      const text = Buffer.from(RawMessage.Data).toString('utf8').replaceAll('=\r\n', '');
      const [about = '', message = ''] = Tags.map(({ Value }) => idOfTag(Value));
      sent.push({ about, message, secret: /\/d\/([\w-]{43})/.exec(text)?.[1] ?? '' });
      return { MessageId: `ses-${sent.length}` };
    },
  };
  const settings = {
    ...{ senderAddress: 'reviews@charity.example', charityName: 'The charity' },
    ...{
      centralTeamAddress: 'team@charity.example',
      configurationSet: 'mail',
      urgentTelephone: '01632 960100',
      privacyAddress: 'https://reviews.example/privacy',
    },
  };
  deps = {
    ...fakeDeps(fresh.store),
    mailer: makeMailer({
      ses: ses as unknown as Parameters<typeof makeMailer>[0]['ses'],
      store: fresh.store,
      settings,
    }),
  };
});
afterEach(() => vi.restoreAllMocks());

/** Asks, shows, takes the answer, and hears that each mail arrived: how many requests each took. */
async function live(question: Question, asked: Asked, fields: FormFields): Promise<readonly number[]> {
  requests = spy();
  sent = [];
  const counts: number[] = [];
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = requests.mock.calls.length;
    const result = await work();
    counts.push(requests.mock.calls.length - before);
    return result;
  };
  await step(() => ask(question, asked, undefined, deps));
  const secret = sent[0]?.secret ?? '';
  await step(() => openLink(secret, deps, catalogue, AT));
  const answered = await step(async () => {
    const { link } = await countForm(
      {
        requestContext: { timeEpoch: Date.parse(AT), http: { sourceIp: '192.0.2.1' } },
        pathParameters: { secret },
      } as unknown as APIGatewayProxyEventV2,
      fresh.store,
    );
    const opened = link && (await openFoundLink(link, deps, catalogue, AT));
    return opened && answer(opened, fields, AT, deps);
  });
  expect(answered).toMatchObject({ kind: 'recorded' });
  // The second, where there is one, has the link by which the answer can be changed.
  expect(sent).toHaveLength(question.keepsItsLinks ? 1 : 2);
  await step(async () => {
    for (const { about, message } of sent) await recordProgress(fresh.store, { about, message, status: 'delivered' });
  });
  requests.mockRestore();
  return counts;
}

describe('requests of a question that everybody is asked, with the link to change the answer', () => {
  it('on when somebody cannot', async () => {
    const form = { cannot: [], miles: '28', overnight: 'yes', reviews: '2', reason: '' };
    const asked = (person: string): Asked => ({
      ...{ question: 'availability', about: availabilityName({ year: '2026', term: 'spring', person }) },
      ...{ turn: 1, round: 1, person, at: AT, expiresAt: '2026-10-09T16:00:00.000Z' },
    });
    await live(availability, asked('person-2'), form); // reads the settings for the first time
    const counts = await live(availability, asked('person-1'), form);
    expect(counts).toEqual([4, 3, 7, 1]); // no mail with the answer: the link that asked leads to the next round
  });

  it('on which training somebody books', async () => {
    const form = { session: session().session };
    await live(bookTraining, askedToBook('person-2'), form);
    expect(await live(bookTraining, askedToBook('person-1'), form)).toEqual([5, 3, 9, 2]); // with an entry in a calendar
  });
});
