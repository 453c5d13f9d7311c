import { cose, decodeCredentialPublicKey, isoCBOR } from '@simplewebauthn/server/helpers';
import { base64url, fromBase64url, type PublicJwk, requireRawKey, thumbprintOf } from '../../kernel/index.js';

const { COSEALG, COSECRV, COSEKEYS, COSEKTY } = cose;
type Members = { readonly kty: string; readonly [member: string]: string };
type Bytes = Parameters<typeof decodeCredentialPublicKey>[0];

/**
 * A device's key (COSE, RFC 9052) as a JWK with its thumbprint as `kid`.
 *
 * @throws TypeError for a key that does not sign by Ed25519, ES256 or RS256
 */
export async function jwkOfCose(bytes: Bytes): Promise<PublicJwk> {
  const members = membersOf(decodeCredentialPublicKey(bytes));
  const jwk = { ...members, kid: await thumbprintOf(members) };
  requireRawKey(jwk);
  return jwk;
}

function membersOf(key: ReturnType<typeof decodeCredentialPublicKey>): Members {
  const alg = key.get(COSEKEYS.alg);
  if (cose.isCOSEPublicKeyOKP(key) && alg === COSEALG.EdDSA && key.get(COSEKEYS.crv) === COSECRV.ED25519) {
    return { kty: 'OKP', crv: 'Ed25519', x: text(key.get(COSEKEYS.x)) };
  }
  if (cose.isCOSEPublicKeyEC2(key) && alg === COSEALG.ES256 && key.get(COSEKEYS.crv) === COSECRV.P256) {
    return { kty: 'EC', crv: 'P-256', x: text(key.get(COSEKEYS.x)), y: text(key.get(COSEKEYS.y)) };
  }
  if (cose.isCOSEPublicKeyRSA(key) && alg === COSEALG.RS256) {
    return { kty: 'RSA', n: text(key.get(COSEKEYS.n)), e: text(key.get(COSEKEYS.e)) };
  }
  throw new TypeError('no key of a kind that is taken');
}

function text(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) throw new TypeError('the key lacks a member');
  return base64url(bytes);
}

/** The same key as the library takes it. */
export function coseOfJwk(jwk: PublicJwk): Bytes {
  const bytes = (member: string) => Uint8Array.from(fromBase64url(String(jwk[member])));
  switch (jwk.kty) {
    case 'OKP':
      return isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [COSEKEYS.kty, COSEKTY.OKP],
          [COSEKEYS.alg, COSEALG.EdDSA],
          [COSEKEYS.crv, COSECRV.ED25519],
          [COSEKEYS.x, bytes('x')],
        ]),
      );
    case 'EC':
      return isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [COSEKEYS.kty, COSEKTY.EC2],
          [COSEKEYS.alg, COSEALG.ES256],
          [COSEKEYS.crv, COSECRV.P256],
          [COSEKEYS.x, bytes('x')],
          [COSEKEYS.y, bytes('y')],
        ]),
      );
    default:
      return isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [COSEKEYS.kty, COSEKTY.RSA],
          [COSEKEYS.alg, COSEALG.RS256],
          [COSEKEYS.n, bytes('n')],
          [COSEKEYS.e, bytes('e')],
        ]),
      );
  }
}
