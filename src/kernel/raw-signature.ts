/**
 * Signatures over bytes as the keys of devices make them (WebAuthn Level 3, section 6.5.5): Ed25519, ECDSA on P-256 with
 * SHA-256 in DER, RSASSA-PKCS1-v1_5 with SHA-256. The key says which; no header can say otherwise.
 */
import { type KeyObject, verify } from 'node:crypto';
import { importPublic, type PublicJwk } from './jwk.js';

/** Of an RSA key, in bits: less is broken, more is nobody's device. */
const [least, most] = [2_048, 4_096];

/** @throws TypeError for a key of another kind, curve or size, or members that are no key */
function keyFor(jwk: PublicJwk): KeyObject {
  const key = importPublic(jwk);
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const bits = details?.modulusLength ?? 0;
  const fits =
    type === 'ed25519' ||
    (type === 'ec' && details?.namedCurve === 'prime256v1') ||
    (type === 'rsa' && bits >= least && bits <= most);
  if (!fits) throw new TypeError('no key of a kind that signs here');
  return key;
}

/** @throws TypeError for a key that {@link verifyRaw} does not take */
export const requireRawKey = (jwk: PublicJwk): void => void keyFor(jwk);

/** @throws TypeError for a key of another kind, curve or size, or members that are no key */
export function verifyRaw(jwk: PublicJwk, data: Uint8Array, signature: Uint8Array): boolean {
  const key = keyFor(jwk);
  if (key.asymmetricKeyType === 'ed25519') return verify(null, data, key, signature);
  return key.asymmetricKeyType === 'ec'
    ? verify('sha256', data, { key, dsaEncoding: 'der' }, signature)
    : verify('sha256', data, key, signature);
}
