/** Building blocks of the wire schemas. Every object is closed: an unknown field is an error, not a surprise. */
import Type, { type TObject, type TProperties, type TSchema } from 'typebox';
import { idPattern } from '../kernel/index.js';
import { idPrefix } from './ids.js';

export type { Static, TObject, TProperties, TSchema } from 'typebox';
export { Type };

export const closed = <P extends TProperties>(properties: P, options: object = {}): TObject<P> =>
  Type.Object(properties, { additionalProperties: false, ...options });

/** An id of a kind, typed as that branded id. */
export const id = <T extends string>(kind: keyof typeof idPrefix) =>
  Type.Unsafe<T>({ type: 'string', pattern: idPattern(idPrefix[kind]) });

const readable = '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e]*$';
/** Without control characters and signs that turn the direction of writing: what is read must be what is stored. */
export const text = (max: number, options: object = {}) =>
  Type.String({ minLength: 1, maxLength: max, pattern: readable, ...options });
/** RFC 3339 in UTC. Fields that hold one end in `At`. */
export const timestamp = Type.String({ format: 'date-time', pattern: 'Z$' });
/** A civil date. Fields that hold one end in `On` or `Date`. */
export const civilDate = Type.String({ format: 'date' });
/** A kebab-case code, such as a purpose id or a role. */
export const slugPattern = '^[a-z0-9]+(?:-[a-z0-9]+)*$';
export const slug = Type.String({ pattern: slugPattern, maxLength: 80 });
export const fieldNamePattern = '^[a-z][A-Za-z0-9]*$';
export const fieldName = Type.String({ pattern: fieldNamePattern, maxLength: 60 });
export const base64urlText = (max: number) => Type.String({ pattern: '^[A-Za-z0-9_-]+$', maxLength: max });
/** SHA-256 as base64url without padding. */
export const digest = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
export const compactJws = (max = 32_000) =>
  Type.String({ pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$', maxLength: max });
export const compactJwe = (max = 32_000) =>
  Type.String({
    pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
    maxLength: max,
  });
export const oneOf = <const T extends readonly string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values });
export const list = <S extends TSchema>(item: S, max: number, min = 0) =>
  Type.Array(item, { minItems: min, maxItems: max, uniqueItems: true });

/** A public key by value (RFC 7517, RFC 8037): Ed25519, X25519 or P-256, `kid` its RFC 7638 thumbprint. */
const coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
export const okpJwk = (crv: 'Ed25519' | 'X25519') =>
  closed({ kty: Type.Literal('OKP'), crv: Type.Literal(crv), x: coordinate, kid: digest });
export const ecJwk = closed({
  kty: Type.Literal('EC'),
  crv: Type.Literal('P-256'),
  x: coordinate,
  y: coordinate,
  kid: digest,
});
export const signingJwk = Type.Union([okpJwk('Ed25519'), ecJwk]);
export const sealingJwk = okpJwk('X25519');
