import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createHubClient,
  type HubClient,
  HubUnreachable,
  ProviderUnavailable,
} from '../../src/client/index.js';
import { HubError } from '../../src/contract/index.js';
import { type IdentityProvider, startIdentityProvider } from '../../src/demo/identity-provider/index.js';
import {
  base64url,
  fromBase64url,
  fromUtf8,
  generatePrivateJwk,
  type PrivateJwk,
  publicJwkOf,
  sha256,
  verifyDetached,
} from '../../src/kernel/index.js';
import { json, type LocalHub, problem, startLocalHub } from './local-hub.js';

const audience = 'https://hub.example';

describe('the hub client', () => {
  let hub: LocalHub;
  let provider: IdentityProvider;
  let keys: { signing: PrivateJwk; dpop: PrivateJwk };
  let client: HubClient;
  const clientWith = (change: object = {}) =>
    createHubClient({
      hubUrl: hub.url,
      audience,
      issuer: provider.issuers.professionals,
      clientId: 'agent',
      keys,
      allowInsecure: true,
      ...change,
    });
  beforeAll(async () => {
    hub = await startLocalHub();
    keys = { signing: await generatePrivateJwk('Ed25519'), dpop: await generatePrivateJwk('P-256') };
    provider = await startIdentityProvider({
      port: 0,
      audience,
      accounts: [],
      clients: [{ realm: 'professionals', clientId: 'agent', name: 'Agent', jwks: [publicJwkOf(keys.dpop)] }],
    });
    client = clientWith();
  });
  afterAll(async () => {
    await provider.close();
    await hub.close();
  });
  beforeEach(() => {
    hub.seen.length = 0;
    hub.answer = (_request, response) => json(response, 200, { ok: true });
  });
  const header = (place: number, name: string): string => String(hub.seen[place]?.headers[name] ?? '');
  const tokenOf = (place: number): string => header(place, 'authorization').replace(/^DPoP /, '');

  it('brings a token for the hub, bound to its key, and a proof for this request', async () => {
    await client.call({ method: 'GET', path: '/v1/tasks?limit=5' });
    const token = decodeJwt(tokenOf(0));
    expect(token).toMatchObject({ aud: audience, sub: 'agent', client_id: 'agent', scope: 'hub:serve' });
    expect(token.cnf).toEqual({ jkt: keys.dpop.kid });
    expect(decodeJwt(header(0, 'dpop'))).toMatchObject({
      htm: 'GET',
      htu: `${audience}/v1/tasks`,
      ath: base64url(sha256(tokenOf(0))),
    });
    const { kid: _, ...jwk } = publicJwkOf(keys.dpop);
    expect(decodeProtectedHeader(header(0, 'dpop'))).toMatchObject({ typ: 'dpop+jwt', alg: 'ES256', jwk });
    expect(hub.seen[0]).toMatchObject({ url: '/v1/tasks?limit=5' });
    expect(hub.seen[0]?.headers).not.toHaveProperty('payload-signature');
  });

  it('uses one token for many calls, also at once, and never one proof twice', async () => {
    const fresh = clientWith();
    await Promise.all(Array.from({ length: 8 }, () => fresh.call({ method: 'GET', path: '/v1/roster' })));
    expect(new Set(hub.seen.map((_, place) => tokenOf(place))).size).toBe(1);
    expect(new Set(hub.seen.map((_, place) => decodeJwt(header(place, 'dpop')).jti)).size).toBe(8);
  });

  it('signs the exact bytes of a body, with the Idempotency-Key as jti', async () => {
    const body = { subject: 'chd_x', naam: 'ë' };
    await client.call({ method: 'POST', path: '/v1/exchanges', body, idempotencyKey: 'sleutel-1', wait: 10 });
    const request = hub.seen[0];
    expect(JSON.parse(request?.body.toString() ?? '')).toEqual(body);
    expect(request?.headers).toMatchObject({
      'idempotency-key': 'sleutel-1',
      prefer: 'wait=10',
      'content-type': 'application/json',
    });
    const signed = await verifyDetached(
      header(0, 'payload-signature'),
      [publicJwkOf(keys.signing)],
      request?.body ?? Buffer.alloc(0),
    );
    expect(signed).toMatchObject({
      typ: 'kernhub-payload+jws',
      htm: 'POST',
      htu: `${audience}/v1/exchanges`,
      aud: audience,
      jti: 'sleutel-1',
      crit: ['b64'],
    });
  });

  it('sends bytes as they are', async () => {
    const body = new TextEncoder().encode('{ "a" : 1 }');
    await client.call({ method: 'PUT', path: '/v1/tasks/x/envelope', body });
    expect(hub.seen[0]?.body.toString()).toBe('{ "a" : 1 }');
  });

  it('calls with the token of a professional when it is given one', async () => {
    await client.call({ method: 'GET', path: '/v1/roster', professionalToken: 'van.een.mens' });
    expect(tokenOf(0)).toBe('van.een.mens');
    expect(decodeJwt(header(0, 'dpop'))).toMatchObject({ ath: base64url(sha256('van.een.mens')) });
  });

  it('proves again with the nonce that the hub offers, and keeps to it', async () => {
    hub.answer = ({ headers }, response) =>
      decodeJwt(String(headers.dpop)).nonce === 'een'
        ? json(response, 200, {})
        : problem(
            response,
            401,
            { code: 'dpop-proof-invalid', status: 401 },
            { 'DPoP-Nonce': 'een', 'WWW-Authenticate': 'DPoP error="use_dpop_nonce"' },
          );
    const fresh = clientWith();
    const body = { a: 1 };
    expect((await fresh.call({ method: 'POST', path: '/v1/x', body })).status).toBe(200);
    await fresh.call({ method: 'GET', path: '/v1/x' });
    expect(hub.seen).toHaveLength(3);
    const ids = [0, 1].map((place) => {
      const [protectedHeader = ''] = header(place, 'payload-signature').split('.');
      return JSON.parse(fromUtf8(fromBase64url(protectedHeader))).jti;
    });
    expect(ids[0]).not.toBe(ids[1]);
  });

  it('fetches another token, once, when the hub refuses the one it has', async () => {
    const refusedTokens: string[] = [];
    hub.answer = ({ headers }, response) => {
      const token = String(headers.authorization);
      if (refusedTokens.length === 0) refusedTokens.push(token);
      if (refusedTokens.includes(token)) problem(response, 401, { code: 'unauthenticated' });
      else json(response, 200, {});
    };
    expect((await client.call({ method: 'GET', path: '/v1/x' })).status).toBe(200);
    hub.answer = (_request, response) => problem(response, 401, { code: 'unauthenticated' });
    hub.seen.length = 0;
    await expect(client.call({ method: 'GET', path: '/v1/x' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    expect(hub.seen).toHaveLength(2);
  });

  it('throws a refusal again as the error that it was', async () => {
    hub.answer = (_request, response) =>
      problem(
        response,
        403,
        {
          type: '/problems/basis-not-in-force',
          title: 'x',
          status: 403,
          code: 'basis-not-in-force',
          detail: 'niet van kracht',
          traceId: 'spoor',
          exchange: 'exc_x',
          errors: [{ pointer: '/a', reason: 'b' }],
        },
        { 'Retry-After': '7' },
      );
    const refusal = await client.call({ method: 'GET', path: '/v1/x' }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(HubError);
    expect(refusal).toMatchObject({
      code: 'basis-not-in-force',
      status: 403,
      traceId: 'spoor',
      message: 'niet van kracht',
      options: {
        members: { exchange: 'exc_x' },
        errors: [{ pointer: '/a', reason: 'b' }],
        retryAfterSeconds: 7,
      },
    });
  });

  it('keeps the status of a code that it does not know yet', async () => {
    hub.answer = (_request, response) => problem(response, 409, { code: 'toekomst', status: 409 });
    await expect(client.call({ method: 'GET', path: '/v1/x' })).rejects.toMatchObject({
      code: 'internal',
      status: 409,
    });
  });

  it('takes no proxy’s page, redirect, broken JSON or half an answer for an answer', async () => {
    const answers: LocalHub['answer'][] = [
      (_request, response) => response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway'),
      (_request, response) => response.writeHead(302, { Location: `${hub.url}/elders` }).end(),
      (_request, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"a":'),
      (_request, response) => response.destroy(),
      (_request, response) => {
        response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 100 });
        response.write('{"a":', () => response.destroy());
      },
    ];
    for (const answer of answers) {
      hub.answer = answer;
      await expect(client.call({ method: 'GET', path: '/v1/x' })).rejects.toBeInstanceOf(HubUnreachable);
    }
    const nowhere = clientWith({ hubUrl: 'http://127.0.0.1:9' });
    await expect(nowhere.call({ method: 'GET', path: '/v1/x' })).rejects.toBeInstanceOf(HubUnreachable);
  });

  it('lets go of a call that its caller no longer wants', async () => {
    hub.answer = () => undefined;
    const stop = new AbortController();
    const call = client.call({ method: 'GET', path: '/v1/tasks', wait: 30, signal: stop.signal });
    const outcome = expect(call).rejects.toMatchObject({ name: 'AbortError' });
    stop.abort();
    await outcome;
  });

  it('says when it gets no token, and tries again at the next call', async () => {
    const away = clientWith({ issuer: 'http://127.0.0.1:9' });
    const stranger = clientWith({ clientId: 'onbekend' });
    for (const one of [away, stranger, away]) {
      await expect(one.call({ method: 'GET', path: '/v1/x' })).rejects.toBeInstanceOf(ProviderUnavailable);
    }
    expect(() => clientWith({ allowInsecure: false })).toThrow(/https/);
  });
});
