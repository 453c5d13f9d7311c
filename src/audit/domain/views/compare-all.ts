import { canonicalJson, type Json } from '../../../kernel/index.js';
import { changed, missing, stray } from './faults.js';
import type { Mirrored } from './view.js';

export type Values = Readonly<Record<string, Json>>;

/** What a row must hold, and the entry that made it so. */
export interface Recorded {
  readonly values: Values;
  readonly entry: Mirrored;
}

/**
 * Holds a whole table against what the log says of it, both ways: for tables of few rows that several entries change.
 *
 * @param key the column that tells rows apart
 * @throws ClaimBroken
 */
export function compareAll(
  table: string,
  key: string,
  recorded: ReadonlyMap<string, Recorded>,
  found: readonly Values[],
): void {
  const rows = new Map(found.map((values) => [String(values[key]), values]));
  if (rows.size < found.length) throw stray(`a row in ${table} stands there twice`);
  for (const [id, { values, entry }] of recorded) {
    const row = rows.get(id);
    if (row === undefined) throw missing(table, entry);
    const column = Object.keys(values).find(
      (name) => canonicalJson(row[name] ?? null) !== canonicalJson(values[name] ?? null),
    );
    if (column !== undefined) throw changed(table, column, entry);
    rows.delete(id);
  }
  if (rows.size > 0) throw stray(`a row in ${table} belongs to no entry`);
}
