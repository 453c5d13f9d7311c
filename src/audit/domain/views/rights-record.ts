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

/** A request's row; `explained` says whether it holds words for an answer. */
export interface RequestRow extends Values {
  readonly id: string;
  readonly entry: string;
  readonly subject: string | null;
  readonly person: string | null;
  readonly state: string;
  readonly article: string | null;
  /** Whether it holds the person's own words. */
  readonly asked: boolean;
  readonly extendedTo: string | null;
  readonly explained: boolean;
  /** Whether it holds words for its longer term. */
  readonly delayExplained: boolean;
  readonly decided: boolean;
  /** To how many partners it was assigned, and how many of those answered. */
  readonly assigned: number;
  readonly partnersAnswered: number;
}

/** What an entry makes of a request. Erasure is granted by the erasure itself. */
const answers: Readonly<Record<string, string>> = {
  'rights.granted': 'granted',
  'rights.refused': 'refused',
  'rights.withdrawn': 'withdrawn',
};

/** How many entries about a request there are besides its own. */
const answersTo = ({ state, extendedTo, assigned, partnersAnswered }: RequestRow): number =>
  (Object.values(answers).includes(state) ? 1 : 0) +
  (extendedTo === null ? 0 : 1) +
  assigned +
  partnersAnswered;

/**
 * Requests of families and erasures, put together from their entries and compared at the end.
 *
 * Once what was kept of a child is destroyed too, its requests cannot be opened any more. What remains provable of them is
 * that so many were made and answered, that each row names an entry of this kind that is erased, and, of the request that
 * the erasure answers (its entry is the hub's own), id and entry. The right, the account, the day it was due and the
 * article of a refusal are then the table's word alone.
 */
export class RightsRecord {
  readonly #requests = new Map<string, Recorded>();
  readonly #erasures = new Map<string, Recorded>();
  /** Entry of a request or refusal → the entry that erased it. */
  readonly #erased = new Map<string, string>();
  /** Entries by which what was past its term went; of a request that went with its answers no row is left. */
  readonly #lapses = new Map<string, Mirrored>();

  add(entry: Mirrored): void {
    if (entry.event === 'rights.requested') this.#ask(entry);
    if (entry.event in answers) this.#answer(entry);
    if (entry.event === 'rights.extended') this.#extend(entry);
    if (entry.event === 'rights.assigned') this.#count(entry, 'assigned');
    if (entry.event === 'rights.partner-answered') this.#count(entry, 'partnersAnswered');
    if (entry.event === 'erasure.executed') this.#execute(entry);
    if (entry.event === 'retention.executed') this.#lapses.set(entry.id, entry);
  }

  addErased({ id, kind, erasure }: ErasedEntry): void {
    if (kind === 'rights') this.#erased.set(id, erasure);
  }

  /** @throws ClaimBroken */
  compareRequests(rows: readonly RequestRow[]): void {
    for (const [id, why] of this.#erased) if (this.#lapses.has(why)) this.#erased.delete(id);
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

  /** @param rows per erasure or retention entry the indexes of what is marked as gone by it, rising @throws ClaimBroken */
  compareCovered(rows: readonly Values[]): void {
    const erasures = [...this.#erasures.values()].map(({ entry }) => entry);
    const recorded = [...erasures, ...this.#lapses.values()]
      .filter(({ payload }) => (payload.covers as readonly number[]).length > 0)
      .map((entry): [string, Recorded] => {
        const values = { erasure: entry.id, covers: entry.payload.covers ?? null };
        return [entry.id, { entry, values }];
      });
    compareAll('ledger_erased', 'erasure', new Map(recorded), rows);
  }

  #ask(entry: Mirrored): void {
    const { request, right, subject, person, as, dueOn } = entry.payload;
    const asked = { id: request, kind: right, subject, person, as, dueOn, entry: entry.id } as Values;
    const open = { state: 'open', article: null, explained: false, decided: false };
    const asks = { asked: entry.parts.has('explanation'), extendedTo: null, delayExplained: false };
    const none = { assigned: 0, partnersAnswered: 0 };
    this.#requests.set(String(request), { entry, values: { ...asked, ...asks, ...open, ...none } });
  }

  #answer(entry: Mirrored): void {
    const { request, article = null } = entry.payload;
    const state = answers[entry.event] ?? null;
    const explained = entry.event !== 'rights.withdrawn';
    this.#change(String(request), entry, { state, article, explained, decided: true });
  }

  #extend(entry: Mirrored): void {
    const { request, dueOn = null } = entry.payload;
    this.#change(String(request), entry, { extendedTo: dueOn, delayExplained: true });
  }

  #count(entry: Mirrored, what: 'assigned' | 'partnersAnswered'): void {
    const id = String(entry.payload.request);
    const so = Number(this.#requests.get(id)?.values[what] ?? 0);
    this.#change(id, entry, { [what]: so + 1 });
  }

  /** Answers every open request about the child, and from here on none of them leads to it. */
  #execute(entry: Mirrored): void {
    const { request, subject, owners, destroyed, restricted, statement, rule } = entry.payload;
    for (const [id, { values }] of this.#requests) {
      if (values.subject !== subject) continue;
      const state = values.state === 'open' ? 'executed' : (values.state ?? null);
      this.#change(id, entry, { subject: null, person: null, asked: false, state, decided: true });
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
    const answered = new Map<string, number>();
    for (const row of rows) {
      const about = { id: row.entry };
      const erasure = left.get(row.entry);
      if (erasure === undefined) throw unrecorded('rights_request', about);
      left.delete(row.entry);
      const column = contradictory(row);
      if (column !== null) throw changed('rights_request', column, about);
      answered.set(erasure, (answered.get(erasure) ?? 0) + answersTo(row));
    }
    // What no row names are answers: one of each that was answered, one that it was extended, and those of partners.
    for (const [id, erasure] of left) {
      const more = (answered.get(erasure) ?? 0) - 1;
      if (more < 0) throw missing('rights_request', { id });
      answered.set(erasure, more);
    }
    const [forged] = [...answered].filter(([, more]) => more > 0);
    if (forged !== undefined) throw changed('rights_request', 'state', { id: forged[0] });
  }
}

/** What a request about a child that was erased cannot say. */
function contradictory(row: RequestRow): string | null {
  if (row.subject !== null) return 'subject';
  if (row.person !== null) return 'person';
  if (row.asked) return 'explanation';
  if (row.delayExplained !== (row.extendedTo !== null)) return 'extension_reason';
  if (row.state !== 'executed' && !Object.values(answers).includes(row.state)) return 'state';
  if (!row.decided) return 'decided_at';
  if ((row.article !== null) !== (row.state === 'refused')) return 'article';
  return row.explained === ['granted', 'refused'].includes(row.state) ? null : 'reason';
}
