import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import type { EntryId } from '../../src/contract/index.js';
import { systemClock } from '../../src/kernel/index.js';
import type { LedgerOptions } from '../../src/ledger/index.js';
import {
  append,
  type HubProcess,
  kinds,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
  origin,
  provenIndex,
} from './ledger-world.js';
import { settableClock } from './wrong-clock.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('a clock that jumps', () => {
  let world: LedgerWorld;
  let setDatabaseClock: (milliseconds: number) => Promise<void>;
  beforeEach(async () => {
    world = await ledgerWorld();
    setDatabaseClock = await settableClock(world);
  });
  afterEach(() => world.close());

  const startedHub = async (options: Partial<LedgerOptions> = {}): Promise<HubProcess> => {
    const hub = world.process(options);
    await hub.ledger.start();
    return hub;
  };
  const verify = ({ ledger, database }: HubProcess) =>
    verifyDatabase({
      ...{ pool: database.pool, vault: world.vault, origin, kinds },
      verifierKeys: ledger.verifierKeys(),
    });
  const timeOf = async ({ ledger }: HubProcess, entry: EntryId): Promise<string> =>
    String((await ledger.read(entry)).payload.at);

  it('by a little never makes the time of a child run back', async () => {
    const hub = await startedHub();
    const child = newSubject();
    const times: string[] = [];
    for (const ahead of [0, 30_000, 0, 50_000, 10_000, -5_000, 40_000]) {
      await setDatabaseClock(ahead);
      const entry = await append(hub, noted(`at ${ahead}`, child));
      await provenIndex(hub.ledger, entry.id);
      times.push(await timeOf(hub, entry.id));
    }
    expect(times).toEqual(times.toSorted());
    expect((await verify(hub)).finding).toBeNull();
  });

  it.each([hour, 3 * day, 400 * day])(
    'back by %i ms is said, and refuses only what it would put in disorder',
    async (jump) => {
      const said: string[] = [];
      const hub = await startedHub({ onFailure: (error) => said.push(`${error.name}: ${error.message}`) });
      const [child, other] = [newSubject(), newSubject()];
      await setDatabaseClock(jump);
      await provenIndex(hub.ledger, (await append(hub, noted('in the future', child))).id);
      await setDatabaseClock(0);
      await expect(append(hub, noted('now', child))).rejects.toMatchObject({
        code: 'ledger-unavailable',
        options: { retryAfterSeconds: expect.any(Number) },
      });
      expect(said.join()).toMatch(/ClockWrong: the database's clock was set back: it stands \d+ s before/);
      expect(hub.ledger.health().lastFailure?.message).toContain('was set back');
      await provenIndex(hub.ledger, (await append(hub, noted('another child', other))).id);
      await provenIndex(hub.ledger, (await append(hub, noted('the hub itself'))).id);
      await setDatabaseClock(jump);
      await provenIndex(hub.ledger, (await append(hub, noted('when it is that late', child))).id);
      expect((await verify(hub)).finding).toBeNull();
    },
  );

  it('between two writers that queue for one child leaves their order', async () => {
    const hub = await startedHub();
    const child = newSubject();
    await provenIndex(hub.ledger, (await append(hub, noted('first', child))).id);
    await setDatabaseClock(20_000);
    let behind: Promise<unknown> = Promise.resolve();
    await hub.database.transaction(async (tx) => {
      await hub.ledger.append(tx, noted('ahead', child));
      behind = append(hub, noted('behind it in the queue', child));
      await setDatabaseClock(0);
    });
    await behind;
    await provenIndex(hub.ledger, (await append(hub, noted('last', child))).id);
    expect((await verify(hub)).finding).toBeNull();
  });

  it.each([2 * hour, -2 * hour, 20 * day, -20 * day])(
    'by %i ms in one hub makes that hub refuse, and no other',
    async (jump) => {
      const said: string[] = [];
      let ahead = 0;
      const real = systemClock();
      const clock = { ...real, now: () => new Date(real.now().getTime() + ahead) };
      const clockSkewMs = 60_000;
      const wrong = await startedHub({ clock, clockSkewMs, onFailure: ({ message }) => said.push(message) });
      const right = await startedHub({ clockSkewMs });
      await wrong.ledger.assertClock();
      ahead = jump;
      await expect(append(wrong, noted('judged at another time', newSubject()))).rejects.toMatchObject({
        code: 'ledger-unavailable',
      });
      expect(said.join()).toContain(`the clocks of hub and database are ${jump / 1000} s apart`);
      await expect(wrong.ledger.assertClock()).rejects.toMatchObject({ code: 'ledger-unavailable' });
      await right.ledger.assertClock();
      await provenIndex(right.ledger, (await append(right, noted('in time', newSubject()))).id);
      ahead = 0;
      await provenIndex(wrong.ledger, (await append(wrong, noted('in time again', newSubject()))).id);
      expect((await verify(right)).finding).toBeNull();
    },
  );

  it('forth and back while many write loses nothing and gives every entry one index', async () => {
    const hubs = [await startedHub(), await startedHub()];
    const indexes: number[] = [];
    const refused: unknown[] = [];
    const writer = async (hub: HubProcess, name: string): Promise<void> => {
      for (let turn = 0; turn < 25; turn += 1) {
        try {
          const entry = await append(hub, noted(`${name} ${turn}`, newSubject()));
          indexes.push(await provenIndex(hub.ledger, entry.id));
        } catch (error) {
          refused.push(error);
        }
      }
    };
    const writing = Promise.all(hubs.flatMap((hub) => ['a', 'b', 'c'].map((name) => writer(hub, name))));
    for (const jump of [hour, -hour, 5 * day, -5 * day, 0]) await setDatabaseClock(jump);
    await writing;
    expect(refused).toEqual([]);
    expect(indexes.toSorted((a, b) => a - b)).toEqual(indexes.map((_, place) => place));
    const [hub] = hubs;
    if (hub === undefined) throw new Error('there are two');
    expect((await verify(hub)).finding).toBeNull();
  });
});
