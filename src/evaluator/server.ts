import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Code, HubError, problems } from '../contract/index.js';
import { base64url, fromUtf8 } from '../kernel/index.js';
import { type Evaluator, evaluateOrder } from './evaluate.js';

/** An order is one short token; the type keeps a browser's form from making one. */
const orderType = 'application/jwt';
const longestOrder = 8_000;

export interface RunningEvaluator {
  readonly url: string;
  /** base64url; stands in the covenant roster. */
  readonly publicKey: string;
  close(): Promise<void>;
}

export async function startEvaluator(
  evaluator: Evaluator,
  at: { readonly host: string; readonly port: number },
): Promise<RunningEvaluator> {
  const server = createServer((request, response) => {
    answer(evaluator, request, response).catch((error) => refuse(response, error));
  });
  server.requestTimeout = 10_000;
  await listen(server, at);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`,
    publicKey: base64url(evaluator.keys[0].publicKey),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeIdleConnections();
      }),
  };
}

const listen = (server: Server, at: { host: string; port: number }): Promise<void> =>
  new Promise((done, fail) => {
    server.once('error', fail);
    server.listen(at.port, at.host, () => {
      server.off('error', fail);
      done();
    });
  });

async function answer(
  evaluator: Evaluator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url } = request;
  if (url === '/healthz' && method === 'GET') return send(response, 200, { status: 'ok' });
  if (url === '/public-key' && method === 'GET')
    return send(response, 200, {
      suite: 'ristretto255-SHA512',
      publicKey: base64url(evaluator.keys[0].publicKey),
    });
  if (url !== '/evaluations') throw new HubError('not-found');
  if (method !== 'POST') throw new HubError('method-not-allowed');
  if (request.headers['content-type'] !== orderType) throw new HubError('media-type-unsupported');
  const order = await readBody(request);
  send(response, 200, await evaluateOrder(evaluator, order, new Date()));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > longestOrder) throw new HubError('content-too-large');
    parts.push(part);
  }
  try {
    return fromUtf8(Buffer.concat(parts));
  } catch (cause) {
    throw new HubError('statement-invalid', { cause });
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const code: Code = error instanceof HubError ? error.code : 'internal';
  const { detail, retryAfterSeconds } = error instanceof HubError ? error.options : {};
  const { status, title } = problems[code];
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  // The rest of a body that was refused is not read.
  response.setHeader('Connection', 'close');
  const document = { type: `/problems/${code}`, title, status, ...(detail && { detail }), code };
  send(response, status, document, 'application/problem+json');
}

function send(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}
