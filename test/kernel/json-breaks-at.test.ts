import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonBreaksAt } from '../../src/kernel/index.js';

describe('the place where a text stops being JSON', () => {
  it.each([
    ['a word without quotes', '{\n "a": tru,\n "b":1}', 'line 2, column 7'],
    ['a name without quotes', '{\n  a: 1\n}', 'line 2, column 3'],
    ['a name that is not closed', '{\n "a": 1,\n "b: 2\n}', 'line 3, column 2'],
    ['a text that is not closed at the end', '["een", "twee', 'line 1, column 9'],
    ['an escape that JSON does not have', '{"a":\n "\\x41"}', 'line 2, column 2'],
    ['a stray token', '{"a": 1}\n}', 'line 2, column 1'],
    ['a comma before the end', '[1,\n 2,\n]', 'line 3, column 1'],
    ['a missing comma', '{"a": 1\n "b": 2}', 'line 2, column 2'],
    ['a missing colon', '{"a"\n 1}', 'line 2, column 2'],
    ['the wrong bracket', '{"a": [1\n}}', 'line 2, column 1'],
    ['a number with a zero before it', '[1, 01]', 'line 1, column 6'],
    ['a text that ends too early', '{\n  "a": [1, 2\n\n', 'line 2, column 13'],
    ['a byte order mark', '\ufeff{}', 'line 1, column 1'],
    ['nothing', '', 'line 1, column 1'],
  ])('is that of %s', (_, text, place) => {
    expect(jsonBreaksAt(text)).toBe(place);
  });

  it('is nowhere in JSON', () => {
    fc.assert(fc.property(fc.json(), (text) => jsonBreaksAt(text) === null));
  });

  it('is the first one: what stands before it lacks only its end', () => {
    const damage = fc.constantFrom('?', '"', ',', ':', '}', ']', '{', 'tru', '-', '\\');
    fc.assert(
      fc.property(fc.json(), fc.nat(), damage, (json, seed, what) => {
        const offset = seed % (json.length + 1);
        const text = json.slice(0, offset) + what + json.slice(offset);
        const column = Number(/column (\d+)$/.exec(jsonBreaksAt(text) ?? '')?.[1]);
        fc.pre(Number.isInteger(column));
        const before = text.slice(0, column - 1);
        // Its end is right after what stands last, whatever white space follows.
        const end = before.replace(/[ \t\n\r]+$/, '').length + 1;
        expect([null, `line 1, column ${end}`]).toContain(jsonBreaksAt(before));
      }),
    );
  });
});
