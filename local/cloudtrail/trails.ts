import { z } from 'zod';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import type { Caller } from '../endpoint/caller.ts';
import { createIds, type NextId } from '../ids.ts';
import { UnsupportedLocally } from '../unsupported.ts';

const trailSchema = z.object({
  IsLogging: z.boolean(),
  AdvancedEventSelectors: z
    .array(
      z.object({
        FieldSelectors: z.array(z.strictObject({ Field: z.string(), Equals: z.array(z.string()) })),
      }),
    )
    .default([]),
});

type Selector = ReadonlyMap<string, readonly string[]>;

const KNOWN_FIELDS = ['eventCategory', 'eventName', 'resources.type', 'resources.ARN'];

export interface TrailsOptions {
  readonly deployment: Deployment;
  readonly seed: number;
  /** Puts an event on the default bus. */
  publish(event: object): void;
}

/** CloudTrail, as far as it tells the default bus who called a function. Nothing is written to a bucket. */
export class Trails {
  readonly #options: TrailsOptions;
  readonly #selectors: readonly Selector[];
  readonly #nextId: NextId;

  /** @throws UnsupportedLocally for a selector that it does not know. */
  constructor(options: TrailsOptions) {
    this.#options = options;
    this.#selectors = options.deployment.ofType('AWS::CloudTrail::Trail').flatMap(readSelectors);
    this.#nextId = createIds(options.seed, 'trail events');
  }

  /** A function was called over the API; the event follows where a trail asks for it. */
  invoked(caller: Caller, functionArn: string, requestID: string): void {
    const facts: Readonly<Record<string, string>> = {
      eventCategory: 'Data',
      eventName: 'Invoke',
      'resources.type': 'AWS::Lambda::Function',
      'resources.ARN': functionArn,
    };
    const asked = this.#selectors.some((fields) =>
      [...fields].every(([field, values]) => values.includes(facts[field] ?? '')),
    );
    if (!asked) return;
    const { account, region } = this.#options.deployment;
    this.#options.publish({
      source: 'aws.lambda',
      'detail-type': 'AWS API Call via CloudTrail',
      resources: [],
      detail: {
        ...{ eventVersion: '1.11', eventSource: 'lambda.amazonaws.com', eventName: 'Invoke', awsRegion: region },
        userIdentity: identityOf(caller, account),
        ...{ requestParameters: { functionName: functionArn }, responseElements: null },
        ...{ requestID, eventID: this.#nextId(), readOnly: false, eventType: 'AwsApiCall' },
        resources: [{ accountId: account, type: 'AWS::Lambda::Function', ARN: functionArn }],
        ...{ managementEvent: false, recipientAccountId: account, eventCategory: 'Data' },
      },
    });
  }
}

function identityOf({ kind, name, roleArn }: Caller, accountId: string): object {
  if (kind === 'developer') {
    return { type: 'IAMUser', arn: `arn:aws:iam::${accountId}:user/${name}`, accountId, userName: name };
  }
  const role = roleArn.split('/').at(-1);
  return { type: 'AssumedRole', arn: `arn:aws:sts::${accountId}:assumed-role/${role}/${name}`, accountId };
}

function readSelectors(resource: Resource): Selector[] {
  const where = `${resource.stack}/${resource.logicalId}`;
  const parsed = trailSchema.safeParse(resource.properties);
  if (!parsed.success) throw new UnsupportedLocally(`this trail: ${z.prettifyError(parsed.error)}`, where);
  const { IsLogging, AdvancedEventSelectors } = parsed.data;
  if (!IsLogging) return [];
  return AdvancedEventSelectors.map(({ FieldSelectors }) => {
    for (const { Field } of FieldSelectors) {
      if (!KNOWN_FIELDS.includes(Field)) throw new UnsupportedLocally(`the trail's selector ${Field}`, where);
    }
    return new Map(FieldSelectors.map(({ Field, Equals }) => [Field, Equals]));
  });
}
