/**
 * What a partner that may use the BSN (UAVG 46) feeds into the oblivious PRF. Only agents call this: the hub never
 * sees a BSN, and uses {@link isBsn} only to refuse an identifier that looks like one.
 */
import { type CivilDate, utf8 } from '../kernel/index.js';

const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** The eleven-test (Regeling burgerservicenummer): nine digits whose weighted sum is a multiple of eleven, not all zero. */
export function isBsn(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === '000000000') return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return sum % 11 === 0;
}

/**
 * UTF-8 `kernhub/v1` ‖ 0x00 ‖ BSN ‖ 0x00 ‖ birth date. With the birth date in it a mistyped BSN meets nobody instead of
 * another child.
 *
 * @throws RangeError when the BSN fails the eleven-test; the message does not repeat it
 */
export function identifierInput(bsn: string, birthDate: CivilDate): Uint8Array {
  if (!isBsn(bsn)) throw new RangeError('not a BSN: it fails the eleven-test');
  return utf8(`kernhub/v1\0${bsn}\0${birthDate}`);
}
