import { closed, type Static, Type } from '../schema.js';

const hash = Type.String({ pattern: '^[A-Za-z0-9+/]{43}=$' });

/** RFC 9162 section 2.1.4: that the log of `from` entries is the beginning of the log of `to`. */
export const consistencyProof = closed({
  from: Type.Integer({ minimum: 1 }),
  to: Type.Integer({ minimum: 1 }),
  /** The path, standard base64. */
  hashes: Type.Array(hash, { maxItems: 64 }),
});
export type ConsistencyProof = Static<typeof consistencyProof>;
