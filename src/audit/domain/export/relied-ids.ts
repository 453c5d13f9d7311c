import type { EntryIds } from './entry-ids.js';

export interface ReliedIds {
  /** Where the ids that the entry relies on begin, once they stand behind the rest; 0 where they were left in their place. */
  readonly from: number;
  readonly isRepeated: boolean;
}

/**
 * What reads the ids in a payload: looks up what the entry relies on, and moves those ids behind the rest of it, so that who
 * judges the entry reads it without them. Its text is handed to a worker as it stands, so that it uses nothing from outside
 * but what it is given.
 *
 * @param relied called with the index of each in turn; -1 for one that is not there before
 * @returns takes a payload and where its members `id` and `relies` begin, or 0 where it is not surely canonical
 */
export function makeReliedIds(entries: EntryIds, relied: (indexes: readonly number[]) => void) {
  const quote = 0x22;
  const idLength = 26;
  const moved = Buffer.alloc(1 << 14);
  let indexes: number[] = [];

  /** @returns where the list ends, or 0 where it holds anything but ids in their one spelling */
  const readList = (bytes: Buffer, open: number): number => {
    indexes = [];
    let place = open + 1;
    if (bytes[open] !== 0x5b) return 0;
    while (bytes[place] === quote) {
      const index = entries.find(bytes, place + 1);
      place += idLength + 1;
      if (index === -2 || bytes[place] !== quote) return 0;
      indexes.push(index);
      place += 1;
      if (bytes[place] !== 0x2c) break;
      place += 1;
      if (bytes[place] !== quote) return 0;
    }
    return bytes[place] === 0x5d ? place : 0;
  };

  const read = (text: string): boolean => {
    try {
      const payload = JSON.parse(text) as { readonly id?: unknown; readonly relies?: unknown };
      const on = Array.isArray(payload.relies) ? payload.relies : [];
      const placed = entries.place(payload.id, on);
      relied(placed.relies);
      return placed.isRepeated;
    } catch {
      // Where it is no JSON the log ends.
      entries.skip();
      return false;
    }
  };

  return (bytes: Buffer, from: number, to: number, id: number, list: number): ReliedIds => {
    const end = id > 0 && list > 0 ? readList(bytes, list) : 0;
    const length = end - (list + 1);
    if (end === 0 || length > moved.length) {
      return { from: 0, isRepeated: read(bytes.toString('utf8', from, to)) };
    }
    relied(indexes);
    bytes.copy(moved, 0, list + 1, end);
    bytes.copyWithin(list + 1, end, to);
    moved.copy(bytes, to - length, 0, length);
    return { from: to - length, isRepeated: entries.add(bytes, id + 1) };
  };
}
