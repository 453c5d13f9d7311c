/**
 * One-time codes that go on paper: Crockford's base 32, which has no letter that is mistaken for a digit, in groups of
 * four. Case, spaces and hyphens do not count, and what was misread is read as what was meant.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** @param random five bits are taken of each byte */
export function codeOf(random: Uint8Array): string {
  const letters = Array.from(random, (byte) => alphabet[byte & 31] ?? '').join('');
  return letters.match(/.{1,4}/g)?.join('-') ?? '';
}

/** The one spelling under which a code is looked up. */
export const spelledCode = (typed: string): string =>
  typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
