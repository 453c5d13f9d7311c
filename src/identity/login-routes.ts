import type { RelyingParty } from '../client/index.js';
import { closed, oneOf, type Route, route, Type } from '../contract/index.js';
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
  return [...signInRoutes(needs, party), signOutRoute(needs, party)];
}

const signInRoutes = (needs: IdentityNeeds, party: RelyingParty): Route[] => [
  route({
    page: true,
    callers: ['anyone'],
    tag,
    method: 'GET',
    path: '/login',
    summary: 'Sign in as a parent or young person',
    query: closed({
      returnTo: Type.Optional(Type.String({ maxLength: 500 })),
      again: Type.Optional(oneOf('yes')),
    }),
    responses: { 303: null },
    problems: ['issuer-unavailable'],
    handler: async (_caller, { query }) => {
      const { url, browser } = await beginSignIn(needs, party, {
        returnTo: query.returnTo,
        again: query.again === 'yes',
      });
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

const signOutRoute = (needs: IdentityNeeds, party: RelyingParty): Route =>
  route({
    page: true,
    callers: ['citizen'],
    tag,
    method: 'POST',
    path: '/logout',
    summary: 'Sign out, here and at the identity provider',
    body: closed({ csrf: Type.Optional(Type.String({ maxLength: 100 })) }),
    responses: { 303: null },
    problems: [],
    handler: async (_caller, { cookie }) => {
      const location = await signOut(needs, party, cookie);
      return { status: 303, headers: { Location: location, 'Set-Cookie': setCookie(sessionCookie, '', 0) } };
    },
  });
