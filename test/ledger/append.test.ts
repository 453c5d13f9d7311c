import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryId } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import { CommitmentBroken, type EntryDraft, EntryMalformed, entryHash } from '../../src/ledger/index.js';
import { VaultKeyShredded } from '../../src/vault/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
  provenIndex,
  sizeOf,
} from './ledger-world.js';

describe('the ledger', () => {
  let world: LedgerWorld;
  let hub: HubProcess;
  beforeAll(async () => {
    world = await ledgerWorld();
    hub = world.process({ publishEveryMs: 1 });
    await hub.ledger.start();
  });
  afterAll(() => world.close());

  const rowOf = async (id: EntryId) =>
    (await hub.database.pool.query('SELECT * FROM ledger_entry WHERE id = $1', [id])).rows[0];

  it('publishes a checkpoint of an empty log at its start', async () => {
    expect(sizeOf(hub.ledger, await hub.ledger.checkpoint())).toBe(0);
  });

  it('proves an entry in the tree of its own checkpoint', async () => {
    const entry = await append(hub, noted('first'));
    const inclusion = await hub.ledger.settled(entry.id);
    const { kind, commitment } = await rowOf(entry.id);
    expect(kind).toBe('thing');
    expect(inclusion.leaf).toBe(Buffer.from(entryHash(kind, commitment)).toString('base64'));
    expect(await provenIndex(hub.ledger, entry.id)).toBe(inclusion.index);
    expect(sizeOf(hub.ledger, inclusion.checkpoint)).toBeGreaterThan(inclusion.index);
  });

  it('gives a crowd indexes without a gap, in far fewer batches than entries', async () => {
    const before = await append(hub, noted('before the crowd'));
    const first = (await provenIndex(hub.ledger, before.id)) + 1;
    const indexes = await Promise.all(
      Array.from({ length: 300 }, async (_, number) => {
        const entry = await append(hub, noted(`one of many, ${number}`, newSubject()));
        return provenIndex(hub.ledger, entry.id);
      }),
    );
    const expected = Array.from({ length: 300 }, (_, place) => first + place);
    expect(indexes.toSorted((a, b) => a - b)).toEqual(expected);
    const { rows } = await hub.database.pool.query(
      'SELECT count(*)::int AS n FROM ledger_checkpoint WHERE size > $1',
      [first],
    );
    expect(rows[0].n).toBeLessThan(200);
  });

  it('still proves an entry that has had its index for long', async () => {
    const entry = await append(hub, noted('long ago'));
    const index = await provenIndex(hub.ledger, entry.id);
    await append(hub, noted('since then')).then(({ id }) => hub.ledger.settled(id));
    expect((await hub.ledger.inclusionOf(entry.id))?.index).toBe(index);
    expect(await provenIndex(hub.ledger, entry.id)).toBe(index);
  });

  it('reads back what was recorded, with the parts of each person', async () => {
    const relied = await append(hub, noted('what it stands on'));
    const draft: EntryDraft = {
      ...noted('for two people', newSubject()),
      relies: [relied.id],
      parts: [
        { topic: 'choice', person: 'per_one', value: { choice: 'given' } },
        { topic: 'choice', person: 'per_two', value: { choice: 'refused' } },
      ],
    };
    const entry = await append(hub, draft);
    const { payload, parts } = await hub.ledger.read(entry.id);
    expect(payload).toEqual({
      v: 1,
      id: entry.id,
      event: 'thing.noted',
      at: entry.at.toISOString(),
      relies: [relied.id],
      parts: parts.map(({ digest }) => digest).toSorted(),
      note: 'for two people',
    });
    expect(parts.map(({ value }) => value)).toEqual(
      expect.arrayContaining([{ choice: 'given' }, { choice: 'refused' }]),
    );
    await world.vault.shred('per_two', ['operation']);
    expect((await hub.ledger.read(entry.id)).parts.map(({ value }) => value)).toEqual([{ choice: 'given' }]);
  });

  it('keeps its leaf and its proof after the owner was erased', async () => {
    const owner = newSubject();
    const entry = await append(hub, noted('to be erased', owner));
    await world.vault.shred(owner, ['operation']);
    await expect(hub.ledger.read(entry.id)).rejects.toThrow(VaultKeyShredded);
    expect(await provenIndex(hub.ledger, entry.id)).toBeGreaterThan(0);
  });

  it('says when what is stored no longer leads to the commitment', async () => {
    const [one, two] = [await append(hub, noted('one')), await append(hub, noted('two'))];
    await asSuperuser(world, (client) =>
      client.query('UPDATE ledger_entry SET commitment = $2 WHERE id = $1', [
        one.id,
        Buffer.alloc(32, two.id),
      ]),
    );
    await expect(hub.ledger.read(one.id)).rejects.toThrow(CommitmentBroken);
  });

  it('records several entries of one transaction in their order', async () => {
    const [a, b] = [newSubject(), newSubject()];
    const entries = await hub.database.transaction((tx) =>
      hub.ledger.appendAll(tx, [noted('1', b), noted('2', a), noted('3', b)]),
    );
    const indexes = await Promise.all(entries.map(({ id }) => provenIndex(hub.ledger, id)));
    expect(indexes).toEqual(indexes.toSorted((x, y) => x - y));
  });

  it('forgets what its transaction takes back', async () => {
    let id: EntryId | undefined;
    const work = hub.database.transaction(async (tx) => {
      id = (await hub.ledger.append(tx, noted('taken back'))).id;
      throw new Error('changed our mind');
    });
    await expect(work).rejects.toThrow('changed our mind');
    expect(await hub.ledger.inclusionOf(id as EntryId)).toBeNull();
  });

  it.each<[string, Partial<EntryDraft>]>([
    ['an event that no room declared', { event: 'thing.forgotten' }],
    ['a payload of another shape', { payload: { note: 7 } }],
    ['an unknown member', { payload: { note: 'x', extra: true } }],
    ['a member that is the ledger’s own', { event: 'thing.loose', payload: { at: 'now' } }],
  ])('refuses %s', async (_, change) => {
    await expect(append(hub, { ...noted('x'), ...change })).rejects.toThrow(EntryMalformed);
  });

  it('answers that it is not available for an entry that was never committed', async () => {
    const never = newId<'EntryId'>('ent');
    await expect(hub.ledger.settled(never, { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'ledger-unavailable',
      options: { retryAfterSeconds: 2 },
    });
  });

  it('lets go of a caller who hangs up', async () => {
    const caller = new AbortController();
    const waiting = hub.ledger.settled(newId<'EntryId'>('ent'), { signal: caller.signal });
    caller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ledger-unavailable' });
    expect(hub.ledger.health().waiting).toBe(0);
  });

  it('does not know an entry of nobody', async () => {
    await expect(hub.ledger.read(newId<'EntryId'>('ent'))).rejects.toMatchObject({ code: 'not-found' });
    expect(await hub.ledger.inclusionOf(newId<'EntryId'>('ent'))).toBeNull();
  });

  it('refuses everyone once it is stopped, and starts again with what it had', async () => {
    const entry = await append(hub, noted('before the stop'));
    const index = await provenIndex(hub.ledger, entry.id);
    await hub.ledger.stop();
    expect(() => hub.ledger.assertWritable()).toThrow('ledger-unavailable');
    await expect(hub.ledger.settled(entry.id)).rejects.toMatchObject({ code: 'ledger-unavailable' });
    await hub.ledger.start();
    hub.ledger.assertWritable();
    expect(await provenIndex(hub.ledger, entry.id)).toBe(index);
  });
});
