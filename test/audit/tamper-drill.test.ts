import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/audit/index.js';
import {
  columnsHeldByPresence,
  columnsThatMayBeEmpty,
  columnsWithoutEvidence,
  tablesWithoutEvidence,
} from './no-evidence.js';
import {
  type Column,
  dropConstraints,
  listColumns,
  listTables,
  otherValue,
  uniqueColumns,
} from './tampering.js';
import { type WholeWorld, wholeWorld } from './whole-world.js';

let world: WholeWorld;
let tables: readonly string[];
let columns: readonly Column[];
let unique: ReadonlySet<string>;
beforeAll(async () => {
  world = await wholeWorld();
  tables = (await listTables(world.client)).filter((table) => tablesWithoutEvidence[table] === undefined);
  columns = (await listColumns(world.client)).filter(({ table }) => tables.includes(table));
  unique = await uniqueColumns(world.client);
  await dropConstraints(world.client);
  for (const table of tables) await world.client.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
});
afterAll(async () => {
  await world?.close();
});

const restore = async (table: string): Promise<void> => {
  await world.client.query(`DELETE FROM ${table}`);
  await world.client.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE TABLE kept_${table}`);
};

interface Case {
  readonly what: string;
  readonly table: string;
  readonly sql: string;
}

/** What of all that was done the verifier did not name. */
async function missed(cases: readonly Case[]): Promise<readonly string[]> {
  const unnamed: string[] = [];
  for (const { what, table, sql } of cases) {
    const { rowCount } = await world.client.query(sql);
    if (rowCount === 0) continue;
    const finding = await world.verify();
    if (finding === null || !isNamed(finding, table))
      unnamed.push(`${what}: ${finding?.reason ?? 'not found'}`);
    await restore(table);
  }
  return unnamed;
}

/** By its place in the log, or by the table and what no entry says. */
const isNamed = ({ index, seq, entry, reason }: Finding, table: string): boolean =>
  index !== null || seq !== null || entry !== null || reason.includes(table.replace('ledger_', ''));

const places = { first: 'ASC', last: 'DESC' } as const;
const ends = Object.entries(places);
const rowAt = (table: string, order: string, where = 'true'): string =>
  `ctid = (SELECT ctid FROM ${table} WHERE ${where} ORDER BY ctid ${order} LIMIT 1)`;
const nameOf = ({ table, name }: Column): string => `${table}.${name}`;
const isEvidence = (column: Column): boolean => columnsWithoutEvidence[nameOf(column)] === undefined;
const isHeldByValue = (column: Column): boolean =>
  isEvidence(column) && columnsHeldByPresence[nameOf(column)] === undefined;

describe('a superuser who tampers with the database, triggers and constraints gone', {
  timeout: 300_000,
}, () => {
  it('has done nothing yet, and nothing is found', async () => {
    expect(await world.verify()).toBeNull();
  });

  it('finds rows in every table that holds evidence', async () => {
    const empty: string[] = [];
    for (const table of tables) {
      const { rows } = await world.client.query(`SELECT FROM ${table} LIMIT 1`);
      if (rows.length === 0) empty.push(table);
    }
    expect(empty).toEqual([]);
    const known = columns.map(({ table, name }) => `${table}.${name}`);
    const listed = [
      ...Object.keys(columnsWithoutEvidence),
      ...Object.keys(columnsThatMayBeEmpty),
      ...Object.keys(columnsHeldByPresence),
    ];
    expect(listed.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('is named after a change of any column of any table', async () => {
    const cases = columns.filter(isHeldByValue).map((column): Case => {
      const { table, name } = column;
      const sql = `UPDATE ${table} SET "${name}" = ${otherValue(column)} WHERE ${rowAt(table, 'DESC')}`;
      return { what: `${table}.${name}`, table, sql };
    });
    expect(await missed(cases)).toEqual([]);
  });

  it('is named after emptying any column of any table', async () => {
    const cases = columns
      .filter(
        (column) =>
          isEvidence(column) && column.nullable && columnsThatMayBeEmpty[nameOf(column)] === undefined,
      )
      .map(({ table, name }): Case => {
        const where = rowAt(table, 'ASC', `"${name}" IS NOT NULL`);
        return {
          what: `${table}.${name} emptied`,
          table,
          sql: `UPDATE ${table} SET "${name}" = NULL WHERE ${where}`,
        };
      });
    expect(await missed(cases)).toEqual([]);
  });

  it('is named after deleting the first or the last row of any table', async () => {
    const cases = tables.flatMap((table) =>
      ends.map(([place, order]): Case => {
        return {
          what: `the ${place} row of ${table}`,
          table,
          sql: `DELETE FROM ${table} WHERE ${rowAt(table, order)}`,
        };
      }),
    );
    expect(await missed(cases)).toEqual([]);
  });

  it('is named after truncating any table', async () => {
    const cases = tables.map(
      (table): Case => ({
        what: table,
        table,
        sql: `WITH gone AS (DELETE FROM ${table} RETURNING 1) SELECT 1 FROM gone`,
      }),
    );
    expect(await missed(cases)).toEqual([]);
  });

  it('is named after inserting a row like another, under a key of its own', async () => {
    const cases = tables.map((table): Case => {
      const values = columns
        .filter((column) => column.table === table)
        .map((column) => (unique.has(`${table}.${column.name}`) ? otherValue(column) : `"${column.name}"`));
      const row = `SELECT ${values.join(', ')} FROM ${table} WHERE ${rowAt(table, 'DESC')}`;
      return { what: table, table, sql: `INSERT INTO ${table} OVERRIDING SYSTEM VALUE ${row}` };
    });
    expect(await missed(cases)).toEqual([]);
  });

  it('is named after inserting a row a second time', async () => {
    const cases = tables.map((table): Case => {
      const row = `SELECT * FROM ${table} WHERE ${rowAt(table, 'DESC')}`;
      return { what: table, table, sql: `INSERT INTO ${table} OVERRIDING SYSTEM VALUE ${row}` };
    });
    expect(await missed(cases)).toEqual([]);
  });

  it('is named after exchanging the keys of two rows', async () => {
    const cases = tables.flatMap((table): readonly Case[] => {
      const keys = columns
        .filter((column) => column.table === table && unique.has(`${table}.${column.name}`))
        .map(({ name }) => `"${name}"`);
      const rest = columns.filter(
        (column) => column.table === table && isHeldByValue(column) && !unique.has(nameOf(column)),
      );
      // A subject's other columns are not in the log.
      if (keys.length === 0 || rest.length === 0) return [];
      const [one, other] = [
        `SELECT ctid AS c, * FROM ${table} WHERE ${rowAt(table, 'ASC')}`,
        `SELECT ctid AS c, * FROM ${table} WHERE ${rowAt(table, 'DESC')}`,
      ];
      const sql = `WITH pair AS (
          SELECT a.c, ${keys.map((key) => `b.${key}`).join(', ')} FROM (${one}) AS a, (${other}) AS b WHERE a.c <> b.c
          UNION ALL SELECT b.c, ${keys.map((key) => `a.${key}`).join(', ')} FROM (${one}) AS a, (${other}) AS b WHERE a.c <> b.c)
        UPDATE ${table} AS t SET ${keys.map((key) => `${key} = pair.${key}`).join(', ')} FROM pair WHERE t.ctid = pair.c`;
      return [{ what: table, table, sql }];
    });
    expect(await missed(cases)).toEqual([]);
  });

  it('left nothing behind', async () => {
    expect(await world.verify()).toBeNull();
  });
});
