import type { StopId } from '../../../contract/index.js';
import { IdTable } from './id-table.js';
import { Numbers } from './numbers.js';

export interface KnownStop {
  readonly number: number;
  /** Index of the order. */
  readonly order: number;
  /** Index of the decision of its exchange. */
  readonly decision: number;
  readonly answered: boolean;
}

/** Orders to stop, in columns. */
export class Stops {
  readonly #ids = new IdTable();
  readonly #orders = new Numbers();
  readonly #decisions = new Numbers();
  readonly #answered = new Numbers();

  /** @returns false when it was ordered before */
  add(id: StopId, order: number, decision: number): boolean {
    if (!this.#ids.add(id, this.#orders.length)) return false;
    this.#orders.push(order);
    this.#decisions.push(decision);
    this.#answered.push(0);
    return true;
  }

  find(id: StopId): KnownStop | null {
    const number = this.#ids.get(id);
    if (number === undefined) return null;
    return {
      number,
      order: this.#orders.at(number),
      decision: this.#decisions.at(number),
      answered: this.#answered.at(number) === 1,
    };
  }

  answer({ number }: KnownStop): void {
    this.#answered.set(number, 1);
  }
}
