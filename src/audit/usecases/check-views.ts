import type { Tx } from '../../database/index.js';
import { canonicalJson, fromUtf8, type Json } from '../../kernel/index.js';
import { IdTable } from '../domain/replay/id-table.js';
import { broken } from '../domain/verification.js';
import { consentViews } from '../domain/views/consent-views.js';
import { Covenant } from '../domain/views/covenant.js';
import { hubViews } from '../domain/views/hub-views.js';
import { enrolmentView, peopleViews } from '../domain/views/people-views.js';
import type { Mirrored, Row, View } from '../domain/views/view.js';
import {
  type FoundRow,
  keyRows,
  looseRow,
  partnerRows,
  strayRow,
  tasksAfter,
  tasksById,
  viewRows,
} from '../store/views.js';
import type { Visited } from './walk-log.js';

const views: readonly View[] = [...consentViews, ...peopleViews, ...hubViews];
const pageSize = 2_000;
/** Entries compared at once: the tables have no index by entry, so that each time they are read whole. */
const batch = 10_000;

/**
 * Holds the tables that mirror the log against it: each row against the entry that made it, and no row without one. What
 * was erased is not compared. In pages, so that memory grows only with the tasks that were delivered.
 */
export class ViewCheck {
  readonly #logId: number;
  readonly #covenant = new Covenant();
  readonly #entries: Mirrored[] = [];
  readonly #released = new IdTable();
  readonly #received = new IdTable();
  #erased = false;

  constructor(logId: number) {
    this.#logId = logId;
  }

  /** @throws ClaimBroken */
  async visit(tx: Tx, page: readonly Visited[]): Promise<void> {
    for (const visited of page) {
      const entry = mirrored(visited);
      if (entry === null) this.#erased = true;
      else this.#entries.push(entry);
    }
    if (this.#entries.length >= batch) await this.#compare(tx);
  }

  /** Call after the last page. @throws ClaimBroken */
  async finish(tx: Tx): Promise<void> {
    await this.#compare(tx);
    for (const view of [...views, enrolmentView]) {
      const entry = await strayRow(tx, this.#logId, view);
      if (entry !== null) throw unrecorded(view.name, { id: entry });
    }
    const table = await looseRow(tx);
    if (table !== null)
      throw broken('view-row-recorded', `a row in ${table} belongs to nothing that was recorded`);
    if (!this.#erased) this.#covenant.compare(await partnerRows(tx), await keyRows(tx));
    await this.#compareDeliveries(tx);
  }

  async #compare(tx: Tx): Promise<void> {
    const entries = this.#entries.splice(0);
    const opened = new Map(entries.map((entry) => [entry.id, entry]));
    const ids = [...opened.keys()];
    for (const view of views) {
      compare(view, opened, await viewRows(tx, view, ids), (entry) => view.rows(entry));
    }
    await this.#compareEnrolments(tx, opened, ids);
    await this.#noteDeliveries(tx, entries);
    for (const entry of entries) this.#covenant.add(entry);
  }

  /** Only the latest enrolment of a partner has a row. */
  async #compareEnrolments(
    tx: Tx,
    opened: ReadonlyMap<string, Mirrored>,
    ids: readonly string[],
  ): Promise<void> {
    const found = await viewRows(tx, enrolmentView, ids);
    const latest = new Set(found.map(({ entry }) => entry));
    compare(enrolmentView, opened, found, (entry) => (latest.has(entry.id) ? enrolmentView.rows(entry) : []));
  }

  async #noteDeliveries(tx: Tx, entries: readonly Mirrored[]): Promise<void> {
    const deliveries = entries.filter(
      ({ event }) => event === 'exchange.released' || event === 'exchange.received',
    );
    const tasks = deliveries.map(({ payload }) => String(payload.task));
    const found = new Map((await tasksById(tx, tasks)).map((task) => [task.id, task]));
    for (const entry of deliveries) {
      const task = found.get(String(entry.payload.task));
      const isReceipt = entry.event === 'exchange.received';
      const column = isReceipt ? 'received_at' : 'released_at';
      if (task === undefined) throw missing('exchange_task', entry);
      if (!(isReceipt ? task.received : task.released)) throw changed('exchange_task', column, entry);
      if (task.manifest !== entry.payload.manifest) throw changed('exchange_task', 'manifest', entry);
      (isReceipt ? this.#received : this.#released).add(task.id, 0);
    }
  }

  async #compareDeliveries(tx: Tx): Promise<void> {
    if (this.#erased) return;
    for (let after = ''; ; ) {
      const page = await tasksAfter(tx, after, pageSize);
      for (const { id, released, received } of page) {
        const isRecorded =
          released === (this.#released.get(id) !== undefined) &&
          received === (this.#received.get(id) !== undefined);
        if (!isRecorded) {
          throw broken(
            'view-row-recorded',
            `exchange_task says of ${id} what no entry says: that it was delivered`,
          );
        }
      }
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }
}

/** Null for one that was erased. */
function mirrored([{ id, index, seq }, content]: Visited): Mirrored | null {
  if (id === null || content?.payload == null || content.opened === null) return null;
  const { owner, at, members } = content.payload;
  const parts = content.opened.disclosures.map(
    (bytes) => JSON.parse(fromUtf8(bytes)) as [string, string, Json],
  );
  return {
    ...{ id, index, seq, owner, at },
    event: String(members.event),
    payload: members,
    parts: new Map(parts.map(([, topic, value]) => [topic, value])),
  };
}

function compare(
  view: View,
  opened: ReadonlyMap<string, Mirrored>,
  found: readonly FoundRow[],
  required: (entry: Mirrored) => readonly Row[],
): void {
  const byEntry = new Map<string, FoundRow[]>();
  for (const row of found) byEntry.set(row.entry, [...(byEntry.get(row.entry) ?? []), row]);
  for (const entry of opened.values()) {
    const rows = [...(byEntry.get(entry.id) ?? [])];
    for (const row of required(entry)) {
      const place = rows.findIndex(({ values }) => isOf(view, values, row));
      const [known] = place < 0 ? rows.splice(0, 1) : rows.splice(place, 1);
      if (known === undefined) throw missing(view.name, entry);
      const column = differing(known.values, row);
      if (column !== null) throw changed(view.name, column, entry);
    }
    if (rows.length > 0) throw unrecorded(view.name, entry);
  }
}

const isOf = ({ columns }: View, values: FoundRow['values'], row: Row): boolean => {
  const [first = ''] = Object.keys(columns);
  return values[first] === row[first];
};

const differing = (values: FoundRow['values'], row: Row): string | null =>
  Object.keys(values).find((name) => {
    const [is, ought] = [values[name], row[name]];
    return ought !== undefined && canonicalJson(is ?? null) !== canonicalJson(ought);
  }) ?? null;

type About = Pick<Mirrored, 'id'> & Partial<Pick<Mirrored, 'index' | 'seq'>>;
const placeOf = ({ id, index, seq }: About) => ({ index: index ?? null, seq: seq ?? null, entry: id });

const missing = (table: string, entry: About) =>
  broken('view-row-present', `the row in ${table} that this entry made is missing`, placeOf(entry));
const changed = (table: string, column: string, entry: About) =>
  broken(
    'view-row-unchanged',
    `the row in ${table} is not what this entry made: ${column} differs`,
    placeOf(entry),
  );
const unrecorded = (table: string, entry: About) =>
  broken(
    'view-row-recorded',
    `a row in ${table} says that this entry made it, which it did not`,
    placeOf(entry),
  );
