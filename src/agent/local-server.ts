import { readFile } from 'node:fs/promises';
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express';
import { HubError, InvalidRequest, NotFound } from '../contract/index.js';
import {
  base64url,
  type Check,
  compileWhenAsked,
  JsonAmbiguous,
  parseStrictJson,
  sha256,
} from '../kernel/index.js';
import { type LocalInput, localRoutes } from './local-api.js';
import { pageRoutes, problemPage } from './pages/page-routes.js';
import { paramsOf } from './params.js';
import { problemOf } from './problem.js';
import type { Sessions } from './sessions.js';
import type { Agent, Professional } from './usecases/agent-parts.js';

export interface LocalServerParts {
  readonly agent: Agent;
  readonly sessions: Sessions;
  /** Where browsers and the partner's system reach this agent. */
  readonly publicUrl: string;
}

/** The agent's own door: local API, sign-in and page. */
export async function createLocalServer({ agent, sessions, publicUrl }: LocalServerParts): Promise<Express> {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.use(protect);
  const style = await readFile(new URL('pages/style.css', import.meta.url), 'utf8');
  app.get('/style.css', (_request, response) => {
    response.type('css').send(style);
  });
  app.use(sameOriginOnly(new URL(publicUrl).origin));
  const cookies = cookieNames(agent.partner, publicUrl);
  mountSignIn(app, sessions, cookies);
  mountApi(app, agent, sessions, cookies.session);
  const who = (request: Request): Professional => sessions.of(cookieOf(request, cookies.session));
  app.use(pageRoutes(agent, who));
  app.use(() => {
    throw new NotFound();
  });
  app.use(failed(agent, who));
  return app;
}

const protect: RequestHandler = (_request, response, next) => {
  response.set({
    'Content-Security-Policy':
      "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    'Cache-Control': 'no-store',
    // Not `no-referrer`: under it a browser sends `Origin: null` with our own forms, and they would be refused.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  next();
};

/** Another site's form or script cannot act with a professional's session. */
const sameOriginOnly =
  (origin: string): RequestHandler =>
  (request, _response, next) => {
    const safe = request.method === 'GET' || request.method === 'HEAD';
    next(safe || request.get('origin') === origin ? undefined : new HubError('origin-not-allowed'));
  };

interface CookieNames {
  readonly session: string;
  readonly signIn: string;
  readonly secure: boolean;
}

/** Cookies know no port: several agents on one machine would else share one. */
function cookieNames(partner: string, publicUrl: string): CookieNames {
  const secure = publicUrl.startsWith('https:');
  const name = `${secure ? '__Host-' : ''}kernhub-agent-${base64url(sha256(partner)).slice(0, 8)}`;
  return { session: name, signIn: `${name}-sign-in`, secure };
}

function cookieOf(request: Request, name: string): string | undefined {
  const cookies = (request.get('cookie') ?? '').split(/; */).map((part) => part.split('='));
  return cookies.find(([key]) => key === name)?.[1];
}

function mountSignIn(app: Express, sessions: Sessions, names: CookieNames): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: names.secure, path: '/' } as const;
  app.get('/login', async (request, response) => {
    const { url, cookie } = await sessions.begin(request.query.level === 'strong');
    response.cookie(names.signIn, cookie, { ...options, maxAge: 600_000 }).redirect(303, url);
  });
  app.get('/callback', async (request, response) => {
    const { search } = new URL(request.originalUrl, 'http://localhost');
    const begun = cookieOf(request, names.signIn);
    const { cookie } = await sessions.complete(new URLSearchParams(search), begun);
    sessions.end(cookieOf(request, names.session));
    response.clearCookie(names.signIn, options).cookie(names.session, cookie, options).redirect(303, '/');
  });
  app.post('/logout', (request, response) => {
    sessions.end(cookieOf(request, names.session));
    response.clearCookie(names.session, options).redirect(303, '/');
  });
}

const readText = express.text({ type: 'application/json', limit: '64kb' });

function mountApi(app: Express, agent: Agent, sessions: Sessions, cookieName: string): void {
  for (const { method, path, status, body: schema, handler } of localRoutes) {
    const check = schema === undefined ? null : compileWhenAsked(schema);
    app[method](path, readText, async (request, response) => {
      const who = sessions.of(cookieOf(request, cookieName));
      const input = {
        params: paramsOf(request),
        body: check === null ? undefined : bodyOf(request, check),
        waitSeconds: waitOf(request),
      };
      const answer = await handler(agent, who, input as LocalInput<never>);
      response.status(status).json(answer ?? {});
    });
  }
}

function bodyOf(request: Request, check: Check): unknown {
  if (typeof request.body !== 'string') throw new HubError('media-type-unsupported');
  let value: unknown;
  try {
    value = parseStrictJson(request.body);
  } catch (error) {
    if (error instanceof JsonAmbiguous)
      throw new InvalidRequest([{ pointer: error.pointer, reason: error.reason }]);
    throw error;
  }
  const faults = check(value);
  if (faults.length > 0) throw new InvalidRequest(faults);
  return value;
}

function waitOf(request: Request): number {
  const seconds = /(?:^|,)\s*wait=(\d{1,3})\b/.exec(request.get('prefer') ?? '')?.[1];
  return Math.min(Number(seconds ?? 0), 60);
}

const failed =
  (agent: Agent, who: (request: Request) => Professional): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const problem = problemOf(error);
    if (problem.code === 'internal') {
      agent.log('request.failed', { error: error instanceof Error ? error.name : 'unknown' });
    }
    response.status(problem.status);
    if (request.path.startsWith('/api/')) {
      response.type('application/problem+json').send(JSON.stringify(problem));
    } else response.type('html').send(problemPage(agent, who, request, problem));
  };
