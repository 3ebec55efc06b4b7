import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const byMessage = pathToFileURL(join(import.meta.dirname, '../../../local/functions/endpoint-by-message.mjs')).href;

it('the address of the present stack is reached by message, and that of the stack before by nobody', () => {
  const script = `
    import http from 'node:http';
    import net from 'node:net';
    import { moveToEndpoint, talkToEndpointByMessage } from ${JSON.stringify(byMessage)};
    const free = async () => {
      const server = net.createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address();
      await new Promise((resolve) => server.close(resolve));
      return port;
    };
    const [before, now] = [await free(), await free()];
    const messages = [];
    talkToEndpointByMessage('http://127.0.0.1:' + before, { postMessage: ({ path }) => messages.push(path) });
    const ask = (port, path) =>
      new Promise((resolve) => {
        const request = http.request({ hostname: '127.0.0.1', port, path }, () => {});
        request.on('error', ({ code }) => resolve(code));
        request.end();
        if (messages.includes(path)) resolve('by message');
      });
    const first = await ask(before, '/first');
    moveToEndpoint('http://127.0.0.1:' + now);
    console.log(JSON.stringify([first, await ask(before, '/second'), await ask(now, '/third')]));
    process.exit();`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script]);
  expect(JSON.parse(printed.toString())).toEqual(['by message', 'ECONNREFUSED', 'by message']);
});
