import { importSigningKey, type Json, type PrivateJwk, type SigningKey, utf8 } from '../kernel/index.js';
import { dpopProof } from './dpop-proof.js';
import { type FetchCall, fetchOverHttp } from './fetch-over-http.js';
import { signPayload } from './payload-signature.js';
import { HubUnreachable, refusalOf } from './problem.js';
import { type SystemToken, systemToken } from './system-token.js';

export interface HubClientOptions {
  /** Where the hub answers. */
  readonly hubUrl: string;
  /** The hub's public origin: audience of tokens and signatures, and the `htu` of proofs. */
  readonly audience: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: {
    /** Roster key: signs payloads. A function is asked at each call, for an agent that passes from one key to the next. */
    readonly signing: PrivateJwk | (() => PrivateJwk);
    /** Tokens are bound to it; those of professionals too. */
    readonly dpop: PrivateJwk;
    /** Authenticates the client at the issuer; the DPoP key where none is given. */
    readonly client?: PrivateJwk;
  };
  /** Plain-http issuer, for development only. */
  readonly allowInsecure?: boolean;
  readonly scope?: string;
  readonly fetch?: FetchCall;
}

export interface HubCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the origin, with query: `/v1/tasks?limit=5`. */
  readonly path: string;
  /** Sent as JSON, or as the very bytes given. */
  readonly body?: Json | Uint8Array;
  /** Calls for a signed-in professional instead of for the system. */
  readonly professionalToken?: string;
  readonly idempotencyKey?: string;
  /** Seconds to wait for an outcome (RFC 7240). */
  readonly wait?: number;
  readonly signal?: AbortSignal;
}

export interface HubReply<T> {
  readonly status: number;
  readonly headers: Headers;
  /** Null where the answer has no body; unchecked against any schema. */
  readonly body: T;
}

export interface HubClient {
  /**
   * @throws HubRefusal (a HubError) for every problem document
   * @throws HubUnreachable | ProviderUnavailable
   */
  call<T = unknown>(call: HubCall): Promise<HubReply<T>>;
}

export function createHubClient(options: HubClientOptions): HubClient {
  const { keys, audience } = options;
  const token = systemToken({
    issuer: options.issuer,
    clientId: options.clientId,
    clientKey: keys.client ?? keys.dpop,
    allowInsecure: options.allowInsecure ?? false,
    audience,
    scope: options.scope ?? 'hub:serve',
    dpopKey: keys.dpop,
  });
  const signingKey = lastImported(keys.signing);
  const dpopKey = lastImported(keys.dpop);
  const state: State = { options, token, nonce: undefined };
  return {
    call: async <T>(call: HubCall): Promise<HubReply<T>> => {
      const [signing, dpop] = await Promise.all([signingKey(), dpopKey()]);
      return (await attempt(state, { signing, dpop }, call, true)) as HubReply<T>;
    },
  };
}

/** Imports a key once for as long as it is the same. */
function lastImported(jwk: PrivateJwk | (() => PrivateJwk)): () => Promise<SigningKey> {
  let last: { readonly jwk: PrivateJwk; readonly key: Promise<SigningKey> } | null = null;
  return () => {
    const wanted = typeof jwk === 'function' ? jwk() : jwk;
    if (last?.jwk !== wanted) last = { jwk: wanted, key: importSigningKey(wanted) };
    return last.key;
  };
}

interface State {
  readonly options: HubClientOptions;
  readonly token: SystemToken;
  /** The hub's latest DPoP nonce, if it uses them. */
  nonce: string | undefined;
}

interface Keys {
  readonly signing: SigningKey;
  readonly dpop: SigningKey;
}

async function attempt(
  state: State,
  keys: Keys,
  call: HubCall,
  mayRepeat: boolean,
): Promise<HubReply<unknown>> {
  const accessToken = call.professionalToken ?? (await state.token.current());
  const response = await send(state, keys, call, accessToken);
  const nonce = response.headers.get('dpop-nonce');
  const newNonce = nonce !== null && nonce !== state.nonce;
  if (nonce !== null) state.nonce = nonce;
  const text = await response.text().catch((cause: unknown) => {
    throw new HubUnreachable('the answer of the hub broke off', { cause });
  });
  if (response.ok || response.status === 304) {
    return { status: response.status, headers: response.headers, body: bodyOf(response.headers, text) };
  }
  const refusal = refusalOf(response.status, response.headers, text);
  const wantsNonce = newNonce && /use_dpop_nonce/.test(response.headers.get('www-authenticate') ?? '');
  const ownTokenRefused = refusal.code === 'unauthenticated' && call.professionalToken === undefined;
  if (ownTokenRefused) state.token.forget(accessToken);
  // A 401 means that nothing was done; everything is signed anew.
  if (mayRepeat && response.status === 401 && (wantsNonce || ownTokenRefused)) {
    return attempt(state, keys, call, false);
  }
  throw refusal;
}

async function send(state: State, keys: Keys, call: HubCall, accessToken: string): Promise<Response> {
  const { hubUrl, audience, fetch: fetchIt = fetchOverHttp } = state.options;
  const body = bytesOf(call.body);
  const url = `${new URL(audience).origin}${call.path.split('?', 1)[0] ?? ''}`;
  const proof = { method: call.method, url, accessToken, nonce: state.nonce, now: new Date() };
  const headers: Record<string, string> = {
    Accept: 'application/json, application/problem+json',
    Authorization: `DPoP ${accessToken}`,
    DPoP: await dpopProof(keys.dpop, proof),
  };
  if (call.idempotencyKey !== undefined) headers['Idempotency-Key'] = call.idempotencyKey;
  if (call.wait !== undefined) headers.Prefer = `wait=${call.wait}`;
  if (body !== null) {
    headers['Content-Type'] = 'application/json';
    const { method, idempotencyKey } = call;
    headers['Payload-Signature'] = await signPayload(keys.signing, body, {
      method,
      url,
      audience,
      idempotencyKey,
      now: new Date(),
    });
  }
  const deadline = AbortSignal.timeout(((call.wait ?? 0) + 30) * 1000);
  try {
    return await fetchIt(`${new URL(hubUrl).origin}${call.path}`, {
      method: call.method,
      headers,
      body: body === null ? null : new Uint8Array(body),
      signal: call.signal === undefined ? deadline : AbortSignal.any([call.signal, deadline]),
    });
  } catch (cause) {
    if (call.signal?.aborted === true) throw cause;
    throw new HubUnreachable('the hub cannot be reached', { cause });
  }
}

function bytesOf(body: Json | Uint8Array | undefined): Uint8Array | null {
  if (body === undefined) return null;
  return body instanceof Uint8Array ? body : utf8(JSON.stringify(body));
}

function bodyOf(headers: Headers, text: string): unknown {
  if (text === '') return null;
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HubUnreachable('the hub answered something that is not JSON', { cause });
  }
}
