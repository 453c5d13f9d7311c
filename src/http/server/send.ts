import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { HubError, Reply } from '../../contract/index.js';
import { renderProblem } from '../domain/problem-document.js';

/**
 * Writes what a handler replied: JSON, text or bytes of a type of its own, or nothing. Done at once, but for what comes bit by
 * bit: then done when it is sent, or nobody reads on.
 *
 * @throws StreamBroken
 */
export async function sendReply(response: Response, reply: Reply, waitSeconds: number): Promise<void> {
  response.status(reply.status);
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  if (reply.waited === true) response.setHeader('Preference-Applied', `wait=${waitSeconds}`);
  if (reply.content !== undefined) {
    await sendContent(response, reply.content);
  } else if (reply.body !== undefined) {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(reply.body));
  } else {
    response.end();
  }
}

async function sendContent(
  response: Response,
  { type, data, gzip }: NonNullable<Reply['content']>,
): Promise<void> {
  response.setHeader('Content-Type', type);
  if (typeof data !== 'string' && !(data instanceof Uint8Array)) return sendStream(response, data);
  if (gzip !== undefined) response.vary('Accept-Encoding');
  const compressed = gzip !== undefined && response.req.acceptsEncodings('gzip') === 'gzip';
  if (compressed) response.setHeader('Content-Encoding', 'gzip');
  const sent = compressed ? gzip : data;
  // Node counts what it sends, and so nothing for HEAD.
  response.setHeader('Content-Length', Buffer.byteLength(sent));
  response.end(sent);
}

/** What came bit by bit failed at its source. The connection is broken off already, so that nobody takes a part for the whole. */
export class StreamBroken extends Error {
  override readonly name = 'StreamBroken';
}

async function sendStream(response: Response, data: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(data), response);
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    // Nobody reads on: no fault.
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE')
      throw new StreamBroken('an answer broke off', { cause: error });
  }
}

export function sendProblem(response: Response, error: HubError, traceId: string): void {
  const { status, headers, document } = renderProblem(error, traceId);
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('Content-Type', 'application/problem+json');
  response.end(JSON.stringify(document));
}
