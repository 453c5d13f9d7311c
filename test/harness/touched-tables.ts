/** Which tables were written: the database notes it itself, in the transaction of whoever writes. */
import type pg from 'pg';

const noteSql = `
  CREATE SCHEMA test_harness;
  CREATE UNLOGGED TABLE test_harness.touched (name text NOT NULL);
  CREATE FUNCTION test_harness.touch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN INSERT INTO test_harness.touched VALUES (TG_TABLE_NAME); RETURN NULL; END $$`;

const triggerOn = (name: string): string =>
  `CREATE TRIGGER zz_touched AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public."${name}"
     FOR EACH STATEMENT EXECUTE FUNCTION test_harness.touch()`;

/**
 * From here on every statement that may have written to one of these tables is noted, whichever role sent it; what is
 * rolled back is not.
 *
 * @param client whoever owns the tables, or a superuser
 * @returns takes the names of the tables that were written since it was last asked. Ask first and read then: what is
 *   written between the two is noted for the next time.
 */
export async function noteTouched(
  client: pg.Client,
  names: readonly string[],
): Promise<() => Promise<ReadonlySet<string>>> {
  await client.query([noteSql, ...names.map(triggerOn)].join(';\n'));
  return async () => {
    const { rows } = await client.query<{ name: string }>('DELETE FROM test_harness.touched RETURNING name');
    return new Set(rows.map(({ name }) => name));
  };
}
