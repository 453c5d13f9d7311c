/** Years that pass: for everything in this process, and for what the database calls the time in the ledger. */
import pg from 'pg';
import { vi } from 'vitest';
import { type FreshDatabase, freshDatabase } from './database.js';

const day = 86_400_000;

export interface Years {
  /** For the hub of which the years pass; tokens and sessions of before end meanwhile. */
  readonly server: FreshDatabase;
  /** So many days further, from where it was. */
  pass(days: number): Promise<void>;
  /** Gives this process its time back. */
  end(): void;
}

/** Call before the hub starts. */
export async function passingYears(): Promise<Years> {
  const server = await freshDatabase();
  const ask = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.superuserUrl });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  // Found before PostgreSQL's own, by name: the ledger's time is the database's.
  await ask(`CREATE SCHEMA moved;
    CREATE TABLE moved.by (days integer NOT NULL);
    INSERT INTO moved.by VALUES (0);
    CREATE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
      'SELECT pg_catalog.clock_timestamp() + (SELECT days FROM moved.by) * interval ''24 hours''';
    GRANT USAGE ON SCHEMA moved TO PUBLIC;
    GRANT SELECT ON moved.by TO PUBLIC;`);
  const name = new URL(server.superuserUrl).pathname.slice(1);
  await ask(`ALTER DATABASE ${name} SET search_path = public, moved, pg_catalog`);
  const OwnDate = Date;
  let ahead = 0;
  class MovedDate extends OwnDate {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [OwnDate.now() + ahead] : given) as [number]));
    }
    static override now(): number {
      return OwnDate.now() + ahead;
    }
  }
  vi.stubGlobal('Date', MovedDate);
  return {
    server,
    pass: async (days) => {
      ahead += days * day;
      await ask(`UPDATE moved.by SET days = days + ${days}`);
    },
    end: () => void vi.unstubAllGlobals(),
  };
}
