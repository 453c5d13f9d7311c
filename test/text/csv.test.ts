import { describe, expect, it } from 'vitest';
import { csvOf } from '../../src/text/csv.js';

describe('a table as CSV', () => {
  it('quotes every cell, ends every line, and begins with the mark of UTF-8', () => {
    expect(
      csvOf([
        ['Dag', 'Wie'],
        ['2026-11-28', 'De "Regenboog", Utrecht'],
      ]),
    ).toBe('\ufeff"Dag","Wie"\r\n"2026-11-28","De ""Regenboog"", Utrecht"\r\n');
  });

  it.each(['=1+1', '+31', '-2', '@SUM(A1)', '\tx', '\rx'])(
    'defuses %j, which would run as a formula',
    (cell) => {
      expect(csvOf([[cell]])).toBe(`\ufeff"'${cell}"\r\n`);
    },
  );

  it('leaves such signs alone within a cell', () => {
    expect(csvOf([['a=b-c']])).toBe('\ufeff"a=b-c"\r\n');
  });
});
