import type { RelyingParty } from '../client/index.js';
import { closed, oneOf, type Route, route, Type } from '../contract/index.js';
import { loginCookie, type PersonRealm, sessionCookie, sessionSeconds, setCookie } from './domain/session.js';
import type { IdentityNeeds } from './usecases/needs.js';
import {
  attemptSeconds,
  beginSignIn,
  callbackPaths,
  completeSignIn,
  type Entrance,
  entrance,
  signOut,
} from './usecases/sign-in.js';

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

/** Sign-in of each realm, and the one way out. */
export function loginRoutes(needs: IdentityNeeds): Route[] {
  const citizens = entrance('citizens', needs);
  const officers = entrance('officers', needs);
  const partyOf = (realm: PersonRealm) => (realm === 'citizens' ? citizens : officers).party;
  return [
    ...signInRoutes(needs, citizens, { login: '/login', home: '/', who: 'a parent or young person' }),
    ...signInRoutes(needs, officers, { login: '/officer/login', home: '/officer', who: 'an officer' }),
    signOutRoute(needs, partyOf),
  ];
}

interface Ways {
  readonly login: string;
  /** Where one comes who came from nowhere. */
  readonly home: string;
  readonly who: string;
}

const signInRoutes = (needs: IdentityNeeds, at: Entrance, { login, home, who }: Ways): Route[] => [
  route({
    page: true,
    callers: ['anyone'],
    tag,
    method: 'GET',
    path: login,
    summary: `Sign in as ${who}`,
    query: closed({
      returnTo: Type.Optional(Type.String({ maxLength: 500 })),
      again: Type.Optional(oneOf('yes')),
    }),
    responses: { 303: null },
    problems: ['issuer-unavailable'],
    handler: async (_caller, { query }) => {
      const { url, browser } = await beginSignIn(needs, at, {
        returnTo: query.returnTo ?? home,
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
    path: callbackPaths[at.realm],
    summary: `Come back from the identity provider as ${who}`,
    query: returned,
    responses: { 303: null },
    problems: [
      'session-required',
      'step-up-required',
      'unauthenticated',
      'caller-not-allowed',
      'partner-unknown',
      'partner-suspended',
      'issuer-unavailable',
    ],
    handler: async (_caller, { query, cookie }) => {
      const parameters = new URLSearchParams(query as Record<string, string>);
      const { secret, returnTo } = await completeSignIn(needs, at, parameters, cookie);
      return {
        status: 303,
        headers: { Location: returnTo, 'Set-Cookie': setCookie(sessionCookie, secret, sessionSeconds) },
      };
    },
  }),
];

const signOutRoute = (needs: IdentityNeeds, partyOf: (realm: PersonRealm) => RelyingParty): Route =>
  route({
    page: true,
    callers: ['citizen', 'officer'],
    oversees: ['look', 'session'],
    tag,
    method: 'POST',
    path: '/logout',
    summary: 'Sign out, here and at the identity provider',
    body: closed({ csrf: Type.Optional(Type.String({ maxLength: 100 })) }),
    responses: { 303: null },
    problems: [],
    handler: async (_caller, { cookie }) => {
      const location = await signOut(needs, partyOf, cookie);
      return { status: 303, headers: { Location: location, 'Set-Cookie': setCookie(sessionCookie, '', 0) } };
    },
  });
