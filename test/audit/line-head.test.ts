import { describe, expect, it } from 'vitest';
import { makeLineHead } from '../../src/audit/domain/export/line-head.js';

/** The form of a head as a pattern says it. */
const form =
  /^\{"index":(0|[1-9]\d{0,15}),"kind":"([a-z]+(?:-[a-z]+)*)","commitment":"([A-Za-z0-9+/]{43}=)"(?:\}$|,"erasedAt":(0|[1-9]\d{0,15})\}$|,"opening":"([A-Za-z0-9+/]{43}=)","parts":\[)/;

const hash = (letter: string): string => `${letter.repeat(43)}=`;
const start = `{"index":41,"kind":"role-label","commitment":"${hash('+')}"`;
const lines = [
  `{"index":0,"kind":"exchange","commitment":"${hash('a')}","opening":"${hash('Z')}","parts":[],"payload":{}}`,
  `{"index":9999999999999999,"kind":"a","commitment":"${hash('9')}","opening":"${hash('/')}","parts":["x"],"payload":{}}`,
  `${start}}`,
  `${start},"erasedAt":1234567890123456}`,
  `${start},"erasedAt":0}`,
];
const letters = ['', '0', '00', 'a', 'A', '-', '--', '"', '}', ',', '=', '_', ' ', 'é'];

/** Every line with each of its letters left out, doubled or replaced. */
const altered = lines.flatMap((line) =>
  [...line].flatMap((letter, place) =>
    [...letters, letter + letter].map((other) => line.slice(0, place) + other + line.slice(place + 1)),
  ),
);

const read = makeLineHead();

function readIn(line: string) {
  const before = 'x\n';
  const bytes = Buffer.from(`${before}${line}\n`);
  const head = read(bytes, before.length, bytes.length - 1);
  if (head === null) return null;
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to);
  return {
    index: head.index,
    kind: text(head.kindFrom, head.kindTo),
    commitment: text(head.commitmentFrom, head.commitmentFrom + 44),
    erasedAt: head.erasedAt,
    opening: head.openingFrom < 0 ? null : text(head.openingFrom, head.openingFrom + 44),
    length: head.end - before.length,
  };
}

function matched(line: string) {
  const found = form.exec(Buffer.from(line).toString('latin1'));
  if (found === null) return null;
  const [all, index, kind, commitment, erasedAt, opening] = found;
  return {
    ...{ index: Number(index), kind, commitment },
    erasedAt: erasedAt === undefined ? -1 : Number(erasedAt),
    ...{ opening: opening ?? null, length: all.length },
  };
}

describe('the head of a line of an export', () => {
  it.each(lines)('is found in %s', (line) => {
    expect(readIn(line)).not.toBeNull();
    expect(readIn(line)).toEqual(matched(line));
  });

  it('has the form that a pattern says, where one letter differs', () => {
    const others = altered.filter((line) => JSON.stringify(readIn(line)) !== JSON.stringify(matched(line)));
    expect(others).toEqual([]);
    expect(altered.filter((line) => readIn(line) === null).length).toBeGreaterThan(2_000);
  });

  it('does not end where the line does', () => {
    const [line = ''] = lines;
    const cut = Array.from({ length: line.indexOf('[') + 1 }, (_, length) => readIn(line.slice(0, length)));
    expect(cut.every((head) => head === null)).toBe(true);
  });

  it('is not longer than any head can be', () => {
    const withKind = (length: number) => readIn(start.replace('role-label', 'k'.repeat(length)).concat('}'));
    const longest = 300 - start.replace('role-label', '').length - 1;
    expect([withKind(longest)?.length, withKind(longest + 1)]).toEqual([300, null]);
  });
});
