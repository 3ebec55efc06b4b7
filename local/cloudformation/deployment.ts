import { createHash } from 'node:crypto';
import { UnsupportedLocally } from '../unsupported.ts';
import { type Assembly, readAssembly, type SynthesizedStack } from './assembly.ts';
import { resolveValue, type Scope } from './intrinsics.ts';
import { type Identity, type ResourceType, resourceType } from './resource-types.ts';
import type { TemplateResource } from './template.ts';

/** A resource with its physical identity and all references resolved. */
export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** The construct's own id in the CDK app ('OpenReview'), for people. */
  readonly id: string;
  /** Physical name, as `FunctionName`, `TableName` and so on. */
  readonly name: string;
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** As the template has it, for the tools of the app's own authors. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Everything that a synthesized app asks AWS for. */
export interface Deployment {
  /** Of the cloud assembly. */
  readonly folder: string;
  readonly resources: readonly Resource[];
  readonly region: string;
  readonly account: string;
  ofType(...types: string[]): Resource[];
  /** Folder or file of an asset by its S3 key. */
  asset(objectKey: string): string;
  /** Value of a stack's output. */
  output(stack: string, output: string): unknown;
}

/**
 * Reads a cloud assembly and gives every resource its physical name and ARN.
 *
 * @throws UnsupportedLocally naming the resource type, property, function or reference that is not known.
 */
export function readDeployment(cdkOut: string): Deployment {
  const assembly = readAssembly(cdkOut);
  const [first] = assembly.stacks;
  if (!first) throw new Error(`There is no stack in ${cdkOut}.`);
  const world = new World(assembly);
  const resources = world.resources();
  return {
    folder: cdkOut,
    resources,
    region: first.region,
    account: first.account,
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    output: (stack, output) => world.output(stack, output),
    asset: (objectKey) => {
      const path = assembly.assets.get(objectKey);
      if (path === undefined) throw new Error(`No asset of ${cdkOut} has the key ${objectKey}.`);
      return path;
    },
  };
}

class World {
  readonly #stacks: Map<string, SynthesizedStack>;
  readonly #identities = new Map<string, Identity>();

  constructor(assembly: Assembly) {
    this.#stacks = new Map(assembly.stacks.map((stack) => [stack.name, stack]));
  }

  resources(): Resource[] {
    return [...this.#stacks.values()].flatMap((stack) =>
      Object.entries(stack.template.Resources)
        .filter(([, { Condition }]) => Condition === undefined || this.#condition(stack, Condition))
        .map(([logicalId, resource]) => this.#resource(stack, logicalId, resource)),
    );
  }

  output(stackName: string, outputName: string): unknown {
    const stack = this.#stack(stackName, `output ${outputName}`);
    const output = stack.template.Outputs[outputName];
    if (!output) throw new UnsupportedLocally(`the output ${outputName}`, `stack ${stackName} has none of that name`);
    return resolveValue(output.Value, this.#scope(stack, `${stackName} output ${outputName}`));
  }

  #resource(stack: SynthesizedStack, logicalId: string, resource: TemplateResource): Resource {
    const where = `${stack.name}/${logicalId}`;
    const known = knownType(resource, where);
    for (const dependency of [resource.DependsOn ?? []].flat()) {
      if (!stack.template.Resources[dependency]) throw new UnsupportedLocally(`the dependency ${dependency}`, where);
    }
    const identity = this.#identity(stack, logicalId);
    const scope = this.#scope(stack, where);
    let properties: Record<string, unknown> | undefined;
    const resolved: Resource = {
      stack: stack.name,
      logicalId,
      type: resource.Type,
      id: constructId(resource) ?? logicalId.replace(/[0-9A-F]{8}$/, ''),
      name: identity.name,
      arn: identity.arn,
      metadata: resource.Metadata ?? {},
      // Inert resources may refer to things that exist only on AWS, so theirs are resolved when somebody asks.
      get properties() {
        properties ??= resolveValue(resource.Properties, scope) as Record<string, unknown>;
        return properties;
      },
    };
    if (known.runs) void resolved.properties;
    return resolved;
  }

  #identity(stack: SynthesizedStack, logicalId: string): Identity {
    const key = `${stack.name}/${logicalId}`;
    const existing = this.#identities.get(key);
    if (existing) return existing;
    const resource = stack.template.Resources[logicalId];
    if (!resource)
      throw new UnsupportedLocally(`the resource ${logicalId}`, `stack ${stack.name} has none of that name`);
    const known = knownType(resource, key);
    const scope = this.#scope(stack, key);
    const { account, region } = stack;
    const identity = {
      account,
      region,
      property: (name: string) => resolveValue(resource.Properties[name], scope),
      name: '',
      arn: '',
    };
    const given = known.nameProperty === undefined ? undefined : identity.property(known.nameProperty);
    identity.name = given === undefined ? generatedName(stack.name, logicalId, known.nameLength ?? 255) : String(given);
    identity.arn = known.arn ? `arn:aws:${known.arn(identity)}` : '';
    this.#identities.set(key, identity);
    return identity;
  }

  #scope(stack: SynthesizedStack, where: string): Scope {
    const pseudo: Record<string, unknown> = {
      'AWS::AccountId': stack.account,
      'AWS::Region': stack.region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stack.name,
      'AWS::StackId': `arn:aws:cloudformation:${stack.region}:${stack.account}:stack/${stack.name}/local`,
      'AWS::NotificationARNs': [],
      'AWS::NoValue': undefined,
    };
    return {
      where,
      ref: (name) => {
        if (name in pseudo) return pseudo[name];
        const parameter = stack.template.Parameters[name];
        if (parameter) {
          if (parameter.Default !== undefined) return parameter.Default;
          throw new UnsupportedLocally(`a value for the parameter ${name}, which has no default`, where);
        }
        const identity = this.#identity(stack, name);
        const ref = this.#typeOf(stack, name).ref;
        return ref ? ref(identity) : identity.name;
      },
      attribute: (logicalId, attribute) => {
        const identity = this.#identity(stack, logicalId);
        if (attribute === 'Arn' && identity.arn) return identity.arn;
        const value = this.#typeOf(stack, logicalId).attributes?.[attribute];
        if (value) return value(identity);
        throw new UnsupportedLocally(`the attribute ${attribute} of ${logicalId}`, where);
      },
      condition: (name) => this.#condition(stack, name),
      mapping: (map, first, second) => {
        const value = stack.template.Mappings[map]?.[first]?.[second];
        if (value === undefined) throw new UnsupportedLocally(`the mapping ${map}.${first}.${second}`, where);
        return value;
      },
      exported: (name) => this.#exported(name, where),
      stackOutput: (other, output) => this.output(other, output),
    };
  }

  #typeOf(stack: SynthesizedStack, logicalId: string): ResourceType {
    const resource = stack.template.Resources[logicalId];
    return (resource && resourceType(resource.Type)) ?? {};
  }

  #condition(stack: SynthesizedStack, name: string): boolean {
    const where = `${stack.name} condition ${name}`;
    if (!(name in stack.template.Conditions)) throw new UnsupportedLocally(`the condition ${name}`, where);
    return Boolean(resolveValue(stack.template.Conditions[name], this.#scope(stack, where)));
  }

  #exported(name: string, where: string): unknown {
    for (const stack of this.#stacks.values()) {
      for (const [outputName, { Export }] of Object.entries(stack.template.Outputs)) {
        if (Export && resolveValue(Export.Name, this.#scope(stack, `${stack.name} export ${outputName}`)) === name) {
          return this.output(stack.name, outputName);
        }
      }
    }
    throw new UnsupportedLocally(`the export ${name}`, where);
  }

  #stack(name: string, where: string): SynthesizedStack {
    const stack = this.#stacks.get(name);
    if (!stack) throw new UnsupportedLocally(`the stack ${name}`, where);
    return stack;
  }
}

function knownType(resource: TemplateResource, where: string): ResourceType {
  const known = resourceType(resource.Type);
  if (!known) throw new UnsupportedLocally(`the resource type ${resource.Type}`, where);
  if (known.runs) {
    const names = new Set([...known.runs, ...(known.ignores ?? [])]);
    for (const property of Object.keys(resource.Properties)) {
      if (!names.has(property)) throw new UnsupportedLocally(`the property ${property} of ${resource.Type}`, where);
    }
  }
  return known;
}

/** CDK keeps each construct's path as metadata, if asked: 'Workflow/OpenReview/Resource' is the construct OpenReview. */
function constructId(resource: TemplateResource): string | undefined {
  const path = resource.Metadata?.['aws:cdk:path'];
  if (typeof path !== 'string') return undefined;
  return path
    .split('/')
    .filter((part) => part !== 'Resource' && part !== 'Default')
    .at(-1);
}

/** Like CloudFormation's 'Stack-LogicalId-RANDOM', but the same on every start. */
function generatedName(stack: string, logicalId: string, longest: number): string {
  const suffix = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, 10);
  const room = longest - suffix.length - 2;
  if (room <= 0) return suffix.slice(0, longest);
  const readable = `${stack.slice(0, Math.ceil(room / 2))}-${logicalId}`;
  return `${readable.slice(0, room)}-${suffix}`;
}
