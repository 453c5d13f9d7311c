/** The ledger holds, and tampering shows. */
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type EmbeddedServer, openPool, startEmbeddedServer } from '../../database/index.js';
import { ledgerOrigin, runToEnd } from '../supervisor/index.js';
import { cosigned } from './cosigned.js';
import { expectThat } from './stage.js';
import type { Tale } from './tale.js';

const copyName = 'kernhub_copy';

export async function evidence(tale: Tale): Promise<void> {
  const { stage, world } = tale;
  stage.chapter('The ledger');
  await cosigned(tale);
  await world.stopHub();
  const server = await startEmbeddedServer(databaseFolder(tale));
  try {
    await stage.step('kernhub verify log --database recomputes the whole tree: it holds', async () => {
      const { code, output } = await verify(tale, server, 'kernhub');
      expectThat(code === 0, `it answered ${code}: ${output}`);
      return output.split('\n');
    });
    await stage.step(
      'kernhub audit export, kernhub verify log FILE: the rules replayed, it was right',
      async () => {
        const file = join(world.around.folders.data, `export-${randomUUID()}.ndjson`);
        const exported = await runToEnd(
          ['audit', 'export', '--out', file],
          settingsOf(tale, server, 'kernhub'),
        );
        expectThat(exported.code === 0, `it answered ${exported.code}: ${exported.output}`);
        // The birthdays above were on a calendar of the hub's own.
        const { code, output } = await runToEnd(['verify', 'log', file, '--moved-clock'], {});
        await rm(file);
        expectThat(code === 0, `it answered ${code}: ${output}`);
        return output.split('\n').slice(0, 4);
      },
    );
    await stage.step(
      'On a copy of the database a superuser switches the triggers off and changes one row: verification names it',
      async () => {
        const index = await tamperedCopy(server);
        const { code, output } = await verify(tale, server, copyName);
        expectThat(code !== 0, 'the altered copy passed');
        expectThat(new RegExp(`\\b${index}\\b`).test(output), `it did not name entry ${index}: ${output}`);
        return output.split('\n');
      },
    );
    await asSuperuser(server, 'postgres', (connection) =>
      connection.query(`DROP DATABASE IF EXISTS ${copyName} WITH (FORCE)`),
    );
  } finally {
    await server.stop();
  }
}

const databaseFolder = ({ world }: Tale): string => join(world.around.folders.data, 'database');

/** The settings of an operator: the databases, and the keys that open what the log commits to. */
const settingsOf = ({ world }: Tale, server: EmbeddedServer, database: string) => ({
  DATABASE_URL: at(server.appUrl, database),
  DATABASE_OWNER_URL: at(server.ownerUrl, database),
  KEYS_DATABASE_URL: server.keysUrl,
  KEYS_DATABASE_OWNER_URL: server.keysOwnerUrl,
  HUB_KEYS_FILE: world.around.folders.hubKeys,
  LEDGER_ORIGIN: ledgerOrigin,
});

const verify = (tale: Tale, server: EmbeddedServer, database: string) =>
  runToEnd(['verify', 'log', '--database'], settingsOf(tale, server, database));

async function asSuperuser<T>(
  server: EmbeddedServer,
  database: string,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const pool = openPool(at(server.superuserUrl, database), { connections: 1 });
  const connection = await pool.connect();
  try {
    return await work(connection);
  } finally {
    connection.release();
    await pool.end();
  }
}

interface Connection {
  query(text: string): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

const at = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

async function tamperedCopy(server: EmbeddedServer): Promise<string> {
  await asSuperuser(server, 'postgres', async (connection) => {
    await connection.query(`DROP DATABASE IF EXISTS ${copyName} WITH (FORCE)`);
    await connection.query(`CREATE DATABASE ${copyName} TEMPLATE kernhub OWNER kernhub_owner`);
  });
  return asSuperuser(server, copyName, async (connection) => {
    await connection.query("SET session_replication_role = 'replica'");
    const { rows } = await connection.query(
      `UPDATE ledger_entry AS entry SET commitment = sha256(entry.commitment)
       FROM ledger_leaf AS leaf
       WHERE leaf.log_id = entry.log_id AND leaf.seq = entry.seq
         AND leaf.index = (SELECT max(index) / 2 FROM ledger_leaf)
       RETURNING leaf.index::text AS index`,
    );
    return String(rows[0]?.index ?? '');
  });
}
