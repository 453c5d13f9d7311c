import { randomUUID } from 'node:crypto';
import type { CookieJar } from '../cookie-jar.js';
import { type Credentials, SignInFailed, signIn } from '../person.js';

/** A refusal as a caller sees it: RFC 9457. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly problem: Readonly<Record<string, unknown>>;

  constructor(call: string, status: number, problem: Readonly<Record<string, unknown>>) {
    const { code = 'no code', detail = '', errors } = problem;
    super(
      `${call}: ${status} ${String(code)} ${String(detail)} ${errors ? JSON.stringify(errors) : ''}`.trim(),
    );
    this.status = status;
    this.code = String(code);
    this.problem = problem;
  }
}

/** Someone who signed in and now uses the JSON API with the session cookie, as a page's script would. */
export interface BrowserSession {
  /** @throws Refused */
  call<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T>;
}

export async function openSession(origin: string, who: Credentials): Promise<BrowserSession> {
  const { cookies, finalUrl, status } = await signIn(`${origin}/login`, who);
  if (new URL(finalUrl).origin !== origin || (status >= 400 && status !== 404)) {
    throw new SignInFailed(`${who.account} ended at ${new URL(finalUrl).pathname} with ${status}`);
  }
  return { call: (method, path, body) => call(origin, cookies, method, path, body) };
}

async function call<T>(
  origin: string,
  cookies: CookieJar,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const url = new URL(path, origin);
  const response = await fetch(url, {
    method,
    headers: {
      Accept: 'application/json',
      Cookie: cookies.headerFor(url),
      ...(method !== 'GET' && {
        'Idempotency-Key': randomUUID(),
        Origin: origin,
      }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    redirect: 'manual',
  });
  cookies.keep(url, response.headers);
  const text = await response.text();
  const answer = parse(text);
  if (!response.ok) throw new Refused(`${method} ${path}`, response.status, answer);
  return answer as T;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  } catch {
    return { detail: text.slice(0, 200) };
  }
}
