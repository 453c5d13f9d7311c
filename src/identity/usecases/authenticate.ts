import {
  type AccountId,
  type Caller,
  type CallerKind,
  CallerRefused,
  HubError,
} from '../../contract/index.js';
import { sha256 } from '../../kernel/index.js';
import { ProofReplayed, TokenRefused } from '../domain/errors.js';
import type { PartnerRecord } from '../domain/partner.js';
import { type Duty, dutyOf, scopeOf, type TokenClaims } from '../domain/token.js';
import { partnerById } from '../store/partners.js';
import { type SpentProof, spendProofOfClient } from '../store/proofs.js';
import { accountOf } from './account-of.js';
import { knownIssuers } from './discover-issuer.js';
import type { IdentityNeeds, Signers } from './needs.js';
import { refuseForeignOrigin, resumeSession } from './resume-session.js';
import { createTokenVerifier, type VerifiedToken } from './verify-access-token.js';
import { createProofVerifier } from './verify-proof.js';

/** What the hub sees of a request before it reads the body. */
export interface IncomingRequest {
  readonly method: string;
  /** Path as received; a query is ignored. */
  readonly path: string;
  readonly authorization?: string | undefined;
  readonly dpop?: string | undefined;
  readonly cookie?: string | undefined;
  readonly origin?: string | undefined;
  /** Whether it is for a page: there only a session counts. */
  readonly page?: boolean | undefined;
  /** Whether what it is for is a change, which commits after its proof is spent. */
  readonly changes?: boolean | undefined;
}

export type Authenticate = (
  request: IncomingRequest,
  callers: readonly CallerKind[],
  scope?: string,
) => Promise<Caller>;

/** A partner without the agreement in force may reach these, because here it reads and signs it. */
const agreementPaths = new Set(['/v1/agreements', '/v1/agreements/current']);

/**
 * Finds out who calls and whether that kind of caller may. Refusals come in the order token (401), proof (401), partner,
 * kind of caller, scope and agreement (403), so that no answer depends on what was asked for.
 *
 * @see RFC 9068, RFC 9449
 * @throws HubError
 */
export function createAuthenticate(
  needs: IdentityNeeds,
  options: { cooldownMs?: number; signers?: Signers } = {},
): Authenticate {
  const { config, clock } = needs;
  const { signers, ...issuing } = options;
  const issuers = knownIssuers(
    { professionals: config.professionalsIssuers, officers: [config.officers.issuer] },
    { allowInsecure: config.allowInsecureIssuers, ...issuing },
  );
  if (issuers.has(config.citizens.issuer))
    throw new RangeError('the citizens’ issuer serves more than one realm');
  const verifyToken = createTokenVerifier({ issuers, audience: config.audience, clock });
  const verifyProof = createProofVerifier(clock);
  const origin = new URL(config.publicUrl).origin;

  return async (request, callers, scope) => {
    if (callers.every((kind) => kind === 'anyone')) {
      refuseForeignOrigin(request.origin, config.publicUrl);
      return { kind: 'anyone' };
    }
    // Where only a session counts, a token that comes along is nobody's word.
    const sessionOnly = request.page === true || callers.every((kind) => kind === 'citizen');
    if (sessionOnly || (request.authorization === undefined && callers.includes('citizen')))
      return resumeSession(needs, request, callers);
    const path = request.path.split('?', 1)[0] ?? '/';
    const raw = boundToken(request.authorization);
    const token = await verifyToken(raw);
    const { jkt } = token.claims;
    const question = { method: request.method, url: `${origin}${path}`, ath: token.digest, jkt };
    const proof = await verifyProof(request.dpop, question);
    // What has a body is signed (exchange.md); its signature is held against the keys of this moment.
    const signs = signers !== undefined && (request.method === 'POST' || request.method === 'PUT');
    const spending = { ...proof, changes: request.changes === true };
    const { account, fresh, partner, keys, suspended } = await spend(needs, token.claims, spending, signs);
    const caller = callerOf(token, account, partner);
    if (caller !== null && keys !== null) signers?.set(caller, keys);
    try {
      if (!fresh) throw new ProofReplayed();
      refuseWeakOfficer(token, config.officers.acr);
      const admitted = admit(token, caller, partner, { callers, scope, path, suspended });
      if (admitted.kind === 'officer') await refuseUnknownPartner(needs, admitted);
      return admitted;
    } catch (refusal) {
      const known = caller?.kind === 'system' || caller?.kind === 'professional';
      throw known && refusal instanceof HubError ? new CallerRefused(caller, refusal) : refusal;
    }
  };
}

/** @throws TokenRefused for a bearer token too: a token that was copied must be worth nothing */
function boundToken(authorization: string | undefined): string {
  if (authorization === undefined) throw new TokenRefused('the Authorization header is missing');
  const match = /^DPoP +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(authorization);
  if (match?.[1] === undefined) throw new TokenRefused('the Authorization header holds no DPoP-bound token');
  return match[1];
}

async function spend(
  needs: IdentityNeeds,
  claims: TokenClaims,
  proof: { readonly jti: string; readonly spentUntil: number; readonly changes: boolean },
  signs: boolean,
): Promise<SpentProof & { readonly account: AccountId }> {
  const { database, covenant, clock } = needs;
  try {
    const account = await accountOf(needs, claims.iss, claims.sub);
    const spent = await spendProofOfClient(
      database.reader,
      {
        jkt: claims.jkt,
        jti: sha256(`dpop ${proof.jti}`),
        until: new Date(proof.spentUntil * 1000),
        changes: proof.changes,
      },
      { issuer: claims.iss, clientId: claims.clientId, account },
      covenant.agreement().version,
      signs ? clock.now() : null,
    );
    return { account, ...spent };
  } catch (cause) {
    // Without the store a replay cannot be told from a first use.
    throw new HubError('database-unavailable', { cause, retryAfterSeconds: 1 });
  }
}

interface Admission {
  readonly callers: readonly CallerKind[];
  readonly scope: string | undefined;
  readonly path: string;
  readonly suspended: boolean;
}

function admit(
  { kind, claims }: VerifiedToken,
  caller: Caller | null,
  partner: PartnerRecord | null,
  { callers, scope, path, suspended }: Admission,
): Caller {
  const ofPartner = kind === 'system' || kind === 'professional';
  if (caller === null) throw new HubError('partner-unknown');
  if (ofPartner && partner?.state === 'suspended') throw new HubError('partner-suspended');
  if (kind === 'professional' && suspended) throw new HubError('account-suspended');
  if (!callers.includes(kind)) {
    const needsPerson = kind === 'system' && callers.includes('professional');
    throw new HubError(needsPerson ? 'professional-required' : 'caller-not-allowed');
  }
  const kindScopes: readonly string[] = Object.values(scopeOf);
  const required = [scopeOf[kind], ...(scope === undefined || kindScopes.includes(scope) ? [] : [scope])];
  if (!required.every((name) => claims.scopes.has(name))) throw new HubError('scope-insufficient');
  if (ofPartner && partner?.state !== 'active' && !agreementPaths.has(path)) {
    throw new HubError('agreement-missing');
  }
  return caller;
}

/** Whoever may look at every family signs in with two factors. @throws HubError `step-up-required` */
function refuseWeakOfficer({ kind, claims }: VerifiedToken, acr: readonly string[]): void {
  if (kind === 'officer' && !acr.includes(claims.acr ?? '')) throw new HubError('step-up-required');
}

/** The officer of one partner is one only while that partner takes part. @throws HubError `partner-unknown` | `partner-suspended` */
export async function refuseUnknownPartner(
  { database, covenant }: Pick<IdentityNeeds, 'database' | 'covenant'>,
  duty: Duty,
): Promise<void> {
  if (duty.duty !== 'partner-officer') return;
  const partner = await partnerById(database.reader, duty.partner, covenant.agreement().version);
  if (partner === null) throw new HubError('partner-unknown');
  if (partner.state === 'suspended') throw new HubError('partner-suspended');
}

/** Null for a client that belongs to no partner. */
function callerOf(
  { kind, claims }: VerifiedToken,
  account: AccountId,
  partner: PartnerRecord | null,
): Caller | null {
  if (kind === 'administrator') return { kind, account };
  const duty = dutyOf(claims);
  if (kind === 'officer') return duty === null ? null : { kind, account, ...duty };
  if (partner === null) return null;
  if (kind === 'system') return { kind, partner: partner.id, role: partner.role };
  return {
    kind,
    partner: partner.id,
    role: partner.role,
    account,
    ...(claims.function !== null && { function: claims.function }),
    acr: claims.acr ?? '',
    authenticatedAt: new Date((claims.authTime ?? 0) * 1000),
  };
}
