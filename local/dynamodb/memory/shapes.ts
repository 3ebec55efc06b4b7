import { z } from 'zod';

const attributes = z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }));
const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).default([]),
  }),
});
const creation = z.object({
  TableName: z.string(),
  AttributeDefinitions: attributes,
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).default([]),
  LocalSecondaryIndexes: z.array(index).default([]),
});

/** An attribute of a key, and the type that its values have. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** The attributes by which rows are found: whose partition, and where in it. */
export interface Keys {
  readonly hash: KeyAttribute;
  readonly range: KeyAttribute | undefined;
}

export interface IndexShape {
  readonly name: string;
  readonly keys: Keys;
  readonly isLocal: boolean;
  /** The attributes that it holds; all when nothing is said. */
  readonly attributes: ReadonlySet<string> | undefined;
}

export interface TableShape {
  readonly name: string;
  readonly keys: Keys;
  readonly indexes: readonly IndexShape[];
  /** What was asked for, as `DescribeTable` tells it. */
  readonly description: Readonly<Record<string, unknown>>;
}

/** What `CreateTable` asks for. */
export function readShape(request: unknown): TableShape {
  const { TableName, ...asked } = creation.parse(request);
  const types = new Map(asked.AttributeDefinitions.map((one) => [one.AttributeName, one.AttributeType]));
  const keysOf = (schema: z.infer<typeof keySchema>): Keys => {
    const attribute = (kind: 'HASH' | 'RANGE'): KeyAttribute | undefined => {
      const name = schema.find(({ KeyType }) => KeyType === kind)?.AttributeName;
      return name === undefined ? undefined : { name, type: types.get(name) ?? 'S' };
    };
    return { hash: attribute('HASH') ?? { name: '', type: 'S' }, range: attribute('RANGE') };
  };
  const keys = keysOf(asked.KeySchema);
  const indexOf = (isLocal: boolean) => {
    return ({ IndexName, KeySchema, Projection }: z.infer<typeof index>): IndexShape => {
      const own = keysOf(KeySchema);
      const held = [...names(keys), ...names(own), ...Projection.NonKeyAttributes];
      return {
        name: IndexName,
        keys: own,
        isLocal,
        attributes: Projection.ProjectionType === 'ALL' ? undefined : new Set(held),
      };
    };
  };
  return {
    name: TableName,
    keys,
    indexes: [...asked.GlobalSecondaryIndexes.map(indexOf(false)), ...asked.LocalSecondaryIndexes.map(indexOf(true))],
    description: { ...(request as object), TableStatus: 'ACTIVE' },
  };
}

/** The names of a key's attributes. */
export const names = ({ hash, range }: Keys): readonly string[] => (range ? [hash.name, range.name] : [hash.name]);
