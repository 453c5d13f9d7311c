import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../src/kernel/index.js';

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
