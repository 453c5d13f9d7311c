import { signStatement } from '../../contract/index.js';
import { type PrivateJwk, signingKeyOf } from '../../kernel/index.js';
import { receiptDigest } from '../domain/receipt-digest.js';

/** A file that the hub gives, before its word on it. */
interface Unsigned {
  /** RFC 3339 in UTC. */
  readonly issuedAt: string;
  readonly issuedBy: { readonly origin: string };
}

type FileStatement = 'kernhub-family-receipt+jwt' | 'kernhub-access-statement+jwt' | 'kernhub-evidence+jwt';
type ClaimsOf<T extends FileStatement> = Parameters<typeof signStatement<T>>[2];

/** Adds the hub's word on all the rest of a file (JWS over its digest). */
export async function signFile<F extends Unsigned, T extends FileStatement>(
  ticketKey: PrivateJwk,
  file: F,
  { typ, sub }: { readonly typ: T; readonly sub: ClaimsOf<T>['sub'] },
): Promise<F & { readonly statement: string }> {
  const claims = {
    iss: file.issuedBy.origin,
    sub,
    digest: receiptDigest(file),
    iat: Math.floor(Date.parse(file.issuedAt) / 1000),
  };
  return {
    ...file,
    statement: await signStatement(await signingKeyOf(ticketKey), typ, claims as ClaimsOf<T>),
  };
}
