import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLines } from '../../src/audit/usecases/read-lines.js';
import { partDigest } from '../../src/ledger/offline.js';
import { temporaryFolder } from '../harness/folder.js';

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder('lines');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const hash = `${'A'.repeat(43)}=`;
const lineOf = (index: number, parts: readonly string[] | null): string => {
  const head = `{"index":${index},"kind":"odd","commitment":"${hash}"`;
  if (parts === null) return `${head}}\n`;
  return `${head},"opening":"${hash}","parts":${JSON.stringify(parts)},"payload":{"at":"é"}}\n`;
};

/** Of each line its parts and their digests, as the thread told them; null of one that was erased. */
async function read(lines: readonly string[]) {
  const file = join(folder, 'lines');
  await writeFile(file, lines.join(''));
  const told: ({ readonly parts: readonly string[]; readonly digests: string } | null)[] = [];
  const { rest } = await readLines(
    file,
    { from: 0, sizes: [] },
    { line: (line) => told.push(line?.opened ?? null), between: () => undefined },
  );
  expect(rest).toBe(0);
  return told;
}

describe('the lines of an export, read by a thread of their own', () => {
  it('bring the digests of their own parts, whatever stands in the lines around them', async () => {
    const all = ['["salt","topic","ja"]', '["salt","topic","é"]', '', '\\"'];
    const parts = Array.from({ length: 3_000 }, (_, nth) =>
      nth % 5 === 0 ? null : all.slice(nth % 3, (nth % 3) + (nth % 4)),
    );
    const told = await read(parts.map((each, nth) => lineOf(nth, each)));
    expect(told.map((line) => line?.parts ?? null)).toEqual(parts);
    const digests = parts.map((each) => {
      if (each === null) return null;
      return each.some((text) => text.includes('é')) ? '' : each.map(partDigest).join('');
    });
    expect(told.map((line) => line?.digests ?? null)).toEqual(digests);
  });

  it('fill no memory with the digests of parts that are many and short', async () => {
    const many = Array.from({ length: 5_400 }, () => '');
    const lines = [
      lineOf(0, ['a'.repeat(2 << 20)]),
      ...Array.from({ length: 150 }, (_, nth) => lineOf(nth + 1, many)),
    ];
    const told = await read(lines);
    expect(told.map((line) => line?.parts.length)).toEqual([1, ...Array.from({ length: 150 }, () => 5_400)]);
    const own = many.map(partDigest).join('');
    expect(new Set(told.slice(1).map((line) => line?.digests))).toEqual(new Set([own, '']));
  });
});
