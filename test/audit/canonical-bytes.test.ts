import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCanonicalCheck } from '../../src/audit/domain/export/canonical-bytes.js';
import { canonicalJson, type Json, utf8 } from '../../src/kernel/index.js';

/** One for all, as for all lines of a file: nothing may be left over from the one before. */
const check = makeCanonicalCheck();
const found = new Int32Array(2);

/** Amid other bytes, as a payload lies in its line. */
function isSure(text: string): boolean {
  const [before, json, after] = ['"z":1,', utf8(text), ',"a":" "'];
  return check(utf8(`${before}${text}${after}`), before.length, before.length + json.length, found);
}

const name = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '"', ' ', '€'), maxLength: 3 });
const value = fc.letrec<{ any: Json }>((any) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(null, true, false),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.array(any('any'), { maxLength: 4 }),
    fc.dictionary(name, any('any'), { maxKeys: 4 }),
  ),
})).any;

/** The same value in another order of members, and with spaces. */
function written(json: Json, odd: () => boolean): string {
  const space = odd() ? ' ' : '';
  if (json === null || typeof json !== 'object') return JSON.stringify(json);
  if (Array.isArray(json)) return `[${json.map((item: Json) => written(item, odd)).join(`,${space}`)}]`;
  const members = Object.entries(json).map(([key, part]) => `${JSON.stringify(key)}:${written(part, odd)}`);
  if (odd() && members[0] !== undefined) members.push(members[0]);
  return `{${(odd() ? members : members.toSorted()).join(`,${space}`)}}`;
}

describe('whether bytes are surely canonical JSON', () => {
  it('never says so of what canonical JSON is written otherwise', () => {
    fc.assert(
      fc.property(value, fc.infiniteStream(fc.integer({ max: 9, min: 0 })), (json, choices) => {
        const text = written(json, () => choices.next().value === 0);
        if (isSure(text)) expect(canonicalJson(JSON.parse(text) as Json)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says so of the form that entries have', () => {
    const payload = {
      at: '2026-01-05T08:00:00.001Z',
      content: [{ label: 'één € en', version: 10 }, {}, [], { a: { b: false, c: null } }],
      v: 1,
    };
    expect(isSure(canonicalJson(payload))).toBe(true);
    expect(isSure(canonicalJson([payload, payload]))).toBe(true);
  });

  it.each([
    ['members out of their order', '{"b":1,"a":2}'],
    ['a member that comes twice', '{"a":1,"a":1}'],
    ['a longer name before a shorter', '{"ab":1,"a":1}'],
    ['no name that comes twice', '{"":1,"":1}'],
    ['an order that is wrong further in', '{"a":[{"x":{"c":1,"b":2}}]}'],
    ['an order that is wrong behind an inner value', '{"b":{"z":1},"a":1}'],
    ['a space', '{"a": 1}'],
    ['a line', '[1,\n2]'],
    ['a needless escape', '{"a":"\\u0041"}'],
    ['a name with an escape', '{"\\u0061":1}'],
    ['a number with a point', '[1.0]'],
    ['a number with an exponent', '[1e2]'],
    ['a negative zero', '[-0]'],
    ['more digits than a number holds', '[12345678901234567890]'],
    ['what lies deeper than any payload', `${'['.repeat(40)}${']'.repeat(40)}`],
  ])('does not of %s', (_, text) => {
    expect(isSure(text)).toBe(false);
  });
});
