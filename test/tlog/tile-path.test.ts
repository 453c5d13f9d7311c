import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundlePath, hasTile, parseBundlePath, parseTilePath, tilePath } from '../../src/tlog/index.js';

describe('the path of a tile', () => {
  it.each([
    ['0/000', 0, 0, 256],
    ['0/000.p/1', 0, 0, 1],
    ['1/255.p/255', 1, 255, 255],
    ['2/x001/x234/067', 2, 1_234_067, 256],
    ['63/x999/999.p/17', 63, 999_999, 17],
    ['0/x001/000', 0, 1_000, 256],
  ])('%s is read and written', (path, level, index, width) => {
    expect(parseTilePath(path)).toEqual({ level, index, width });
    expect(tilePath({ level, index, width })).toBe(path);
  });

  it.each([
    '',
    '0',
    '0/',
    '/0/000',
    '0/0',
    '0/00',
    '0/0000',
    '00/000',
    '01/000',
    '64/000',
    '100/000',
    '-1/000',
    '0/-01',
    '0/x000/000',
    '0/x000/x001/000',
    '0/001/000',
    '0/x001',
    '0/x001/x000',
    '0/X001/000',
    '0/x1/000',
    '0/000/',
    '0/000/000',
    '0//000',
    '0/000.p',
    '0/000.p/',
    '0/000.p/0',
    '0/000.p/01',
    '0/000.p/256',
    '0/000.p/1000',
    '0/000.p/1/',
    '0/000.p/+1',
    '0/000.p/1.p/1',
    '0/000p/1',
    '0/000.P/1',
    '0/%30%30%30',
    '0/000?',
    '0/000\n',
    ' 0/000',
    '0/٠٠٠',
    'entries/000',
    '0/x999/x999/x999/x999/x999/x999/999',
  ])('is not %j', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('is one for each tile, and each has one', () => {
    const width = fc.integer({ min: 1, max: 256 });
    const index = fc.oneof(
      fc.nat(2_000),
      fc.maxSafeInteger().map((n) => Math.floor(Math.abs(n) / 256)),
    );
    fc.assert(
      fc.property(fc.nat(63), index, width, (level, n, w) => {
        const path = tilePath({ level, index: n, width: w });
        expect(parseTilePath(path)).toEqual({ level, index: n, width: w });
        expect(parseBundlePath(bundlePath(n, w))).toEqual({ index: n, width: w });
      }),
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9x./p]{1,20}$/), (text) => {
        const id = parseTilePath(text);
        expect(id === null || tilePath(id) === text).toBe(true);
      }),
    );
  });

  it('is served only as far as the tree goes', () => {
    fc.assert(
      fc.property(
        fc.nat(200_000),
        fc.nat(2),
        fc.nat(800),
        fc.integer({ min: 1, max: 256 }),
        (size, level, index, width) => {
          const end = (index * 256 + width) * 256 ** level;
          expect(hasTile({ level, index, width }, size)).toBe(end <= size);
        },
      ),
    );
  });
});
