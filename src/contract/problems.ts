/**
 * Every code that the hub can answer with (RFC 9457): `type` is `/problems/<code>`. A code says what happened to the
 * call, never anything about a child. Stable: a code once published keeps its meaning.
 */
interface Problem {
  readonly status: number;
  readonly title: string;
}

const declare = <T extends Record<string, Problem>>(table: T): { readonly [K in keyof T]: Problem } => table;

export const problems = declare({
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'idempotency-key-missing': { status: 400, title: 'An Idempotency-Key is required' },
  'envelope-rejected': { status: 400, title: 'The envelope is not what the ticket asks for' },
  'statement-invalid': { status: 400, title: 'A signed statement does not hold' },
  'passkey-invalid': { status: 400, title: 'What the passkey answered does not hold' },
  'proof-invalid': { status: 400, title: 'The blinded point or its proof is not valid' },
  unauthenticated: { status: 401, title: 'A valid access token is required' },
  'dpop-proof-invalid': { status: 401, title: 'A valid DPoP proof is required' },
  'dpop-proof-replayed': { status: 401, title: 'The DPoP proof was used before' },
  'payload-signature-invalid': { status: 401, title: 'A valid Payload-Signature is required' },
  'session-required': { status: 401, title: 'Please sign in' },
  'session-expired': { status: 401, title: 'Your session has ended, please sign in again' },
  'scope-insufficient': { status: 403, title: 'The access token lacks the scope for this call' },
  'caller-not-allowed': { status: 403, title: 'This kind of caller may not make this call' },
  'professional-required': { status: 403, title: 'A signed-in professional must make this call' },
  'step-up-required': { status: 403, title: 'A stronger or more recent login is required' },
  'function-not-allowed': { status: 403, title: "The professional's function may not do this" },
  'partner-unknown': { status: 403, title: 'The client belongs to no registered partner' },
  'partner-suspended': { status: 403, title: 'The partner is suspended' },
  'account-suspended': { status: 403, title: "The professional's account is suspended" },
  'agreement-missing': {
    status: 403,
    title: 'The partner has not signed the participation agreement in force',
  },
  'role-not-allowed': { status: 403, title: "The partner's role may not do this" },
  'origin-not-allowed': { status: 403, title: "The request did not come from the hub's own pages" },
  'basis-not-in-force': { status: 403, title: 'There is no basis in force for this exchange' },
  'policy-forbids': { status: 403, title: 'The policies in force do not permit this' },
  'signature-required': {
    status: 403,
    title: 'You chose that only a yes that you sign counts, and this one is not signed',
  },
  'refused-before': {
    status: 403,
    title: 'The first call with this Idempotency-Key was refused; Location says where that is recorded',
  },
  'emergency-not-permitted': { status: 403, title: 'The conditions for an emergency exchange are not met' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'This method is not supported here' },
  'idempotency-key-reused': { status: 409, title: 'The Idempotency-Key was used with another body' },
  'request-in-progress': { status: 409, title: 'The first request with this Idempotency-Key still runs' },
  'task-not-open': { status: 409, title: 'The task is no longer open' },
  'exchange-not-open': { status: 409, title: 'The exchange is no longer open' },
  'state-conflict': { status: 409, title: 'The present state does not allow this' },
  'purpose-not-offered': { status: 409, title: 'The purpose version is not the one in force' },
  'content-too-large': { status: 413, title: 'The body is too large' },
  'media-type-unsupported': { status: 415, title: 'The media type or encoding is not supported' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'budget-exhausted': { status: 429, title: 'The daily budget is used up' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  'issuer-unavailable': { status: 503, title: 'The identity provider cannot be reached' },
  'evaluator-unavailable': { status: 503, title: 'The evaluator cannot be reached' },
  'ledger-unavailable': { status: 503, title: 'The ledger cannot be written, so nothing is shared' },
  'database-unavailable': { status: 503, title: 'The database cannot be reached' },
  'shutting-down': { status: 503, title: 'This process is shutting down' },
});

export type Code = keyof typeof problems;
