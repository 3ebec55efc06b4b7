/**
 * The inside of one Lambda sandbox: a worker thread that loads the bundled handler and answers one event at a time.
 *
 * Plain JavaScript on purpose: a .ts entry would load Node's type stripper into each of the twenty-odd workers.
 */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What is printed goes the way of the answers, so that it arrives before the answer of its run. */
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk, encoding, done) => {
    parentPort.postMessage({ printed: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  };
}

const { handlerFile, handlerExport, invokedFunctionArn, functionName, memoryMb } = workerData;

const asLambdaError = (thrown, errorType) => {
  if (!(thrown instanceof Error))
    return { errorType: errorType ?? typeof thrown, errorMessage: String(thrown), trace: [] };
  return {
    errorType: errorType ?? thrown.name,
    errorMessage: thrown.message,
    trace: String(thrown.stack ?? '').split('\n'),
  };
};

const load = async () => {
  let module;
  try {
    module = await import(pathToFileURL(handlerFile).href);
  } catch (thrown) {
    return { error: asLambdaError(thrown) };
  }
  const handler = module[handlerExport] ?? module.default?.[handlerExport];
  if (typeof handler === 'function') return { handler };
  const missing = new Error(`${handlerExport} is undefined or not exported`);
  return { error: asLambdaError(missing, 'Runtime.HandlerNotFound') };
};

const { handler, error: initError } = await load();

parentPort.on('message', async ({ event, awsRequestId, startedAt, deadline }) => {
  if (initError) return parentPort.postMessage({ error: initError });
  // The second group of a trace's id is the instant of its beginning: seconds since the epoch, hexadecimal.
  const seconds = Math.floor(startedAt / 1000)
    .toString(16)
    .padStart(8, '0');
  process.env._X_AMZN_TRACE_ID = `Root=1-${seconds}-${awsRequestId.replaceAll('-', '').slice(0, 24)};Sampled=0`;
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
    parentPort.postMessage({ payload: JSON.stringify(payload ?? null) });
  } catch (thrown) {
    parentPort.postMessage({ error: asLambdaError(thrown) });
  }
});

parentPort.postMessage({ ready: true });
