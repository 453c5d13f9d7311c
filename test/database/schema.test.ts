import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

/** Column as Prisma spells its type, and whether it may be null. */
type Columns = Readonly<Record<string, string>>;

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

/** table → column → type, read from prisma/schema.prisma. */
function modelsOf(schema: string): Record<string, Columns> {
  const tables: Record<string, Columns> = {};
  for (const [, model = '', body = ''] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model;
    const columns: Record<string, string> = {};
    for (const [, name = '', type = '', rest = ''] of body.matchAll(/^ {2}(\w+)\s+([\w[\]]+\??)(.*)$/gm)) {
      if (rest.includes('@relation') || (/^[A-Z]\w*\[\]$/.test(type) && type !== 'String[]')) continue;
      columns[/@map\("(\w+)"\)/.exec(rest)?.[1] ?? name] = type;
    }
    tables[table] = columns;
  }
  return tables;
}

describe('schema.prisma', () => {
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.drop());

  it('has exactly the tables and columns that the migrations make', async () => {
    const rows = await db.database.reader.query<{
      table: string;
      column: string;
      type: string;
      nullable: boolean;
    }>(
      `SELECT c.relname AS table, a.attname AS column, t.typname AS type, NOT a.attnotnull AS nullable
         FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_type t ON t.oid = a.atttypid
         JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
          AND c.relname <> '_prisma_migrations'`,
    );
    const actual: Record<string, Record<string, string>> = {};
    for (const { table, column, type, nullable } of rows) {
      actual[table] ??= {};
      actual[table][column] = `${prismaTypes[type] ?? type}${nullable ? '?' : ''}`;
    }
    expect(modelsOf(await readFile('prisma/schema.prisma', 'utf8'))).toEqual(actual);
  });
});
