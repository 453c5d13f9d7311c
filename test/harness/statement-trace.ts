/** Looks over the shoulder of a hub in this process: which statements each call sent to the database, in their order. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import diagnostics from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import pg from 'pg';
import type { Answer, Call, Caller } from './caller.js';

export interface StatementTrace {
  /** Sends a call. @returns its answer, and the text of every statement that was sent on its behalf */
  follow(
    caller: Caller,
    call: Call,
  ): Promise<{ readonly answer: Answer; readonly statements: readonly string[] }>;
  stop(): void;
}

/** A call is known by the trace id that it brings (W3C trace context); what runs because of it inherits its context. */
export function traceStatements(): StatementTrace {
  const running = new AsyncLocalStorage<string[]>();
  const byTrace = new Map<string, string[]>();
  const begin = (message: unknown): void => {
    const { headers } = (message as { readonly request: IncomingMessage }).request;
    const traced = byTrace.get(String(headers.traceparent).split('-')[1] ?? '');
    if (traced !== undefined) running.enterWith(traced);
  };
  diagnostics.subscribe('http.server.request.start', begin);
  const query: unknown = Reflect.get(pg.Client.prototype, 'query');
  if (typeof query !== 'function') throw new Error('pg has no query to look at');
  Reflect.set(pg.Client.prototype, 'query', function (this: unknown, ...given: unknown[]): unknown {
    running.getStore()?.push(...textsOf(given[0]));
    return Reflect.apply(query, this, given);
  });
  return {
    follow: async (caller, call) => {
      const trace = randomBytes(16).toString('hex');
      const statements: string[] = [];
      byTrace.set(trace, statements);
      const traceparent = `00-${trace}-${randomBytes(8).toString('hex')}-00`;
      const answer = await caller.send({ ...call, headers: { ...call.headers, traceparent } });
      byTrace.delete(trace);
      return { answer, statements };
    },
    stop: () => {
      diagnostics.unsubscribe('http.server.request.start', begin);
      Reflect.set(pg.Client.prototype, 'query', query);
    },
  };
}

/** More than one of a batch. */
function textsOf(given: unknown): readonly string[] {
  if (typeof given === 'string') return [given];
  const { parts, text } = given as { readonly parts?: readonly { readonly text: string }[]; text?: unknown };
  return parts?.map((part) => part.text) ?? [String(text)];
}
