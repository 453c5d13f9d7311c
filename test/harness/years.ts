/** Years that pass: for what the database calls the time in the ledger, and for everything in this process. */
import pg from 'pg';
import { vi } from 'vitest';
import { type FreshDatabase, freshDatabase } from './database.js';

const day = 86_400_000;

export interface MovableDatabase {
  readonly server: FreshDatabase;
  /** So many days further than where its time was, or back. */
  move(days: number): Promise<void>;
}

/** A database for a hub whose ledger has another time than there is. Call before the hub starts. */
export async function movableDatabase(): Promise<MovableDatabase> {
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
  return { server, move: (days) => ask(`UPDATE moved.by SET days = days + ${days}`) };
}

export interface Years extends MovableDatabase {
  /** So many days further, for this process too; tokens and sessions of before end meanwhile. */
  pass(days: number): Promise<void>;
  /** Gives this process its time back. */
  end(): void;
}

/** Call before the hub starts. */
export async function passingYears(): Promise<Years> {
  const { server, move } = await movableDatabase();
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
    ...{ server, move },
    pass: async (days) => {
      ahead += days * day;
      await move(days);
    },
    end: () => void vi.unstubAllGlobals(),
  };
}
