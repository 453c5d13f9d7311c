// Everyone who appears in the measured region, signed in at the real identity provider as people do.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHubClient, createRelyingParty } from '../../dist/client/index.js';
import { signIn } from '../../dist/demo/person.js';

export const callback = 'http://localhost:9/callback';
export const password = 'welkom';

/** An access token of a person, by the authorization code flow. */
export async function tokenOf({ issuer, clientId, key, scope, audience, account }) {
  const party = createRelyingParty({
    issuer,
    clientId,
    clientKey: key,
    dpopKey: key,
    allowInsecure: true,
    redirectUri: callback,
    scopes: [scope],
    resource: audience,
  });
  const { url, pending } = await party.begin();
  const end = await signIn(url, { account, password }, { stopAt: (at) => at.href.startsWith(callback) });
  return (await party.complete(new URL(end.finalUrl).searchParams, pending)).accessToken;
}

/** A partner's own calls, and with a token those of its professional. */
export function partnerClient({ hubUrl, issuer, clientId, keys }, token) {
  const client = createHubClient({
    hubUrl,
    audience: hubUrl,
    issuer,
    clientId,
    keys: { signing: keys.signing, dpop: keys.dpop },
    allowInsecure: true,
  });
  const call = async (method, path, body, tries = 5) => {
    const professional = token === undefined ? {} : { professionalToken: token };
    const key = method === 'POST' ? { idempotencyKey: randomUUID() } : {};
    try {
      return (await client.call({ method, path, body, ...professional, ...key })).body;
    } catch (error) {
      // A hub that cannot take a call now says so; this call was not recorded, or the next one finds it.
      if (error.status !== 503 || tries === 0) throw error;
      await sleep(2_000);
      return call(method, path, body, tries - 1);
    }
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
  };
}

/** A parent with a session at the hub. */
export async function citizen(hubUrl, account) {
  const { cookies } = await signIn(`${hubUrl}/login`, { account, password });
  const call = async (method, path, body) => {
    const response = await fetch(`${hubUrl}${path}`, {
      method,
      headers: {
        Cookie: cookies.headerFor(new URL(path, hubUrl)),
        ...(body !== undefined && {
          Origin: hubUrl,
          'Content-Type': 'application/json',
          'Idempotency-Key': randomUUID(),
        }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 400)}`);
    return JSON.parse(text);
  };
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body) };
}
