import { codeOf, spelledCode } from '../../people/index.js';

/**
 * A code on paper for what was written down: 40 bits by which wrong tries are counted, 60 that are guessed at. So that a
 * code can lock without a login that could be locked, and nobody's tries lock another's.
 */
export const codeLetters = 20;
const handleLetters = 8;

/** @param random as many bytes as a code has letters */
export const recordingCodeOf = (random: Uint8Array): string => codeOf(random);

/** Null for what can be no code. */
export function codeHalves(typed: string): { readonly handle: string; readonly whole: string } | null {
  const whole = spelledCode(typed);
  return whole.length === codeLetters ? { handle: whole.slice(0, handleLetters), whole } : null;
}
