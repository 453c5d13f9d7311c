import { randomUUID } from 'node:crypto';
import { createHubClient, createRelyingParty, type HubClient } from '../../client/index.js';
import type { Json, PrivateJwk } from '../../kernel/index.js';
import { signIn } from '../person.js';
import { accounts } from '../world/index.js';

export const deskClientId = 'beheer';

export interface DeskSettings {
  readonly hubUrl: string;
  readonly issuer: string;
  readonly key: PrivateJwk;
}

/** Own calls of an administrator or privacy officer, after a real sign-in with a second factor. */
export interface OfficerDesk {
  get(path: string): Promise<unknown>;
  post(path: string, body: Json): Promise<unknown>;
}

const scopes = { administrator: 'hub:administer', privacyOfficer: 'hub:oversee' } as const;

/** Nothing listens there: the redirect is read from the address, as a command line does. */
export const deskRedirectUri = (hubUrl: string): string => `${hubUrl}/desk`;

export async function signInOfficer(
  who: keyof typeof scopes,
  { hubUrl, issuer, key }: DeskSettings,
): Promise<OfficerDesk> {
  const redirectUri = deskRedirectUri(hubUrl);
  const party = createRelyingParty({
    issuer,
    clientId: deskClientId,
    clientKey: key,
    allowInsecure: true,
    redirectUri,
    scopes: [scopes[who]],
    resource: hubUrl,
    dpopKey: key,
  });
  const { url, pending } = await party.begin();
  const stopAt = (target: URL): boolean => target.href.startsWith(redirectUri);
  const { finalUrl } = await signIn(url, accounts[who], { stopAt });
  const { accessToken } = await party.complete(new URL(finalUrl).searchParams, pending);
  const client: HubClient = createHubClient({
    hubUrl,
    audience: hubUrl,
    issuer,
    clientId: deskClientId,
    keys: { signing: key, dpop: key },
    allowInsecure: true,
  });
  return {
    get: async (path) => (await client.call({ method: 'GET', path, professionalToken: accessToken })).body,
    post: async (path, body) => {
      const call = { method: 'POST', path, body, professionalToken: accessToken } as const;
      return (await client.call({ ...call, idempotencyKey: randomUUID() })).body;
    },
  };
}
