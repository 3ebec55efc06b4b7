/** Where two events differ: the path of the field, what was recorded and what the engine gave. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Fields that tell nothing about the engine: redrives, truncation marks, and the headers of a service's HTTP answer. */
const NOT_COMPARED = new Set([
  'redriveCount',
  'redriveStatus',
  'redriveStatusReason',
  'RedriveCount',
  'RedriveStatus',
  'RedriveStatusReason',
  'inputDetails',
  'outputDetails',
  'assignedVariablesDetails',
  'timestamp',
  'SdkHttpMetadata',
  'SdkResponseMetadata',
]);

/** What recordings put in place of times, ARNs and names: `<...>`, and these words. */
const PLACEHOLDER =
  /<[^<>]*(?:<[^<>]*>[^<>]*)*>|\b(?:snf_role_arn|lambda_function_name|execution-arn|state-machine-arn|start-date|stop-date|sqs_queue_url|request_id)\b/g;
const PLACEHOLDER_ALONE = new Set(['timestamp', 'date', 'datetime', '__tbc__']);

/** The first difference between a recorded value and the engine's, or undefined. */
export function firstDifference(expected: unknown, actual: unknown, path = ''): Difference | undefined {
  if (typeof expected === 'string') return compareText(expected, actual, path);
  if (typeof actual === 'string' && expected !== null && typeof expected === 'object') {
    const parsed = parseJson(actual);
    return parsed === undefined ? { path, expected, actual } : firstDifference(expected, parsed, path);
  }
  if (Array.isArray(expected)) return compareArrays(expected, actual, path);
  if (isRecord(expected)) return compareObjects(expected, actual, path);
  return expected === actual ? undefined : { path, expected, actual };
}

function compareText(expected: string, actual: unknown, path: string): Difference | undefined {
  if (expected === actual || isPlaceholder(expected, actual)) return undefined;
  const [left, right] = [parseJson(expected), typeof actual === 'string' ? parseJson(actual) : actual];
  if (left !== undefined && right !== undefined && typeof left !== 'string') return firstDifference(left, right, path);
  return { path, expected, actual };
}

function isPlaceholder(expected: string, actual: unknown): boolean {
  if (PLACEHOLDER_ALONE.has(expected)) return true;
  if (!new RegExp(PLACEHOLDER).test(expected)) return false;
  if (expected.replace(PLACEHOLDER, '') === '') return true;
  const pattern = expected.split(PLACEHOLDER).map(literally).join('[\\s\\S]*');
  return typeof actual === 'string' && new RegExp(`^${pattern}$`).test(actual);
}

function compareArrays(expected: readonly unknown[], actual: unknown, path: string): Difference | undefined {
  if (!Array.isArray(actual) || actual.length !== expected.length) return { path, expected, actual };
  for (const [index, item] of expected.entries()) {
    const difference = firstDifference(item, actual[index], `${path}[${index}]`);
    if (difference) return difference;
  }
  return undefined;
}

function compareObjects(expected: Record<string, unknown>, actual: unknown, path: string): Difference | undefined {
  if (!isRecord(actual)) return { path, expected, actual };
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    if (NOT_COMPARED.has(key)) continue;
    const difference = firstDifference(expected[key], actual[key], path === '' ? key : `${path}.${key}`);
    if (difference) return difference;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
