import { type HubError, problems } from '../../contract/index.js';

/** What goes over the wire for a refusal (RFC 9457). */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly document: Readonly<Record<string, unknown>>;
}

/** Codes of a missing or stale session; every other 401 asks for a token with proof of possession. */
const sessionCodes: readonly string[] = ['session-required', 'session-expired'];

/** The one renderer of refusals. Holds nothing but what the error was given on purpose. */
export function renderProblem(error: HubError, traceId: string): Refusal {
  const { status, title } = problems[error.code];
  const { detail, errors, members, retryAfterSeconds } = error.options;
  const retryAfter = retryAfterSeconds ?? (status === 503 ? 5 : undefined);
  return {
    status,
    headers: {
      ...(status === 401 && { 'WWW-Authenticate': challenge(error.code) }),
      ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    },
    document: {
      ...members,
      type: `/problems/${error.code}`,
      title,
      status,
      ...(detail !== undefined && { detail }),
      code: error.code,
      traceId,
      ...(errors !== undefined && errors.length > 0 && { errors }),
    },
  };
}

/** RFC 9110 section 11.6.1: a 401 names a way in. RFC 9449 section 7.1 for tokens. */
function challenge(code: string): string {
  if (sessionCodes.includes(code)) return 'Cookie form-action="/login", cookie-name="__Host-kernhub-session"';
  const error = code.startsWith('dpop-proof') ? 'invalid_dpop_proof' : 'invalid_token';
  return `DPoP error="${error}", algs="EdDSA ES256 PS256"`;
}
