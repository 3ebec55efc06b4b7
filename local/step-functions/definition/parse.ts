import { isObject } from '../payload.ts';
import type { Json } from '../types.ts';
import type { Flow, State, StateMachineDefinition } from './model.ts';
import { Problems } from './problems.ts';
import { Reader } from './reader.ts';
import { parseState } from './states.ts';
import { checkTransitions } from './transitions.ts';

/** AWS's limits for a definition's text, a state's name, and a machine's TimeoutSeconds. */
const MAX_DEFINITION_BYTES = 1_048_576;
const MAX_STATE_NAME = 80;
const MAX_TIMEOUT_SECONDS = 99_999_999;

export interface Parsed {
  /** Missing when there is any problem. */
  readonly definition: StateMachineDefinition | undefined;
  readonly problems: Problems;
}

/** Parses and checks a definition. Never throws: what is wrong is in `problems`, all of it. */
export function parseDefinition(text: string): Parsed {
  const problems = new Problems();
  const definition = parse(text, problems);
  return { definition: problems.all.length === 0 ? definition : undefined, problems };
}

function parse(text: string, problems: Problems): StateMachineDefinition | undefined {
  if (Buffer.byteLength(text) > MAX_DEFINITION_BYTES) {
    problems.schema('/', `The definition must not exceed ${MAX_DEFINITION_BYTES} bytes`);
    return undefined;
  }
  const json = readJson(text, problems);
  if (json === undefined) return undefined;
  if (!isObject(json)) {
    problems.schema('/', 'Definition must be a valid JSON object');
    return undefined;
  }
  const reader = new Reader(json, '/', problems);
  const version = reader.string('Version');
  if (version !== undefined && version !== '1.0') problems.schema('/Version', `Version '${version}' is not supported`);
  const comment = reader.string('Comment');
  const timeoutSeconds = reader.number('TimeoutSeconds', 1, MAX_TIMEOUT_SECONDS);
  const flow = parseFlow(reader, queryLanguage(reader) ?? 'JSONPath', new Set());
  reader.refuseTheRest();
  return flow && { ...flow, comment, timeoutSeconds };
}

function readJson(text: string, problems: Problems): Json | undefined {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    problems.report('INVALID_JSON_DESCRIPTION', '/', (error as Error).message);
    return undefined;
  }
}

function queryLanguage(reader: Reader): string | undefined {
  const language = reader.string('QueryLanguage');
  if (language === undefined || language === 'JSONata' || language === 'JSONPath') return language;
  reader.problems.schema(reader.at('QueryLanguage'), "QueryLanguage must be 'JSONata' or 'JSONPath'");
  return 'JSONata';
}

/**
 * Parses `StartAt` and `States`. `outerVariables` are the names assigned in the flows around this one, which it may
 * read and not assign.
 */
function parseFlow(reader: Reader, language: string, outerVariables: ReadonlySet<string>): Flow | undefined {
  reader.require('States', 'StartAt');
  const startAt = reader.string('StartAt');
  const body = reader.object('States');
  if (startAt === undefined || !body) return undefined;
  const variables = new Set(outerVariables);
  for (const state of Object.values(body.value)) {
    for (const name of assignedNames(state)) variables.add(name);
  }
  const states = new Map<string, State>();
  for (const name of Object.keys(body.value)) {
    const state = parseNamed(body, name, language, outerVariables, variables);
    if (state) states.set(name, state);
  }
  const flow = { startAt, states };
  checkTransitions(flow, reader);
  return flow;
}

function parseNamed(
  body: Reader,
  name: string,
  language: string,
  outerVariables: ReadonlySet<string>,
  variables: ReadonlySet<string>,
): State | undefined {
  const reader = body.object(name);
  if (!reader) return undefined;
  if (name.length > MAX_STATE_NAME)
    reader.problems.schema(reader.path, `State names have at most ${MAX_STATE_NAME} characters`);
  const own = queryLanguage(reader);
  if (own === 'JSONPath' && language === 'JSONata') {
    const refusal = "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine";
    reader.problems.schema(reader.path, refusal);
    return undefined;
  }
  if ((own ?? language) !== 'JSONata') {
    reader.problems.report(
      'UNSUPPORTED_QUERY_LANGUAGE',
      reader.path,
      `This engine runs JSONata alone: set "QueryLanguage": "JSONata" on state '${name}' or on the state machine`,
    );
    return undefined;
  }
  for (const variable of assignedNames(reader.value)) {
    if (outerVariables.has(variable)) {
      reader.problems.schema(reader.at('Assign'), `The variable '${variable}' is assigned in an outer scope`);
    }
  }
  const state = parseState(name, reader, (inner, isolated) =>
    parseFlow(inner, language, isolated ? new Set() : variables),
  );
  reader.refuseTheRest();
  return state;
}

/** The variables that a state assigns itself, in its Assign, its choices and its catchers. */
function assignedNames(state: Json | undefined): readonly string[] {
  if (!isObject(state)) return [];
  const parts = [state, ...listOf(state.Choices), ...listOf(state.Catch)];
  return parts.flatMap((part) => (isObject(part) && isObject(part.Assign) ? Object.keys(part.Assign) : []));
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
