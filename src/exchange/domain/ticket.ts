/** The hub's order to one source (exchange.md, step 3). */
import type { Inclusion, SubjectRef, Ticket } from '../../contract/index.js';
import { base64url, concatBytes, fromBase64url, sha256, utf8 } from '../../kernel/index.js';

/** SHA-256 of `salt || pairwise id`, base64url: binds the ticket to one child without naming it. */
export const subjectDigestOf = (salt: string, ref: SubjectRef): string =>
  base64url(sha256(concatBytes(fromBase64url(salt), utf8(ref))));

/** SHA-256 of a compact statement's or seal's ASCII, base64url. */
export const asciiDigest = (ascii: string): string => base64url(sha256(ascii));

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);

export interface TicketFacts
  extends Pick<
    Ticket,
    | 'iss'
    | 'exchange'
    | 'purpose'
    | 'version'
    | 'question'
    | 'recipient'
    | 'keyStatement'
    | 'flow'
    | 'basis'
    | 'manual'
  > {
  readonly task: Ticket['jti'];
  readonly source: Ticket['aud'];
  readonly fields: readonly string[];
  readonly salt: string;
  readonly sourceRef: SubjectRef;
  readonly decision: Inclusion;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

export function ticketClaims(facts: TicketFacts): Ticket {
  const { task, source, salt, sourceRef, issuedAt, expiresAt, fields, ...same } = facts;
  return {
    ...same,
    aud: source,
    jti: task,
    fields: [...fields],
    subjectDigest: subjectDigestOf(salt, sourceRef),
    iat: seconds(issuedAt),
    exp: seconds(expiresAt),
  };
}
