import { randomBytes } from 'node:crypto';
import { HubRefusal, HubUnreachable, ProviderUnavailable, SignInRefused } from '../client/index.js';
import { type Code, HubError, problems } from '../contract/index.js';

/** A problem document (RFC 9457) of the local API. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: Code | 'hub-unreachable' | 'issuer-unreachable' | 'sign-in-refused';
  readonly detail?: string;
  readonly traceId: string;
  readonly errors?: readonly { readonly pointer: string; readonly reason: string }[];
}

/** The hub's own refusals pass on with their status and code; what only this agent can say has codes of its own. */
export function problemOf(error: unknown): Problem {
  const traceId = randomBytes(16).toString('hex');
  if (error instanceof HubUnreachable) {
    return ownProblem('hub-unreachable', 503, 'The hub cannot be reached', traceId);
  }
  if (error instanceof ProviderUnavailable) {
    return ownProblem('issuer-unreachable', 503, 'The identity provider cannot be reached', traceId);
  }
  if (error instanceof SignInRefused) return ownProblem('sign-in-refused', 401, error.message, traceId);
  const status = (error as { readonly status?: unknown } | null)?.status;
  if (!(error instanceof HubError)) {
    // Express' own body parser says 413 for a body that is too large.
    const code = status === 413 ? 'content-too-large' : status === 400 ? 'invalid-request' : 'internal';
    return { type: `/problems/${code}`, ...problems[code], code, traceId };
  }
  const { code, options } = error;
  return {
    ...options.members,
    type: `/problems/${code}`,
    title: problems[code].title,
    status: error instanceof HubRefusal ? error.status : problems[code].status,
    code,
    traceId: error instanceof HubRefusal && error.traceId !== null ? error.traceId : traceId,
    ...(options.detail !== undefined && { detail: options.detail }),
    ...(options.errors !== undefined && { errors: options.errors }),
  };
}

const ownProblem = (
  code: 'hub-unreachable' | 'issuer-unreachable' | 'sign-in-refused',
  status: number,
  title: string,
  traceId: string,
): Problem => ({ type: `/problems/${code}`, title, status, code, traceId });
