import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../src/kernel/index.js';
import { largestJsonBytes } from '../../src/purposes/domain/largest-value.js';

describe('largestJsonBytes', () => {
  it.each([
    [{ enum: ['a', 'langer'] }, 8],
    [{ const: 12 }, 2],
    [{ type: 'boolean' }, 5],
    [{ type: 'integer', minimum: -5, maximum: 10 }, 2],
    [{ type: 'string', maxLength: 2 }, 14],
    [{ type: 'string', format: 'date' }, 12],
    [{ type: 'array', maxItems: 2, uniqueItems: true, items: { enum: ['a', 'bb', 'ccc'] } }, 12],
    [{ type: 'array', maxItems: 2, items: { type: 'boolean' } }, 13],
  ])('of %j is %i', (schema, bytes) => {
    expect(largestJsonBytes(schema)).toBe(bytes);
  });

  it.each([
    { type: 'string' },
    { type: 'integer', minimum: 0 },
    { type: 'array', items: { type: 'boolean' } },
    { type: 'object', properties: {} },
    { anyOf: [{ const: 1 }, { type: 'string' }] },
    {},
  ])('of %j cannot be computed', (schema) => {
    expect(largestJsonBytes(schema)).toBeNull();
  });

  it('is never less than the JSON of a text that the schema accepts', () => {
    const check = compileSchema({ type: 'string', maxLength: 12 });
    const bound = largestJsonBytes({ type: 'string', maxLength: 12 }) ?? 0;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 14 }), (text) => {
        fc.pre(check(text).length === 0);
        expect(Buffer.byteLength(JSON.stringify(text))).toBeLessThanOrEqual(bound);
      }),
    );
  });
});
