/**
 * The ID token of a session at rest: sealed under a key that follows from the secret in the browser's cookie, of which the
 * database holds only the digest. So nobody but that browser can say which session at the issuer it belongs to.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';

const cipher = 'aes-256-gcm';
const tagBytes = 16;

/** A secret has one ID token in its life, so its key seals once and needs no other nonce (RFC 5869, NIST SP 800-38D). */
const nonce = new Uint8Array(12);

const keyFrom = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', 'kernhub/session-id-token/v1', 32));

export function sealIdToken(secret: string, idToken: string): Uint8Array {
  const seal = createCipheriv(cipher, keyFrom(secret), nonce);
  return Buffer.concat([seal.update(idToken, 'utf8'), seal.final(), seal.getAuthTag()]);
}

/** @throws Error when it was sealed under another secret, or changed */
export function openIdToken(secret: string, sealed: Uint8Array): string {
  const open = createDecipheriv(cipher, keyFrom(secret), nonce);
  open.setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([open.update(sealed.subarray(0, -tagBytes)), open.final()]).toString('utf8');
}
