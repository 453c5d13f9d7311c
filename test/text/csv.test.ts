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

  it.each(['=1+1', '+31', '-2', '@SUM(A1)', ' =1+1', '＝1+1', '\tx', '\rx', '\nx'])(
    'defuses %j, which would run as a formula',
    (cell) => {
      expect(csvOf([[cell]])).toBe(`\ufeff"'${cell}"\r\n`);
    },
  );

  it.each([
    ['functie;=1+1;', "functie;'=1+1;"],
    ['functie,@SUM(A1)', "functie,'@SUM(A1)"],
    ['functie\n=1+1', "functie\n'=1+1"],
    ['functie; =1+1', "functie;' =1+1"],
  ])(
    'defuses %j too: where a list has another separator, as in Dutch, a spreadsheet begins a cell there',
    (cell, safe) => {
      expect(csvOf([['a', cell]])).toBe(`\ufeff"a","${safe}"\r\n`);
    },
  );

  it('leaves such signs alone within a cell', () => {
    expect(csvOf([['a=b-c; d, e']])).toBe('\ufeff"a=b-c; d, e"\r\n');
  });
});
