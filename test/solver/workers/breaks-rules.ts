/** In place of a solver whose plan has the same person many times, so that it seems to be the cheapest. */
import { parentPort } from 'node:worker_threads';

parentPort?.postMessage({ chosen: new Array(9).fill(0) });
parentPort?.postMessage({ done: true });
