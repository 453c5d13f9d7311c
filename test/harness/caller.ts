/** Calls as each kind of caller makes them, with every part of them open to be made wrong. */
import { randomUUID } from 'node:crypto';
import { dpopProof, type ProofOf, type SignedCall, signPayload } from '../../src/client/index.js';
import type { CookieJar } from '../../src/demo/cookie-jar.js';
import { importSigningKey, type PrivateJwk, utf8 } from '../../src/kernel/index.js';
import { csrfOf } from '../../src/pages/forms.js';
import { type Fields, formBytes, formType, pageProblem } from './forms.js';

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD';
  readonly path: string;
  /** Another process of the same hub. */
  readonly at?: string;
  readonly body?: unknown;
  /** The body goes as a browser posts it; it holds its own `csrf` and `once`. */
  readonly form?: true;
  /** Instead of `body`: the very text or bytes. */
  readonly raw?: string | Uint8Array;
  /** A new one for each POST and PUT; null leaves it out. */
  readonly key?: string | null;
  readonly wait?: number;
  /** Changes the proof of possession. */
  readonly proof?: Partial<ProofOf>;
  /** Changes what is signed. */
  readonly signature?: Partial<SignedCall>;
  readonly signingKey?: PrivateJwk;
  /** Last word on any header; null leaves it out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface Answer {
  readonly status: number;
  /** What was sent, to be sent again. */
  readonly sent: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly text: string;
  /** The JSON of the answer, or what a page says of a problem; else empty. */
  readonly body: AnswerBody;
}

export interface AnswerBody {
  readonly code?: string;
  readonly errors?: readonly { readonly in?: string; readonly pointer: string; readonly reason: string }[];
  readonly [member: string]: unknown;
}

/** A call as it goes over the wire; sent twice it is a replay. */
export interface Prepared {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

export interface Caller {
  /** What proves that a form was made for this caller's own session, if it has one. */
  csrf(): string;
  /** Signs, but does not send. */
  prepare(call: Call): Promise<Prepared>;
  send(call: Call): Promise<Answer>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown, more?: Partial<Call>): Promise<Answer>;
}

type Watch = (call: Call, answer: Answer) => void;

type MakeHeaders = (
  call: Call,
  body: Uint8Array | null,
  key: string | undefined,
) => Promise<Record<string, string>>;

function caller(
  hubUrl: string,
  makeHeaders: MakeHeaders,
  watch: Watch,
  cookie: () => string = () => '',
): Caller {
  const prepare = async (call: Call): Promise<Prepared> => {
    const method = call.method ?? 'GET';
    const body = bytesOf(call);
    const writes = method === 'POST' || method === 'PUT';
    const key = call.key === null ? undefined : (call.key ?? (writes ? randomUUID() : undefined));
    const headers: Record<string, string | null> = {
      ...(body !== null && { 'Content-Type': call.form === true ? formType : 'application/json' }),
      ...(key !== undefined && { 'Idempotency-Key': key }),
      ...(call.wait !== undefined && { Prefer: `wait=${call.wait}` }),
      ...(await makeHeaders(call, body, key)),
      ...call.headers,
    };
    const sent = Object.fromEntries(
      Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== null),
    );
    return { method, headers: sent, body: body === null ? null : new Uint8Array(body) };
  };
  const send = async (call: Call): Promise<Answer> => {
    const prepared = await prepare(call);
    const response = await fetch(`${call.at ?? hubUrl}${call.path}`, { ...prepared, redirect: 'manual' });
    const text = await response.text();
    const { status, headers } = response;
    const isPage = headers.get('content-type')?.startsWith('text/html') === true || status === 303;
    const body = isPage ? { ...pageProblem(status, headers, text) } : jsonOf(text);
    const answer = { status, sent: prepared.headers, headers, text, body };
    watch(call, answer);
    return answer;
  };
  return {
    csrf: () => csrfOf({ cookie: cookie() }),
    prepare,
    send,
    get: (path) => send({ path }),
    post: (path, body, more) => send({ method: 'POST', path, body, ...more }),
  };
}

function bytesOf({ raw, body, form }: Call): Uint8Array | null {
  if (raw !== undefined) return typeof raw === 'string' ? utf8(raw) : raw;
  if (form === true) return body === undefined ? null : formBytes(body as Fields);
  return body === undefined ? null : utf8(JSON.stringify(body));
}

function jsonOf(text: string): AnswerBody {
  try {
    return JSON.parse(text) as AnswerBody;
  } catch {
    return {};
  }
}

export interface TokenHolder {
  readonly hubUrl: string;
  /** Binds the token and signs proofs. */
  readonly dpop: PrivateJwk;
  /** Signs bodies; absent for officers. */
  readonly signing?: PrivateJwk;
  readonly accessToken: () => Promise<string>;
}

/** A system, professional, administrator or officer. */
export function tokenCaller({ hubUrl, dpop, signing, accessToken }: TokenHolder, watch: Watch): Caller {
  return caller(
    hubUrl,
    async (call, body, key) => {
      const token = await accessToken();
      const method = call.method ?? 'GET';
      const url = `${hubUrl}${call.path.split('?', 1)[0]}`;
      const now = new Date();
      const proof = { method, url, accessToken: token, now, ...call.proof };
      const headers: Record<string, string> = {
        Authorization: `DPoP ${token}`,
        DPoP: await dpopProof(await importSigningKey(dpop), proof),
      };
      const signer = call.signingKey ?? signing;
      if (body !== null && signer !== undefined) {
        const signed = { method, url, audience: hubUrl, idempotencyKey: key, now, ...call.signature };
        headers['Payload-Signature'] = await signPayload(await importSigningKey(signer), body, signed);
      }
      return headers;
    },
    watch,
  );
}

/** A parent or young person with a session. */
export const sessionCaller = (hubUrl: string, cookies: CookieJar, watch: Watch): Caller =>
  caller(
    hubUrl,
    async (call) => ({
      Cookie: cookies.headerFor(new URL(call.path, hubUrl)),
      ...(call.method !== undefined && call.method !== 'GET' && { Origin: hubUrl }),
    }),
    watch,
    () => cookies.headerFor(new URL(hubUrl)),
  );

export const anonymousCaller = (hubUrl: string, watch: Watch): Caller =>
  caller(hubUrl, async () => ({}), watch);
