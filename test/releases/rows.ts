import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { entitiesOf } from '../../lambdas/store/entities.ts';

/** How the rows of one entity look: rows outlive every execution and every release. */
export interface RowShape {
  /** A type, or the values that there may be. */
  readonly attributes: Readonly<Record<string, string | readonly string[]>>;
  readonly required: readonly string[];
  /** What each key of the table and its indexes is made of. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

export type RowShapes = Readonly<Record<string, RowShape>>;

interface Schema {
  readonly attributes: Readonly<
    Record<string, { readonly type: string | readonly string[]; readonly required?: boolean }>
  >;
  readonly indexes: Readonly<Record<string, Readonly<Record<'pk' | 'sk', Key | undefined>>>>;
}
interface Key {
  readonly field: string;
  readonly composite: readonly string[];
}

/** The shapes of all entities as the sources have them. */
export function rowShapes(): RowShapes {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
  const entities = Object.entries(entitiesOf({ client, table: 'no-table' }));
  client.destroy();
  return Object.fromEntries(
    entities.map(([name, { schema }]) => {
      const { attributes, indexes } = schema as unknown as Schema;
      const keys = Object.values(indexes).flatMap(({ pk, sk }) => [pk, sk].filter((key) => key !== undefined));
      return [
        name,
        {
          attributes: Object.fromEntries(Object.entries(attributes).map(([attribute, { type }]) => [attribute, type])),
          required: Object.entries(attributes).flatMap(([attribute, { required }]) => (required ? [attribute] : [])),
          keys: Object.fromEntries(keys.map(({ field, composite }) => [field, composite])),
        },
      ];
    }),
  );
}

/** What today's entities would no longer make of rows that an earlier release wrote, in sentences. */
export function unreadableRows(release: string, then: RowShapes, now: RowShapes): string[] {
  return Object.entries(then).flatMap(([entity, was]) => {
    const is = now[entity];
    if (!is) return [`Nothing reads the rows of ${entity} that release ${release} wrote: keep the entity.`];
    return [...lostAttributes(was, is), ...lostValues(was, is), ...newDemands(was, is), ...otherKeys(was, is)].map(
      (what) => `Rows of ${entity} that release ${release} wrote ${what}`,
    );
  });
}

const typeOf = (type: string | readonly string[]): string =>
  typeof type === 'string' ? type : 'one of several values';

function lostAttributes({ attributes }: RowShape, is: RowShape): string[] {
  return Object.entries(attributes).flatMap(([name, type]) => {
    const now = is.attributes[name];
    if (now !== undefined && (typeOf(now) === typeOf(type) || now === 'any')) return [];
    const change = now === undefined ? 'which is not read any more' : `which is ${typeOf(now)} now`;
    return [`have '${name}' (${typeOf(type)}), ${change}: leave it and give what is new another name.`];
  });
}

function lostValues({ attributes }: RowShape, is: RowShape): string[] {
  return Object.entries(attributes).flatMap(([name, values]) => {
    const now = is.attributes[name];
    if (typeof values === 'string' || now === undefined || typeof now === 'string') return [];
    const gone = values.filter((value) => !now.includes(value));
    return gone.map((value) => `may have '${value}' for '${name}': go on knowing it.`);
  });
}

function newDemands(was: RowShape, is: RowShape): string[] {
  const demanded = is.required.filter((name) => !was.required.includes(name));
  return demanded.map((name) => `may lack '${name}', which is required now: make it optional.`);
}

/** An index more is none of theirs: rows come into it when they are next written. */
function otherKeys({ keys }: RowShape, is: RowShape): string[] {
  return Object.entries(keys).flatMap(([field, parts]) =>
    JSON.stringify(is.keys[field]) === JSON.stringify(parts)
      ? []
      : [
          `have a '${field}' of [${parts.join(', ')}], and are not found by another: leave it, or rewrite the rows first.`,
        ],
  );
}
