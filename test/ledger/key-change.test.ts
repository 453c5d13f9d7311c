import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import { generatePrivateJwk, type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { ledgerEntryKinds } from '../../src/ledger/index.js';
import { openCheckpoint, parseVerifierKey } from '../../src/tlog/index.js';
import { append, type LedgerWorld, ledgerWorld, noted, origin, kinds as ownKinds } from './ledger-world.js';

describe('the key of the ledger, rotated', () => {
  let world: LedgerWorld;
  let first: PrivateJwk;
  let second: PrivateJwk;
  const kinds = { ...ownKinds, ...ledgerEntryKinds };
  beforeAll(async () => {
    world = await ledgerWorld();
    first = await generatePrivateJwk('Ed25519');
    second = await generatePrivateJwk('Ed25519');
  });
  afterAll(() => world.close());

  it('signs from the entry on that records the change, and the whole log verifies with both', async () => {
    const before = world.process({ signingKey: first, kinds });
    await before.ledger.start();
    const entry = await append(before, noted('under the first key'));
    await before.ledger.settled(entry.id);
    await before.ledger.stop();

    const after = world.process({ signingKey: second, formerKeys: [publicJwkOf(first)], kinds });
    await after.ledger.start();
    const [current = '', former = '', ...more] = after.ledger.verifierKeys();
    expect([former, ...more]).toEqual([...before.ledger.verifierKeys()]);
    const next = await append(after, noted('under the second key'));
    const { index, checkpoint } = await after.ledger.settled(next.id);
    expect(index).toBe(2);
    expect(openCheckpoint(checkpoint, origin, [parseVerifierKey(current)]).size).toBe(3);
    const report = await verifyDatabase({
      pool: after.database.pool,
      vault: world.vault,
      origin,
      verifierKeys: [current, former],
      kinds,
    });
    expect(report).toMatchObject({ finding: null, checked: { entries: 3, opened: 3 } });
    await after.ledger.stop();
  });

  it('is recorded once: a second start under the same key adds nothing', async () => {
    const again = world.process({ signingKey: second, kinds });
    await again.ledger.start();
    expect(again.ledger.health().size).toBe(3);
    await again.ledger.stop();
  });

  it('that nobody announced starts no ledger', async () => {
    const stranger = world.process({ signingKey: await generatePrivateJwk('Ed25519'), kinds });
    await expect(stranger.ledger.start()).rejects.toThrow(/keys file lists neither as present nor as former/);
    await stranger.ledger.stop();
  });

  describe('while the former one signs too', () => {
    let third: PrivateJwk;
    const linesOf = (note: string) =>
      note
        .slice(note.lastIndexOf('\n\n') + 2)
        .trimEnd()
        .split('\n');
    const changes = async () => {
      const { rows } = await world.db.database.pool.query(
        "SELECT count(*)::int AS n FROM ledger_entry WHERE kind = 'ledger'",
      );
      return rows[0].n as number;
    };
    const former = () => [second, first].map(publicJwkOf);
    beforeAll(async () => {
      third = await generatePrivateJwk('Ed25519');
    });

    it('is followed by whoever knows either, and the change is one entry', async () => {
      const before = await changes();
      const during = world.process({ signingKey: third, retiringKey: second, formerKeys: former(), kinds });
      await during.ledger.start();
      const [current = '', previous = '', ...older] = during.ledger.verifierKeys();
      expect(older).toHaveLength(1);
      const entry = await append(during, noted('while both sign'));
      const { checkpoint, index } = await during.ledger.settled(entry.id);
      expect(linesOf(checkpoint)).toHaveLength(2);
      for (const vkey of [current, previous]) {
        expect(openCheckpoint(checkpoint, origin, [parseVerifierKey(vkey)]).size).toBe(index + 1);
      }
      await during.ledger.stop();
      await during.ledger.start();
      await during.ledger.stop();
      expect(await changes()).toBe(before + 1);
    });

    it('does not let a hub lead whose keys file is older', async () => {
      const old = world.process({ signingKey: second, formerKeys: [publicJwkOf(first)], kinds });
      await expect(old.ledger.start()).rejects.toThrow(/keys file lists neither as present nor as former/);
      await old.ledger.stop();
    });

    it('ends without another entry, and all that any of them signed verifies', async () => {
      const before = await changes();
      const after = world.process({ signingKey: third, formerKeys: former(), kinds, publishEveryMs: 1 });
      await after.ledger.start();
      const entry = await append(after, noted('under the third key alone'));
      expect(linesOf((await after.ledger.settled(entry.id)).checkpoint)).toHaveLength(1);
      expect(await changes()).toBe(before);
      const report = await verifyDatabase({
        pool: after.database.pool,
        vault: world.vault,
        origin,
        verifierKeys: after.ledger.verifierKeys(),
        kinds,
      });
      expect(report.finding).toBeNull();
      await after.ledger.stop();
    });

    it('and is named once among the keys, whatever the list of former ones says', () => {
      const keys = (formerKeys: readonly PrivateJwk[]) =>
        world
          .process({ signingKey: third, retiringKey: second, formerKeys: formerKeys.map(publicJwkOf), kinds })
          .ledger.verifierKeys();
      expect(keys([second, first])).toHaveLength(3);
      expect(keys([])).toEqual(keys([second]));
    });
  });
});
