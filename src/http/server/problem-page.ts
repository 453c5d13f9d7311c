import type { Request, Response } from 'express';
import type { HubError, Reply } from '../../contract/index.js';
import { type Call, callOf } from './call.js';
import { sendReply } from './send.js';

/** Renders a refusal for a person in a browser: a page, or the way to where the person signs in. */
export type ProblemPage = (
  refusal: HubError,
  request: {
    readonly method: string;
    /** Path and query as sent. */
    readonly path: string;
    readonly cookie: string | undefined;
    readonly languages: string;
    readonly traceId: string;
  },
) => Reply;

/** On pages, and where someone came to an address that leads nowhere. */
export const readsPages = (request: Request, call: Call): boolean =>
  call.page ||
  (call.route === null &&
    !request.path.startsWith('/v1/') &&
    /\btext\/html\b/.test(request.get('accept') ?? ''));

export function showProblem(
  problemPage: ProblemPage,
  refusal: HubError,
  request: Request,
  response: Response,
): void {
  const { retryAfterSeconds } = refusal.options;
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  const reply = problemPage(refusal, {
    method: request.method,
    path: request.originalUrl,
    cookie: request.headers.cookie,
    languages: request.get('accept-language') ?? '',
    traceId: callOf(response).traceId,
  });
  sendReply(response, reply, 0);
}
