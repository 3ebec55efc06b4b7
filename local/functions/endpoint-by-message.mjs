import { EventEmitter } from 'node:events';
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';

/** Requests that wait for their answer, by their numbers. */
const waiting = new Map();
let count = 0;
/** Address of the local endpoint whose requests go by message. */
let ours = { hostname: '', port: '' };

/**
 * Lets requests to the local endpoint go to the main thread as messages in place of through a socket, which takes a good
 * deal less time. Whatever else asks `node:http` for something gets the original.
 *
 * @param {string} endpoint address of the local endpoint: `http://127.0.0.1:PORT`
 * @param {import('node:worker_threads').MessagePort} port to the main thread
 */
export function talkToEndpointByMessage(endpoint, port) {
  moveToEndpoint(endpoint);
  const original = http.request;
  http.request = (options, onResponse, ...more) => {
    const isOurs =
      typeof options === 'object' &&
      typeof onResponse === 'function' &&
      String(options.port) === ours.port &&
      (options.host ?? options.hostname) === ours.hostname;
    return isOurs ? new MessageRequest(options, onResponse, port) : original(options, onResponse, ...more);
  };
  syncBuiltinESMExports();
}

/** From now on requests to this address go by message; what is still asked of the address before finds nobody there. */
export function moveToEndpoint(endpoint) {
  const { hostname, port } = new URL(endpoint);
  ours = { hostname, port };
}

/** Hands the main thread's answer to the request that waits for it, unless that has been given up. */
export function takeAnswer({ answer, status, headers, body }) {
  const request = waiting.get(answer);
  waiting.delete(answer);
  request?.respond(status, headers, body);
}

/** A client with a limit for connecting looks whether its request is connected: a message needs no connection. */
const connected = { connecting: false, setKeepAlive() {} };

/** What of `ClientRequest` a client of AWS uses. */
class MessageRequest extends EventEmitter {
  socket = connected;
  #number = ++count;
  #options;
  #port;
  #chunks = [];
  #isDestroyed = false;

  constructor(options, onResponse, port) {
    super();
    this.#options = options;
    this.#port = port;
    this.once('response', onResponse);
  }

  write(chunk, encoding, done) {
    this.#chunks.push(Buffer.from(chunk));
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  }

  end(chunk) {
    const { method = 'GET', path = '/', headers = {} } = this.#options;
    const hasOneText = typeof chunk === 'string' && this.#chunks.length === 0;
    if (chunk !== undefined && !hasOneText) this.#chunks.push(Buffer.from(chunk));
    const body = hasOneText ? chunk : Buffer.concat(this.#chunks).toString('utf8');
    waiting.set(this.#number, this);
    const lowered = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    this.#port.postMessage({ call: this.#number, method, path, headers: lowered, body });
    return this;
  }

  respond(status, headers, body) {
    const response = Readable.from([Buffer.from(body)]);
    Object.assign(response, { statusCode: status, headers, complete: true });
    response.once('close', () => this.emit('close'));
    this.emit('response', response);
  }

  setTimeout() {
    return this;
  }

  abort() {
    this.destroy();
  }

  destroy(error) {
    if (this.#isDestroyed) return this;
    this.#isDestroyed = true;
    waiting.delete(this.#number);
    if (error) this.emit('error', error);
    this.emit('close');
    return this;
  }
}
