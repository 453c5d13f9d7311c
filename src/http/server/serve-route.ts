import type { Request, RequestHandler, Response } from 'express';
import type pg from 'pg';
import {
  type Caller,
  type CallerKind,
  CallerRefused,
  type Claim,
  HubError,
  type Input,
  type Reply,
  type Route,
} from '../../contract/index.js';
import { readForm } from '../domain/form.js';
import { knownRefusal } from '../domain/known-refusal.js';
import { mayOversee, type OfficerMay } from '../domain/may-oversee.js';
import { waitPreferred } from '../domain/prefer.js';
import { isPartner, leavesEntry, type PartnerCaller, standsInLedger } from '../domain/rejection.js';
import { requestCheck } from '../domain/request-check.js';
import { isSigned } from '../domain/signed-route.js';
import type { RecordRejection } from '../usecases/record-rejection.js';
import { readBody, readJson } from './body.js';
import { callOf } from './call.js';
import type { Drain } from './drain.js';
import type { Log } from './log.js';
import { onlyOnce } from './only-once.js';
import type { RateLimiter } from './rate-limit.js';
import type { ReplyCheck } from './reply-check.js';
import { sendReply } from './send.js';

/** What identity needs of a request to say who calls. */
export interface Credentials {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly dpop?: string;
  readonly cookie?: string;
  readonly origin?: string;
  readonly page: boolean;
  readonly changes: boolean;
}

export type Authenticate = (
  request: Credentials,
  callers: readonly CallerKind[],
  scope?: string,
) => Promise<Caller>;

/** @returns the signature as sent, verified */
export type VerifyPayloadSignature = (
  caller: PartnerCaller,
  request: {
    readonly method: string;
    readonly path: string;
    readonly body: Uint8Array;
    readonly header?: string;
    readonly idempotencyKey?: string;
  },
) => Promise<string>;

export interface RouteDoors {
  readonly officerMay: OfficerMay;
  readonly authenticate: Authenticate;
  readonly verifyPayloadSignature: VerifyPayloadSignature;
  readonly recordRejection: RecordRejection;
  readonly pool: pg.Pool;
  readonly limiter: RateLimiter;
  readonly drain: Drain;
  readonly log: Log;
  readonly checkReply: ReplyCheck | null;
}

type AnyHandler = (caller: Caller, input: Input<unknown, unknown, unknown>) => Promise<Reply>;

/**
 * Serves one row of a route table, with the refusals in the order that exchange.md fixes: token, then partner and
 * scope, then the payload's signature, then every fault of the input at once; only then the handler, which looks for
 * the object. So no refusal before the last can depend on whether a child exists.
 */
export function serveRoute(route: Route, doors: RouteDoors): RequestHandler {
  const answerAs = answering(route, doors);
  return async (request, response) => {
    Object.assign(callOf(response), { route: route.path, page: route.page === true });
    const refused = route.path === '/readyz' ? doors.drain.leaving : doors.drain.draining;
    if (refused && route.path !== '/healthz') throw new HubError('shutting-down');
    let admitted: Caller | null = null;
    try {
      admitted = await admit(route, doors, request, response);
      await answerAs(admitted, request, response);
    } catch (error) {
      const refusal = knownRefusal(error);
      const caller = refusal instanceof CallerRefused ? refusal.caller : admitted;
      if (refusal !== null && caller !== null && standsInLedger(caller, refusal)) {
        await putOnRecord(doors, caller, refusal, { method: route.method, path: route.path, response });
      }
      throw error;
    }
  };
}

/** @throws HubError `rate-limited` instead of the refusal, where so many of this caller are on record already */
async function putOnRecord(
  { limiter, recordRejection, log }: RouteDoors,
  caller: PartnerCaller,
  refusal: HubError,
  { method, path, response }: { readonly method: string; readonly path: string; readonly response: Response },
): Promise<void> {
  const { allowed, retryAfterSeconds } = limiter.countRefusal(caller, refusal.code);
  if (!leavesEntry(caller, refusal)) return;
  if (!allowed) throw new HubError('rate-limited', { retryAfterSeconds });
  await recordRejection(caller, refusal.code, `${method} ${path}`).catch((cause: unknown) => {
    const { traceId } = callOf(response);
    log.failure('a rejected request could not be recorded', cause, { route: path, traceId });
  });
}

/** Who calls, and whether not too often. */
async function admit(route: Route, doors: RouteDoors, request: Request, response: Response): Promise<Caller> {
  const { limiter } = doors;
  const address = request.ip ?? 'unknown';
  // A form of a page comes from our own pages, also where nobody signs in.
  const isForm = route.page === true && route.method !== 'GET';
  const caller =
    !isForm && route.callers.every((kind) => kind === 'anyone')
      ? ({ kind: 'anyone' } as const)
      : await authenticated(route, doors, request, address);
  const counted = caller.kind === 'anyone' ? limiter.countAddress(address) : limiter.countCaller(caller);
  for (const [name, value] of Object.entries(counted.headers)) response.setHeader(name, value);
  if (!counted.allowed) {
    throw new HubError('rate-limited', { retryAfterSeconds: counted.retryAfterSeconds });
  }
  if (isPartner(caller)) limiter.refuseRefused(caller);
  if (caller.kind === 'officer' && !mayOversee(doors.officerMay, route, caller))
    throw new HubError('caller-not-allowed');
  return caller;
}

async function authenticated(
  route: Route,
  doors: RouteDoors,
  request: Request,
  address: string,
): Promise<Caller> {
  doors.limiter.refuseFlood(address);
  try {
    return await doors.authenticate(credentialsOf(route, request), route.callers, route.scope);
  } catch (error) {
    doors.limiter.countFailure(address);
    throw error;
  }
}

function credentialsOf(route: Route, request: Request): Credentials {
  const { authorization, cookie, origin } = request.headers;
  const dpop = request.get('dpop');
  return {
    method: request.method,
    path: request.path,
    page: route.page === true,
    changes: route.method === 'PUT' || route.idempotent === true,
    ...(authorization !== undefined && { authorization }),
    ...(dpop !== undefined && { dpop }),
    ...(cookie !== undefined && { cookie }),
    ...(origin !== undefined && { origin }),
  };
}

type Answer = (caller: Caller, request: Request, response: Response) => Promise<void>;

function answering(route: Route, doors: RouteDoors): Answer {
  const check = requestCheck(route);
  const read = route.page === true ? (bytes: Uint8Array) => readForm(bytes, route.body) : readJson;
  const handler = route.handler as unknown as AnyHandler;
  return async (caller, request, response) => {
    const body = await readBody(request, route);
    const input = read(body);
    const key = route.page === true ? onceOf(input) : request.get('idempotency-key');
    const payloadSignature = await signatureOf(route, doors, caller, request, body);
    const params = paramsOf(route, request);
    const checked = check({ params, query: queryOf(request), idempotencyKey: key, body: input });
    const waitSeconds = waitPreferred(request.get('prefer'));
    const release = route.waits === true && waitSeconds > 0 ? doors.limiter.holdOpen(caller) : null;
    const open = doors.drain.enter(waitSeconds > 0);
    // One that was answered has nothing left to abort, and an abort makes an error with a stack.
    response.once('close', () => response.writableFinished || open.abort());
    const run = (claim: Claim | null): Promise<Reply> =>
      handler(caller, {
        ...checked,
        waitSeconds,
        signal: open.signal,
        claim,
        payloadSignature,
        traceId: callOf(response).traceId,
        ...(request.headers.cookie !== undefined && { cookie: request.headers.cookie }),
        ...(route.page === true && { languages: request.get('accept-language') ?? '' }),
      });
    try {
      const { path } = request;
      const { traceId } = callOf(response);
      const template = `${route.method} ${route.path}`;
      const said = { caller, route: template, key: key ?? '', path, body, traceId };
      const attempt = { ...said, patient: route.page === true, signal: open.signal };
      const reply = await (route.idempotent === true ? onlyOnce(doors.pool, attempt, run) : run(null));
      doors.checkReply?.(route, reply);
      await sendReply(response, reply, waitSeconds);
    } finally {
      open.leave();
      release?.();
    }
  };
}

/** A form brings its key along in a field, so that sending it twice does once what it says. */
const onceOf = (form: unknown): string | undefined => {
  const once = (form as { readonly once?: unknown } | undefined)?.once;
  return typeof once === 'string' ? once : undefined;
};

async function signatureOf(
  route: Route,
  doors: RouteDoors,
  caller: Caller,
  request: Request,
  body: Uint8Array,
): Promise<string | null> {
  if (!isSigned(route) || !isPartner(caller)) return null;
  const header = request.get('payload-signature');
  const idempotencyKey = route.idempotent === true ? request.get('idempotency-key') : undefined;
  return doors.verifyPayloadSignature(caller, {
    method: request.method,
    path: request.path,
    body,
    ...(header !== undefined && { header }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
}

/** The rest of a path is not decoded: what it names has one spelling. */
function paramsOf(route: Route, request: Request): Readonly<Record<string, string>> {
  if (route.restOfPath !== true) return request.params as Readonly<Record<string, string>>;
  const start = route.path.indexOf('{');
  return { [route.path.slice(start + 1, -1)]: request.path.slice(start) };
}

function queryOf(request: Request): URLSearchParams {
  const start = request.url.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.url.slice(start + 1));
}
