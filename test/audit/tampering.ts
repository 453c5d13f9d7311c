/** What a superuser can do to any table, made from what the database says of its columns. */
import type pg from 'pg';

export interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  /** Values that a CHECK allows; empty where none lists them. */
  readonly allowed: readonly string[];
}

export const listTables = async (client: pg.Client): Promise<readonly string[]> =>
  (
    await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
       WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'kept\\_%' ORDER BY 1`,
    )
  ).rows.map(({ name }) => name);

export async function listColumns(client: pg.Client): Promise<readonly Column[]> {
  const { rows } = await client.query<Column & { readonly checks: readonly string[] }>(
    `SELECT c.table_name::text AS table, c.column_name::text AS name, c.udt_name::text AS type,
            c.is_nullable = 'YES' AS nullable,
            array(SELECT pg_get_constraintdef(k.oid) FROM pg_constraint AS k
                  JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND k.conkey = ARRAY[a.attnum]
                  WHERE k.contype = 'c' AND k.conrelid = c.table_name::regclass AND a.attname = c.column_name) AS checks
     FROM information_schema.columns AS c WHERE c.table_schema = 'public' AND c.table_name NOT LIKE 'kept\\_%'
     ORDER BY c.table_name, c.ordinal_position`,
  );
  return rows.map(({ checks, ...column }) => ({
    ...column,
    allowed: checks.flatMap((check) =>
      [...check.matchAll(/'([^']+)'::text/g)].map(([, value]) => value ?? ''),
    ),
  }));
}

/** Another value of the same type, as SQL over the present one. */
export function otherValue({ table, name, type, nullable, allowed }: Column): string {
  const is = `"${name}"`;
  if (table === 'ledger_cosignature' && name === 'line') return `'— x.test AAAA'`;
  if (table === 'ledger_tile' && name === 'hashes') return `set_byte(${is}, 9, get_byte(${is}, 9) # 1)`;
  if (allowed.length > 1) {
    const cases = allowed.map((value, place) => `WHEN '${value}' THEN '${allowed.at(place - 1)}'`);
    return `CASE ${is} ${cases.join(' ')} ELSE '${allowed[0]}' END`;
  }
  switch (type) {
    case 'bool':
      return `NOT ${is}`;
    case 'bytea':
      return `coalesce(set_byte(${is}, length(${is}) - 1, get_byte(${is}, length(${is}) - 1) # 1), 'x')`;
    case 'int2':
    case 'int4':
    case 'int8':
      return `coalesce(${is}, 0) + 8000`;
    case 'date':
      return `coalesce(${is}, now()::date) - 400`;
    case 'timestamptz':
      return nullable
        ? `CASE WHEN ${is} IS NULL THEN now() ELSE ${is} - interval '400 days' END`
        : `${is} - interval '400 days'`;
    case 'jsonb':
      return `'{"forged": true}'`;
    case '_text':
      return `array_append(${is}, 'forged')`;
    case 'text':
      return `coalesce(${is}, '') || 'A'`;
    default:
      throw new Error(`${table}.${name}: say what another ${type} is`);
  }
}

/** `table.column` of every column that a unique index holds, but for which of several logs in a database a row is of. */
export async function uniqueColumns(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT i.indrelid::regclass || '.' || a.attname AS name FROM pg_index AS i
     JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
     WHERE i.indisunique AND i.indrelid::regclass::text !~ '^pg_|\\.'`,
  );
  return new Set(rows.map(({ name }) => name).filter((name) => !name.endsWith('.log_id')));
}

/** So that nothing but the verifier stands in the way. */
export async function dropConstraints(client: pg.Client): Promise<void> {
  await client.query(`DO $$
    DECLARE found record;
    BEGIN
      FOR found IN SELECT conrelid::regclass AS place, conname FROM pg_constraint
                   WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'u', 'p', 'f') LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', found.place, found.conname);
      END LOOP;
      FOR found IN SELECT i.indexrelid::regclass AS place FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
                   WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace LOOP
        EXECUTE format('DROP INDEX %s', found.place);
      END LOOP;
      FOR found IN SELECT attrelid::regclass AS place, attname FROM pg_attribute
                   WHERE attidentity <> '' AND attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) LOOP
        EXECUTE format('ALTER TABLE %s ALTER %I DROP IDENTITY', found.place, found.attname);
      END LOOP;
    END $$`);
  await client.query('ANALYZE');
}
