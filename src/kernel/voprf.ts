/**
 * RFC 9497, ristretto255-SHA512, verifiable mode: someone learns PRF(key, input) from whoever holds the key, who learns
 * neither input nor output, and proves that it used the key it published. Elements and scalars are 32 bytes as the RFC
 * serialises them, a proof is 64, an output 64. Whoever holds the key can try every input: keep it apart from outputs.
 */
import { randomBytes } from 'node:crypto';
import { ristretto255, ristretto255_oprf } from '@noble/curves/ed25519.js';

/** Cryptographically strong random bytes; replaced only to reproduce the RFC's test vectors. */
export type RandomSource = (length?: number) => Uint8Array;

const strong: RandomSource = (length = 32) => new Uint8Array(randomBytes(length));

export interface PrfKeys {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** What is kept (`blind`, secret) and what is sent (`blinded`). */
export interface BlindedInput {
  readonly blind: Uint8Array;
  readonly blinded: Uint8Array;
}

export interface Evaluation {
  readonly evaluated: Uint8Array;
  readonly proof: Uint8Array;
}

/** Bytes that are no element of the group, or its identity (RFC 9497 section 3.3), or a key that is not one. */
export class PrfElementInvalid extends Error {
  override readonly name = 'PrfElementInvalid';
}

/** The evaluation was not made with the key that was published. */
export class PrfProofInvalid extends Error {
  override readonly name = 'PrfProofInvalid';
}

const { voprf } = ristretto255_oprf;

export const newPrfKeys = (): PrfKeys => voprf.generateKeyPair();

/** RFC 9497 section 3.2.1: the same seed and information give the same keys. @param seed 32 bytes */
export const derivePrfKeys = (seed: Uint8Array, info: Uint8Array): PrfKeys => voprf.deriveKeyPair(seed, info);

/** @throws PrfElementInvalid when it is not a scalar between 1 and the group's order */
export function prfPublicKeyOf(secretKey: Uint8Array): Uint8Array {
  try {
    const scalar = ristretto255.Point.Fn.fromBytes(secretKey);
    return ristretto255.Point.BASE.multiply(scalar).toBytes();
  } catch (cause) {
    throw new PrfElementInvalid('not a secret key', { cause });
  }
}

/** RFC 9497 section 3.3.2, Blind. Fresh for every use. */
export const blindPrfInput = (input: Uint8Array, random: RandomSource = strong): BlindedInput =>
  voprf.blind(input, random);

/** RFC 9497 section 3.3.2, BlindEvaluate. @throws PrfElementInvalid */
export function evaluateBlinded(
  keys: PrfKeys,
  blinded: Uint8Array,
  random: RandomSource = strong,
): Evaluation {
  refuseNonElement(blinded);
  return voprf.blindEvaluate(keys.secretKey, keys.publicKey, blinded, random);
}

/**
 * RFC 9497 section 3.3.2, Finalize: checks the proof against the published key, then gives the output.
 *
 * @throws PrfProofInvalid whatever was wrong with evaluation or proof
 */
export function finalizePrf(given: {
  readonly input: Uint8Array;
  readonly blind: Uint8Array;
  readonly blinded: Uint8Array;
  readonly evaluated: Uint8Array;
  readonly proof: Uint8Array;
  readonly publicKey: Uint8Array;
}): Uint8Array {
  const { input, blind, blinded, evaluated, proof, publicKey } = given;
  try {
    return voprf.finalize(input, blind, evaluated, blinded, publicKey, proof);
  } catch (cause) {
    throw new PrfProofInvalid('the evaluation was not made with the published key', { cause });
  }
}

function refuseNonElement(bytes: Uint8Array): void {
  let identity: boolean;
  try {
    identity = ristretto255.Point.fromBytes(bytes).equals(ristretto255.Point.ZERO);
  } catch (cause) {
    throw new PrfElementInvalid('not an element of ristretto255', { cause });
  }
  if (identity) throw new PrfElementInvalid('the identity element is refused');
}
