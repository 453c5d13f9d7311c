/** The ids of a log's entries, read where they stand, each found again by its 128 bits. */
export interface EntryIds {
  /** @returns index of the entry whose id begins at that byte; -1 where it is not there before, -2 where that is no id */
  find(bytes: Uint8Array, from: number): number;
  /** The next entry of the log. @returns whether its id, which begins at that byte, was there before */
  add(bytes: Uint8Array, from: number): boolean;
  /** The next entry, of which nothing but the leaf is left. */
  skip(): void;
  /** The next entry, where its id and those that it relies on were read before. */
  place(id: unknown, relies: readonly unknown[]): { readonly relies: number[]; readonly isRepeated: boolean };
}

/**
 * In some twenty-four bytes an entry: a log has far more of them than objects would fit in memory. Open addressing over
 * the whole of each id, so that no two are ever taken for one. Its text is handed to a worker as it stands, so that it uses
 * nothing from outside but what it is given.
 *
 * @param toBytes of a text in UTF-8
 */
export function makeEntryIds(toBytes: (text: string) => Uint8Array): EntryIds {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const none = 64;
  const idLength = 26;
  const rowsOfChunk = 1 << 14;
  const bits = new Uint8Array(256).fill(none);
  for (let value = 0; value < none; value += 1) bits[letters.charCodeAt(value)] = value;

  /** Four words an entry, in the order of the log; in pieces, so that none is ever copied to grow. */
  const chunks: Uint32Array[] = [];
  /** The index of an entry and one; 0 where nothing stands. */
  let slots = new Uint32Array(1024);
  let size = 0;
  let held = 0;
  const key = new Uint32Array(4);

  /** @returns false where there is no id in its one spelling */
  const readKey = (bytes: Uint8Array, from: number): boolean => {
    const isEntry =
      bytes[from] === 0x65 &&
      bytes[from + 1] === 0x6e &&
      bytes[from + 2] === 0x74 &&
      bytes[from + 3] === 0x5f &&
      from + idLength <= bytes.length;
    if (!isEntry) return false;
    let seen = 0;
    for (let word = 0, place = from + 4; word < 4; word += 1) {
      let packed = 0;
      for (const end = place + 5; place < end; place += 1) {
        const value = bits[bytes[place] as number] as number;
        seen |= value;
        packed = (packed << 6) | value;
      }
      key[word] = packed << 2;
    }
    // Of the last twelve bits four are always zero; the others fill what the words have left.
    const ahead = bits[bytes[from + 24] as number] as number;
    const last = bits[bytes[from + 25] as number] as number;
    const rest = (ahead << 2) | (last >> 4);
    for (let word = 0; word < 4; word += 1) key[word] = (key[word] as number) | ((rest >> (2 * word)) & 3);
    return ((seen | ahead | last) & none) === 0 && (last & 15) === 0;
  };

  /** Where the key stands, or would. */
  const slotOfKey = (): number => {
    const mask = slots.length - 1;
    let slot = ((key[0] as number) ^ (key[1] as number)) & mask;
    for (let index = slots[slot] as number; index !== 0; index = slots[slot] as number) {
      const chunk = chunks[Math.floor((index - 1) / rowsOfChunk)] as Uint32Array;
      const row = ((index - 1) % rowsOfChunk) * 4;
      const isKey =
        chunk[row] === key[0] &&
        chunk[row + 1] === key[1] &&
        chunk[row + 2] === key[2] &&
        chunk[row + 3] === key[3];
      if (isKey) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };

  const grow = (): void => {
    const former = slots;
    slots = new Uint32Array(former.length * 2);
    const mask = slots.length - 1;
    for (const index of former) {
      if (index === 0) continue;
      const chunk = chunks[Math.floor((index - 1) / rowsOfChunk)] as Uint32Array;
      const row = ((index - 1) % rowsOfChunk) * 4;
      let slot = ((chunk[row] as number) ^ (chunk[row + 1] as number)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = index;
    }
  };

  const skip = (): void => {
    if (size % rowsOfChunk === 0) chunks.push(new Uint32Array(rowsOfChunk * 4));
    size += 1;
  };

  const find = (bytes: Uint8Array, from: number): number =>
    readKey(bytes, from) ? (slots[slotOfKey()] as number) - 1 : -2;

  const add = (bytes: Uint8Array, from: number): boolean => {
    if (!readKey(bytes, from)) {
      skip();
      return false;
    }
    const slot = slotOfKey();
    const row = (size % rowsOfChunk) * 4;
    skip();
    if (slots[slot] !== 0) return true;
    (chunks[chunks.length - 1] as Uint32Array).set(key, row);
    slots[slot] = size;
    held += 1;
    if (held * 10 > slots.length * 7) grow();
    return false;
  };

  const bytesOf = (id: unknown): Uint8Array => {
    const bytes = toBytes(typeof id === 'string' ? id : '');
    return bytes.length === idLength ? bytes : new Uint8Array(0);
  };

  return {
    find,
    add,
    skip,
    place: (id, relies) => ({
      relies: relies.map((entry) => Math.max(find(bytesOf(entry), 0), -1)),
      isRepeated: add(bytesOf(id), 0),
    }),
  };
}
