import type { JsonObject } from '../../../kernel/index.js';
import { compareAll, type Recorded, type Values } from './compare-all.js';
import { changed } from './faults.js';
import type { ErasedEntry } from './rights-record.js';
import type { Mirrored } from './view.js';

/** A row of what a partner was asked to answer; `instructed` says whether it holds words for the partner. */
export interface AssignmentRow extends Values {
  readonly entry: string;
  readonly instructed: boolean;
}

/**
 * What partners were asked to answer and did, put together from its entries and compared at the end. Once the entries of
 * a child are destroyed, each row names one that is gone; how many there are of a request is held against the request.
 */
export class AssignmentRecord {
  readonly #assignments = new Map<string, Recorded>();
  /** Entry → the entry by which its content went. */
  readonly #erased = new Map<string, string>();
  /** Entries by which what was past its term went; of that no row is left. */
  readonly #lapses = new Set<string>();
  readonly #children = new Map<string, string>();

  add(entry: Mirrored): void {
    const { assignment, request, partner, dueOn, explained, subject } = entry.payload;
    const id = String(assignment);
    if (entry.event === 'rights.assigned') {
      const open = { outcome: null, manner: null, article: null, on: null, statement: null, answered: false };
      const asked = { id, request, partner, dueOn, explained, entry: entry.id } as Values;
      const values = { ...asked, instructed: entry.parts.has('instruction'), ...open };
      this.#assignments.set(id, { entry, values });
      this.#children.set(id, String(subject));
    }
    if (entry.event === 'rights.partner-answered') {
      const { outcome = null, manner = null, article = null, on = null, statement = null } = entry.payload;
      this.#change(id, entry, { outcome, manner, article, on, statement, answered: true });
    }
    if (entry.event === 'retention.executed') this.#lapses.add(entry.id);
    if (entry.event === 'erasure.executed') {
      for (const [gone, child] of this.#children) {
        if (child === subject) this.#change(gone, entry, { instructed: false });
      }
    }
  }

  addErased({ id, kind, erasure }: ErasedEntry): void {
    if (kind === 'rights') this.#erased.set(id, erasure);
  }

  /** @throws ClaimBroken */
  compare(rows: readonly AssignmentRow[]): void {
    const isClosed = ({ entry }: AssignmentRow): boolean => {
      const why = this.#erased.get(entry);
      return why !== undefined && !this.#lapses.has(why);
    };
    const closed = rows.filter(isClosed);
    const [instructed] = closed.filter((row) => row.instructed);
    if (instructed !== undefined) throw changed('rights_assignment', 'instruction', { id: instructed.entry });
    compareAll(
      'rights_assignment',
      'id',
      this.#assignments,
      rows.filter((row) => !isClosed(row)),
    );
  }

  #change(id: string, entry: Mirrored, change: JsonObject): void {
    const known = this.#assignments.get(id);
    if (known !== undefined) this.#assignments.set(id, { entry, values: { ...known.values, ...change } });
  }
}
