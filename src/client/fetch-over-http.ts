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
export const fetchOverHttp: FetchCall = (url, init) =>
  new Promise((resolve, reject) => {
    const { signal } = init;
    signal.throwIfAborted();
    const failed = (cause: unknown): void => reject(signal.aborted ? signal.reason : cause);
    const outgoing = send(url, init, { signal });
    outgoing.once('error', failed);
    outgoing.once('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.once('error', failed);
      incoming.once('end', () => resolve(responseOf(incoming, Buffer.concat(chunks))));
    });
  });

/** Takes the body of a success as it comes; it comes no faster than it is taken. */
export type TakeBody = (body: AsyncIterable<Uint8Array>, headers: Headers) => Promise<void>;

/** Milliseconds without a byte, after which an answer counts as broken off. */
const silenceMs = 60_000;

/**
 * The same for an answer of any length: what a success brings is handed on bit by bit, and the response then has no body.
 * The signal ends only the wait for the answer to begin.
 */
export const fetchTaking =
  (take: TakeBody): FetchCall =>
  (url, init) =>
    new Promise((resolve, reject) => {
      const { signal } = init;
      signal.throwIfAborted();
      const outgoing = send(url, init, {});
      const tooLate = (): void => void outgoing.destroy(signal.reason as Error);
      signal.addEventListener('abort', tooLate, { once: true });
      outgoing.once('error', reject);
      outgoing.once('response', (incoming) => {
        signal.removeEventListener('abort', tooLate);
        incoming.setTimeout(silenceMs, () => incoming.destroy(new Error('nothing came any more')));
        received(incoming, take).then(resolve, reject);
      });
    });

async function received(incoming: IncomingMessage, take: TakeBody): Promise<Response> {
  const empty = responseOf(incoming, Buffer.alloc(0));
  if (!empty.ok) return responseOf(incoming, Buffer.concat(await incoming.toArray()));
  await take(incoming, empty.headers);
  return empty;
}

function send(url: string, { method, headers, body }: CallInit, { signal }: { signal?: AbortSignal }) {
  const secure = url.startsWith('https:');
  const request = secure ? httpsRequest : httpRequest;
  const length = body === null ? {} : { 'Content-Length': String(body.length) };
  const agent = secure ? https : http;
  const outgoing = request(url, {
    ...{ method, agent, headers: { ...headers, ...length } },
    ...(signal !== undefined && { signal }),
  });
  outgoing.end(body);
  return outgoing;
}

/** Statuses that have no body (Fetch standard, "null body status"). */
const bodiless = new Set([204, 205, 304]);

function responseOf({ statusCode: status = 500, rawHeaders }: IncomingMessage, body: Buffer): Response {
  const headers = new Headers();
  for (let place = 0; place + 1 < rawHeaders.length; place += 2) {
    headers.append(rawHeaders[place] ?? '', rawHeaders[place + 1] ?? '');
  }
  return new Response(bodiless.has(status) ? null : new Uint8Array(body), { status, headers });
}
