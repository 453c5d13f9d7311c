import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoggedAccess } from '../../src/contract/index.js';
import { type Scene, scene } from './scene.js';
import { officer, plant, takenFrom } from './taken.js';
import { exchangeWorld, type World } from './world.js';

let world: World;
let now: Scene;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
  const { id } = await now.answered();
  await now.read(id);
});
afterAll(() => world.close());

const take = takenFrom(() => world);

/** Cells as RFC 4180 has them: each quoted, a quote doubled, lines that end in CRLF. */
const cellsOf = (csv: string): readonly string[][] =>
  csv
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')),
    );

describe('an officer', () => {
  test('takes all that a search finds along, in either form, the same as the search tells', async () => {
    const shown = await world.call<{ items: readonly LoggedAccess[] }>(
      'POST /v1/audit/accesses/_search',
      officer,
      { body: { reason: 'jaarverslag' } },
    );
    const json = await take({});
    expect(JSON.parse(json.text)).toEqual({ accesses: shown.items });
    expect([json.count, json.type, json.fileName]).toEqual([
      2,
      'application/json',
      'kernhub-access-log.json',
    ]);
    const csv = await take({ format: 'csv' });
    const [columns = [], ...rows] = cellsOf(csv.text);
    const named = rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]])));
    expect(named.map(({ exchange, outcome }) => [exchange, outcome])).toEqual(
      shown.items.map(({ exchange, outcome }) => [exchange, outcome]),
    );
    expect(csv.type).toContain('text/csv');
    expect(csv.text).not.toContain(now.jgzRef);
  });

  test('gets an empty file that is still one where nothing is found', async () => {
    const json = await take({ to: '2020-01-01' });
    expect([json.count, JSON.parse(json.text)]).toEqual([0, { accesses: [] }]);
    expect(cellsOf((await take({ to: '2020-01-01', format: 'csv' })).text)).toHaveLength(1);
  });

  test('gets many pages of it, each row once, and cells that no spreadsheet runs', async () => {
    await plant(world, 1_234);
    const json = await take({ purpose: 'geplant' });
    const { accesses } = JSON.parse(json.text) as { readonly accesses: readonly LoggedAccess[] };
    expect([json.count, accesses.length]).toEqual([1_234, 1_234]);
    expect(new Set(accesses.map(({ exchange }) => exchange)).size).toBe(1_234);
    expect(json.pieces.length).toBeGreaterThan(3);
    const csv = await take({ purpose: 'geplant', format: 'csv' });
    expect(cellsOf(csv.text)).toHaveLength(1_235);
    expect(csv.text).not.toMatch(/(?:^|,)"=/m);
    expect(csv.text).toContain(`"'=HYPERLINK(""x"")"`);
  });

  test('is on record with it before the first byte: why, what was looked for, in which form and how many', async () => {
    const before = (await world.events()).length;
    const asked = { reason: 'klacht', format: 'csv', outcome: 'refused', purpose: 'geplant' } as const;
    await world.exchange.officers.export(officer, asked);
    expect((await world.events()).slice(before)).toEqual(['exchange.searched']);
    expect((await world.payloads()).at(-1)).toMatchObject({
      officer: officer.account,
      looked: ['outcome', 'purpose'],
      taken: 'csv',
      count: 1_234,
    });
  });
});
