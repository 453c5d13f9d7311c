// Keys that everyone may know: each follows from its name, so that the vectors come out the same every time.
import { createHash, createPrivateKey } from 'node:crypto';
import { thumbprintOf } from '../../dist/kernel/index.js';

/** As many bytes as wanted, up to 32, that follow from a name. */
export const fixedBytes = (name, length = 32) =>
  new Uint8Array(createHash('sha256').update(`kernhub/vectors/v1 ${name}`).digest().subarray(0, length));

// RFC 8410 section 7: what stands before the 32 bytes of a private key in PKCS #8.
const prefixes = {
  Ed25519: '302e020100300506032b657004220420',
  X25519: '302e020100300506032b656e04220420',
};

export async function fixedKey(curve, name) {
  const der = Buffer.concat([Buffer.from(prefixes[curve], 'hex'), fixedBytes(name)]);
  const { kty, crv, x, d } = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }).export({
    format: 'jwk',
  });
  return { kty, crv, x, d, kid: await thumbprintOf({ kty, crv, x }) };
}

/** An id of the hub's form. */
export const fixedId = (prefix, name) =>
  `${prefix}_${Buffer.from(fixedBytes(name, 16)).toString('base64url')}`;

export async function allKeys() {
  return {
    covenant: await fixedKey('Ed25519', 'covenant'),
    hubTicket: await fixedKey('Ed25519', 'hub ticket'),
    ledger: await fixedKey('Ed25519', 'ledger'),
    sourceSigning: await fixedKey('Ed25519', 'source signing'),
    sourceSealing: await fixedKey('X25519', 'source sealing'),
    recipientSigning: await fixedKey('Ed25519', 'recipient signing'),
    recipientSealing: await fixedKey('X25519', 'recipient sealing'),
    question: await fixedKey('X25519', 'question'),
  };
}
