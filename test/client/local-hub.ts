import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A real http server that answers as the test says, to see what a client sends and bears. */
export interface LocalHub {
  readonly url: string;
  readonly seen: SeenRequest[];
  answer: (request: SeenRequest, response: ServerResponse) => void;
  close(): Promise<void>;
}

export async function startLocalHub(): Promise<LocalHub> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks) };
    seen.push(one);
    hub.answer(one, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hub: LocalHub = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answer: (_request, response) => json(response, 200, { ok: true }),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return hub;
}

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

export const problem = (
  response: ServerResponse,
  status: number,
  members: object,
  headers: Readonly<Record<string, string>> = {},
): void => json(response, status, members, { 'Content-Type': 'application/problem+json', ...headers });
