/**
 * The smallest things everyone needs: time, ids, bytes, canonical JSON, JSON Schema, JOSE with allow-lists, work in
 * rounds, waiting for what comes. Knows no business noun; whatever names a child, a partner or a consent belongs in a later room.
 */
export * from './bells.js';
export type { Branded } from './brand.js';
export * from './bytes.js';
export * from './canonical-json.js';
export * from './clock.js';
export * from './ids.js';
export * from './json-breaks-at.js';
export * from './json-schema.js';
export * from './jwe.js';
export * from './jwk.js';
export {
  headerOf,
  peekHeader,
  StatementInvalid,
  signatureAlgorithms,
  signCompact,
  signDetached,
  verifiedClaims,
  verifyCompact,
  verifyDetached,
} from './jws.js';
export * from './public-random.js';
export * from './raw-signature.js';
export * from './rounds.js';
export * from './secret-file.js';
export * from './strict-json.js';
export * from './text-place.js';
export * from './together.js';
export * from './voprf.js';
