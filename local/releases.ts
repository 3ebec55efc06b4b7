import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Deployment, type Resource, readDeployment } from './cloudformation/deployment.ts';
import { createTables } from './dynamodb/tables.ts';
import { UnsupportedLocally } from './unsupported.ts';

/** A part of the local stack that a release changes. */
export interface ReleasedPart {
  /**
   * Takes what a deployment says of this part, in place of what an earlier one said.
   *
   * @throws UnsupportedLocally naming what it cannot imitate.
   */
  deploy(deployment: Deployment): void;
}

const TABLES = ['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'];
/** What a table cannot take while rows are in it: AWS would make another table, or build an index for a while. */
const SHAPE = ['TableName', 'KeySchema', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];

/**
 * The release that runs, and its replacement by the next while everything goes on, as `cdk deploy` replaces it: rows,
 * mails and running executions stay.
 */
export class Releases {
  #current: Deployment;
  readonly #parts: readonly ReleasedPart[];
  readonly #client: DynamoDBClient;

  /** @param parts in the order in which they take a release: functions before the machines that call them, as on AWS. */
  constructor(first: Deployment, parts: readonly ReleasedPart[], client: DynamoDBClient) {
    this.#current = first;
    this.#parts = parts;
    this.#client = client;
  }

  get current(): Deployment {
    return this.#current;
  }

  /**
   * Takes another cloud assembly of the same app. A refused one changes nothing, as CloudFormation rolls back.
   *
   * @throws UnsupportedLocally naming what cannot be changed in place, or cannot be imitated at all.
   */
  async update(cdkOut: string): Promise<void> {
    const next = readDeployment(cdkOut);
    refuseReplacement(this.#current, next);
    await createTables(next, this.#client);
    try {
      for (const part of this.#parts) part.deploy(next);
    } catch (error) {
      for (const part of this.#parts) part.deploy(this.#current);
      throw error;
    }
    this.#current = next;
  }
}

function refuseReplacement(current: Deployment, next: Deployment): void {
  for (const place of ['account', 'region'] as const) {
    if (current[place] !== next[place]) {
      throw new UnsupportedLocally(`a move to the ${place} ${next[place]}`, `the stack runs in ${current[place]}`);
    }
  }
  const tables = new Map(next.ofType(...TABLES).map((table) => [whereOf(table), table]));
  for (const table of current.ofType(...TABLES)) {
    const now = tables.get(whereOf(table));
    if (!now || now.name !== table.name) {
      throw new UnsupportedLocally(`the loss or replacement of the table ${table.name}`, whereOf(table));
    }
    const changed = SHAPE.filter((name) => !same(table.properties[name], now.properties[name]));
    if (changed.length > 0) {
      throw new UnsupportedLocally(`a change of ${changed.join(', ')} of a table with rows`, whereOf(table));
    }
  }
}

const whereOf = ({ stack, logicalId }: Resource): string => `${stack}/${logicalId}`;
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
