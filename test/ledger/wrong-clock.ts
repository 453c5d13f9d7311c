/** A database whose clock a test can set: every statement of the hub finds this clock before PostgreSQL's own. */
import { asSuperuser, type LedgerWorld } from './ledger-world.js';

/** Call before the first connection. @returns sets the clock so many milliseconds ahead, or back */
export async function settableClock(
  world: Pick<LedgerWorld, 'db'>,
): Promise<(milliseconds: number) => Promise<void>> {
  await asSuperuser(world, async (client) => {
    const { pathname } = new URL(world.db.superuserUrl);
    await client.query(`
      CREATE SCHEMA wrong;
      CREATE TABLE wrong.clock (ahead interval NOT NULL);
      INSERT INTO wrong.clock VALUES ('0');
      CREATE FUNCTION wrong.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
        AS 'SELECT pg_catalog.clock_timestamp() + ahead FROM wrong.clock';
      CREATE FUNCTION wrong.now() RETURNS timestamptz VOLATILE LANGUAGE sql
        AS 'SELECT pg_catalog.now() + ahead FROM wrong.clock';
      GRANT USAGE ON SCHEMA wrong TO PUBLIC;
      GRANT SELECT ON wrong.clock TO PUBLIC;
      ALTER DATABASE ${client.escapeIdentifier(pathname.slice(1))} SET search_path = wrong, pg_catalog, public`);
  });
  return (milliseconds) =>
    asSuperuser(world, async (client) => {
      await client.query('UPDATE wrong.clock SET ahead = make_interval(secs => $1)', [milliseconds / 1000]);
    });
}
