import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCivilDate } from '../../src/kernel/index.js';
import { insightsReader } from '../../src/officer/usecases/read-insights.js';
import { scene } from '../exchange/scene.js';
import { exchangeWorld, type World } from '../exchange/world.js';

let world: World;
beforeAll(async () => {
  world = await exchangeWorld();
  const now = await scene(world);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
});
afterAll(() => world.close());

/** As many refused requests of one partner about different children, at one moment. */
const plant = (purpose: string, partner: string, at: string, count: number): Promise<unknown> =>
  world.db.database.pool.query(
    `INSERT INTO exchange (id, subject, requester, requester_role, account, function, purpose, version, question, emergency,
       second_professional, fields, key_statement, key_jti, state, decision_entry, asked_at, deadline_at, closed_at)
     SELECT 'exc_' || $1 || $2 || n || $3, 'sub_' || n, $2, requester_role, account, function, $1, version, question, emergency,
       second_professional, fields, key_statement, $1 || $2 || n || $3, 'refused', 'ent_' || $1 || $2 || n || $3, $3::timestamptz,
       deadline_at, closed_at
       FROM (SELECT * FROM exchange LIMIT 1) AS one, generate_series(1, $4) AS n`,
    [purpose, partner, at, count],
  );

describe('what partners learn together', () => {
  test('is by quarter as it is on the wall, of those that are over, without what is small', async () => {
    // The last second of March in Amsterdam is the first but two hours of it in Greenwich.
    await plant('groot', 'a', '2026-03-31T21:59:59Z', 12);
    await plant('groot', 'b', '2026-03-31T21:59:59Z', 12);
    await plant('groot', 'a', '2026-03-31T22:00:00Z', 30);
    await plant('klein', 'a', '2026-02-01T12:00:00Z', 9);
    await plant('een-alleen-weinig', 'a', '2026-02-01T12:00:00Z', 40);
    await plant('een-alleen-weinig', 'b', '2026-02-01T12:00:00Z', 3);
    await plant('nu', 'a', '2026-07-02T12:00:00Z', 50);
    const clock = { today: () => parseCivilDate('2026-08-15') };
    const { smallest, quarters } = await insightsReader({ clock, exchange: world.exchange })();
    expect(smallest).toBe(10);
    expect(quarters.map(({ from }) => from)).toEqual([
      '2025-07-01',
      '2025-10-01',
      '2026-01-01',
      '2026-04-01',
    ]);
    expect(quarters[2]?.purposes).toEqual([
      // Who asked 40 would learn of the 3 of the other.
      { purpose: 'een-alleen-weinig', asked: null, released: null, refused: null },
      { purpose: 'groot', asked: 24, released: 0, refused: 24 },
      { purpose: 'klein', asked: null, released: null, refused: null },
    ]);
    expect(quarters[3]?.purposes).toEqual([{ purpose: 'groot', asked: 30, released: 0, refused: 30 }]);
  });

  test('tells a quarter when nothing asked in it can be answered any more, so that no later reading differs', async () => {
    const newest = async (today: string): Promise<string | undefined> => {
      const clock = { today: () => parseCivilDate(today) };
      return (await insightsReader({ clock, exchange: world.exchange })()).quarters.at(-1)?.from;
    };
    // A source has a week at most.
    expect(await newest('2026-07-08')).toBe('2026-01-01');
    expect(await newest('2026-07-09')).toBe('2026-04-01');
    expect(await newest('2026-01-08')).toBe('2025-07-01');
    expect(await newest('2026-01-09')).toBe('2025-10-01');
  });

  test('is read once a day, and anew the next', async () => {
    let today = '2026-08-15';
    let reads = 0;
    const exchange = {
      quarters: (...span: Parameters<World['exchange']['quarters']>) => {
        reads += 1;
        return world.exchange.quarters(...span);
      },
    };
    const read = insightsReader({ clock: { today: () => parseCivilDate(today) }, exchange });
    await Promise.all([read(), read(), read()]);
    expect(reads).toBe(1);
    today = '2026-08-16';
    await read();
    expect(reads).toBe(2);
  });
});
