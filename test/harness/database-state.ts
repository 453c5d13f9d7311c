/** All rows of both databases, short enough to be compared after every call. */
import pg from 'pg';
import type { FreshDatabase } from './database.js';
import { noteTouched } from './touched-tables.js';

/** Tables that a refused call may change, each with its reason; no other may. */
export const bookkeeping: Readonly<Record<string, string>> = {
  spent_proof: 'a proof of possession and a signature are spent by the call that brings them',
  redemption_attempt: 'a wrong code counts against the account that tried it',
  recording_code_attempt: 'a wrong code from paper counts against the letters that it begins with',
  account: 'who comes with a valid token is known by an opaque id from then on',
  browser_session: 'a session remembers when it was last seen; how many there are is compared',
};
/** Where the one entry of a rejected call of a partner stands. */
export const ofEntry = ['ledger_entry', 'ledger_payload', 'ledger_opening'] as const;
/** The sequencer puts entries into the tree in its own time, and they are looked through in another. */
const inOwnTime = ['ledger_leaf', 'ledger_checkpoint', 'ledger_tile', 'unusual_scan'];
const counted = [...ofEntry, 'ledger_part', 'browser_session'];

export interface DatabaseState {
  /** Rows and, where they may not change either, their content, by table. */
  readonly tables: Readonly<Record<string, string>>;
  /** Entries of the ledger. */
  readonly entries: number;
}

export interface StateReader {
  /** Reads anew what was written since the last time. */
  read(): Promise<DatabaseState>;
  /** Reads everything. */
  readAll(): Promise<DatabaseState>;
  /** The same, with so many entries of rejected calls more. */
  after(state: DatabaseState, rejected: number): DatabaseState;
  /** As the database shows it. */
  everyRow(): Promise<readonly string[]>;
  /** Wrong codes count against the account or against their first half; each call with one is to be its first. */
  forgetTries(): Promise<void>;
  /** Any statement, as superuser of the main database. */
  run(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

const tablesSql =
  "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1";

async function open(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(tablesSql);
  const names = rows.map(({ name }) => name);
  const digests = new Map(
    names
      .filter(
        (name) => !inOwnTime.includes(name) && (counted.includes(name) || bookkeeping[name] === undefined),
      )
      .map((name) => {
        const content = counted.includes(name)
          ? "''"
          : `md5(coalesce(string_agg(t::text, ' ' ORDER BY t::text), ''))`;
        return [name, `SELECT '${name}' AS name, count(*) || ' ' || ${content} AS state FROM "${name}" t`];
      }),
  );
  /** By table, in the order of their names. */
  const stateOf = async (wanted: (name: string) => boolean): Promise<Record<string, string>> => {
    const sql = [...digests].filter(([name]) => wanted(name)).map(([, digest]) => digest);
    if (sql.length === 0) return {};
    const found = await client.query<{ name: string; state: string }>(sql.join(' UNION ALL '));
    return Object.fromEntries(found.rows.map(({ name, state }) => [name, state]));
  };
  const readAll = () => stateOf(() => true);
  let touched: (() => Promise<ReadonlySet<string>>) | undefined;
  let known: Record<string, string> = {};
  const read = async () => {
    if (touched === undefined) {
      touched = await noteTouched(client, [...digests.keys()]);
      known = await readAll();
    } else {
      const written = await touched();
      known = { ...known, ...(await stateOf((name) => written.has(name))) };
    }
    return known;
  };
  return { client, names, read, readAll };
}

/** What a planted world enqueued is delivered, and what it asked is looked through, in its own time; from then on nothing is. */
async function untilQuiet(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ size: string }>('SELECT count(*) AS size FROM ledger_leaf');
  const waiting = `SELECT 1 FROM outbox_message UNION ALL SELECT 1
    WHERE NOT EXISTS (SELECT FROM unusual_scan WHERE next_index >= ${rows[0]?.size}) LIMIT 1`;
  const isWaiting = async (): Promise<boolean> => (await client.query(waiting)).rowCount !== 0;
  for (let tries = 0; await isWaiting(); tries += 1) {
    if (tries === 600) throw new Error('the planted world does not come to rest');
    await new Promise((done) => setTimeout(done, 100));
  }
}

export async function readState(fresh: FreshDatabase): Promise<StateReader> {
  const [main, keys] = await Promise.all([open(fresh.superuserUrl), open(fresh.keysOwnerUrl)]);
  await untilQuiet(main.client);
  const both = async (parts: readonly Promise<Record<string, string>>[]): Promise<DatabaseState> => {
    const tables: Record<string, string> = Object.assign({}, ...(await Promise.all(parts)));
    return { tables, entries: Number(tables.ledger_entry) };
  };
  return {
    read: () => both([main.read(), keys.read()]),
    readAll: () => both([main.readAll(), keys.readAll()]),
    after: ({ tables, entries }, rejected) => ({
      tables: {
        ...tables,
        ...Object.fromEntries(ofEntry.map((name) => [name, `${Number(tables[name]) + rejected} `])),
      },
      entries: entries + rejected,
    }),
    everyRow: async () => {
      const found: string[] = [];
      for (const { client, names } of [main, keys]) {
        for (const name of names) {
          const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`);
          found.push(...rows.map(({ row }) => row));
        }
      }
      return found;
    },
    forgetTries: async () => {
      await main.client.query('DELETE FROM redemption_attempt; DELETE FROM recording_code_attempt');
    },
    run: async (sql) => (await main.client.query<Record<string, unknown>>(sql)).rows,
    close: async () => {
      await Promise.all([main.client.end(), keys.client.end()]);
    },
  };
}
