import { type Verification, type VerifyDatabaseOptions, verifyDatabase } from '../../src/audit/index.js';
import type { AppendedEntry } from '../../src/ledger/index.js';
import {
  append,
  asSuperuser,
  type HubProcess,
  kinds,
  type LedgerWorld,
  ledgerWorld,
  newSubject,
  noted,
  origin,
} from '../ledger/ledger-world.js';

export interface RecordedLog {
  readonly world: LedgerWorld;
  /** Stopped, so that nothing moves while it is tampered with. */
  readonly hub: HubProcess;
  readonly entries: readonly AppendedEntry[];
  /** `seq` of the entry at an index. */
  seqOf(index: number): string;
  verify(change?: Partial<VerifyDatabaseOptions>): Promise<Verification>;
  /** As a superuser with the triggers switched off; several statements as one transaction. */
  tamper(...statements: readonly (readonly [sql: string, ...values: unknown[]])[]): Promise<void>;
  /** Puts every row back as it was recorded. */
  restore(): Promise<void>;
}

const tables = ['entry', 'payload', 'opening', 'part', 'leaf', 'checkpoint'];

/** Ten entries, each in a batch of its own: entry 4 has two parts and stands on entry 3, entry 6 is the hub's. */
export async function recordedLog(): Promise<RecordedLog> {
  const world = await ledgerWorld();
  const hub = world.process();
  await hub.ledger.start();
  const entries: AppendedEntry[] = [];
  let newest = '';
  for (let number = 0; number < 10; number += 1) {
    const parts = ['per_one', 'per_two'].map((person) => ({ topic: 'choice', person, value: number }));
    const relied = entries[3]?.id;
    const entry = await append(hub, {
      ...noted(`entry ${number}`, number === 6 ? 'hub' : newSubject()),
      ...(number === 4 && relied !== undefined && { parts, relies: [relied] }),
    });
    newest = (await hub.ledger.settled(entry.id)).checkpoint;
    entries.push(entry);
  }
  await hub.ledger.stop();
  const tamper: RecordedLog['tamper'] = (...statements) =>
    asSuperuser(world, async (client) => {
      await client.query('BEGIN');
      for (const [sql, ...values] of statements) await client.query(sql, values);
      await client.query('COMMIT');
    });
  await tamper(...tables.map((table) => [`CREATE TABLE kept_${table} AS TABLE ledger_${table}`] as const));
  return {
    world,
    hub,
    entries,
    seqOf: (index) => String(entries[index]?.seq),
    verify: (change = {}) =>
      verifyDatabase({
        pool: hub.database.pool,
        vault: world.vault,
        origin,
        verifierKeys: hub.ledger.verifierKeys(),
        kinds,
        known: [newest],
        ...change,
      }),
    tamper,
    restore: () =>
      tamper(
        ...tables.flatMap((table) => [
          [`DELETE FROM ledger_${table}`] as const,
          [`INSERT INTO ledger_${table} TABLE kept_${table}`] as const,
        ]),
      ),
  };
}
