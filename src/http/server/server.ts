import { createServer as createHttpServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type pg from 'pg';
import { HubError, NotFound, type Route } from '../../contract/index.js';
import type { Clock } from '../../kernel/index.js';
import { knownRefusal } from '../domain/known-refusal.js';
import type { OfficerMay } from '../domain/may-oversee.js';
import type { RecordRejection } from '../usecases/record-rejection.js';
import { CallerGone } from './body.js';
import { beginCall, type Call, callOf } from './call.js';
import { createDrain, type Drain, type DrainTimes } from './drain.js';
import { plainHeaders, securityHeaders } from './headers.js';
import type { Log } from './log.js';
import type { ObservedCall } from './metrics.js';
import { type ProblemPage, readsPages, showProblem } from './problem-page.js';
import { createRateLimiter, type RateLimits, usualLimits } from './rate-limit.js';
import { type OnOffContract, replyCheck } from './reply-check.js';
import { routerOf } from './router.js';
import { StreamBroken, sendProblem } from './send.js';
import { type Authenticate, serveRoute, type VerifyPayloadSignature } from './serve-route.js';

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  readonly officerMay: OfficerMay;
  readonly verifyPayloadSignature: VerifyPayloadSignature;
  readonly recordRejection: RecordRejection;
  /** Remembers `Idempotency-Key`s. */
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<RateLimits>;
  /** Addresses of proxies whose `X-Forwarded-For` is believed; without them a caller is its socket's address. */
  readonly trustedProxies?: readonly string[];
  /** Told of every call that ended. */
  readonly observe?: (call: ObservedCall) => void;
  /** What a person sees instead of a problem document; without it there are no pages. */
  readonly problemPage?: ProblemPage;
  /** Checks every reply against its announced schema; for development and tests. */
  readonly onOffContract?: OnOffContract;
}

export interface HubServer {
  readonly app: Express;
  /** Every row that is mounted. */
  readonly routes: readonly Route[];
  /** @returns the port, which the system chose when 0 was asked */
  listen(port: number, host: string): Promise<number>;
  /**
   * Asked to stop: no longer ready, ends long polls, still serves for the time of notice (by default none); then
   * refuses new calls, lets the open ones finish, and closes what is left after the grace time (by default 10 s).
   */
  drain(times?: Partial<DrainTimes>): Promise<void>;
}

/**
 * Idle connections live longer here than in any load balancer (60 s is usual): the side that sends calls must be the
 * one that closes, else a call crosses a closing socket and is lost.
 */
const timeouts = { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 75_000 } as const;

/** The hub's one HTTP server, from the route tables of all rooms. */
export function createServer(options: ServerOptions): HubServer {
  const drain = createDrain();
  const app = createApp(options, drain);
  let server: Server | null = null;
  return {
    app,
    routes: options.routes,
    listen: (port, host) =>
      new Promise((done, fail) => {
        server = createHttpServer(timeouts, app);
        server.once('error', fail);
        server.listen(port, host, () => {
          const address = server?.address();
          done(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    drain: async ({ noticeMs = 0, graceMs = 10_000 } = {}) => {
      if (server !== null) await drain.stop(server, { noticeMs, graceMs });
    },
  };
}

function createApp(options: ServerOptions, drain: Drain): Express {
  const { clock, limits, log, observe, onOffContract, trustedProxies = [] } = options;
  const app = express();
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', [...trustedProxies]);
  const doors = {
    ...options,
    drain,
    limiter: createRateLimiter({ ...usualLimits, ...limits }, clock),
    checkReply: onOffContract === undefined ? null : replyCheck(onOffContract),
  };
  app.use(begin(log, drain, observe), securityHeaders(), plainHeaders());
  app.use(routerOf(options.routes, (route) => serveRoute(route, doors)));
  app.use(renderErrors(log, options.problemPage ?? null));
  return app;
}

function begin(log: Log, drain: Drain, observe: ServerOptions['observe']): RequestHandler {
  return (request, response, next) => {
    const call = beginCall(request, response);
    drain.follow(response);
    response.once('close', () => {
      if (!response.writableFinished) call.code = 'caller-gone';
      logCall(log, request.method, response.statusCode, call);
      const { route, code } = call;
      const seconds = (performance.now() - call.startedAt) / 1_000;
      observe?.({ method: request.method, route, status: response.statusCode, code, seconds });
    });
    next();
  };
}

function logCall(log: Log, method: string, status: number, call: Call): void {
  log.info('call', {
    method,
    ...(call.route !== null && { route: call.route }),
    status,
    durationMs: Math.round(performance.now() - call.startedAt),
    ...(call.code !== null && { code: call.code }),
    traceId: call.traceId,
  });
}

/** The one place where an error becomes an answer. What we do not know is a bare 500: it may hold anything. */
function renderErrors(log: Log, problemPage: ProblemPage | null): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const call = callOf(response);
    if (error instanceof StreamBroken) log.failure('an answer broke off', error.cause, logFields(call));
    if (error instanceof CallerGone || response.destroyed) return;
    const refusal = error instanceof URIError ? new NotFound() : knownRefusal(error);
    call.code = refusal?.code ?? 'internal';
    if (refusal === null) log.failure('a call failed unexpectedly', error, logFields(call));
    if (refusal?.code === 'database-unavailable') {
      log.failure('the database did not answer', refusal.options.cause, logFields(call));
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    // What is left of a body that was refused halfway is not worth reading.
    if (!request.complete) response.setHeader('Connection', 'close');
    const shown = refusal ?? new HubError('internal');
    if (problemPage !== null && readsPages(request, call)) {
      showProblem(problemPage, shown, request, response).catch(next);
    } else {
      sendProblem(response, shown, call.traceId);
    }
  };
}

const logFields = (call: Call) => ({
  ...(call.route !== null && { route: call.route }),
  traceId: call.traceId,
});
