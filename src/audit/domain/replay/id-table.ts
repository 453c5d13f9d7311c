/** Characters of base64url to their six bits. */
const bits = new Uint8Array(128);
for (const [value, letter] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
].entries()) {
  bits[letter.charCodeAt(0)] = value;
}

/** Length of an id: three letters, an underscore, 22 characters. */
const idLength = 26;
const words = 4;

/**
 * Ids of one kind, each with a number, in some forty bytes an id: a log has far more of them than objects would fit in
 * memory. Open addressing over the whole 128 bits, so that no two ids are ever taken for one.
 */
export class IdTable {
  #keys = new Uint32Array(words * 1024);
  /** The number and one; 0 where nothing stands. */
  #values = new Uint32Array(1024);
  #count = 0;
  readonly #key = new Uint32Array(words);

  get size(): number {
    return this.#count;
  }

  /** @returns undefined for an id that is not there, and for what is no id */
  get(id: string): number | undefined {
    if (id.length !== idLength) return undefined;
    const found = this.#values[this.#placeOf(id)] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** @returns false when the id is there already; then nothing changes */
  add(id: string, value: number): boolean {
    const place = this.#placeOf(id);
    if (this.#values[place] !== 0) return false;
    this.#keys.set(this.#key, place * words);
    this.#values[place] = value + 1;
    this.#count += 1;
    if (this.#count * 10 > this.#values.length * 7) this.#grow();
    return true;
  }

  #placeOf(id: string): number {
    const key = this.#key;
    const at = (place: number): number => bits[id.charCodeAt(place) & 127] ?? 0;
    for (let word = 0, place = 4; word < words; word += 1, place += 5) {
      key[word] =
        (at(place) << 26) |
        (at(place + 1) << 20) |
        (at(place + 2) << 14) |
        (at(place + 3) << 8) |
        (at(place + 4) << 2);
    }
    // Of the last twelve bits four are always zero; the others fill what the words have left.
    const rest = (at(24) << 2) | (at(25) >> 4);
    for (let word = 0; word < words; word += 1) key[word] = (key[word] ?? 0) | ((rest >> (2 * word)) & 3);
    return this.#find(key, 0);
  }

  #find(key: Uint32Array, from: number): number {
    const mask = this.#values.length - 1;
    let place = ((key[from] ?? 0) ^ (key[from + 1] ?? 0)) & mask;
    while (this.#values[place] !== 0 && !this.#isAt(place, key, from)) place = (place + 1) & mask;
    return place;
  }

  #isAt(place: number, key: Uint32Array, from: number): boolean {
    for (let word = 0; word < words; word += 1) {
      if (this.#keys[place * words + word] !== key[from + word]) return false;
    }
    return true;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Uint32Array(keys.length * 2);
    this.#values = new Uint32Array(values.length * 2);
    for (let old = 0; old < values.length; old += 1) {
      const value = values[old] ?? 0;
      if (value === 0) continue;
      const place = this.#find(keys, old * words);
      this.#keys.set(keys.subarray(old * words, (old + 1) * words), place * words);
      this.#values[place] = value;
    }
  }
}
