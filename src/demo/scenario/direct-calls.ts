import { randomBytes, randomUUID } from 'node:crypto';
import {
  createHubClient,
  createRelyingParty,
  type FetchCall,
  fetchOverHttp,
  HubRefusal,
} from '../../client/index.js';
import { signStatement } from '../../contract/index.js';
import { base64url, generatePrivateJwk, importSigningKey, publicJwkOf } from '../../kernel/index.js';
import { signIn } from '../person.js';
import { accounts, clientIdOf, type PartnerName, type Who } from '../world/index.js';
import { early } from './family-decides.js';
import type { Tale } from './tale.js';

/**
 * A partner that goes round its own agent: its keys, its professional, but any id of a child that it likes.
 * Answers the hub's own words, refusal or not.
 */
export async function directCalls(
  { world }: Tale,
  partner: PartnerName,
  who: Who,
): Promise<(subject: string) => Promise<Record<string, unknown>>> {
  const { around, hubUrl } = world;
  const { id, keys } = around.world.partners[partner];
  const client = {
    issuer: around.issuers.professionals,
    clientId: clientIdOf(partner),
    allowInsecure: true,
  };
  const redirectUri = `${world.agentUrl(partner)}/callback`;
  const party = createRelyingParty({
    ...client,
    clientKey: keys.dpop,
    redirectUri,
    scopes: ['hub:act'],
    resource: hubUrl,
    dpopKey: keys.dpop,
  });
  const { url, pending } = await party.begin();
  const stopAt = (target: URL): boolean => target.href.startsWith(redirectUri);
  const { finalUrl } = await signIn(url, accounts[who], { stopAt });
  const { accessToken } = await party.complete(new URL(finalUrl).searchParams, pending);
  let words = '';
  const listen: FetchCall = async (...request) => {
    const response = await fetchOverHttp(...request);
    words = await response.clone().text();
    return response;
  };
  const hub = createHubClient({ ...client, hubUrl, audience: hubUrl, keys, fetch: listen });
  return async (subject) => {
    const keyStatement = await freshKeyStatement(id, await importSigningKey(keys.signing));
    const body = { subject, purpose: early, question: 'aanbod', keyStatement };
    const call = { method: 'POST', path: '/v1/exchanges', body, professionalToken: accessToken } as const;
    await hub.call({ ...call, idempotencyKey: randomUUID() }).catch((cause: unknown) => {
      if (!(cause instanceof HubRefusal)) throw cause;
    });
    return JSON.parse(words) as Record<string, unknown>;
  };
}

async function freshKeyStatement(
  iss: Parameters<typeof signStatement<'kernhub-key+jwt'>>[2]['iss'],
  key: Parameters<typeof signStatement>[0],
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return signStatement(key, 'kernhub-key+jwt', {
    iss,
    jti: base64url(randomBytes(16)),
    purpose: early,
    version: 1,
    fields: ['zorgniveau'],
    jwk: publicJwkOf(await generatePrivateJwk('X25519')) as never,
    iat: now,
    exp: now + 3_600,
  });
}
