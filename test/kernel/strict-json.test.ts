import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonAmbiguous, parseStrictJson } from '../../src/kernel/index.js';

const refusal = (text: string): { pointer: string; reason: string } => {
  try {
    parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonAmbiguous) return { pointer: error.pointer, reason: error.reason };
    throw error;
  }
  throw new Error('was accepted');
};

describe('strict JSON', () => {
  it('reads every JSON value as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes('"__proto__"'));
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses a name that stands twice in one object, wherever it is', () => {
    expect(refusal('{"a":1,"a":1}')).toEqual({ pointer: '/a', reason: 'appears twice' });
    expect(refusal('[{"b":{"c":1}},{"b":{"c":1,"d":[],"c":2}}]').pointer).toBe('/1/b/c');
  });

  it('sees through escapes in a name', () => {
    expect(refusal('{"a":1,"\\u0061":2}').pointer).toBe('/a');
  });

  it('accepts the same name in different objects and in text', () => {
    expect(parseStrictJson('{"a":{"a":"{\\"a\\":1,\\"a\\":2}"},"b":[{"a":1},{"a":2}]}')).toBeTruthy();
  });

  it('refuses what is not JSON, and a name that changes prototypes', () => {
    expect(refusal('{a:1}').reason).toBe('is not JSON');
    expect(refusal('{"__proto__":{}}').reason).toBe('is not an allowed name');
  });
});
