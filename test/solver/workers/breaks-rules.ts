/** In place of a solver whose plan has the same people twice. */
import { parentPort } from 'node:worker_threads';

parentPort?.postMessage({ chosen: [0, 0, 0] });
parentPort?.postMessage({ done: true });
