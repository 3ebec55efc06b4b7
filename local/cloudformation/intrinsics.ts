import { UnsupportedLocally } from '../unsupported.ts';

/** What the intrinsic functions of one stack can ask about the world round them. */
export interface Scope {
  /** Where an error is to be looked for: stack and, if known, resource. */
  readonly where: string;
  /** `Ref` of a parameter, pseudo parameter or resource; undefined means `AWS::NoValue`. */
  ref(name: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  /** `Fn::ImportValue`. */
  exported(name: string): unknown;
  /** `Fn::GetStackOutput`. */
  stackOutput(stack: string, output: string): unknown;
}

type Evaluate = (argument: unknown, scope: Scope) => unknown;

const functions: Record<string, Evaluate> = {
  Ref: (argument, scope) => scope.ref(asText(argument)),
  Condition: (argument, scope) => scope.condition(asText(argument)),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : asList(argument, scope);
    return scope.attribute(asText(logicalId), attribute.map(asText).join('.'));
  },
  'Fn::Sub': (argument, scope) => {
    const [template, variables] = typeof argument === 'string' ? [argument, {}] : (argument as [string, object]);
    const values = resolveValue(variables, scope) as Record<string, unknown>;
    return asText(template).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in values) return asText(values[name]);
      const [logicalId = '', ...attribute] = name.split('.');
      return asText(attribute.length > 0 ? scope.attribute(logicalId, attribute.join('.')) : scope.ref(logicalId));
    });
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = argument as [string, unknown];
    return asList(parts, scope).map(asText).join(separator);
  },
  'Fn::Select': (argument, scope) => {
    const [index, list] = argument as [unknown, unknown];
    return asList(list, scope)[Number(resolveValue(index, scope))];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = argument as [string, unknown];
    return asText(resolveValue(text, scope)).split(separator);
  },
  'Fn::If': (argument, scope) => {
    const [condition, then, otherwise] = argument as [string, unknown, unknown];
    return resolveValue(scope.condition(condition) ? then : otherwise, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = asList(argument, scope);
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (argument, scope) => asList(argument, scope).every(Boolean),
  'Fn::Or': (argument, scope) => asList(argument, scope).some(Boolean),
  'Fn::Not': (argument, scope) => !asList(argument, scope)[0],
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = asList(argument, scope).map(asText);
    return scope.mapping(map ?? '', first ?? '', second ?? '');
  },
  'Fn::ImportValue': (argument, scope) => scope.exported(asText(resolveValue(argument, scope))),
  'Fn::GetStackOutput': (argument, scope) => {
    const { StackName, OutputName } = resolveValue(argument, scope) as Record<string, unknown>;
    return scope.stackOutput(asText(StackName), asText(OutputName));
  },
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(resolveValue(argument, scope)),
  'Fn::Base64': (argument, scope) => Buffer.from(asText(resolveValue(argument, scope))).toString('base64'),
};

/**
 * Resolves every intrinsic function in a value of a template. Members that come out as `AWS::NoValue` are left out.
 *
 * @throws UnsupportedLocally for a function it does not know and for dynamic references (`{{resolve:...}}`).
 */
export function resolveValue(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') {
    if (value.includes('{{resolve:')) throw new UnsupportedLocally(`the dynamic reference ${value}`, scope.where);
    return value;
  }
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, scope)).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (first && entries.length === 1 && (first[0].startsWith('Fn::') || first[0] in functions)) {
    const evaluate = functions[first[0]];
    // 'Condition' is also an ordinary member, of IAM statements among others; there its value is an object.
    if (first[0] === 'Condition' && typeof first[1] !== 'string') return { Condition: resolveValue(first[1], scope) };
    if (!evaluate) throw new UnsupportedLocally(`the intrinsic function ${first[0]}`, scope.where);
    return evaluate(first[1], scope);
  }
  const resolved = entries.map(([key, member]) => [key, resolveValue(member, scope)] as const);
  return Object.fromEntries(resolved.filter(([, member]) => member !== undefined));
}

function asList(value: unknown, scope: Scope): unknown[] {
  const list = resolveValue(value, scope);
  if (Array.isArray(list)) return list;
  throw new UnsupportedLocally(`a list written as ${JSON.stringify(value)}`, scope.where);
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
}
