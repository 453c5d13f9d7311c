import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OwnedEntries, openPart, ownedEntries, partDigest } from '../../src/ledger/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
} from './ledger-world.js';

let world: LedgerWorld;
let hub: HubProcess;
let owned: OwnedEntries;
beforeAll(async () => {
  world = await ledgerWorld();
  hub = world.process();
  await hub.ledger.start();
  owned = ownedEntries({ reader: hub.database.reader, vault: world.vault });
});
afterAll(() => world?.close());

const subject = newSubject();
const parts = ['per_one', 'per_two'].map((person) => ({ topic: 'choice', person, value: person }));

describe('what the log holds about one owner', () => {
  it('comes newest first, of the kinds that were asked for, and of nobody else', async () => {
    const first = await append(hub, noted('first', subject));
    await append(hub, noted('of another', newSubject()));
    await append(hub, noted('of the hub'));
    const second = await append(hub, { ...noted('second', subject), parts });
    const found = await owned.about(subject, ['thing']);
    expect(found.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(found.map(({ payload }) => payload.note)).toEqual(['second', 'first']);
    expect(await owned.about(subject, ['consent'])).toEqual([]);
  });

  it('opens the parts of one person, and of no other', async () => {
    const [newest] = await owned.about(subject, ['thing']);
    if (newest === undefined) throw new Error('something was recorded');
    const disclosures = await owned.disclosures(newest, 'per_one');
    expect(disclosures).toHaveLength(1);
    const bytes = new TextEncoder().encode(disclosures[0]);
    expect(newest.payload.parts).toContain(partDigest(bytes));
    expect(openPart(partDigest(bytes), bytes)).toMatchObject({ topic: 'choice', value: 'per_one' });
    expect(await owned.disclosures(newest, 'per_three')).toEqual([]);
  });

  it('refuses what does not lead to its commitment', async () => {
    const damaged = newSubject();
    const { seq } = await append(hub, noted('as it was', damaged));
    await asSuperuser(world, (client) =>
      client.query("UPDATE ledger_entry SET commitment = decode($1, 'hex') WHERE seq = $2", [
        '00'.repeat(32),
        String(seq),
      ]),
    );
    await expect(owned.about(damaged, ['thing'])).rejects.toMatchObject({ name: 'CommitmentBroken' });
  });

  it('leaves out what was erased', async () => {
    const [newest] = await owned.about(subject, ['thing']);
    if (newest === undefined) throw new Error('something was recorded');
    await world.vault.shred('per_one', ['operation']);
    expect(await owned.disclosures(newest, 'per_one')).toEqual([]);
    expect(await owned.disclosures(newest, 'per_two')).toHaveLength(1);
    await world.vault.shred(subject, ['operation']);
    expect(await owned.about(subject, ['thing'])).toEqual([]);
  });
});
