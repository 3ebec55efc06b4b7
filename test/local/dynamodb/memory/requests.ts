import fc from 'fast-check';

/** A table with two indexes, as the product's own has them, and one that holds a part of each row. */
export const tableCalled = (TableName: string) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'gpk', 'gsk', 'brief'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S',
  })),
  KeySchema: keySchema('pk', 'sk'),
  GlobalSecondaryIndexes: [
    { IndexName: 'whole', KeySchema: keySchema('gpk', 'gsk'), Projection: { ProjectionType: 'ALL' } },
    {
      IndexName: 'part',
      KeySchema: keySchema('gpk', 'brief'),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a'] },
    },
  ],
});

const keySchema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  { AttributeName: range, KeyType: 'RANGE' },
];

/** A request of a client: what DynamoDB is asked to do, and with what. */
export interface Request {
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const few = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const S = (text: string) => ({ S: text });

const hash = few('one', 'two').map(S);
const range = few('a', 'ab', 'abc', 'b', 'é', 'z', '\u{1f600}', '\uffee').map(S);
const key = fc.record({ pk: hash, sk: range });

const number = few('0', '1', '-1', '2.5', '10', '1e2', '12345678901234567890123456789', '0.001').map((N) => ({ N }));
const leaf = fc.oneof(
  few('', 'x', 'xy', 'word').map(S),
  number,
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
  few(['x'], ['x', 'y'], ['y', 'z']).map((SS) => ({ SS })),
  few(['1'], ['1', '2.0']).map((NS) => ({ NS })),
  fc.constant({ B: 'AQID' }),
);
const value = fc.oneof(
  { weight: 4, arbitrary: leaf },
  fc.array(leaf, { maxLength: 3 }).map((L) => ({ L })),
  fc.dictionary(few('in', 'deep'), leaf, { maxKeys: 2 }).map((M) => ({ M })),
);

const indexKeys = fc.record(
  { gpk: few('g', 'h').map(S), gsk: few('1', '2', '10').map(S), brief: few('k', 'l').map(S) },
  { requiredKeys: [] },
);
const attributes = fc.record({ a: value, b: value, c: value }, { requiredKeys: [] });
const item = fc.tuple(key, indexKeys, attributes).map((parts) => Object.assign({}, ...parts));

/** An expression with all that it uses. */
interface Expression {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const path = few('#a', 'b', 'c', '#a.deep', 'b[0]', 'c.#in', 'b[1]', '#a[9]');
/** Each value has a name of its own, so that expressions can be put together. */
const named = (prefix: string, arbitrary: fc.Arbitrary<unknown>, write: (name: string) => string) =>
  fc.tuple(fc.nat(9_999), arbitrary).map(([id, one]): Expression => {
    const name = `:${prefix}${id}`;
    return { text: write(name), values: { [name]: one } };
  });

const comparison = fc.oneof(
  path.chain((at) =>
    few('=', '<>', '<', '<=', '>', '>=').chain((by) => named('v', value, (name) => `${at} ${by} ${name}`)),
  ),
  path.chain((at) =>
    few('attribute_exists', 'attribute_not_exists').map((name): Expression => ({ text: `${name}(${at})`, values: {} })),
  ),
  path.chain((at) =>
    named('t', few('S', 'N', 'L', 'M', 'SS', 'BOOL', 'NULL').map(S), (name) => `attribute_type(${at}, ${name})`),
  ),
  path.chain((at) => named('p', few('x', 'w', '').map(S), (name) => `begins_with(${at}, ${name})`)),
  path.chain((at) => named('c', fc.oneof(few('x', 'y').map(S), number), (name) => `contains(${at}, ${name})`)),
  path.chain((at) => named('s', number, (name) => `size(${at}) >= ${name}`)),
  path.chain((at) =>
    fc
      .tuple(
        named(
          'l',
          few('0', '-1').map((N) => ({ N })),
          (name) => name,
        ),
        named(
          'h',
          few('1', '1e2', '10').map((N) => ({ N })),
          (name) => name,
        ),
      )
      .map(
        ([low, high]): Expression => ({
          text: `${at} BETWEEN ${low.text} AND ${high.text}`,
          values: { ...low.values, ...high.values },
        }),
      ),
  ),
  path.chain((at) =>
    fc
      .tuple(
        named('i', value, (name) => name),
        named('j', value, (name) => name),
      )
      .map(
        ([one, other]): Expression => ({
          text: `${at} IN (${one.text}, ${other.text})`,
          values: { ...one.values, ...other.values },
        }),
      ),
  ),
);

const condition: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: comparison },
  comparison.map(({ text, values }) => ({ text: `NOT ${text}`, values })),
  fc
    .tuple(comparison, few('AND', 'OR'), comparison, few('AND', 'OR'), comparison)
    .map(([one, by, two, then, three]) => ({
      text: `${one.text} ${by} (${two.text} ${then} ${three.text})`,
      values: { ...one.values, ...two.values, ...three.values },
    })),
);

const setAction = few('#a', 'b', 'c', 'd', 'g').chain((at) =>
  fc.oneof(
    named('v', value, (name) => `${at} = ${name}`),
    named('f', value, (name) => `${at} = if_not_exists(${at}, ${name})`),
    named('n', number, (name) => `${at} = ${at} + ${name}`),
    named('m', number, (name) => `${at} = if_not_exists(c, ${name}) - ${name}`),
    // In brackets, as ElectroDB subtracts.
    named('w', number, (name) => `${at} = (if_not_exists(c, ${name}) - ${name})`),
    named(
      'l',
      fc.array(leaf, { maxLength: 2 }).map((L) => ({ L })),
      (name) => `${at} = list_append(${at}, ${name})`,
    ),
  ),
);
const gsiAction = named('g', few('g', 'h').map(S), (name) => `gpk = ${name}`);
const clause = (word: string, all: readonly Expression[]): Expression[] =>
  all.length === 0
    ? []
    : [
        {
          text: `${word} ${all.map(({ text }) => text).join(', ')}`,
          values: Object.assign({}, ...all.map(({ values }) => values)),
        },
      ];

const update: fc.Arbitrary<Expression> = fc
  .tuple(
    fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: setAction }, gsiAction), {
      maxLength: 2,
      selector: ({ text }) => /\w+/.exec(text)?.[0],
    }),
    fc.uniqueArray(
      few('gsk', 'h', 'i').map((text): Expression => ({ text, values: {} })),
      { maxLength: 2, selector: ({ text }) => text },
    ),
    fc.array(
      named(
        'x',
        fc.oneof(
          number,
          few(['x', 'q']).map((SS) => ({ SS })),
        ),
        (name) => `e ${name}`,
      ),
      { maxLength: 1 },
    ),
    fc.array(
      named(
        'y',
        few(['x'], ['x', 'q']).map((SS) => ({ SS })),
        (name) => `f ${name}`,
      ),
      { maxLength: 1 },
    ),
  )
  .map(([set, remove, add, take]) => {
    const clauses = [
      ...clause('SET', set),
      ...clause('REMOVE', remove),
      ...clause('ADD', add),
      ...clause('DELETE', take),
    ];
    return {
      text: clauses.map(({ text }) => text).join(' '),
      values: Object.assign({}, ...clauses.map(({ values }) => values)),
    };
  })
  .filter(({ text }) => text !== '');

/** Only the names and values that the expressions use, as a client sends them. */
function using(expressions: Readonly<Record<string, Expression | undefined>>): Record<string, unknown> {
  const given = Object.entries(expressions).flatMap(([name, one]) => (one ? [[name, one] as const] : []));
  const all = given.map(([, { text }]) => text).join(' ');
  const names = { '#a': 'a', '#in': 'in' };
  const used = Object.fromEntries(Object.entries(names).filter(([name]) => new RegExp(`${name}\\b`).test(all)));
  const values = Object.assign({}, ...given.map(([, one]) => one.values));
  return {
    ...Object.fromEntries(given.map(([name, { text }]) => [name, text])),
    ...(Object.keys(used).length > 0 && { ExpressionAttributeNames: used }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
const projection = maybe(
  few('b', '#a, c', 'b[0], b[1]', '#a.deep', 'pk, sk, c.#in').map((text): Expression => ({ text, values: {} })),
);

/** What one write of a row says, alone or in a transaction. */
const parts = {
  Put: fc.tuple(item, maybe(condition)).map(([Item, when]) => ({ Item, ...using({ ConditionExpression: when }) })),
  Delete: fc.tuple(key, maybe(condition)).map(([Key, when]) => ({ Key, ...using({ ConditionExpression: when }) })),
  Update: fc.tuple(key, update, maybe(condition)).map(([Key, to, when]) => ({
    ...{ Key, ...using({ UpdateExpression: to, ConditionExpression: when }) },
  })),
  ConditionCheck: fc.tuple(key, condition).map(([Key, when]) => ({ Key, ...using({ ConditionExpression: when }) })),
};

const keyCondition = (pk: string, sk: string, pks: fc.Arbitrary<unknown>, sks: fc.Arbitrary<unknown>) => {
  const own = named('pk', pks, (name) => `${pk} = ${name}`);
  const within = fc.oneof(
    few('=', '<', '<=', '>', '>=').chain((by) => named('sk', sks, (name) => `${sk} ${by} ${name}`)),
    named('sk', sks, (name) => `begins_with(${sk}, ${name})`),
    fc
      .tuple(
        named('lo', sks, (name) => name),
        named('hi', sks, (name) => name),
      )
      .map(
        ([low, high]): Expression => ({
          text: `${sk} BETWEEN ${low.text} AND ${high.text}`,
          values: { ...low.values, ...high.values },
        }),
      ),
  );
  return fc.tuple(own, maybe(within)).map(
    ([one, two]): Expression => ({
      text: two ? `${one.text} AND ${two.text}` : one.text,
      values: { ...one.values, ...two?.values },
    }),
  );
};

const search = fc
  .tuple(
    fc.oneof(
      keyCondition('pk', 'sk', hash, range).map((by) => ({ by, IndexName: undefined })),
      keyCondition('gpk', 'gsk', few('g', 'h').map(S), few('1', '10', '2').map(S)).map((by) => ({
        by,
        IndexName: 'whole',
      })),
      keyCondition('gpk', 'brief', few('g', 'h').map(S), few('k', 'l').map(S)).map((by) => ({ by, IndexName: 'part' })),
    ),
    maybe(condition),
    maybe(few(1, 2, 3)),
    fc.boolean(),
    projection,
  )
  .map(([{ by, IndexName }, filter, Limit, ScanIndexForward, shown]) => ({
    ...(IndexName && { IndexName }),
    ...(Limit && { Limit }),
    ScanIndexForward,
    ...using({
      KeyConditionExpression: by,
      FilterExpression: filter,
      ProjectionExpression: IndexName === 'part' ? undefined : shown,
    }),
  }));

const returned = few('NONE', 'ALL_OLD');
const told = few({}, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });

/** Any request about a table, sensible or not. */
export const anyRequest = (TableName: string): fc.Arbitrary<Request> => {
  const of = (action: string, parameters: fc.Arbitrary<object>) =>
    parameters.map((rest): Request => ({ action, parameters: { TableName, ...rest } }));
  const writes = <T extends object>(part: fc.Arbitrary<T>, returns: fc.Arbitrary<string>) =>
    fc.tuple(part, returns, told).map(([one, ReturnValues, more]) => ({ ...one, ReturnValues, ...more }));
  return fc.oneof(
    { weight: 3, arbitrary: of('PutItem', writes(parts.Put, returned)) },
    of('DeleteItem', writes(parts.Delete, returned)),
    {
      weight: 3,
      arbitrary: of('UpdateItem', writes(parts.Update, few('NONE', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'))),
    },
    of(
      'GetItem',
      fc.tuple(key, projection, fc.boolean()).map(([Key, shown, ConsistentRead]) => ({
        ...{ Key, ConsistentRead, ...using({ ProjectionExpression: shown }) },
      })),
    ),
    { weight: 3, arbitrary: of('Query', search) },
    fc
      .tuple(fc.uniqueArray(key, { maxLength: 4, minLength: 1, selector: (one) => one.pk.S + one.sk.S }), projection)
      .map(([Keys, shown]) => ({
        action: 'BatchGetItem',
        parameters: { RequestItems: { [TableName]: { Keys, ...using({ ProjectionExpression: shown }) } } },
      })),
    fc
      .array(
        fc.oneof(
          item.map((Item) => ({ PutRequest: { Item } })),
          key.map((Key) => ({ DeleteRequest: { Key } })),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((all) => ({ action: 'BatchWriteItem', parameters: { RequestItems: { [TableName]: all } } })),
    {
      weight: 3,
      arbitrary: fc
        .array(
          fc.oneof(
            ...(Object.entries(parts) as [string, fc.Arbitrary<object>][]).map(([kind, part]) =>
              fc.tuple(part, told).map(([one, more]) => ({ [kind]: { TableName, ...one, ...more } })),
            ),
          ),
          { minLength: 1, maxLength: 3 },
        )
        .map((TransactItems) => ({ action: 'TransactWriteItems', parameters: { TransactItems } })),
    },
    fc.array(key, { minLength: 1, maxLength: 2 }).map((keys) => ({
      action: 'TransactGetItems',
      parameters: { TransactItems: keys.map((Key) => ({ Get: { TableName, Key } })) },
    })),
  );
};
