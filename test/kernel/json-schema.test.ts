import { describe, expect, it } from 'vitest';
import { compileSchema, compileTest } from '../../src/kernel/index.js';

const item = { type: 'object', properties: { a: { type: 'integer' } }, required: ['b'] };
const schema = {
  type: 'object',
  properties: {
    'a/b': { type: 'array', items: item, maxItems: 50, uniqueItems: true },
    lists: { type: 'array', items: { type: 'array', items: { type: 'integer' }, maxItems: 2 } },
  },
  required: ['name'],
};
const objects = (count: number) => Array.from({ length: count }, (_, a) => ({ a }));

describe('a schema', () => {
  it('is not run over a list that is too long anyway, which would take time with the square of its length', () => {
    const check = compileSchema(schema);
    const started = performance.now();
    expect(check({ 'a/b': objects(40_000) })).toEqual([
      { pointer: '/a~1b', reason: 'must NOT have more than 50 items' },
    ]);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(check({ lists: [[1], [1, 2, 3]] })).toEqual([
      { pointer: '/lists/1', reason: 'must NOT have more than 2 items' },
    ]);
  });

  it('names every fault at once, but no more than a hundred', () => {
    const faults = compileSchema(schema)({ 'a/b': objects(2), lists: [['x']] });
    expect(faults.map(({ pointer }) => pointer).sort()).toEqual([
      '/a~1b/0/b',
      '/a~1b/1/b',
      '/lists/0/0',
      '/name',
    ]);
    const closed = compileSchema({ type: 'object', additionalProperties: false });
    const names = Object.fromEntries(objects(300).map(({ a }) => [`n${a}`, a]));
    expect(closed(names)).toHaveLength(100);
  });
});

describe('a test of a schema', () => {
  const list = { type: 'array', items: { type: 'string', maxLength: 3 }, maxItems: 3, uniqueItems: true };
  const schema = {
    type: 'object',
    required: ['of'],
    properties: { of: list, day: { type: 'string', format: 'date' } },
    additionalProperties: false,
  };

  it.each([
    [{ of: [] }, true],
    [{ of: ['a', 'b'], day: '2026-02-28' }, true],
    [{ of: ['a', 'a'] }, false],
    [{ of: ['a', 'b', 'c', 'd'] }, false],
    [{ of: ['abcd'] }, false],
    [{ of: ['a'], day: '2026-02-30' }, false],
    [{ of: ['a'], more: 1 }, false],
    [{}, false],
    [null, false],
  ])('answers for %j as the check that says why', (value, fits) => {
    expect(compileTest(schema)(value)).toBe(fits);
    expect(compileSchema(schema)(value).length === 0).toBe(fits);
  });
});
