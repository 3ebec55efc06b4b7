import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpApi } from './http-api/http-api.ts';
import type { Problems } from './problems.ts';

/** Somebody else listens on the port already. */
export class PortInUse extends Error {
  override readonly name = 'PortInUse';
}

/** The server that browsers see: the deployment's HTTP API, and the local stack's own pages under `/_local`. */
export class Portal {
  readonly #server: Server;

  private constructor(api: HttpApi, ownPages: RequestListener, problems: Problems) {
    const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      if (/^\/_local(\/|\?|$)/.test(request.url ?? '')) ownPages(request, response);
      else await api.handle(request, response);
    };
    this.#server = createServer((request, response) => {
      answer(request, response).catch((error: unknown) => {
        problems.report(String(error));
        if (!response.headersSent) response.writeHead(500);
        response.end();
      });
    });
  }

  /**
   * @param port 0 for any free one.
   * @throws PortInUse
   */
  static async listen(port: number, api: HttpApi, ownPages: RequestListener, problems: Problems): Promise<Portal> {
    const portal = new Portal(api, ownPages, problems);
    await new Promise<void>((resolve, reject) => {
      portal.#server.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          error.code === 'EADDRINUSE' ? new PortInUse(`Port ${port} is in use: choose another with --port.`) : error,
        ),
      );
      portal.#server.listen(port, '127.0.0.1', resolve);
    });
    return portal;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
