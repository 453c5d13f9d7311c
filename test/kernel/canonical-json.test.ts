import serialize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Json } from '../../src/kernel/index.js';

describe('canonical JSON (RFC 8785)', () => {
  it('keeps the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is the same for every order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer(), { maxKeys: 60, size: 'max' }), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(record));
      }),
    );
  });

  it('sorts by UTF-16 code units and writes numbers as ECMAScript does', () => {
    expect(canonicalJson({ '€': 1, '\r': 2, '1': 1e21, a: 0.000001 })).toBe(
      '{"\\r":2,"1":1e+21,"a":0.000001,"€":1}',
    );
  });

  it('writes what is in order already as it writes any other', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const canonical = canonicalJson(value as Json);
        expect(canonicalJson(JSON.parse(canonical) as Json)).toBe(canonical);
        expect(canonical).toBe(serialize(value));
      }),
    );
  });

  it.each([
    ['in a text', ['\ud800']],
    ['in a name', { '\udfff': 1 }],
    ['in order otherwise', { a: 1, b: 'x\udc00' }],
  ])('refuses half of a surrogate pair %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow('Lone surrogate');
    expect(canonicalJson(['\u{1f600}'])).toBe('["\u{1f600}"]');
  });

  it.each([
    ['undefined in an object', { a: undefined }],
    ['undefined in a list', [undefined]],
    ['a function', { a: () => 1 }],
    ['NaN', Number.NaN],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a date', { at: new Date(0) }],
    ['a bigint', 1n],
  ])('refuses %s instead of dropping it', (_, value) => {
    expect(() => canonicalJson(value as unknown as Json)).toThrow(TypeError);
  });
});
