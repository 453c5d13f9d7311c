import { describe, expect, it } from 'vitest';
import { compileSchema } from '../../src/kernel/index.js';

const closed = (properties: Record<string, object>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const word = { type: 'string', pattern: '^[a-z]+$' };

const retention = compileSchema({
  anyOf: [closed({ after: word }), closed({ on: word }), closed({ event: word, max: word })],
});
const key = compileSchema({
  anyOf: [
    closed({ kty: { const: 'OKP' }, x: word }),
    closed({ kty: { const: 'EC' }, x: word, y: word }),
    { type: 'array', items: word },
  ],
});

describe('a value that fits no form of a union', () => {
  it.each([
    [{ after: '3 months' }, ['/after must match pattern "^[a-z]+$"']],
    [{ event: 'x' }, ['/max is required']],
    [
      { event: '1', max: '2' },
      ['/event must match pattern "^[a-z]+$"', '/max must match pattern "^[a-z]+$"'],
    ],
    [{ on: 'a', until: 'b' }, ['/until is not a known field']],
  ])('is judged by the form whose members are there: %j', (value, faults) => {
    expect(retention(value).map(({ pointer, reason }) => `${pointer} ${reason}`)).toEqual(faults);
  });

  it.each([
    [{ kty: 'EC', x: 'a' }, ['/y is required']],
    [{ kty: 'OKP', x: '1' }, ['/x must match pattern "^[a-z]+$"']],
    [['a', 1], ['/1 must be string']],
  ])('is judged by the form of its kind: %j', (value, faults) => {
    expect(key(value).map(({ pointer, reason }) => `${pointer} ${reason}`)).toEqual(faults);
  });

  it('is told what each form wants where it comes equally close to several', () => {
    const check = compileSchema({ anyOf: [{ type: 'string' }, { type: 'null' }, { const: 1 }] });
    expect(check(true)).toEqual([{ pointer: '', reason: 'must be string or must be null or must be 1' }]);
    expect(retention({ after: 'a', on: 'b' })).toEqual([
      { pointer: '', reason: 'fits none of the forms that it may have' },
    ]);
  });

  it('leaves one fault for each place: inside another union, and in each item of a list', () => {
    const inner = { anyOf: [{ type: 'integer' }, { type: 'null' }] };
    const check = compileSchema({
      type: 'array',
      items: { anyOf: [closed({ a: inner }), closed({ b: inner })] },
    });
    expect(check([{ a: 'x' }, { b: 1 }, { b: 'x' }])).toEqual([
      { pointer: '/0/a', reason: 'must be integer or must be null' },
      { pointer: '/2/b', reason: 'must be integer or must be null' },
    ]);
  });
});
