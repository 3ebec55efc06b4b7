/** A pattern of a policy, where `*` stands for any text and `?` for one character. */
export interface Pattern {
  /** As the policy has it. */
  readonly text: string;
  matches(value: string): boolean;
}

/** `dynamodb:Get*`: actions are the same in capitals and small letters. */
export function actionPattern(text: string): Pattern {
  const expression = wildcard(text, 'i');
  return { text, matches: (action) => expression.test(action) };
}

/**
 * The pattern of an ARN. Each of its six parts is compared by itself, so that a `*` for the account never reaches into
 * the name; the last part may hold colons (IAM user guide, 'Condition operators', Amazon Resource Name).
 */
export function arnPattern(text: string): Pattern {
  if (text === '*') return { text, matches: () => true };
  const parts = arnParts(text).map((part) => wildcard(part));
  return {
    text,
    matches(arn) {
      const others = arnParts(arn);
      return parts.length === others.length && parts.every((part, index) => part.test(others[index] ?? ''));
    },
  };
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function wildcard(text: string, flags = ''): RegExp {
  const escaped = text.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, `s${flags}`);
}
