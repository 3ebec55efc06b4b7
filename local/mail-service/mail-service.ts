import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import { createIds, type NextId } from '../ids.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { Mail } from '../inbox/mail.ts';
import type { Rate } from '../quotas.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { type DeliveryResult, mailEvent } from './mail-events.ts';

const sendRawEmailSchema = z.strictObject({
  Source: z.string().optional(),
  Destinations: z.array(z.string()).optional(),
  RawMessage: z.strictObject({ Data: z.base64() }),
  ConfigurationSetName: z.string().optional(),
  Tags: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).optional(),
});

const destinationSchema = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(z.string()),
    EventBridgeDestination: z.strictObject({ EventBusArn: z.string() }),
  }),
});

const reputationSchema = z.object({ ReputationOptions: z.object({ ReputationMetricsEnabled: z.literal(true) }) });

export interface MailServiceOptions {
  readonly deployment: Deployment;
  readonly clock: Clock;
  readonly inbox: Inbox;
  readonly seed: number;
  /** How many mails the account may send in a second; any number unless told. */
  readonly rate?: Rate | undefined;
  /** Puts an event on the bus of the given ARN. */
  publish(busArn: string, event: object): void;
  /** Hears what became of each mail of a configuration set that keeps count of its reputation. */
  readonly onDeliveryResult?: (
    configurationSet: string,
    result: Exclude<DeliveryResult['kind'], 'Send' | 'DeliveryDelay'>,
  ) => void;
}

/** Real mail servers answer within a second or two; so the event comes after the sender has done its other work. */
const DELIVERY_MS = 2000;

/** SES tries a full mailbox again for about half a day. */
const GIVEN_UP_MS = 14 * 3_600_000;

/** Amazon SES as the functions know it: takes raw messages, refuses what SES would, and tells what became of each. */
export class MailService {
  /**
   * Addresses whose mail bounces for good. The mailbox simulator's `bounce@simulator.amazonses.com` and
   * `complaint@simulator.amazonses.com` (with `+label`, as on SES) need not be named here.
   */
  readonly unreachable = new Set<string>();

  /** Addresses whose mailbox is full: their mail is delayed, and comes back once SES gives up. */
  readonly full = new Set<string>();

  readonly #options: MailServiceOptions;
  readonly #nextId: NextId;
  #identities: readonly string[] = [];
  #configurationSets: ReadonlySet<string> = new Set();
  #reputable: ReadonlySet<string> = new Set();
  #destinations: readonly z.infer<typeof destinationSchema>[] = [];

  constructor(options: MailServiceOptions) {
    this.#options = options;
    this.#nextId = createIds(options.seed, 'mails');
    this.deploy(options.deployment);
  }

  /** Takes the identities and configuration sets of a release. */
  deploy(deployment: Deployment): void {
    this.#identities = deployment.ofType('AWS::SES::EmailIdentity').map(({ name }) => name.toLowerCase());
    const configurationSets = deployment.ofType('AWS::SES::ConfigurationSet');
    this.#configurationSets = new Set(configurationSets.map(({ name }) => name));
    this.#reputable = new Set(
      configurationSets
        .filter(({ properties }) => reputationSchema.safeParse(properties).success)
        .map(({ name }) => name),
    );
    this.#destinations = deployment.ofType('AWS::SES::ConfigurationSetEventDestination').map((resource) => {
      const parsed = destinationSchema.safeParse(resource.properties);
      if (parsed.success) return parsed.data;
      throw new UnsupportedLocally(
        `this event destination: ${z.prettifyError(parsed.error)}`,
        `${resource.stack}/${resource.logicalId}`,
      );
    });
  }

  /**
   * SES `SendRawEmail`.
   *
   * @throws AwsError as SES would: an unverified sender, an unknown configuration set, too many recipients or mails.
   * @throws UnsupportedLocally for the parts of the request that it does not know.
   */
  async sendRawEmail(request: unknown): Promise<{ MessageId: string }> {
    const parsed = sendRawEmailSchema.safeParse(request);
    if (!parsed.success)
      throw new UnsupportedLocally(`this mail: ${z.prettifyError(parsed.error)}`, 'SES SendRawEmail');
    const { Source, Destinations = [], RawMessage, ConfigurationSetName, Tags = [] } = parsed.data;
    const given = Buffer.from(RawMessage.Data, 'base64');
    const headerFrom = /^from:.*?([^\s<>]+@[^\s<>]+)/im.exec(given.subarray(0, 10_000).toString('utf8'))?.[1] ?? '';
    const from = addressOf(Source ?? headerFrom);
    const to = Destinations.map(addressOf);
    if (to.length === 0) throw new UnsupportedLocally('a raw mail without Destinations', 'SES SendRawEmail');
    if (to.length > 50) throw new AwsError('InvalidParameterValue', 'Recipient count exceeds 50.');
    this.#requireIdentity(from);
    if (ConfigurationSetName !== undefined && !this.#configurationSets.has(ConfigurationSetName)) {
      throw new AwsError('ConfigurationSetDoesNotExist', `Configuration set <${ConfigurationSetName}> does not exist.`);
    }
    if (this.#options.rate?.take() === false) {
      throw new AwsError('Throttling', 'Maximum sending rate exceeded.');
    }

    const id = this.#nextId();
    const raw = withMessageId(given, `<${id}@${this.#options.deployment.region}.amazonses.com>`);
    const mail = await this.#options.inbox.receive({
      ...{ id, raw, envelopeFrom: from, envelopeTo: to },
      tags: Object.fromEntries(Tags.map(({ Name, Value }) => [Name, Value])),
    });
    if (ConfigurationSetName !== undefined) this.#tellResults(mail, ConfigurationSetName);
    return { MessageId: id };
  }

  #requireIdentity(from: string): void {
    const domain = from.slice(from.lastIndexOf('@') + 1);
    // A verified domain covers its subdomains too.
    const verified = this.#identities.some(
      (identity) => identity === from || identity === domain || domain.endsWith(`.${identity}`),
    );
    if (verified) return;
    throw new AwsError(
      'MessageRejected',
      `Email address is not verified. The following identities failed the check in region ` +
        `${this.#options.deployment.region.toUpperCase()}: ${from}`,
    );
  }

  #tellResults(mail: Mail, configurationSet: string): void {
    const { clock, deployment, publish } = this.#options;
    const { account, region } = deployment;
    if (this.#reputable.has(configurationSet)) this.#keepCount(mail, configurationSet);
    for (const { EventDestination, ConfigurationSetName } of this.#destinations) {
      if (ConfigurationSetName !== configurationSet || !EventDestination.Enabled) continue;
      for (const result of this.#resultsOf(mail)) {
        if (!EventDestination.MatchingEventTypes.some((type) => sameEvent(type, result.kind))) continue;
        clock.schedule(mail.at + delayOf(result), () => {
          const event = mailEvent({ mail, result, configurationSet, account, region, at: clock.now() });
          publish(EventDestination.EventBridgeDestination.EventBusArn, event);
        });
      }
    }
  }

  #keepCount(mail: Mail, configurationSet: string): void {
    const { clock, onDeliveryResult } = this.#options;
    for (const { kind, passing } of this.#resultsOf(mail)) {
      if (kind !== 'Send' && kind !== 'DeliveryDelay' && !passing) {
        clock.schedule(mail.at + DELIVERY_MS, () => onDeliveryResult?.(configurationSet, kind));
      }
    }
  }

  /** One SES event names all recipients who shared its fate. */
  #resultsOf(mail: Mail): DeliveryResult[] {
    const bounced = mail.to.filter((address) => this.#bounces(address));
    const full = mail.to.filter((address) => this.full.has(address));
    const reached = mail.to.filter((address) => !this.#bounces(address) && !this.full.has(address));
    const complaining = reached.filter((address) => /^complaint(\+.*)?@simulator\.amazonses\.com$/.test(address));
    const results: DeliveryResult[] = [
      { kind: 'Send', recipients: mail.to },
      { kind: 'Delivery', recipients: reached },
      { kind: 'DeliveryDelay', recipients: full },
      { kind: 'Bounce', recipients: bounced },
      { kind: 'Bounce', recipients: full, passing: true },
      { kind: 'Complaint', recipients: complaining },
    ];
    return results.filter(({ recipients }) => recipients.length > 0);
  }

  #bounces(address: string): boolean {
    return this.unreachable.has(address) || /^bounce(\+.*)?@simulator\.amazonses\.com$/.test(address);
  }
}

/** SES writes its own over the Message-ID that a mail came with, and adds it to one that has none (SES developer guide, 'Header fields'). */
function withMessageId(given: Buffer, messageId: string): Buffer {
  const text = given.toString('latin1'); // a character for each byte
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const others = text.slice(0, end).replace(/^message-id:.*(?:\r?\n[ \t].*)*(?:\r?\n|$)/gim, '');
  return Buffer.from(`Message-ID: ${messageId}\r\n${others}${text.slice(end)}`, 'latin1');
}

/** 'DELIVERY_DELAY' and 'deliveryDelay' in a configuration set are 'DeliveryDelay' in an event. */
const sameEvent = (type: string, kind: string): boolean =>
  type.replaceAll('_', '').toUpperCase() === kind.toUpperCase();

const delayOf = ({ kind, passing }: DeliveryResult): number => {
  if (kind === 'Send') return 0;
  return passing ? GIVEN_UP_MS : DELIVERY_MS;
};

/** The bare address of `Name <address>`, lower case. */
function addressOf(text: string): string {
  return (/<([^>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();
}
