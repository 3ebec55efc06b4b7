import { z } from 'zod';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import { functionNameOf } from '../functions/settings.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import type { ThrottleSettings } from './throttle.ts';

/** One route of the HTTP API and the function behind it. */
export interface Route {
  /** As in the template: `GET /d/{secret}`. */
  readonly routeKey: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly functionName: string;
  readonly timeoutMs: number;
}

/** The HTTP API of a deployment. */
export interface HttpApiDefinition {
  readonly apiId: string;
  readonly routes: readonly Route[];
  /** What its stage takes; anything where the stage does not say. */
  readonly throttle?: ThrottleSettings | undefined;
}

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

const apiSchema = z.object({ ProtocolType: z.literal('HTTP') });
const stageSchema = z.object({
  StageName: z.literal('$default'),
  AutoDeploy: z.literal(true),
  DefaultRouteSettings: z
    .object({ ThrottlingRateLimit: z.number().optional(), ThrottlingBurstLimit: z.number().optional() })
    .default({}),
});
const integrationSchema = z.object({
  IntegrationType: z.literal('AWS_PROXY'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0'),
  TimeoutInMillis: z.number().max(30_000).default(30_000),
});
const routeSchema = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.literal('NONE').default('NONE'),
});

/**
 * Reads the one HTTP API of a deployment, if it has one.
 *
 * @throws UnsupportedLocally for several APIs, WebSocket APIs, authorizers, and integrations other than with functions.
 */
export function readHttpApi(deployment: Deployment): HttpApiDefinition | undefined {
  const [api, another] = deployment.ofType('AWS::ApiGatewayV2::Api');
  if (another) throw new UnsupportedLocally('a second HTTP API', `${another.stack}/${another.logicalId}`);
  if (!api) return undefined;
  parse(apiSchema, api);
  const [stage] = deployment.ofType('AWS::ApiGatewayV2::Stage').map((resource) => parse(stageSchema, resource));
  const { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst } = stage?.DefaultRouteSettings ?? {};
  const throttle = rate === undefined || burst === undefined ? undefined : { rate, burst };
  const integrations = new Map(
    deployment
      .ofType('AWS::ApiGatewayV2::Integration')
      .map((resource) => [resource.name, parse(integrationSchema, resource)]),
  );
  const routes = deployment.ofType('AWS::ApiGatewayV2::Route').map((resource): Route => {
    const { RouteKey, Target } = parse(routeSchema, resource);
    const integration = integrations.get(Target.replace(/^integrations\//, ''));
    if (!integration)
      throw new UnsupportedLocally(`the integration ${Target}`, `${resource.stack}/${resource.logicalId}`);
    const [method = '', path = ''] = RouteKey === '$default' ? ['ANY', '/{proxy+}'] : RouteKey.split(' ');
    return {
      routeKey: RouteKey,
      method,
      segments: segmentsOf(path),
      functionName: functionNameOf(integration.IntegrationUri),
      timeoutMs: integration.TimeoutInMillis,
    };
  });
  return { apiId: api.name, throttle, routes: routes.toSorted((a, b) => specificity(b) - specificity(a)) };
}

/**
 * The most specific route for a method and path. Methods match exactly: a GET route does not answer HEAD. What no route takes
 * goes to `$default` where there is one, without path parameters.
 */
export function matchRoute(api: HttpApiDefinition, method: string, path: string): RouteMatch | undefined {
  const segments = segmentsOf(path);
  for (const route of api.routes) {
    if (route.method !== method && route.method !== 'ANY') continue;
    const pathParameters = matchSegments(route.segments, segments);
    if (pathParameters) return { route, pathParameters: route.routeKey === '$default' ? {} : pathParameters };
  }
  return undefined;
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    if (greedy !== undefined) {
      parameters[greedy] = segments.slice(index).join('/');
      return parameters;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    const variable = /^\{(.+)\}$/.exec(part)?.[1];
    if (variable === undefined ? part !== segment : segment === '') return undefined;
    if (variable !== undefined) parameters[variable] = segment;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

/** A fixed part beats a variable, a variable beats a greedy one, a method beats ANY. */
function specificity({ routeKey, method, segments }: Route): number {
  if (routeKey === '$default') return -1;
  const parts = segments.map((part) => (part.endsWith('+}') ? 0 : part.startsWith('{') ? 2 : 3));
  return parts.reduce((sum: number, each) => sum * 4 + each, 0) * 2 + (method === 'ANY' ? 0 : 1) + parts.length * 1e6;
}

const segmentsOf = (path: string): string[] => path.replace(/^\//, '').split('/');

function parse<Schema extends z.ZodType>(schema: Schema, resource: Resource): z.output<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  const what = `this ${resource.type}: ${z.prettifyError(parsed.error)}`;
  throw new UnsupportedLocally(what, `${resource.stack}/${resource.logicalId}`);
}
