import type { Request, Response } from 'express';
import type { HubError, Reply } from '../../contract/index.js';
import { renderProblem } from '../domain/problem-document.js';
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

export async function showProblem(
  problemPage: ProblemPage,
  refusal: HubError,
  request: Request,
  response: Response,
): Promise<void> {
  const { traceId } = callOf(response);
  const reply = problemPage(refusal, {
    method: request.method,
    path: request.originalUrl,
    cookie: request.headers.cookie,
    languages: request.get('accept-language') ?? '',
    traceId,
  });
  const { headers } = renderProblem(refusal, traceId);
  // Who is led elsewhere is not told what is missing, nor when to come back.
  if (reply.status >= 400)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  await sendReply(response, reply, 0);
}
