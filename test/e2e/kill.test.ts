import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedServer } from '../../src/database/index.js';
import { castOf, createStage, meetTheChildren, type Tale } from '../../src/demo/scenario/index.js';
import {
  freePorts,
  ledgerOrigin,
  type RunningWorld,
  runToEnd,
  startWorld,
} from '../../src/demo/supervisor/index.js';
import { temporaryFolder } from '../harness/folder.js';

const purpose = 'vroegsignalering-zorgteam';

/** What callers were told, and so must still be true after any crash. */
interface Acknowledged {
  readonly exchanges: string[];
  decision: string;
}

describe('kill -9 of the hub while partners and parents use it', () => {
  let folder: string;
  let world: RunningWorld;
  let tale: Tale;
  beforeAll(async () => {
    folder = await temporaryFolder('kill');
    world = await startWorld({ dataFolder: folder, ports: freePorts });
    const stage = createStage({ write: () => undefined, color: false });
    tale = { stage, world, cast: castOf(world), refs: new Map() };
    await meetTheChildren(tale);
    expect(stage.failed).toBe(0);
    const school = await tale.cast.professional('careCoordinator', 'school');
    await school.askFamily('1001', purpose, ['school-jgz'], 'Wij denken graag mee.');
    await school.askFamily('1002', purpose, ['school-jgz'], 'Wij denken graag mee.');
    await (await tale.cast.family('motherOfEight')).decide('Testkind Acht', purpose, 'given');
    await (await tale.cast.family('fatherOfEight')).decide('Testkind Acht', purpose, 'given');
  });
  afterAll(async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Asks and receives until the hub is gone. */
  async function exchangeUntilKilled(told: Acknowledged): Promise<void> {
    const nurse = await tale.cast.professional('nurse', 'jgz');
    for (;;) {
      const answer = await nurse.ask('J-2001', { purpose, question: 'meedenken', waitSeconds: 20 });
      if (answer.results.length === 1) told.exchanges.push(answer.exchange);
    }
  }

  /** Changes her mind until the hub is gone. */
  async function decideUntilKilled(told: Acknowledged): Promise<void> {
    const mother = await tale.cast.family('motherOfThirteen');
    for (;;) {
      await mother.decide('Testkind Dertien', purpose, 'refused');
      const [question] = await mother.questions('Testkind Dertien');
      told.decision = question?.own?.decision ?? '';
    }
  }

  it('loses nothing that was acknowledged, three times over, and the ledger verifies', {
    timeout: 240_000,
  }, async () => {
    const told: Acknowledged = { exchanges: [], decision: '' };
    for (const round of [1, 2, 3]) {
      const load = [1, 2, 3, 4].map(() => exchangeUntilKilled(told)).concat(decideUntilKilled(told));
      const outcomes = Promise.allSettled(load);
      await expect.poll(() => told.exchanges.length, { timeout: 60_000 }).toBeGreaterThan(round * 12);
      await expect.poll(() => told.decision, { timeout: 20_000 }).not.toBe('');
      await world.killHub();
      // Each caller went on until the connection broke or its agent said that the hub is gone.
      for (const outcome of await outcomes) {
        expect(String('reason' in outcome ? outcome.reason : 'went on')).toMatch(
          /hub-unreachable|fetch failed/,
        );
      }
      await world.startHub();
      const [question] = await (await tale.cast.family('motherOfThirteen')).questions('Testkind Dertien');
      expect(question?.own).toMatchObject({ state: 'refused' });
    }
    await world.stopHub();
    await everythingIsThere(folder, told);
  });

  async function everythingIsThere(data: string, told: Acknowledged): Promise<void> {
    const server = await startEmbeddedServer(join(data, 'database'));
    try {
      const client = new pg.Client({ connectionString: server.appUrl });
      await client.connect();
      const { rows } = await client.query<{ id: string }>(
        `SELECT exchange.id FROM exchange
           JOIN exchange_task AS task ON task.exchange = exchange.id AND task.released_at IS NOT NULL
           JOIN ledger_entry AS entry ON entry.id = exchange.decision_entry
           JOIN ledger_leaf AS leaf ON leaf.log_id = entry.log_id AND leaf.seq = entry.seq
          WHERE exchange.id = ANY($1)`,
        [told.exchanges],
      );
      expect(rows.map(({ id }) => id).sort()).toEqual([...told.exchanges].sort());
      const decided = await client.query('SELECT 1 FROM consent_decision WHERE id = $1', [told.decision]);
      expect(decided.rowCount).toBe(1);
      const stray = await client.query(
        `SELECT entry.seq FROM ledger_entry AS entry LEFT JOIN ledger_leaf AS leaf USING (log_id, seq)
          WHERE leaf.seq IS NULL`,
      );
      expect(stray.rows).toEqual([]);
      await client.end();
      const verified = await runToEnd(['verify', 'log', '--database'], {
        DATABASE_URL: server.appUrl,
        DATABASE_OWNER_URL: server.ownerUrl,
        KEYS_DATABASE_URL: server.keysUrl,
        KEYS_DATABASE_OWNER_URL: server.keysOwnerUrl,
        HUB_KEYS_FILE: world.around.folders.hubKeys,
        LEDGER_ORIGIN: ledgerOrigin,
      });
      expect(verified).toMatchObject({ code: 0 });
    } finally {
      await server.stop();
    }
  }
});
