import type { Json } from '../../../kernel/index.js';
import { compareAll, type Recorded, type Values } from './compare-all.js';
import { changed, missing, unrecorded } from './faults.js';
import type { Mirrored } from './view.js';

/** An entry of which the leaf is left. */
export interface ErasedEntry {
  readonly id: string;
  readonly kind: string | null;
  /** The entry of the erasure. */
  readonly erasure: string;
}

/** A request's row; `explained` says whether it holds words for a refusal. */
export interface RequestRow extends Values {
  readonly id: string;
  readonly entry: string;
  readonly subject: string | null;
  readonly person: string | null;
  readonly state: string;
  readonly article: string | null;
  readonly explained: boolean;
  readonly decided: boolean;
}

/**
 * Requests of families and erasures, put together from their entries and compared at the end.
 *
 * Once what was kept of a child is destroyed too, its requests cannot be opened any more. What remains provable of them is
 * that so many were made and refused, that each row names an entry of this kind that is erased, and, of the request that
 * the erasure answers (its entry is the hub's own), id and entry. The right, the account, the day it was due and the
 * article of a refusal are then the table's word alone.
 */
export class RightsRecord {
  readonly #requests = new Map<string, Recorded>();
  readonly #erasures = new Map<string, Recorded>();
  /** Entry of a request or refusal → the entry that erased it. */
  readonly #erased = new Map<string, string>();

  add(entry: Mirrored): void {
    if (entry.event === 'rights.requested') this.#ask(entry);
    if (entry.event === 'rights.refused') this.#refuse(entry);
    if (entry.event === 'erasure.executed') this.#execute(entry);
  }

  addErased({ id, kind, erasure }: ErasedEntry): void {
    if (kind === 'rights') this.#erased.set(id, erasure);
  }

  /** @throws ClaimBroken */
  compareRequests(rows: readonly RequestRow[]): void {
    const isClosed = ({ entry }: RequestRow): boolean => this.#erased.has(entry);
    const open = rows.filter((row) => !isClosed(row));
    this.#compareAnswered(rows);
    this.#compareClosed(rows.filter(isClosed));
    compareAll('rights_request', 'id', this.#requests, open);
  }

  /** @throws ClaimBroken */
  compareErasures(rows: readonly Values[]): void {
    compareAll('erasure', 'name', this.#erasures, rows);
  }

  /** @param rows per erasure entry the indexes of what is marked as erased by it, rising @throws ClaimBroken */
  compareCovered(rows: readonly Values[]): void {
    const recorded = [...this.#erasures.values()]
      .filter(({ entry }) => (entry.payload.covers as readonly number[]).length > 0)
      .map(({ entry }): [string, Recorded] => {
        const values = { erasure: entry.id, covers: entry.payload.covers ?? null };
        return [entry.id, { entry, values }];
      });
    compareAll('ledger_erased', 'erasure', new Map(recorded), rows);
  }

  #ask(entry: Mirrored): void {
    const { request, right, subject, person, as, dueOn } = entry.payload;
    const asked = { id: request, kind: right, subject, person, as, dueOn, entry: entry.id } as Values;
    const open = { state: 'open', article: null, explained: false, decided: false };
    this.#requests.set(String(request), { entry, values: { ...asked, ...open } });
  }

  #refuse(entry: Mirrored): void {
    const { request, article = null } = entry.payload;
    this.#change(String(request), entry, { state: 'refused', article, explained: true, decided: true });
  }

  /** Answers every open request about the child, and from here on none of them leads to it. */
  #execute(entry: Mirrored): void {
    const { request, subject, owners, destroyed, restricted, statement, rule } = entry.payload;
    for (const [id, { values }] of this.#requests) {
      if (values.subject !== subject) continue;
      const state = values.state === 'open' ? 'executed' : (values.state ?? null);
      this.#change(id, entry, { subject: null, person: null, state, decided: true });
    }
    const name = this.#nameOf(String(request), destroyed as readonly string[]);
    const said = { name, request, subject, owners, destroyed, restricted, statement, rule, entry: entry.id };
    this.#erasures.set(name, { entry, values: said as Values });
  }

  /** A later erasure for the same request is of one class, whose time to be kept had come. */
  #nameOf(request: string, destroyed: readonly string[]): string {
    return this.#erasures.has(request) ? `${request}/${destroyed[0]}` : request;
  }

  #change(id: string, entry: Mirrored, change: Readonly<Record<string, Json>>): void {
    const known = this.#requests.get(id);
    if (known !== undefined) this.#requests.set(id, { entry, values: { ...known.values, ...change } });
  }

  /** The erasure stands on the request that it answers; one that is carried out anew after a restore does not. */
  #compareAnswered(rows: readonly RequestRow[]): void {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const { entry } of this.#erasures.values()) {
      const [asked] = entry.payload.relies as readonly string[];
      if (asked === undefined) continue;
      const row = byId.get(String(entry.payload.request));
      if (row === undefined) throw missing('rights_request', entry);
      if (row.entry !== asked) throw changed('rights_request', 'entry', entry);
      if (row.state !== 'executed') throw changed('rights_request', 'state', entry);
    }
  }

  /** Rows whose entry cannot be opened any more. */
  #compareClosed(rows: readonly RequestRow[]): void {
    const left = new Map(this.#erased);
    const refused = new Map<string, number>();
    for (const row of rows) {
      const about = { id: row.entry };
      const erasure = left.get(row.entry);
      if (erasure === undefined) throw unrecorded('rights_request', about);
      left.delete(row.entry);
      const column = contradictory(row);
      if (column !== null) throw changed('rights_request', column, about);
      if (row.state === 'refused') refused.set(erasure, (refused.get(erasure) ?? 0) + 1);
    }
    // What no row names are refusals: one of each that was refused.
    for (const [id, erasure] of left) {
      const more = (refused.get(erasure) ?? 0) - 1;
      if (more < 0) throw missing('rights_request', { id });
      refused.set(erasure, more);
    }
    const [forged] = [...refused].filter(([, more]) => more > 0);
    if (forged !== undefined) throw changed('rights_request', 'state', { id: forged[0] });
  }
}

/** What a request about a child that was erased cannot say. */
function contradictory(row: RequestRow): string | null {
  if (row.subject !== null) return 'subject';
  if (row.person !== null) return 'person';
  if (row.state !== 'executed' && row.state !== 'refused') return 'state';
  if (!row.decided) return 'decided_at';
  if ((row.article !== null) !== (row.state === 'refused')) return 'article';
  return row.explained === (row.state === 'refused') ? null : 'reason';
}
