import type { Json, JsonObject } from '../../../kernel/index.js';

/** An entry that holds, as far as a table mirrors it. */
export interface Mirrored {
  readonly id: string;
  readonly seq: bigint;
  readonly index: number | null;
  /** The child, or `hub`. */
  readonly owner: string;
  readonly event: string;
  readonly at: string;
  readonly payload: JsonObject;
  /** Topic → value; a part that was erased is absent, and what it held is not compared. */
  readonly parts: ReadonlyMap<string, Json>;
}

/** Column → value, as {@link View.columns} names and reads them. Undefined is not compared. */
export type Row = Readonly<Record<string, Json | undefined>>;

/** A table, or a join of them, whose rows each mirror one entry. */
export interface View {
  readonly name: string;
  /** FROM clause. */
  readonly from: string;
  /** SQL of the entry that a row mirrors. */
  readonly entry: string;
  /** Column → SQL; the first identifies a row among those of its entry. Times and digests as text, so that they compare. */
  readonly columns: Readonly<Record<string, string>>;
  /** The rows that an entry implies; none for another event. */
  rows(entry: Mirrored): readonly Row[];
}

/** RFC 3339 in UTC with milliseconds, as payloads have it. */
export const moment = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** SHA-256 of a text, as payloads have it: base64url without padding. */
export const digestOf = (column: string): string =>
  `rtrim(translate(encode(sha256(convert_to(${column}, 'UTF8')), 'base64'), '+/', '-_'), '=')`;

/** One row for an entry of one of these events. */
export const onEvent =
  (events: readonly string[], row: (entry: Mirrored) => Row) =>
  (entry: Mirrored): readonly Row[] =>
    events.includes(entry.event) ? [row(entry)] : [];
