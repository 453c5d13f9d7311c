import { decodeJwt, decodeProtectedHeader } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CookieJar } from '../../src/demo/cookie-jar.js';
import { acr, type IdentityProvider, startIdentityProvider } from '../../src/demo/identity-provider/index.js';
import { type Credentials, SignInFailed, signIn } from '../../src/demo/person.js';
import { generatePrivateJwk, type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';

const audience = 'http://localhost:4999';
const redirectUri = 'http://localhost:4998/callback';
const nurse = { account: 'verpleegkundige', password: 'test-verpleegkundige' };
const mother = { account: 'moeder', password: 'test-moeder' };

let provider: IdentityProvider;
const keys = new Map<string, PrivateJwk>();

beforeAll(async () => {
  for (const id of ['jgz', 'school', 'hub', 'desk']) keys.set(id, await generatePrivateJwk('P-256'));
  const jwksOf = (id: string) => [publicJwkOf(keyOf(id))];
  const redirectUris = [redirectUri];
  provider = await startIdentityProvider({
    port: 0,
    audience,
    clients: [
      { realm: 'professionals', clientId: 'jgz', name: 'JGZ Test', jwks: jwksOf('jgz'), redirectUris },
      { realm: 'professionals', clientId: 'school', name: 'School', jwks: jwksOf('school'), redirectUris },
      { realm: 'citizens', clientId: 'hub', name: 'Kernhub', jwks: jwksOf('hub'), redirectUris },
      { realm: 'officers', clientId: 'desk', name: 'Beheer', jwks: jwksOf('desk'), redirectUris },
    ],
    accounts: [
      {
        ...nurse,
        realm: 'professionals',
        name: 'N. Test',
        clients: ['jgz'],
        function: 'jeugdverpleegkundige',
      },
      { ...mother, realm: 'citizens', name: 'Moeder Test', sub: 'citizen-1' },
      { realm: 'citizens', account: 'vader', password: 'test-vader', name: 'Vader Test' },
      {
        realm: 'officers',
        account: 'beheerder',
        password: 'test-beheerder',
        name: 'B. Test',
        duty: 'administrator',
        alwaysMultiFactor: true,
      },
    ],
  });
});
afterAll(() => provider.close());

function keyOf(clientId: string): PrivateJwk {
  const key = keys.get(clientId);
  if (key === undefined) throw new Error(`no key for ${clientId}`);
  return key;
}

async function client(realm: keyof IdentityProvider['issuers'], clientId: string) {
  const jwk = keyOf(clientId);
  const key = await crypto.subtle.importKey(
    'jwk',
    { ...jwk } as import('node:crypto').webcrypto.JsonWebKey,
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  );
  const authentication = oidc.PrivateKeyJwt({ key, kid: jwk.kid });
  const issuer = new URL(provider.issuers[realm]);
  return oidc.discovery(issuer, clientId, undefined, authentication, {
    execute: [oidc.allowInsecureRequests],
  });
}

interface Wish {
  readonly scope: string;
  readonly extra?: Record<string, string>;
  readonly bound?: boolean;
}

/** Code flow with PKCE, PAR, state, nonce and, where bound, DPoP; the person uses the real pages. */
async function authorize(
  config: oidc.Configuration,
  person: Credentials,
  { scope, extra = {}, bound = true }: Wish,
  options = {},
) {
  const dpop = bound ? { DPoP: oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256')) } : {};
  const verifier = oidc.randomPKCECodeVerifier();
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const url = await oidc.buildAuthorizationUrlWithPAR(
    config,
    {
      redirect_uri: redirectUri,
      scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ...extra,
    },
    dpop,
  );
  const stopAt = (target: URL) => target.href.startsWith(redirectUri);
  const { finalUrl } = await signIn(url.href, person, { stopAt, ...options });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  return oidc.authorizationCodeGrant(config, new URL(finalUrl), checks, undefined, dpop);
}

describe('a professional', () => {
  test('gets a DPoP-bound JWT access token that says who, how, when and as what', async () => {
    const config = await client('professionals', 'jgz');
    const tokens = await authorize(config, nurse, { scope: 'openid hub:act', extra: { resource: audience } });
    expect(tokens.token_type).toBe('dpop');
    expect(decodeProtectedHeader(tokens.access_token).typ).toBe('at+jwt');
    const claims = decodeJwt(tokens.access_token);
    expect(claims).toMatchObject({
      iss: provider.issuers.professionals,
      sub: 'verpleegkundige',
      aud: audience,
      client_id: 'jgz',
      scope: 'hub:act',
      acr: acr.password,
      function: 'jeugdverpleegkundige',
      cnf: { jkt: expect.any(String) },
    });
    expect(Math.abs(Number(claims.auth_time) - Date.now() / 1000)).toBeLessThan(30);
  });

  test('gets a token for the hub when the client names no resource', async () => {
    const config = await client('professionals', 'jgz');
    const tokens = await authorize(config, nurse, { scope: 'openid hub:act' });
    expect(decodeJwt(tokens.access_token).aud).toBe(audience);
  });

  test('shows a second factor when the client asks for it', async () => {
    const config = await client('professionals', 'jgz');
    const extra = { acr_values: acr.multiFactor, prompt: 'login', max_age: '0' };
    const tokens = await authorize(config, nurse, { scope: 'openid hub:act', extra });
    expect(decodeJwt(tokens.access_token).acr).toBe(acr.multiFactor);
    expect(tokens.claims()).toMatchObject({ acr: acr.multiFactor, auth_time: expect.any(Number) });
  });

  test('cannot sign in at another partner', async () => {
    const config = await client('professionals', 'school');
    await expect(authorize(config, nurse, { scope: 'openid hub:act' })).rejects.toThrow(SignInFailed);
  });

  test('cannot get a token for another resource', async () => {
    const config = await client('professionals', 'jgz');
    const wish = { scope: 'openid hub:act', extra: { resource: 'http://localhost:1/other' } };
    await expect(authorize(config, nurse, wish)).rejects.toThrow();
  });
});

describe('a partner system', () => {
  test('gets a DPoP-bound token whose subject is the client, for serving only', async () => {
    const config = await client('professionals', 'school');
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'));
    const wish = { scope: 'hub:serve', resource: audience };
    const tokens = await oidc.clientCredentialsGrant(config, wish, { DPoP });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      sub: 'school',
      client_id: 'school',
      aud: audience,
      scope: 'hub:serve',
      cnf: { jkt: expect.any(String) },
    });
  });

  test('cannot get what only a person may have', async () => {
    const config = await client('professionals', 'school');
    const DPoP = oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256'));
    const tokens = await oidc
      .clientCredentialsGrant(config, { scope: 'hub:act', resource: audience }, { DPoP })
      .catch(() => null);
    expect(tokens?.scope ?? '').not.toContain('hub:act');
  });

  test('is refused without a DPoP proof', async () => {
    const config = await client('professionals', 'school');
    const wish = { scope: 'hub:serve', resource: audience };
    await expect(oidc.clientCredentialsGrant(config, wish)).rejects.toThrow();
  });
});

describe('a parent', () => {
  test('signs in with a stable subject and nothing else about them', async () => {
    const config = await client('citizens', 'hub');
    const tokens = await authorize(config, mother, { scope: 'openid', bound: false });
    expect(tokens.claims()).toMatchObject({ sub: 'citizen-1', acr: acr.password });
    expect(tokens.claims()).not.toHaveProperty('name');
  });

  test('signs in after another parent in the same browser, as themselves', async () => {
    const config = await client('citizens', 'hub');
    const wish = { scope: 'openid', bound: false };
    const stopAt = (target: URL) => target.href.startsWith(redirectUri);
    const cookies = new CookieJar();
    await authorize(config, mother, wish, { cookies, stopAt });
    const father = { account: 'vader', password: 'test-vader' };
    const second = await authorize(config, father, wish, { cookies, stopAt });
    expect(second.claims()?.sub).toBe('vader');
  });

  test('is told that the password is wrong', async () => {
    const config = await client('citizens', 'hub');
    const wrong = { ...mother, password: 'geraden' };
    const attempt = authorize(config, wrong, { scope: 'openid', bound: false });
    await expect(attempt).rejects.toThrow('De gebruikersnaam of het wachtwoord klopt niet.');
  });

  test('may refuse, and the application hears that access was denied', async () => {
    const config = await client('citizens', 'hub');
    const refusing = { ...mother, consents: false };
    const attempt = authorize(config, refusing, { scope: 'openid', bound: false });
    await expect(attempt).rejects.toMatchObject({ error: 'access_denied' });
  });
});

describe('an administrator', () => {
  test('always shows a second factor, and the token names the duty', async () => {
    const config = await client('officers', 'desk');
    const desk = { account: 'beheerder', password: 'test-beheerder' };
    const tokens = await authorize(config, desk, { scope: 'openid hub:administer' });
    expect(decodeJwt(tokens.access_token)).toMatchObject({
      duty: 'administrator',
      acr: acr.multiFactor,
      scope: 'hub:administer',
    });
  });
});

describe('the pages', () => {
  test('hold no script and no inline style, and forbid both', async () => {
    const config = await client('citizens', 'hub');
    const url = await oidc.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const first = await fetch(url, { redirect: 'manual' });
    const cookies = new CookieJar();
    cookies.keep(url, first.headers);
    const page = new URL(first.headers.get('location') ?? '', url);
    const response = await fetch(page, { headers: { Cookie: cookies.headerFor(page) } });
    const body = await response.text();
    expect(body).toContain('<html lang="nl">');
    expect(body).not.toMatch(/<script|style=|<style/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('end the sign-in after five wrong answers', async () => {
    const config = await client('citizens', 'hub');
    const url = await oidc.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: redirectUri,
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    const cookies = new CookieJar();
    const visit = async (at: URL, fields?: Record<string, string>) => {
      const response = await fetch(at, {
        redirect: 'manual',
        headers: { Cookie: cookies.headerFor(at) },
        ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
      });
      cookies.keep(at, response.headers);
      return { status: response.status, next: new URL(response.headers.get('location') ?? at, at) };
    };
    const { next: page } = await visit(url);
    const guess = () => visit(new URL(`${page.pathname}/login`, page), { account: 'moeder', password: 'x' });
    for (let attempt = 1; attempt < 5; attempt += 1) expect((await guess()).status).toBe(422);
    const last = await guess();
    expect(last.status).toBe(303);
    const { next } = await visit(last.next);
    expect(next.href).toMatch(new RegExp(`^${redirectUri}.*error=access_denied`));
  });

  test('ask the code again when it is wrong', async () => {
    const config = await client('officers', 'desk');
    const stubborn = { account: 'beheerder', password: 'test-beheerder', code: '000000' };
    await expect(authorize(config, stubborn, { scope: 'openid hub:administer' })).rejects.toThrow(
      'De code klopt niet.',
    );
  });

  test('an interaction that does not exist is a page, not a stack trace', async () => {
    const response = await fetch(`${provider.issuers.citizens}/interaction/unknown`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Dit lukt niet');
  });
});
