import { STATUS_CODES } from 'node:http';
import {
  createHubClient,
  createRelyingParty,
  type FetchCall,
  fetchOverHttp,
  fetchTaking,
  HubRefusal,
  HubUnreachable,
  type TakeBody,
} from '../../client/index.js';
import { type CitizenProfile, type ClientProfile, isLocal, type SignInForms } from '../domain/profile.js';
import type { ClientKeys, LoadedProfile } from './read-profile.js';

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the origin, with query. */
  readonly path: string;
  /** The very bytes to send and sign. */
  readonly body?: Uint8Array;
  readonly idempotencyKey?: string;
  /** Seconds (RFC 7240). */
  readonly wait?: number;
}

/** What the hub said, a refusal too. */
export interface Answer {
  readonly status: number;
  /** The standard phrase of the status: what came over the wire is lost in fetch when the line arrives in pieces. */
  readonly reason: string;
  readonly headers: Headers;
  readonly text: string;
}

/**
 * Makes one call as whoever the profile describes.
 *
 * @param take is given the body of a success as it comes; the text of the answer is then empty
 * @throws HubUnreachable | ProviderUnavailable | SignInRefused, and what the forms throw
 */
export const callAs = (
  caller: LoadedProfile,
  call: Call,
  forms: SignInForms,
  take?: TakeBody,
): Promise<Answer> =>
  caller.keys === null
    ? callWithSession(caller.profile, call, forms, take)
    : callWithToken(caller, call, forms, take);

async function callWithToken(
  { profile, keys }: Extract<LoadedProfile, { keys: ClientKeys }>,
  call: Call,
  forms: SignInForms,
  take?: TakeBody,
): Promise<Answer> {
  let answer: Answer | null = null;
  const fetchIt = take === undefined ? fetchOverHttp : fetchTaking(take);
  // The client turns a refusal into an error; by hand one wants to see it as it came.
  const listen: FetchCall = async (...request) => {
    answer = null;
    const response = await fetchIt(...request);
    answer = await answerOf(response.clone());
    return response;
  };
  const client = createHubClient({
    hubUrl: profile.hub,
    audience: audienceOf(profile),
    issuer: profile.issuer,
    clientId: profile.clientId,
    keys,
    allowInsecure: isLocal(profile.issuer),
    fetch: listen,
  });
  const token = profile.who === 'system' ? undefined : await personalToken(profile, keys, forms);
  try {
    await client.call({ ...call, ...(token !== undefined && { professionalToken: token }) });
  } catch (cause) {
    const answered = cause instanceof HubRefusal || cause instanceof HubUnreachable;
    if (!answered || answer === null) throw cause;
  }
  if (answer === null) throw new HubUnreachable('the hub did not answer');
  return answer;
}

const audienceOf = ({ hub, audience }: ClientProfile | CitizenProfile): string => audience ?? hub;

/** A person's token, by the authorization code flow with PKCE, PAR and DPoP; bound to the profile's key. */
async function personalToken(
  profile: Exclude<ClientProfile, { who: 'system' }>,
  keys: ClientKeys,
  forms: SignInForms,
): Promise<string> {
  const { redirectUri } = profile;
  const party = createRelyingParty({
    issuer: profile.issuer,
    clientId: profile.clientId,
    clientKey: keys.dpop,
    allowInsecure: isLocal(profile.issuer),
    redirectUri,
    scopes: [profile.who === 'officer' ? profile.scope : 'hub:act'],
    resource: audienceOf(profile),
    dpopKey: keys.dpop,
  });
  const { url, pending } = await party.begin();
  const stopAt = (target: URL): boolean => target.href.startsWith(redirectUri);
  const { finalUrl } = await forms(url, profile.signIn, { stopAt });
  return (await party.complete(new URL(finalUrl).searchParams, pending)).accessToken;
}

/** With the cookie of a session, as a page of the hub would call; no token and no signature. */
async function callWithSession(
  profile: CitizenProfile,
  call: Call,
  forms: SignInForms,
  take?: TakeBody,
): Promise<Answer> {
  const origin = new URL(profile.hub).origin;
  const { cookies } = await forms(`${origin}/login`, profile.signIn);
  const url = new URL(call.path, origin);
  const response = await fetch(url, {
    method: call.method,
    headers: {
      Accept: 'application/json, application/problem+json',
      Cookie: cookies.headerFor(url),
      ...(call.method !== 'GET' && { Origin: new URL(audienceOf(profile)).origin }),
      ...(call.idempotencyKey !== undefined && { 'Idempotency-Key': call.idempotencyKey }),
      ...(call.wait !== undefined && { Prefer: `wait=${call.wait}` }),
      ...(call.body !== undefined && { 'Content-Type': 'application/json' }),
    },
    body: call.body === undefined ? null : new Uint8Array(call.body),
    redirect: 'manual',
  }).catch((cause: unknown) => {
    throw new HubUnreachable('the hub cannot be reached', { cause });
  });
  if (take === undefined || !response.ok || response.body === null) return answerOf(response);
  await take(response.body, response.headers);
  return answerOf(new Response(null, response));
}

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  reason: STATUS_CODES[response.status] ?? '',
  headers: response.headers,
  text: await response.text(),
});
