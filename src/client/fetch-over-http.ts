/**
 * The little of `fetch` that a call to a hub needs, over node:http: a third of its CPU. Follows no redirect, takes no
 * compressed answer, keeps connections.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface CallInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer> | null;
  readonly signal: AbortSignal;
}

/** Whatever answers as `fetch` would. */
export type FetchCall = (url: string, init: CallInit) => Promise<Response>;

/**
 * An idle connection is closed here before the hub or a balancer closes it there (most wait 60 s), else a call crosses a
 * closing one and is lost. Where the other side says how long it keeps one, Node heeds that.
 */
const options = { keepAlive: true, timeout: 50_000 } as const;
const http = new HttpAgent(options);
const https = new HttpsAgent(options);

/** @throws Error as node:http does, also when the answer breaks off; the signal's reason when that ends it */
export const fetchOverHttp: FetchCall = (url, { method, headers, body, signal }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const failed = (cause: unknown): void => reject(signal.aborted ? signal.reason : cause);
    const secure = url.startsWith('https:');
    const request = secure ? httpsRequest : httpRequest;
    const length = body === null ? {} : { 'Content-Length': String(body.length) };
    const agent = secure ? https : http;
    const outgoing = request(url, { method, headers: { ...headers, ...length }, agent, signal });
    outgoing.once('error', failed);
    outgoing.once('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', failed);
      incoming.once('end', () => resolve(responseOf(incoming, Buffer.concat(chunks))));
    });
    outgoing.end(body);
  });

/** Statuses that have no body (Fetch standard, "null body status"). */
const bodiless = new Set([204, 205, 304]);

function responseOf({ statusCode: status = 500, rawHeaders }: IncomingMessage, body: Buffer): Response {
  const headers = new Headers();
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    headers.append(rawHeaders[place] ?? '', rawHeaders[place + 1] ?? '');
  }
  return new Response(bodiless.has(status) ? null : new Uint8Array(body), { status, headers });
}
