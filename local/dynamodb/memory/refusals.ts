/** An answer of DynamoDB that refuses a request, under the name that clients know it by. */
export class Refusal extends Error {
  override readonly name: string;
  /** What the answer says beside its name and message. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, more: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.more = more;
  }
}

/** What a request says is wrong in itself, whatever is in the table. */
export class InvalidRequest extends Refusal {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

/** A row was not as a write wanted it. */
export class ConditionFailed extends Refusal {
  /** @param found the row as it is, where the request asks to be told. */
  constructor(found: object | undefined) {
    super('ConditionalCheckFailedException', 'The conditional request failed', found && { Item: found });
  }
}
