import { z } from 'zod';
import type { Deployment } from '../cloudformation/deployment.ts';
import { createIds, type NextId } from '../ids.ts';
import type { Inbox } from '../inbox/inbox.ts';
import { UnsupportedLocally } from '../unsupported.ts';

const subscriptionSchema = z.strictObject({
  TopicArn: z.string(),
  Protocol: z.literal('email'),
  Endpoint: z.string(),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string() }).optional(),
});

/** A mail of a topic that nobody took, and the queue that keeps it. */
export interface UnsentMail {
  readonly reason: string;
  readonly queueArn: string | undefined;
}

type Subscription = z.infer<typeof subscriptionSchema>;

const FROM = 'no-reply@sns.amazonaws.com';

/** Amazon SNS: topics, and the people who get their messages by mail. Each is taken to have confirmed that they want to. */
export class Topics {
  readonly #inbox: Inbox;
  readonly #nextId: NextId;
  readonly #failing = { publish: 0, mail: 0 };
  #names: ReadonlyMap<string, string> = new Map();
  #subscriptions: readonly Subscription[] = [];

  constructor(deployment: Deployment, inbox: Inbox, seed: number) {
    this.#inbox = inbox;
    this.#nextId = createIds(seed, 'topics');
    this.deploy(deployment);
  }

  /**
   * Takes the topics and subscriptions of a release.
   *
   * @throws UnsupportedLocally for a subscription that is not by mail.
   */
  deploy(deployment: Deployment): void {
    this.#names = new Map(
      deployment
        .ofType('AWS::SNS::Topic')
        .map(({ arn, name, properties }) => [arn, z.string().catch(name).parse(properties.DisplayName)]),
    );
    this.#subscriptions = deployment.ofType('AWS::SNS::Subscription').map((resource) => {
      const parsed = subscriptionSchema.safeParse(resource.properties);
      if (parsed.success) return parsed.data;
      const where = `${resource.stack}/${resource.logicalId}`;
      throw new UnsupportedLocally(`this subscription: ${z.prettifyError(parsed.error)}`, where);
    });
  }

  has(topicArn: string): boolean {
    return this.#names.has(topicArn);
  }

  /** Lets the next publication be refused, as without the right to it, or the next mail be refused by its server. */
  failNext(what: 'publish' | 'mail'): void {
    this.#failing[what] += 1;
  }

  /**
   * Sends a message to everybody who has subscribed.
   *
   * @returns what could not be sent.
   * @throws Error when the topic refuses it.
   */
  async publish(topicArn: string, message: string): Promise<readonly UnsentMail[]> {
    if (this.#fails('publish')) throw new Error('AuthorizationError: not authorized to perform: SNS:Publish');
    const unsent: UnsentMail[] = [];
    for (const subscription of this.#subscriptions.filter(({ TopicArn }) => TopicArn === topicArn)) {
      const queueArn = subscription.RedrivePolicy?.deadLetterTargetArn;
      if (this.#fails('mail')) unsent.push({ reason: 'The mail server refused the mail.', queueArn });
      else await this.#mail(subscription, message);
    }
    return unsent;
  }

  async #mail({ TopicArn, Endpoint }: Subscription, message: string): Promise<void> {
    await this.#inbox.receive({
      id: this.#nextId(),
      envelopeFrom: FROM,
      envelopeTo: [Endpoint],
      raw: mailOf(this.#names.get(TopicArn) ?? '', Endpoint, message),
      tags: {},
    });
  }

  #fails(what: 'publish' | 'mail'): boolean {
    if (this.#failing[what] === 0) return false;
    this.#failing[what] -= 1;
    return true;
  }
}

/** As SNS writes it: plain text under a fixed subject. */
function mailOf(displayName: string, to: string, message: string): Buffer {
  const headers = [
    `From: "${displayName}" <${FROM}>`,
    `To: ${to}`,
    'Subject: AWS Notification Message',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: base64',
  ];
  const lines =
    Buffer.from(`${message}\n`)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return Buffer.from([...headers, '', ...lines].join('\r\n'));
}
