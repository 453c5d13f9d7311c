/**
 * Signatures (RFC 7515, RFC 7797, RFC 8037) with the few algorithms that this project accepts, over node:crypto. A key
 * is only ever used under the algorithm it was made for, every part is canonical base64url, and a header that names
 * something twice or makes anything else critical is refused.
 */
import { constants, type KeyObject, sign, verify } from 'node:crypto';
import { exactBase64url, fromUtf8, utf8 } from './bytes.js';
import type { JsonObject } from './canonical-json.js';
import { importPublic, type PublicJwk, type SigningKey } from './jwk.js';
import { parseStrictJson } from './strict-json.js';

/** Algorithms accepted in a signature of ours: EdDSA under its old and its new name, and ES256. */
export const signatureAlgorithms = ['EdDSA', 'Ed25519', 'ES256'] as const;

interface Algorithm {
  readonly digest: 'sha256' | null;
  readonly fits: (key: KeyObject) => boolean;
  readonly options: object;
  /** Of a signature, in bytes; null where the key decides. */
  readonly length: number | null;
}

const eddsa: Algorithm = {
  digest: null,
  fits: ({ asymmetricKeyType: type }) => type === 'ed25519',
  options: {},
  length: 64,
};
const algorithms: Readonly<Record<string, Algorithm>> = {
  EdDSA: eddsa,
  Ed25519: eddsa,
  ES256: {
    digest: 'sha256',
    fits: ({ asymmetricKeyType: type, asymmetricKeyDetails: details }) =>
      type === 'ec' && details?.namedCurve === 'prime256v1',
    // R and S one after the other (RFC 7518 section 3.4).
    options: { dsaEncoding: 'ieee-p1363' },
    length: 64,
  },
  PS256: {
    digest: 'sha256',
    fits: ({ asymmetricKeyType: type, asymmetricKeyDetails: details }) =>
      type === 'rsa' && (details?.modulusLength ?? 0) >= 2048,
    options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    length: null,
  },
};

export class StatementInvalid extends Error {
  override readonly name = 'StatementInvalid';
}

/** @throws TypeError | JsonAmbiguous for anything but the base64url of a JSON object that names everything once */
export function headerIn(encodedHeader: string): JsonObject {
  const header = parseStrictJson(fromUtf8(exactBase64url(encodedHeader)));
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw new TypeError('no object');
  return header as JsonObject;
}

/** A compact JWS over the JSON of the claims; `typ` names the statement so that one cannot pass for another. */
export async function signCompact(
  key: SigningKey,
  typ: string,
  claims: JsonObject,
  header: JsonObject = {},
): Promise<string> {
  const input = `${encoded({ ...header, alg: key.alg, typ, kid: key.kid })}.${encoded(claims)}`;
  return `${input}.${signature(key, Buffer.from(input, 'ascii'))}`;
}

const encoded = (value: JsonObject): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signature({ alg, keyObject }: SigningKey, input: Uint8Array): string {
  const { digest, options } = algorithms[alg] as Algorithm;
  return sign(digest, input, { ...options, key: keyObject }).toString('base64url');
}

/** The header of a compact JWS before anything is checked: only to find the key with. @throws StatementInvalid */
export function headerOf(jws: string): JsonObject {
  try {
    return headerIn(jws.split('.', 1)[0] ?? '');
  } catch (cause) {
    throw new StatementInvalid('not a signed statement', { cause });
  }
}

/** Who signed and what kind of statement it would be, as {@link headerOf}. */
export function peekHeader(jws: string): { readonly kid?: string; readonly typ?: string } {
  const { kid, typ } = headerOf(jws);
  return { ...(typeof kid === 'string' && { kid }), ...(typeof typ === 'string' && { typ }) };
}

/**
 * Verifies a compact JWS with one of the keys given and returns its claims, unchecked against any schema.
 *
 * @throws StatementInvalid on another `typ`, an unknown `kid`, another algorithm, a broken signature or a repeated name
 */
export async function verifyCompact(
  jws: string,
  keys: readonly PublicJwk[],
  typ: string,
): Promise<JsonObject> {
  const header = peekHeader(jws);
  if (header.typ !== typ)
    throw new StatementInvalid(`expected a ${typ}, not a ${header.typ ?? 'statement without typ'}`);
  const key = keys.find((candidate) => candidate.kid === header.kid);
  if (key === undefined) throw new StatementInvalid('signed by an unknown key');
  return verifiedClaims(jws, key, signatureAlgorithms);
}

/**
 * The claims of a compact JWS that holds under this very key and one of these algorithms; `typ` is the caller's to check.
 *
 * @throws StatementInvalid
 */
export function verifiedClaims(jws: string, jwk: PublicJwk, accepted: readonly string[]): JsonObject {
  try {
    const parts = jws.split('.');
    const [first = '', second = '', last = ''] = parts;
    if (parts.length !== 3) throw new TypeError('not three parts');
    const { alg, crit } = headerIn(first);
    if (crit !== undefined) throw new TypeError('something critical is not understood');
    check(jwk, accepted, alg, last, Buffer.from(`${first}.${second}`, 'ascii'));
    const claims = parseStrictJson(fromUtf8(exactBase64url(second)));
    if (typeof claims !== 'object' || claims === null || Array.isArray(claims))
      throw new TypeError('no object');
    return claims as JsonObject;
  } catch (cause) {
    throw new StatementInvalid('the signature does not hold', { cause });
  }
}

function check(
  jwk: PublicJwk,
  accepted: readonly string[],
  alg: unknown,
  signed: string,
  input: Uint8Array,
): void {
  if (typeof alg !== 'string' || !accepted.includes(alg) || !Object.hasOwn(algorithms, alg)) {
    throw new TypeError('the algorithm is not accepted');
  }
  const { digest, fits, options, length } = algorithms[alg] as Algorithm;
  const key = importPublic(jwk);
  if (!fits(key)) throw new TypeError('the key does not fit the algorithm');
  const bytes = exactBase64url(signed);
  if (length !== null && bytes.length !== length) throw new TypeError('the signature has another length');
  if (!verify(digest, input, { ...options, key }, bytes)) throw new TypeError('the signature is another');
}

/** RFC 7797: a signature over bytes that travel beside it; the form is `<protected>..<signature>`. */
export async function signDetached(
  key: SigningKey,
  header: JsonObject,
  payload: Uint8Array,
): Promise<string> {
  const first = encoded({ ...header, alg: key.alg, kid: key.kid, b64: false, crit: ['b64'] });
  return `${first}..${signature(key, Buffer.concat([utf8(`${first}.`), payload]))}`;
}

/**
 * Verifies a detached signature and returns its protected header.
 *
 * @throws StatementInvalid
 */
export async function verifyDetached(
  text: string,
  keys: readonly PublicJwk[],
  payload: Uint8Array,
): Promise<JsonObject> {
  const [first, empty, signed, ...rest] = text.split('.');
  if (!first || empty !== '' || !signed || rest.length > 0) {
    throw new StatementInvalid('not of the form <protected>..<signature>');
  }
  const { kid } = peekHeader(text);
  const key = keys.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw new StatementInvalid('signed by an unknown key');
  try {
    const header = headerIn(first);
    const { alg, b64, crit } = header;
    if (b64 !== false) throw new TypeError('b64 is not false');
    if (!Array.isArray(crit) || crit.length !== 1 || crit[0] !== 'b64') {
      throw new TypeError('crit is not ["b64"]');
    }
    check(key, signatureAlgorithms, alg, signed, Buffer.concat([utf8(`${first}.`), payload]));
    return header;
  } catch (cause) {
    throw new StatementInvalid('the signature does not hold', { cause });
  }
}
