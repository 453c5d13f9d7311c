import { readWords } from './base64url-words.js';
import { Rows } from './numbers.js';

/** Length of an id: three letters, an underscore, 22 characters. */
const idLength = 26;
const lettersFrom = 4;
const words = 4;

/**
 * Ids of one kind, each with a number, in some thirty bytes an id: a log has far more of them than objects would fit in
 * memory. Open addressing over the whole 128 bits, so that no two ids are ever taken for one.
 */
export class IdTable {
  /** The words of each id and its number, in the order in which they came. */
  readonly #rows = new Rows(words + 1);
  /** The place of an id among the keys and one; 0 where nothing stands. */
  #slots = new Uint32Array(1024);
  readonly #key = new Uint32Array(words);
  readonly #row = new Uint32Array(words + 1);

  get size(): number {
    return this.#rows.length;
  }

  /** @returns undefined for an id that is not there, and for what is no id */
  get(id: string): number | undefined {
    if (id.length !== idLength) return undefined;
    const found = this.#slots[this.#slotOf(id)] ?? 0;
    return found === 0 ? undefined : this.#rows.at(found - 1, words);
  }

  /** @returns false when the id is there already; then nothing changes */
  add(id: string, value: number): boolean {
    const slot = this.#slotOf(id);
    if (this.#slots[slot] !== 0) return false;
    this.#row.set(this.#key);
    this.#row[words] = value;
    this.#slots[slot] = this.#rows.push(this.#row) + 1;
    if (this.size * 10 > this.#slots.length * 7) this.#grow();
    return true;
  }

  #slotOf(id: string): number {
    const key = this.#key;
    readWords(id, lettersFrom, key);
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = ((key[0] ?? 0) ^ (key[1] ?? 0)) & mask;
    for (let held = slots[slot] ?? 0; held !== 0; held = slots[slot] ?? 0) {
      if (this.#rows.startsWith(held - 1, key)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let row = 0; row < this.size; row += 1) {
      let slot = (this.#rows.at(row, 0) ^ this.#rows.at(row, 1)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = row + 1;
    }
  }
}
