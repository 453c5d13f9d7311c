import type { IncomingMessage } from 'node:http';
import { HubError, type Route } from '../../contract/index.js';
import { fromUtf8, JsonAmbiguous, parseStrictJson } from '../../kernel/index.js';

export const usualBodyBytes = 256 * 1024;

/** The caller hung up halfway: nobody is left to answer. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone';
}

/**
 * Reads the exact bytes that were sent, because a signature covers them. Nothing is inflated: a compressed body is
 * refused, and a small one cannot become a large one here.
 *
 * @throws HubError `media-type-unsupported` | `content-too-large`; CallerGone
 */
export async function readBody(request: IncomingMessage, route: Route): Promise<Uint8Array> {
  const { 'content-encoding': encoding, 'content-length': length } = request.headers;
  if (encoding !== undefined) refuseMedia('Send the body without Content-Encoding.');
  const limit = route.maxBodyBytes ?? usualBodyBytes;
  if (length !== undefined && Number(length) > limit) throw new HubError('content-too-large');
  const body = await collect(request, limit);
  if (body.length > 0 && !isExpected(route, request.headers['content-type'])) {
    refuseMedia(
      route.page === true ? 'Send a form in UTF-8, not multipart.' : 'Send application/json in UTF-8.',
    );
  }
  return body;
}

const isExpected = (route: Route, contentType: string | undefined): boolean =>
  route.page === true ? isForm(contentType) : isJson(contentType);

async function collect(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Leaving the loop must not destroy the socket: the refusal still has to go over it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new CallerGone('the body broke off', { cause });
  }
  if (size > limit) throw new HubError('content-too-large');
  return new Uint8Array(Buffer.concat(chunks));
}

function refuseMedia(detail: string): never {
  throw new HubError('media-type-unsupported', { detail });
}

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(contentType ?? '');

const isForm = (contentType: string | undefined): boolean =>
  /^application\/x-www-form-urlencoded(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(contentType ?? '');

/**
 * `undefined` when nothing was sent. A body that is not UTF-8, not JSON, or names something twice is returned as that
 * fault, so that it is reported together with the faults of path and query.
 */
export function readJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return parseStrictJson(textOf(bytes));
  } catch (error) {
    if (error instanceof JsonAmbiguous) return error;
    throw error;
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw new JsonAmbiguous('', 'is not UTF-8');
  }
}
