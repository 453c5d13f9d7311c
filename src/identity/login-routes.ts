import type { RelyingParty } from '../client/index.js';
import { closed, type Route, route, Type } from '../contract/index.js';
import { loginCookie, sessionCookie, setCookie } from './domain/session.js';
import type { IdentityNeeds } from './usecases/needs.js';
import {
  attemptSeconds,
  beginSignIn,
  citizensParty,
  completeSignIn,
  sessionSeconds,
  signOut,
} from './usecases/sign-in-citizen.js';

const tag = 'Signing in';

/** What an issuer brings back; the names are those of OAuth, and an issuer may add to them. */
const returned = Type.Object(
  {
    state: Type.Optional(Type.String({ maxLength: 500 })),
    code: Type.Optional(Type.String({ maxLength: 4_000 })),
    error: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: Type.String({ maxLength: 4_000 }) },
);

export function loginRoutes(needs: IdentityNeeds): Route[] {
  const party = citizensParty(needs);
  return [...signInRoutes(needs, party), signOutRoute(needs)];
}

const signInRoutes = (needs: IdentityNeeds, party: RelyingParty): Route[] => [
  route({
    page: true,
    callers: ['anyone'],
    tag,
    method: 'GET',
    path: '/login',
    summary: 'Sign in as a parent or young person',
    query: closed({ returnTo: Type.Optional(Type.String({ maxLength: 500 })) }),
    responses: { 303: null },
    problems: ['issuer-unavailable'],
    handler: async (_caller, { query }) => {
      const { url, browser } = await beginSignIn(needs, party, query.returnTo);
      return {
        status: 303,
        headers: { Location: url, 'Set-Cookie': setCookie(loginCookie, browser, attemptSeconds) },
      };
    },
  }),
  route({
    page: true,
    callers: ['anyone'],
    tag,
    method: 'GET',
    path: '/callback',
    summary: 'Come back from the identity provider',
    query: returned,
    responses: { 303: null },
    problems: ['session-required', 'step-up-required', 'unauthenticated', 'issuer-unavailable'],
    handler: async (_caller, { query, cookie }) => {
      const parameters = new URLSearchParams(query as Record<string, string>);
      const { secret, returnTo } = await completeSignIn(needs, party, parameters, cookie);
      return {
        status: 303,
        headers: { Location: returnTo, 'Set-Cookie': setCookie(sessionCookie, secret, sessionSeconds) },
      };
    },
  }),
];

const signOutRoute = (needs: IdentityNeeds): Route =>
  route({
    page: true,
    callers: ['citizen'],
    tag,
    method: 'POST',
    path: '/logout',
    summary: 'Sign out',
    body: closed({ csrf: Type.Optional(Type.String({ maxLength: 100 })) }),
    responses: { 303: null },
    problems: [],
    handler: async (_caller, { cookie }) => {
      await signOut(needs, cookie);
      return { status: 303, headers: { Location: '/', 'Set-Cookie': setCookie(sessionCookie, '', 0) } };
    },
  });
