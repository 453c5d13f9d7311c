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

/** The administrator's own calls, after a real sign-in with a second factor. */
export interface AdministratorDesk {
  post(path: string, body: Json): Promise<unknown>;
}

/** Nothing listens there: the redirect is read from the address, as a command line does. */
export const deskRedirectUri = (hubUrl: string): string => `${hubUrl}/desk`;

export async function signInAdministrator(settings: DeskSettings): Promise<AdministratorDesk> {
  const { hubUrl, issuer, key } = settings;
  const redirectUri = deskRedirectUri(hubUrl);
  const party = createRelyingParty({
    issuer,
    clientId: deskClientId,
    clientKey: key,
    allowInsecure: true,
    redirectUri,
    scopes: ['hub:administer'],
    resource: hubUrl,
    dpopKey: key,
  });
  const { url, pending } = await party.begin();
  const stopAt = (target: URL): boolean => target.href.startsWith(redirectUri);
  const { finalUrl } = await signIn(url, accounts.administrator, { stopAt });
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
    post: async (path, body) => {
      const call = { method: 'POST', path, body, professionalToken: accessToken } as const;
      return (await client.call({ ...call, idempotencyKey: randomUUID() })).body;
    },
  };
}
