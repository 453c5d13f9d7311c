import type { ExchangeId, PartnerId, Role, TaskId } from '../../../contract/index.js';
import { readWords } from './base64url-words.js';
import { IdTable } from './id-table.js';
import { Interned, Numbers, Rows, sameTexts } from './numbers.js';

/** What was asked; many exchanges have the same. */
export interface Asked {
  readonly recipient: PartnerId;
  readonly role: Role;
  readonly purpose: string;
  readonly version: number;
  readonly fields: readonly string[];
}

/** What one source was asked for; many tasks have the same. */
export interface Ordered {
  readonly flow: string;
  readonly basis: string;
  readonly source: PartnerId;
  readonly fields: readonly string[];
}

export interface KnownExchange {
  /** Index of the decision. */
  readonly decision: number;
  /** Number of the child. */
  readonly child: number;
  readonly asked: Asked;
}

export interface KnownTask {
  readonly number: number;
  readonly exchange: KnownExchange;
  readonly exchangeNumber: number;
  readonly ordered: Ordered;
  readonly state: TaskState;
}

/**
 * `sealed` since its envelope came in; `over` once nothing of it can be released any more, `delivered` where it had been
 * released before; `stopped` once the recipient was ordered to stop using it.
 */
const states = ['open', 'sealed', 'released', 'received', 'over', 'delivered', 'stopped'] as const;
export type TaskState = (typeof states)[number];

/** Of a SHA-256; room that is used again. */
const digest = new Uint32Array(8);
const noDigest = new Uint32Array(8);

/** Exchanges and their tasks, in columns: there are far more of them than of children, and none may be forgotten. */
export class Exchanges {
  readonly #exchanges = new IdTable();
  readonly #asked = new Interned<Asked>(
    ({ recipient, role, purpose, version, fields }) =>
      `${recipient} ${role} ${purpose} ${version} ${fields.join()}`,
    (one, other) =>
      one.recipient === other.recipient &&
      one.role === other.role &&
      one.purpose === other.purpose &&
      one.version === other.version &&
      sameTexts(one.fields, other.fields),
  );
  readonly #decisions = new Numbers();
  readonly #children = new Numbers();
  readonly #askedOf = new Numbers();
  readonly #tasks = new IdTable();
  readonly #ordered = new Interned<Ordered>(
    ({ flow, basis, source, fields }) => `${flow} ${basis} ${source} ${fields.join()}`,
    (one, other) =>
      one.source === other.source &&
      one.flow === other.flow &&
      one.basis === other.basis &&
      sameTexts(one.fields, other.fields),
  );
  readonly #exchangeOf = new Numbers();
  readonly #orderedOf = new Numbers();
  readonly #stateOf = new Numbers();
  readonly #manifests = new Rows(digest.length);
  /** The task released before it about the same child, and one; 0 for none. */
  readonly #heldBefore = new Numbers();

  /** @returns null when it was decided before */
  add(id: ExchangeId, decision: number, child: number, asked: Asked): number | null {
    const number = this.#decisions.length;
    if (!this.#exchanges.add(id, number)) return null;
    this.#decisions.push(decision);
    this.#children.push(child);
    this.#askedOf.push(this.#asked.number(asked));
    return number;
  }

  /** @returns false when there is such a task already */
  addTask(id: TaskId, exchange: number, ordered: Ordered): boolean {
    if (!this.#tasks.add(id, this.#exchangeOf.length)) return false;
    this.#exchangeOf.push(exchange);
    this.#orderedOf.push(this.#ordered.number(ordered));
    this.#stateOf.push(0);
    this.#heldBefore.push(0);
    this.#manifests.push(noDigest);
    return true;
  }

  find(id: ExchangeId): KnownExchange | null {
    const number = this.#exchanges.get(id);
    return number === undefined ? null : this.#exchangeAt(number);
  }

  /** @returns null unless it is a task of that exchange */
  findTask(id: TaskId, { decision }: KnownExchange): KnownTask | null {
    const number = this.#tasks.get(id);
    if (number === undefined) return null;
    const task = this.taskAt(number);
    return task.exchange.decision === decision ? task : null;
  }

  taskAt(number: number): KnownTask {
    const exchangeNumber = this.#exchangeOf.at(number);
    return {
      number,
      exchangeNumber,
      exchange: this.#exchangeAt(exchangeNumber),
      ordered: this.#ordered.at(this.#orderedOf.at(number)),
      state: states[this.#stateOf.at(number)] ?? 'over',
    };
  }

  /** @param last what this answered for the same child before, or 0 @returns what {@link heldUpTo} takes */
  hold({ number }: KnownTask, last: number): number {
    this.#heldBefore.set(number, last);
    return number + 1;
  }

  /** Numbers of the tasks that were released about a child, in order. */
  heldUpTo(last: number): readonly number[] {
    const numbers: number[] = [];
    for (let place = last; place > 0; place = this.#heldBefore.at(place - 1)) numbers.push(place - 1);
    return numbers.reverse();
  }

  setState({ number }: KnownTask, state: TaskState): void {
    this.#stateOf.set(number, states.indexOf(state));
  }

  /** @param manifest SHA-256, base64url */
  setManifest({ number }: KnownTask, manifest: string): void {
    readWords(manifest, 0, digest);
    this.#manifests.set(number, digest);
  }

  hasManifest({ number }: KnownTask, manifest: string): boolean {
    readWords(manifest, 0, digest);
    return this.#manifests.startsWith(number, digest);
  }

  #exchangeAt(number: number): KnownExchange {
    return {
      decision: this.#decisions.at(number),
      child: this.#children.at(number),
      asked: this.#asked.at(this.#askedOf.at(number)),
    };
  }
}
