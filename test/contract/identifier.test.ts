import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifierInput, isBsn } from '../../src/contract/index.js';
import { fromUtf8, parseCivilDate } from '../../src/kernel/index.js';

describe('the eleven-test', () => {
  it('passes invented numbers that meet it and fails those that do not', () => {
    expect(['999990019', '999990018', '999990020'].map(isBsn)).toEqual([true, false, true]);
    expect(['', '000000000', '99999001', '9999900190', '99999001a', ' 999990019'].some(isBsn)).toBe(false);
  });

  it('notices every single mistyped digit', () => {
    const place = fc.integer({ min: 0, max: 8 });
    const shift = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(place, shift, (at, by) => {
        const digits = [...'999990019'];
        digits[at] = String((Number(digits[at]) + by) % 10);
        expect(isBsn(digits.join(''))).toBe(false);
      }),
    );
  });
});

describe('the input of the PRF', () => {
  it('is the version, the BSN and the birth date, parted by zero bytes', () => {
    const input = identifierInput('999990019', parseCivilDate('2018-03-04'));
    expect(fromUtf8(input)).toBe('kernhub/v1\u0000999990019\u00002018-03-04');
  });

  it('is never made of a number that fails the eleven-test, and the refusal does not repeat it', () => {
    const refused = () => identifierInput('999990018', parseCivilDate('2018-03-04'));
    expect(refused).toThrow(RangeError);
    expect(refused).not.toThrow('999990018');
  });
});
