import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { type Table, tablesOf } from './prisma-schema.js';

const prismaTypes: Readonly<Record<string, string>> = {
  text: 'String',
  int4: 'Int',
  int8: 'BigInt',
  bool: 'Boolean',
  timestamptz: 'DateTime',
  date: 'DateTime',
  bytea: 'Bytes',
  jsonb: 'Json',
  _text: 'String[]',
  float8: 'Float',
  int2: 'Int',
  varchar: 'String',
};

const inOurTables = `n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'`;

const columns = `
  SELECT c.relname AS table, a.attname AS column, t.typname AS type, NOT a.attnotnull AS nullable
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${inOurTables} AND a.attnum > 0 AND NOT a.attisdropped`;

/** Partial indexes are left out: Prisma has no words for them. */
const indexes = `
  SELECT c.relname AS table,
         CASE WHEN i.indisprimary THEN 'primary key' WHEN i.indisunique THEN 'unique'
              ELSE 'index ' || (SELECT relname FROM pg_class WHERE oid = i.indexrelid) END
         || ' (' || (SELECT string_agg(trim('"' FROM pg_get_indexdef(i.indexrelid, place, true))
                         || CASE WHEN i.indoption[place - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY place)
                       FROM generate_series(1, i.indnkeyatts) AS place) || ')' AS line
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE ${inOurTables} AND i.indpred IS NULL`;

const named = (table: string, places: string): string =>
  `(SELECT string_agg(attname, ', ' ORDER BY place)
      FROM unnest(${places}) WITH ORDINALITY AS keyed (attnum, place) JOIN pg_attribute a USING (attnum)
     WHERE a.attrelid = ${table})`;
const action = (letter: string): string =>
  `CASE ${letter} WHEN 'a' THEN 'no action' WHEN 'c' THEN 'cascade' ELSE ${letter}::text END`;
const foreignKeys = `
  SELECT c.relname AS table,
         'foreign key (' || ${named('f.conrelid', 'f.conkey')} || ') references ' || target.relname
         || ' (' || ${named('f.confrelid', 'f.confkey')} || '), on delete ' || ${action('f.confdeltype')}
         || ', on update ' || ${action('f.confupdtype')} AS line
    FROM pg_constraint f JOIN pg_class c ON c.oid = f.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_class target ON target.oid = f.confrelid
   WHERE ${inOurTables} AND f.contype = 'f'`;

describe('schema.prisma', () => {
  let db: FreshDatabase;
  let inFile: Record<string, Table>;
  beforeAll(async () => {
    db = await freshDatabase();
    inFile = tablesOf(await readFile('prisma/schema.prisma', 'utf8'));
  });
  afterAll(() => db.drop());

  it('has exactly the tables and columns that the migrations make', async () => {
    const rows = await db.database.reader.query<{
      table: string;
      column: string;
      type: string;
      nullable: boolean;
    }>(columns);
    const actual: Record<string, Record<string, string>> = {};
    for (const { table, column, type, nullable } of rows) {
      actual[table] ??= {};
      actual[table][column] = `${prismaTypes[type] ?? type}${nullable ? '?' : ''}`;
    }
    const written = Object.entries(inFile).map(([table, { columns: own }]) => [table, own]);
    expect(Object.fromEntries(written)).toEqual(actual);
  });

  it('has exactly their keys, uniques, foreign keys and indexes', async () => {
    const read = (query: string) => db.database.reader.query<{ table: string; line: string }>(query);
    const lines = [...(await read(indexes)), ...(await read(foreignKeys))];
    const actual = Object.keys(inFile).map((table) => [
      table,
      lines
        .filter((row) => row.table === table)
        .map(({ line }) => line)
        .sort(),
    ]);
    const written = Object.entries(inFile).map(([table, { keys }]) => [table, keys]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(actual));
  });
});
