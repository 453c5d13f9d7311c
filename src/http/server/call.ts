import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { parseTraceparent, type TraceContext, traceparentOf } from '../domain/trace-context.js';

/** What is known of one call from its first to its last line in the log. */
export interface Call {
  readonly traceId: string;
  readonly startedAt: number;
  /** Path template; an unknown path is not logged, because it may hold anything. */
  route: string | null;
  code: string | null;
  /** Whether a person reads the answer in a browser. */
  page: boolean;
}

const calls = new WeakMap<Response, Call>();

/** Takes up the caller's trace or starts one, and answers it. */
export function beginCall(request: Request, response: Response): Call {
  const trace: TraceContext = parseTraceparent(request.get('traceparent')) ?? {
    traceId: randomBytes(16).toString('hex'),
    flags: '00',
  };
  response.setHeader('traceparent', traceparentOf(trace, randomBytes(8).toString('hex')));
  const call: Call = {
    traceId: trace.traceId,
    startedAt: performance.now(),
    route: null,
    code: null,
    page: false,
  };
  calls.set(response, call);
  return call;
}

/** @throws Error when a response never passed {@link beginCall}: a fault in how the server is put together */
export function callOf(response: Response): Call {
  const call = calls.get(response);
  if (call === undefined) throw new Error('the call was never begun');
  return call;
}
