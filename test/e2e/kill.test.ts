import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedServer } from '../../src/database/index.js';
import { castOf, createStage, meetTheChildren, type Tale } from '../../src/demo/scenario/index.js';
import { freePorts, ledgerOrigin, type RunningWorld, startWorld } from '../../src/demo/supervisor/index.js';
import { kernhub } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';

const purpose = 'vroegsignalering-zorgteam';

/** What callers were told, and so must still be true after any crash. */
interface Acknowledged {
  readonly exchanges: string[];
  /** What she decided by the id that the hub gave it, in order. */
  readonly decisions: Map<string, Choice>;
}

type Choice = 'given' | 'refused';

/** The members of an entry's payload that this test looks at. */
interface Recorded {
  readonly event: string;
  readonly exchange?: string;
  readonly decision?: string;
  readonly choice?: Choice;
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
    for (let turn = 0; ; turn += 1) {
      const choice = turn % 2 === 0 ? 'given' : 'refused';
      told.decisions.set(await mother.decide('Testkind Dertien', purpose, choice), choice);
    }
  }

  it('loses nothing that was acknowledged, three times over, and the ledger verifies', {
    timeout: 240_000,
  }, async () => {
    const told: Acknowledged = { exchanges: [], decisions: new Map() };
    for (const round of [1, 2, 3]) {
      const load = [1, 2, 3, 4].map(() => exchangeUntilKilled(told)).concat(decideUntilKilled(told));
      const outcomes = Promise.allSettled(load);
      await expect.poll(() => told.exchanges.length, { timeout: 60_000 }).toBeGreaterThan(round * 12);
      await expect.poll(() => told.decisions.size, { timeout: 20_000 }).toBeGreaterThan(round * 4);
      await world.killHub();
      // Each caller went on until the connection broke or its agent said that the hub is gone.
      for (const outcome of await outcomes) {
        expect(String('reason' in outcome ? outcome.reason : 'went on')).toMatch(
          /hub-unreachable|fetch failed/,
        );
      }
      await world.startHub();
      const [question] = await (await tale.cast.family('motherOfThirteen')).questions('Testkind Dertien');
      // The last that she was told of, or one that came through when nobody could be told any more.
      const overtaken = [...told.decisions.keys()].slice(0, -1);
      expect(question?.own).not.toBeNull();
      expect(overtaken).not.toContain(question?.own?.decision);
    }
    await world.stopHub();
    await everythingIsThere(folder, told);
  });

  async function everythingIsThere(data: string, told: Acknowledged): Promise<void> {
    const server = await startEmbeddedServer(join(data, 'database'));
    const env = {
      DATABASE_URL: server.appUrl,
      DATABASE_OWNER_URL: server.ownerUrl,
      KEYS_DATABASE_URL: server.keysUrl,
      KEYS_DATABASE_OWNER_URL: server.keysOwnerUrl,
      HUB_KEYS_FILE: world.around.folders.hubKeys,
      LEDGER_ORIGIN: ledgerOrigin,
    };
    try {
      await everythingIsInTheTables(server.appUrl, told);
      await kernhub(['verify', 'log', '--database'], env);
      const file = join(data, 'export.ndjson');
      await kernhub(['audit', 'export', '--out', file], env);
      everythingIsInTheTree(await readFile(file, 'utf8'), told);
    } finally {
      await server.stop();
    }
  }

  async function everythingIsInTheTables(url: string, told: Acknowledged): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const released = await client.query<{ id: string }>(
      `SELECT DISTINCT exchange AS id FROM exchange_task
        WHERE released_at IS NOT NULL AND exchange = ANY($1)`,
      [told.exchanges],
    );
    expect(released.rows.map(({ id }) => id).sort()).toEqual([...told.exchanges].sort());
    const decided = await client.query<{ id: string; choice: Choice }>(
      'SELECT id, choice FROM consent_decision WHERE id = ANY($1)',
      [[...told.decisions.keys()]],
    );
    expect(Object.fromEntries(decided.rows.map(({ id, choice }) => [id, choice]))).toEqual(
      Object.fromEntries(told.decisions),
    );
    const stray = await client.query(
      `SELECT entry.seq FROM ledger_entry AS entry LEFT JOIN ledger_leaf AS leaf USING (log_id, seq)
        WHERE leaf.seq IS NULL`,
    );
    expect(stray.rows).toEqual([]);
    await client.end();
  }

  /** The export holds only what has its index in the tree. */
  function everythingIsInTheTree(exported: string, told: Acknowledged): void {
    const [, ...lines] = exported.trimEnd().split('\n');
    const entries = lines.map((line) => (JSON.parse(line) as { payload: Recorded }).payload);
    const exchangesWith = (event: string) =>
      new Set(entries.filter((entry) => entry.event === event).map(({ exchange }) => exchange));
    for (const event of ['exchange.permitted', 'exchange.enveloped', 'exchange.released']) {
      const recorded = exchangesWith(event);
      expect(
        told.exchanges.filter((id) => !recorded.has(id)),
        event,
      ).toEqual([]);
    }
    const recorded = new Map(
      entries
        .filter(({ event, choice }) => event === `consent.${choice}`)
        .map(({ decision, choice }) => [decision, choice]),
    );
    const wrong = [...told.decisions].filter(([id, choice]) => recorded.get(id) !== choice);
    expect(wrong).toEqual([]);
  }
});
