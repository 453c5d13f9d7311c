/** A device that makes passkeys and signs with them, as WebAuthn Level 3 says; it lies only where a test tells it to. */
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { base64url } from '../../src/kernel/index.js';

export type KeyKind = 'ES256' | 'EdDSA' | 'RS256';

interface Site {
  readonly origin: string;
  readonly rpId: string;
}

/** What a test has it do otherwise. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly challenge?: string;
  /** Bits of the authenticator data; 0x01 present, 0x04 verified. */
  readonly flags?: number;
  readonly count?: number;
  /** Signs with another key than the one it showed. */
  readonly anotherKey?: boolean;
  /** Format of the attestation, with its statement. */
  readonly attestation?: readonly [string, ReadonlyMap<string, unknown>];
}

export interface Device {
  /** Name of the key, base64url. */
  readonly credential: string;
  /** The key as it is shown: COSE. */
  shown(): { readonly id: string; readonly publicKey: Uint8Array<ArrayBuffer> };
  create(options: { readonly challenge: string }, lies?: Lies): Registered;
  get(options: { readonly challenge: string }, lies?: Lies): Asserted;
}

interface Registered {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}

interface Asserted {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

const makeKey = (kind: KeyKind): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } => {
  if (kind === 'EdDSA') return generateKeyPairSync('ed25519');
  return kind === 'ES256'
    ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 });
};

/** RFC 9052 and RFC 8230. */
function coseOf(publicKey: KeyObject): Map<number, number | Uint8Array> {
  const { kty, x = '', y = '', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'));
  if (kty === 'OKP')
    return new Map<number, number | Uint8Array>([
      [1, 1],
      [3, -8],
      [-1, 6],
      [-2, bytes(x)],
    ]);
  if (kty === 'EC')
    return new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]);
  return new Map<number, number | Uint8Array>([
    [1, 3],
    [3, -257],
    [-1, bytes(n)],
    [-2, bytes(e)],
  ]);
}

/** @param counts whether it counts its signatures, as a security key does and a synchronised passkey does not */
export function deviceOf(site: Site, kind: KeyKind = 'ES256', counts = false): Device {
  const key = makeKey(kind);
  const credential = randomBytes(20);
  let used = 0;
  const clientData = (type: string, challenge: string, lies: Lies): string =>
    JSON.stringify({
      type: lies.type ?? type,
      challenge: lies.challenge ?? challenge,
      origin: lies.origin ?? site.origin,
      crossOrigin: lies.crossOrigin ?? false,
    });
  const head = (lies: Lies, more: number): Buffer => {
    if (counts) used += 1;
    const rest = Buffer.alloc(5);
    rest.writeUInt8((lies.flags ?? 0x05) | more);
    rest.writeUInt32BE(lies.count ?? used, 1);
    return Buffer.concat([sha256(lies.rpId ?? site.rpId), rest]);
  };
  return {
    credential: base64url(credential),
    shown: () => ({ id: base64url(credential), publicKey: isoCBOR.encode(coseOf(key.publicKey)) }),
    create: ({ challenge }, lies = {}) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credential.length);
      const cose = isoCBOR.encode(coseOf(key.publicKey));
      const data = Buffer.concat([head(lies, 0x40), Buffer.alloc(16), length, credential, cose]);
      const [format, statement] = lies.attestation ?? ['none', new Map()];
      const attestation = new Map<string, unknown>([
        ['fmt', format],
        ['attStmt', statement],
        ['authData', Uint8Array.from(data)],
      ]);
      return {
        id: base64url(credential),
        clientDataJSON: base64url(Buffer.from(clientData('webauthn.create', challenge, lies))),
        attestationObject: base64url(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
      };
    },
    get: ({ challenge }, lies = {}) => {
      const client = Buffer.from(clientData('webauthn.get', challenge, lies));
      const data = head(lies, 0);
      const signer = lies.anotherKey === true ? makeKey(kind).privateKey : key.privateKey;
      const signed = Buffer.concat([data, sha256(client)]);
      return {
        id: base64url(credential),
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(sign(kind === 'EdDSA' ? null : 'sha256', signed, signer)),
      };
    },
  };
}
