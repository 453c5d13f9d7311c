import { Numbers } from './numbers.js';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Characters of base64url to their six bits. */
const bits = new Uint8Array(128);
for (const [value, letter] of [...letters].entries()) bits[letter.charCodeAt(0)] = value;

/** Length of an id: three letters, an underscore, 22 characters. */
const idLength = 26;
const words = 4;
/** Those of an id and its number, which lie together: what is looked for is rarely near in memory. */
const columns = words + 1;

/**
 * Ids of one kind, each with a number, in some thirty bytes an id: a log has far more of them than objects would fit in
 * memory. Open addressing over the whole 128 bits, so that no two ids are ever taken for one.
 */
export class IdTable {
  /** The words of each id and its number, in the order in which they came. */
  readonly #rows = new Numbers();
  /** The place of an id among the keys and one; 0 where nothing stands. */
  #slots = new Uint32Array(1024);
  readonly #key = new Uint32Array(words);

  get size(): number {
    return this.#rows.length / columns;
  }

  /** @returns undefined for an id that is not there, and for what is no id */
  get(id: string): number | undefined {
    if (id.length !== idLength) return undefined;
    const found = this.#slots[this.#slotOf(id)] ?? 0;
    return found === 0 ? undefined : this.#rows.at((found - 1) * columns + words);
  }

  /** @returns false when the id is there already; then nothing changes */
  add(id: string, value: number): boolean {
    const slot = this.#slotOf(id);
    if (this.#slots[slot] !== 0) return false;
    for (let word = 0; word < words; word += 1) this.#rows.push(this.#key[word] ?? 0);
    this.#rows.push(value);
    this.#slots[slot] = this.size;
    if (this.size * 10 > this.#slots.length * 7) this.#grow();
    return true;
  }

  #slotOf(id: string): number {
    const key = this.#key;
    for (let word = 0, place = 4; word < words; word += 1, place += 5) {
      key[word] =
        (bitsAt(id, place) << 26) |
        (bitsAt(id, place + 1) << 20) |
        (bitsAt(id, place + 2) << 14) |
        (bitsAt(id, place + 3) << 8) |
        (bitsAt(id, place + 4) << 2);
    }
    // Of the last twelve bits four are always zero; the others fill what the words have left.
    const rest = (bitsAt(id, 24) << 2) | (bitsAt(id, 25) >> 4);
    for (let word = 0; word < words; word += 1) key[word] = (key[word] ?? 0) | ((rest >> (2 * word)) & 3);
    const mask = this.#slots.length - 1;
    let slot = ((key[0] ?? 0) ^ (key[1] ?? 0)) & mask;
    for (
      let held = this.#slots[slot] ?? 0;
      held !== 0 && !this.#isKey(held - 1);
      held = this.#slots[slot] ?? 0
    ) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #isKey(place: number): boolean {
    for (let word = 0; word < words; word += 1) {
      if (this.#rows.at(place * columns + word) !== this.#key[word]) return false;
    }
    return true;
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2);
    const mask = this.#slots.length - 1;
    for (let place = 0; place < this.size; place += 1) {
      let slot = (this.#rows.at(place * columns) ^ this.#rows.at(place * columns + 1)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = place + 1;
    }
  }
}

const bitsAt = (id: string, place: number): number => bits[id.charCodeAt(place) & 127] ?? 0;
