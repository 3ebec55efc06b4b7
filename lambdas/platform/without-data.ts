/** What every error has of its own, and the machines and alarms go by. */
const PLAIN: ReadonlySet<PropertyKey> = new Set(['name', 'message', 'stack']);

/**
 * An error as Lambda may log it and a state machine may keep it: by its name and where it happened. Those of libraries carry
 * what they were working on as properties, as causes or in their words: rows, addresses, requests. Our own carry nothing, and
 * their words have ids alone, so they pass as they are.
 */
export function withoutData(error: unknown): Error {
  if (!(error instanceof Error)) return named('Error', 'Something that is no error was thrown', undefined);
  const more = Reflect.ownKeys(error).filter((key) => !PLAIN.has(key));
  if (more.length === 0) return error;
  const isOursButForItsCause = more.length === 1 && more[0] === 'cause';
  return named(error.name, isOursButForItsCause ? error.message : 'What it carries is not logged', error.stack);
}

function named(name: string, message: string, stack: string | undefined): Error {
  const bare = new Error(message);
  bare.name = name;
  bare.stack = [`${name}: ${message}`, ...placesIn(stack)].join('\n');
  return bare;
}

/** The calls of a stack. Its other lines are the error's message, which may hold what somebody typed. */
export const placesIn = (stack = ''): readonly string[] =>
  stack.split('\n').filter((line) => /^ {4}at .+:\d+:\d+\)?$/.test(line));
