import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, Type } from '../../src/contract/index.js';
import { readForm } from '../../src/http/domain/form.js';
import { JsonAmbiguous, utf8 } from '../../src/kernel/index.js';

const schema = closed({ csrf: Type.String(), fields: Type.Array(Type.String()) });
const read = (text: string) => readForm(utf8(text), schema);
const fault = (pointer: string, reason: string) => expect.objectContaining({ pointer, reason });

describe('a form', () => {
  it('is read as URLSearchParams says, whatever its names and texts', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'csrf', 'fields', '?a', ''),
    );
    const texts = fc.string({ unit: 'binary', maxLength: 40 });
    const pairs = fc.uniqueArray(fc.tuple(names, texts), {
      maxLength: 60,
      size: 'max',
      selector: ([name]) => name,
    });
    const lists = fc.array(texts, { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(pairs, lists, (some, fields) => {
        const rest = some.filter(([name]) => name !== 'fields');
        const sent = new URLSearchParams([
          ...rest,
          ...fields.map((text): [string, string] => ['fields', text]),
        ]);
        const form = readForm(utf8(sent.toString()), schema) as Record<string, unknown>;
        const expected = new Map<string, unknown>([...rest, ['fields', fields]]);
        expect(new Map(Object.entries(form))).toEqual(expected);
        expect(Object.getPrototypeOf(form)).toBe(Object.prototype);
      }),
    );
    expect(({} as { readonly isAdmin?: unknown }).isAdmin).toBeUndefined();
  });

  it('refuses a name that comes twice, unless the schema asks for a list', () => {
    const name = fc.constantFrom('csrf', '__proto__', 'constructor', 'a', '');
    fc.assert(
      fc.property(name, fc.string(), fc.string(), (twice, one, other) => {
        const sent = new URLSearchParams([
          [twice, one],
          ['fields', 'x'],
          [twice, other],
        ]).toString();
        const form = read(sent);
        expect(form).toBeInstanceOf(JsonAmbiguous);
        expect(form).toEqual(fault(`/${twice}`, 'appears twice'));
      }),
    );
    expect(read('fields=a&fields=a')).toEqual({ fields: ['a', 'a'] });
  });

  it('is an empty object when nothing is ticked, and no body at all where none is described', () => {
    expect(read('')).toEqual({ fields: [] });
    expect(readForm(new Uint8Array(), undefined)).toBeUndefined();
    expect(readForm(utf8('a=1'), undefined)).toEqual({ a: '1' });
  });

  it('keeps its first question mark', () => {
    expect(read('?csrf=1')).toEqual({ '?csrf': '1', fields: [] });
  });

  it.each(['%', 'csrf=%zz', 'csrf=%f', 'csrf=%ff', '%c3%28=1', 'csrf=%ed%a0%80', 'csrf=1&%'])(
    'is refused, not repaired, for %s',
    (text) => {
      expect(read(text)).toEqual(fault('', 'is not a form in UTF-8'));
    },
  );

  it('is refused for bytes that are no UTF-8, wherever they stand', () => {
    const bytes = fc.uint8Array({ maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(bytes, bytes, (before, after) => {
        const sent = Uint8Array.from([...before, 0x26, 0xff, 0x26, ...after]);
        expect(readForm(sent, schema)).toEqual(fault('', 'is not a form in UTF-8'));
      }),
    );
  });

  it('never throws, whatever bytes come', () => {
    const pieces = fc.array(fc.constantFrom('%', '=', '&', '+', 'a', '%2', '__proto__', '\u0000', '[]'), {
      maxLength: 300,
      size: 'max',
    });
    fc.assert(fc.property(pieces, (some) => typeof read(some.join('')) === 'object'));
  });
});
