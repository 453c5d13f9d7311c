import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntryId } from '../../src/contract/index.js';
import { newId, type PrivateJwk } from '../../src/kernel/index.js';
import { LedgerContradicted } from '../../src/ledger/index.js';
import {
  cosignaturesOf,
  parseCosignerKey,
  parseVerifierKey,
  verifyInclusionStatement,
} from '../../src/tlog/index.js';
import { temporaryFolder } from '../harness/folder.js';
import {
  append,
  type HubProcess,
  type LedgerWorld,
  ledgerWorld,
  noted,
  origin,
  sizeOf,
} from './ledger-world.js';
import { copyOf, newSigningKey, policyOf, startWitness, type TestWitness } from './witness-world.js';

const patience = { timeout: 20_000, interval: 50 };

describe('a log with witnesses', () => {
  let world: LedgerWorld;
  let folder: string;
  let signingKey: PrivateJwk;
  let one: TestWitness;
  let two: TestWitness;
  const failures: Error[] = [];
  const hubWith = (needed: number | 'all', witnessGraceMs: number): HubProcess =>
    world.process({
      signingKey,
      publishEveryMs: 1,
      witnessPolicy: policyOf([one, two], needed),
      witnessGraceMs,
      onWitnessFailure: (error) => void failures.push(error),
    });
  const cosigners = (note: string): readonly string[] =>
    cosignaturesOf(
      note,
      [one, two].map(({ vkey }) => parseCosignerKey(vkey)),
    ).map(({ key }) => key.name);
  const recorded = async (hub: HubProcess, note: string): Promise<number> =>
    (await hub.ledger.settled((await append(hub, noted(note))).id)).index;
  /** Until the checkpoint of `size` entries is handed out with the cosignatures of exactly these. */
  const handedOut = (hub: HubProcess, size: number, names: readonly string[]): Promise<void> =>
    vi.waitFor(async () => {
      const note = await hub.ledger.checkpoint();
      expect([sizeOf(hub.ledger, note), [...cosigners(note)].sort()]).toEqual([size, names]);
    }, patience);
  const health = (hub: HubProcess, wanted: object): Promise<void> =>
    vi.waitFor(async () => expect(await hub.ledger.witnessHealth()).toMatchObject(wanted), patience);
  const both = ['one.test', 'two.test'];

  beforeEach(async () => {
    failures.length = 0;
    [world, folder, signingKey] = [
      await ledgerWorld(),
      await temporaryFolder('witnesses'),
      await newSigningKey(),
    ];
    one = await startWitness(folder, 'one', signingKey);
    two = await startWitness(folder, 'two', signingKey);
  });
  afterEach(async () => {
    await world.close();
    await Promise.all([one.stop(), two.stop()]);
    await rm(folder, { recursive: true });
  });

  it('hands out checkpoints that they cosigned, also in proofs', async () => {
    const hub = hubWith('all', 3_600_000);
    await hub.ledger.start();
    for (const [place, note] of ['a', 'b', 'c'].entries()) {
      const entry = await append(hub, noted(note));
      await hub.ledger.settled(entry.id);
      await handedOut(hub, place + 1, both);
      const keys = hub.ledger.verifierKeys().map(parseVerifierKey);
      for (const proof of [await hub.ledger.inclusionAt(place), await hub.ledger.inclusionOf(entry.id)]) {
        if (proof === null) throw new Error('the entry has an index');
        verifyInclusionStatement(proof, origin, keys);
        expect([...cosigners(proof.checkpoint)].sort()).toEqual(both);
      }
    }
    expect(failures).toEqual([]);
    await health(hub, { quorum: true, lagSeconds: 0, missing: [] });
  });

  it('proves several entries in one checkpoint: the cosigned one where it holds them all, else the newest', async () => {
    const hub = hubWith('all', 3_600_000);
    await hub.ledger.start();
    const add = async (note: string) => (await append(hub, noted(note))).id;
    const [first, second] = [await add('a'), await add('b')];
    await hub.ledger.settled(second);
    await handedOut(hub, 2, both);
    const keys = hub.ledger.verifierKeys().map(parseVerifierKey);
    const provenIn = async (entries: readonly EntryId[]): Promise<string> => {
      const { checkpoint, proofs } = await hub.ledger.inclusionsOf(entries);
      expect([...proofs.keys()].toSorted()).toEqual(entries.toSorted());
      for (const proof of proofs.values()) verifyInclusionStatement({ ...proof, checkpoint }, origin, keys);
      return checkpoint;
    };
    expect([...cosigners(await provenIn([first, second]))].sort()).toEqual(both);
    await two.stop();
    const third = await add('c');
    await hub.ledger.settled(third);
    expect([...cosigners(await provenIn([first, second]))].sort()).toEqual(both);
    const newest = await provenIn([first, third]);
    expect([sizeOf(hub.ledger, newest), cosigners(newest)]).toEqual([3, []]);
    const stranger = newId<'EntryId'>('ent');
    expect((await hub.ledger.inclusionsOf([first, stranger])).proofs.has(stranger)).toBe(false);
  });

  it('asks from one process at a time, and another takes over', async () => {
    const hubs = [hubWith('all', 0), hubWith('all', 0)] as const;
    for (const { ledger } of hubs) await ledger.start();
    await recorded(hubs[1], 'a');
    for (const hub of hubs) await handedOut(hub, 1, both);
    const cosigned = one.events.length;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(one.events.length).toBe(cosigned);
    await hubs[0].ledger.stop();
    await recorded(hubs[1], 'b');
    await handedOut(hubs[1], 2, both);
  });

  it('goes on without one that is away, tells that it is missing, and catches up', async () => {
    const hub = hubWith(2, 0);
    await hub.ledger.start();
    await recorded(hub, 'a');
    await handedOut(hub, 1, both);
    await two.stop();
    await recorded(hub, 'b');
    await recorded(hub, 'c');
    await handedOut(hub, 3, ['one.test']);
    await health(hub, { quorum: false, missing: ['two'] });
    expect(failures.map(({ message }) => message)).toContain('witness two cannot be reached: ECONNREFUSED');
    await two.start();
    await handedOut(hub, 3, both);
    await health(hub, { quorum: true, missing: [] });
  });

  it('prefers what has a quorum to what is newer, for the time of grace', async () => {
    const hub = hubWith('all', 3_600_000);
    await hub.ledger.start();
    await recorded(hub, 'a');
    await handedOut(hub, 1, both);
    await two.stop();
    const index = await recorded(hub, 'b');
    await vi.waitFor(async () => {
      expect(cosigners((await hub.ledger.inclusionAt(index)).checkpoint)).toEqual([]);
    }, patience);
    await handedOut(hub, 1, both);
    await health(hub, { quorum: true, missing: [] });
  });

  it('that is copied and goes on as two is refused by each, with evidence, and does not start again', async () => {
    const hub = hubWith('all', 0);
    await hub.ledger.start();
    for (const note of ['a', 'b', 'c']) await recorded(hub, note);
    await handedOut(hub, 3, both);
    await hub.ledger.stop();
    const copy = await copyOf(world);
    const forked = world.process({
      database: copy.database,
      signingKey,
      publishEveryMs: 1,
      witnessPolicy: policyOf([one, two]),
      witnessGraceMs: 0,
      onWitnessFailure: (error) => void failures.push(error),
    });
    const branch = { ledger: forked.ledger, database: copy.database };
    try {
      await branch.ledger.start();
      await hub.ledger.start();
      await recorded(hub, 'the log');
      await handedOut(hub, 4, both);
      await recorded(branch, 'the fork');
      await vi.waitFor(() => {
        const words = failures.filter((error) => error instanceof LedgerContradicted);
        for (const name of ['one', 'two']) {
          expect(words.map(({ message }) => message).join()).toContain(`witness ${name} refuses`);
        }
      }, patience);
      expect(cosigners(await branch.ledger.checkpoint())).toEqual([]);
      for (const witness of [one, two]) {
        expect((await witness.evidence()).map((name) => name.split('-')[0])).toEqual(['proven']);
      }
      await branch.ledger.stop();
      await expect(branch.ledger.start()).rejects.toThrow(LedgerContradicted);
    } finally {
      await branch.ledger.stop();
      await copy.drop();
    }
  });

  it('that was set back does not start', async () => {
    const hub = hubWith('all', 0);
    await hub.ledger.start();
    await recorded(hub, 'a');
    await handedOut(hub, 1, both);
    await hub.ledger.stop();
    const backup = await copyOf(world);
    try {
      await hub.ledger.start();
      await recorded(hub, 'b');
      await handedOut(hub, 2, both);
      const witnessPolicy = policyOf([one, two]);
      const options = { database: backup.database, signingKey, publishEveryMs: 1, witnessPolicy };
      const restored = world.process(options);
      await expect(restored.ledger.start()).rejects.toThrow(
        'cosigned this log with 2 entries, and the database holds 1: it was set back',
      );
      await restored.ledger.stop();
    } finally {
      await backup.drop();
    }
  });
});
