import { createServer as createHttpServer, type Server } from 'node:http';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type pg from 'pg';
import { HubError, NotFound, type Route } from '../../contract/index.js';
import type { Clock } from '../../kernel/index.js';
import { knownRefusal } from '../domain/known-refusal.js';
import type { RecordRejection } from '../usecases/record-rejection.js';
import { CallerGone } from './body.js';
import { beginCall, type Call, callOf } from './call.js';
import { createDrain, type Drain } from './drain.js';
import { plainHeaders, securityHeaders } from './headers.js';
import type { Log } from './log.js';
import { createRateLimiter, type RateLimits, usualLimits } from './rate-limit.js';
import { type OnOffContract, replyCheck } from './reply-check.js';
import { routerOf } from './router.js';
import { sendProblem } from './send.js';
import { type Authenticate, serveRoute, type VerifyPayloadSignature } from './serve-route.js';

export interface ServerOptions {
  readonly routes: readonly Route[];
  readonly authenticate: Authenticate;
  readonly verifyPayloadSignature: VerifyPayloadSignature;
  readonly recordRejection: RecordRejection;
  /** Remembers `Idempotency-Key`s. */
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits?: Partial<RateLimits>;
  /** Addresses of proxies whose `X-Forwarded-For` is believed; without them a caller is its socket's address. */
  readonly trustedProxies?: readonly string[];
  /** Checks every reply against its announced schema; for development and tests. */
  readonly onOffContract?: OnOffContract;
}

export interface HubServer {
  readonly app: Express;
  /** @returns the port, which the system chose when 0 was asked */
  listen(port: number, host: string): Promise<number>;
  /** Refuses new calls, ends long polls, lets the others finish; closes what is left after the grace time. */
  drain(graceMs?: number): Promise<void>;
}

/** The hub's one HTTP server, from the route tables of all rooms. */
export function createServer(options: ServerOptions): HubServer {
  const drain = createDrain();
  const app = createApp(options, drain);
  let server: Server | null = null;
  return {
    app,
    listen: (port, host) =>
      new Promise((done, fail) => {
        server = createHttpServer({ requestTimeout: 60_000, headersTimeout: 15_000 }, app);
        server.once('error', fail);
        server.listen(port, host, () => {
          const address = server?.address();
          done(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    drain: async (graceMs = 10_000) => {
      if (server !== null) await drain.stop(server, graceMs);
    },
  };
}

function createApp(options: ServerOptions, drain: Drain): Express {
  const { clock, limits, log, onOffContract, trustedProxies = [] } = options;
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
  app.use(begin(log, drain), securityHeaders(), plainHeaders());
  app.use(routerOf(options.routes, (route) => serveRoute(route, doors)));
  app.use(renderErrors(log));
  return app;
}

function begin(log: Log, drain: Drain): RequestHandler {
  return (request, response, next) => {
    const call = beginCall(request, response);
    if (drain.draining) response.setHeader('Connection', 'close');
    response.once('close', () => {
      if (!response.writableFinished) call.code = 'caller-gone';
      logCall(log, request.method, response.statusCode, call);
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
function renderErrors(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const call = callOf(response);
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
    sendProblem(response, refusal ?? new HubError('internal'), call.traceId);
  };
}

const logFields = (call: Call) => ({
  ...(call.route !== null && { route: call.route }),
  traceId: call.traceId,
});
