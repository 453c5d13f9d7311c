import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fromUtf8 } from '../../kernel/index.js';
import { longestAddCheckpoint } from '../../tlog/index.js';
import type { Witness, WitnessParts } from './keep-witness.js';

export interface WitnessDoor {
  /** Submission prefix, for the log's policy. */
  readonly url: string;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The witness on a port of its own: whoever may reach it may not reach anything else of the agent. */
export async function openWitnessDoor(
  witness: Witness,
  at: { readonly host: string; readonly port: number },
  log: WitnessParts['log'],
): Promise<WitnessDoor> {
  const server = createServer((request, response) => {
    answerOf(witness, request)
      .catch((error: unknown): Answer => {
        // Nothing was signed: a witness that cannot write does not speak.
        log('witness.failed', { error: error instanceof Error ? error.message : 'unknown' });
        return plainly(500, 'the witness failed');
      })
      .then((answer) => send(request, response, answer));
  });
  server.requestTimeout = 10_000;
  server.maxConnections = 200;
  await listen(server, at);
  const { port } = server.address() as AddressInfo;
  const host = at.host.includes(':') ? `[${at.host}]` : at.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeIdleConnections();
      }),
  };
}

const listen = (server: Server, { host, port }: { host: string; port: number }): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => {
      server.off('error', fail);
      done();
    });
  });

async function answerOf(witness: Witness, request: IncomingMessage): Promise<Answer> {
  const { method, url } = request;
  if (url === '/healthz' && method === 'GET') return plainly(200, 'ok');
  if (url === '/vkey' && method === 'GET') return plainly(200, witness.vkey);
  if (url !== '/add-checkpoint') return plainly(404, 'not found');
  if (method !== 'POST') return plainly(405, 'a checkpoint is brought with POST');
  const bytes = await bodyOf(request);
  if (bytes === null) return plainly(413, `a body has at most ${longestAddCheckpoint} bytes`);
  let body: string;
  try {
    body = fromUtf8(bytes);
  } catch {
    return plainly(400, 'the body is not UTF-8');
  }
  return witness.addCheckpoint(body);
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestAddCheckpoint) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const plainly = (status: number, sentence: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${sentence}\n`,
});

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Answer): void {
  if (response.destroyed) return;
  // The rest of a body that was refused is not read.
  if (!request.complete) response.setHeader('Connection', 'close');
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
