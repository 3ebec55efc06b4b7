/**
 * The inside of a sandbox: a worker thread that loads bundled handlers and answers one event at a time, as a sandbox of
 * Lambda does. Several functions may share it: each has its own instance of its entry file, loaded with its own
 * environment, and that environment is the process's while its events run.
 *
 * Plain JavaScript on purpose: a .ts entry would load Node's type stripper into each of the workers.
 */
import { enableCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { moveToEndpoint, takeAnswer, talkToEndpointByMessage } from './endpoint-by-message.mjs';
import { shareChunks } from './share-chunks.mjs';

/** What is printed goes the way of the answers, so that it arrives before the answer of its run. */
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done) => {
    parentPort.postMessage({ printed: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  };
}

enableCompileCache(workerData.compileCache);
if (workerData.isShared) shareChunks();
talkToEndpointByMessage(workerData.endpoint, parentPort);

const asLambdaError = (thrown, errorType) => {
  if (!(thrown instanceof Error))
    return { errorType: errorType ?? typeof thrown, errorMessage: String(thrown), trace: [] };
  return {
    errorType: errorType ?? thrown.name,
    errorMessage: thrown.message,
    trace: String(thrown.stack ?? '').split('\n'),
  };
};

/** How many local stacks this thread has served before the present one. */
let stacksBefore = 0;

const load = async ({ key, handlerFile, handlerExport }) => {
  const address = pathToFileURL(handlerFile);
  // Functions with one file between them have an instance of it each, since each has an environment of its own; and so has
  // a function of each stack.
  address.search = new URLSearchParams({ function: key, stack: stacksBefore }).toString();
  let module;
  try {
    module = await import(address.href);
  } catch (thrown) {
    return { error: asLambdaError(thrown) };
  }
  const handler = module[handlerExport] ?? module.default?.[handlerExport];
  if (typeof handler === 'function') return { handler };
  const missing = new Error(`${handlerExport} is undefined or not exported`);
  return { error: asLambdaError(missing, 'Runtime.HandlerNotFound') };
};

/** The functions that were loaded, by their keys. */
const loaded = new Map();

const warm = async (description) => {
  const environment = { ...description.environment };
  process.env = environment;
  loaded.set(description.key, { description, environment, ...(await load(description)) });
  return { ready: true };
};

const run = async ({ key, event, awsRequestId, startedAt, deadline }) => {
  const { handler, error, environment, description } = loaded.get(key);
  if (error) return { error };
  process.env = environment;
  // The second group of a trace's id is the instant of its beginning: seconds since the epoch, hexadecimal.
  const seconds = Math.floor(startedAt / 1000)
    .toString(16)
    .padStart(8, '0');
  environment._X_AMZN_TRACE_ID = `Root=1-${seconds}-${awsRequestId.replaceAll('-', '').slice(0, 24)};Sampled=0`;
  const { functionName, invokedFunctionArn, memoryMb } = description;
  const context = {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    memoryLimitInMB: String(memoryMb),
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    const payload = await handler(JSON.parse(event), context);
    // A handler that returns nothing answers null, as on AWS.
    return { payload: JSON.stringify(payload ?? null) };
  } catch (thrown) {
    return { error: asLambdaError(thrown) };
  }
};

parentPort.on('message', async (message) => {
  if ('answer' in message) takeAnswer(message);
  else if ('nextStack' in message) {
    stacksBefore += 1;
    loaded.clear();
    moveToEndpoint(message.nextStack);
  } else if ('warm' in message) parentPort.postMessage(await warm(message.warm));
  else {
    const before = process.threadCpuUsage();
    const answer = await run(message);
    const { user, system } = process.threadCpuUsage(before);
    parentPort.postMessage({ ...answer, processorMs: (user + system) / 1000 });
  }
});
