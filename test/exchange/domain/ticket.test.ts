import { describe, expect, test } from 'vitest';
import type { SubjectRef } from '../../../src/contract/index.js';
import { ticketClaims } from '../../../src/exchange/domain/ticket.js';
import { fromBase64url, sha256 } from '../../../src/kernel/index.js';

describe('a ticket', () => {
  test('names the child only as a salted hash of the source’s own id', () => {
    const sourceRef = 'chd_AAAAAAAAAAAAAAAAAAAAAA' as SubjectRef;
    const salt = 'c2FsdHNhbHRzYWx0c2FsdA';
    const claims = ticketClaims({
      salt,
      sourceRef,
      fields: ['leerjaar'],
      issuedAt: new Date(1_500),
      expiresAt: new Date(9_000),
    } as never);
    expect(claims).toMatchObject({ iat: 1, exp: 9 });
    const digest = sha256(Buffer.concat([fromBase64url(salt), Buffer.from(sourceRef)]));
    expect(claims.subjectDigest).toBe(Buffer.from(digest).toString('base64url'));
    expect(JSON.stringify(claims)).not.toContain(sourceRef);
  });
});
