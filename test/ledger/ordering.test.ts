import { randomInt } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryId, SubjectId } from '../../src/contract/index.js';
import type { Tx } from '../../src/database/index.js';
import type { EntryDraft } from '../../src/ledger/index.js';
import { type HubProcess, type LedgerWorld, ledgerWorld, newSubject } from './ledger-world.js';

const [subjects, workers, actsPerWorker] = [5, 64, 32];

/** Gives, withdraws and releases at once, in two processes, as ledger.append asks it to be done. */
describe('the order of the log', () => {
  let world: LedgerWorld;
  let hubs: readonly HubProcess[];
  const children = Array.from({ length: subjects }, newSubject);
  beforeAll(async () => {
    world = await ledgerWorld();
    const owner = new pg.Client({ connectionString: world.db.ownerUrl });
    await owner.connect();
    await owner.query(`CREATE TABLE child (id text PRIMARY KEY, consent text);
                       GRANT SELECT, UPDATE ON child TO kernhub_app`);
    for (const child of children) await owner.query('INSERT INTO child VALUES ($1, NULL)', [child]);
    await owner.end();
    hubs = [world.process(), world.process()];
    for (const { ledger } of hubs) await ledger.start();
  });
  afterAll(() => world.close());

  const draft = (event: string, owner: SubjectId, relies: readonly EntryId[]): EntryDraft => ({
    event,
    owner,
    retention: 'operation',
    payload: event === 'thing.noted' ? { note: 'consent' } : {},
    relies,
  });

  const consentOf = async (tx: Tx, child: SubjectId): Promise<EntryId | null> => {
    const [row] = await tx.query<{ consent: EntryId | null }>('SELECT consent FROM child WHERE id = $1', [
      child,
    ]);
    return row?.consent ?? null;
  };

  /** Lock first, facts in a later statement, a moment to think, the entry last. */
  const act = (hub: HubProcess, child: SubjectId, releases: boolean): Promise<EntryId | null> =>
    hub.database.transaction(async (tx) => {
      await tx.query(`SELECT FROM child WHERE id = $1 FOR ${releases ? 'SHARE' : 'UPDATE'}`, [child]);
      const consent = await consentOf(tx, child);
      await tx.query('SELECT pg_sleep($1)', [randomInt(3) / 1_000]);
      if (releases) {
        if (consent === null) return null;
        return (await hub.ledger.append(tx, draft('thing.released', child, [consent]))).id;
      }
      const next =
        consent === null ? draft('thing.noted', child, []) : draft('thing.withdrawn', child, [consent]);
      const entry = await hub.ledger.append(tx, next);
      await tx.query('UPDATE child SET consent = $2 WHERE id = $1', [
        child,
        consent === null ? entry.id : null,
      ]);
      return entry.id;
    });

  const work = async (hub: HubProcess): Promise<void> => {
    for (let number = 0; number < actsPerWorker; number += 1) {
      const child = children[randomInt(subjects)] ?? newSubject();
      // Some stand on no row, and share their transaction with others.
      const entry =
        number % 4 === 0
          ? (await hub.ledger.record(draft('thing.loose', child, []))).id
          : await act(hub, child, randomInt(10) < 7);
      if (entry !== null) await hub.ledger.settled(entry, { timeoutMs: 10_000 });
    }
  };

  it('has no release after the withdrawal of what it stands on, and time never runs back for a child', async () => {
    await Promise.all(Array.from({ length: workers }, (_, number) => work(hubs[number % 2] as HubProcess)));
    const { rows } = await world.db.database.pool.query<{ id: EntryId; owner: string; seq: string }>(
      `SELECT e.id, p.owner, e.seq FROM ledger_leaf AS l JOIN ledger_entry AS e USING (log_id, seq)
       JOIN ledger_payload AS p USING (log_id, seq) ORDER BY l.index`,
    );
    const [inForce, latest, last] = [new Set<string>(), new Map<string, string>(), new Map<string, bigint>()];
    const seen = { released: 0, withdrawn: 0, loose: 0 };
    for (const { id, owner, seq } of rows) {
      const { payload } = await (hubs[0] as HubProcess).ledger.read(id);
      const { event, at, relies } = payload as { event: string; at: string; relies: string[] };
      expect([owner, (latest.get(owner) ?? '') <= at]).toEqual([owner, true]);
      latest.set(owner, at);
      expect([owner, (last.get(owner) ?? 0n) < BigInt(seq)]).toEqual([owner, true]);
      last.set(owner, BigInt(seq));
      const [consent = ''] = relies;
      if (event === 'thing.loose') seen.loose += 1;
      else if (event === 'thing.noted') inForce.add(id);
      else expect([event, inForce.has(consent)]).toEqual([event, true]);
      if (event === 'thing.withdrawn') inForce.delete(consent);
      if (event === 'thing.released' || event === 'thing.withdrawn')
        seen[event === 'thing.released' ? 'released' : 'withdrawn'] += 1;
    }
    expect(seen.released).toBeGreaterThan(100);
    expect(seen.withdrawn).toBeGreaterThan(100);
    expect(seen.loose).toBe((workers * actsPerWorker) / 4);
  });
});
