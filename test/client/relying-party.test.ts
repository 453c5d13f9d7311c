import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createRelyingParty,
  ProviderUnavailable,
  type RelyingPartyOptions,
  SignInRefused,
} from '../../src/client/index.js';
import { acr, type IdentityProvider, startIdentityProvider } from '../../src/demo/identity-provider/index.js';
import { signIn } from '../../src/demo/person.js';
import { generatePrivateJwk, type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';

const audience = 'https://hub.example';
const redirectUri = 'http://localhost:18082/callback';
const credentials = { account: 'zorg', password: 'welkom' };

describe('a relying party', () => {
  let provider: IdentityProvider;
  let key: PrivateJwk;
  const party = (change: Partial<RelyingPartyOptions> = {}) =>
    createRelyingParty({
      issuer: provider.issuers.professionals,
      clientId: 'agent',
      clientKey: key,
      dpopKey: key,
      allowInsecure: true,
      redirectUri,
      scopes: ['hub:act'],
      resource: audience,
      ...change,
    });
  beforeAll(async () => {
    key = await generatePrivateJwk('P-256');
    provider = await startIdentityProvider({
      port: 0,
      audience,
      accounts: [
        { realm: 'professionals', ...credentials, name: 'Testkracht Drie', function: 'jeugdverpleegkundige' },
      ],
      clients: [
        {
          realm: 'professionals',
          clientId: 'agent',
          name: 'Agent',
          jwks: [publicJwkOf(key)],
          redirectUris: [redirectUri],
        },
      ],
    });
  });
  afterAll(() => provider.close());

  const goThrough = async (url: string, change: object = {}): Promise<URLSearchParams> => {
    const stopAt = (at: URL) => at.href.startsWith(redirectUri);
    return new URL((await signIn(url, { ...credentials, ...change }, { stopAt })).finalUrl).searchParams;
  };

  it('gets a token for the hub, bound to the given key, in the name of the person', async () => {
    const agent = party({ acr: [acr.multiFactor], maxAgeSeconds: 300 });
    const { url, pending } = await agent.begin();
    const person = await agent.complete(await goThrough(url), pending);
    expect(person).toMatchObject({ iss: provider.issuers.professionals, sub: 'zorg', acr: acr.multiFactor });
    expect(Math.abs(person.authTime - Date.now() / 1000)).toBeLessThan(60);
    expect(person.expiresIn).toBeGreaterThan(60);
    expect(decodeJwt(person.accessToken)).toMatchObject({
      aud: audience,
      sub: 'zorg',
      client_id: 'agent',
      scope: 'hub:act',
      acr: acr.multiFactor,
      auth_time: expect.any(Number),
      function: 'jeugdverpleegkundige',
      cnf: { jkt: key.kid },
    });
  });

  it('says nothing in the browser’s address but who asks and a handle', async () => {
    const { url } = await party().begin();
    expect([...new URL(url).searchParams.keys()].sort()).toEqual(['client_id', 'request_uri']);
  });

  it('refuses another state, another nonce, another verifier and a code used before', async () => {
    const agent = party();
    for (const member of ['state', 'nonce', 'codeVerifier'] as const) {
      const { url, pending } = await agent.begin();
      const query = await goThrough(url);
      const other = { ...pending, [member]: 'A'.repeat(43) };
      await expect(agent.complete(query, other)).rejects.toBeInstanceOf(SignInRefused);
    }
    const { url, pending } = await agent.begin();
    const query = await goThrough(url);
    await agent.complete(query, pending);
    await expect(agent.complete(query, pending)).rejects.toBeInstanceOf(SignInRefused);
  });

  it('refuses when the person says no, or another issuer answers', async () => {
    const agent = party();
    const first = await agent.begin();
    const no = await goThrough(first.url, { consents: false });
    await expect(agent.complete(no, first.pending)).rejects.toBeInstanceOf(SignInRefused);
    const second = await agent.begin();
    const mixed = await goThrough(second.url);
    mixed.set('iss', provider.issuers.citizens);
    await expect(agent.complete(mixed, second.pending)).rejects.toBeInstanceOf(SignInRefused);
  });

  it('says that the issuer is away, and does not go to plain http unless allowed', async () => {
    await expect(party({ issuer: 'http://127.0.0.1:9' }).begin()).rejects.toBeInstanceOf(ProviderUnavailable);
    expect(() => party({ allowInsecure: false })).toThrow(/https/);
  });

  it('is no client with another key', async () => {
    const clientKey = await generatePrivateJwk('P-256');
    await expect(party({ clientKey }).begin()).rejects.toBeInstanceOf(ProviderUnavailable);
  });
});
