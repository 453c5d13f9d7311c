import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import { generatePrivateJwk, type PrivateJwk, publicJwkOf } from '../../src/kernel/index.js';
import { ledgerEntryKinds } from '../../src/ledger/index.js';
import { openCheckpoint, parseVerifierKey } from '../../src/tlog/index.js';
import { append, type LedgerWorld, ledgerWorld, noted, origin, kinds as ownKinds } from './ledger-world.js';

describe('the key of the ledger, rotated', () => {
  let world: LedgerWorld;
  let second: PrivateJwk;
  const kinds = { ...ownKinds, ...ledgerEntryKinds };
  beforeAll(async () => {
    world = await ledgerWorld();
    second = await generatePrivateJwk('Ed25519');
  });
  afterAll(() => world.close());

  it('signs from the entry on that records the change, and the whole log verifies with both', async () => {
    const firstKey = await generatePrivateJwk('Ed25519');
    const before = world.process({ signingKey: firstKey, kinds });
    await before.ledger.start();
    const entry = await append(before, noted('under the first key'));
    await before.ledger.settled(entry.id);
    await before.ledger.stop();

    const after = world.process({ signingKey: second, formerKeys: [publicJwkOf(firstKey)], kinds });
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
});
