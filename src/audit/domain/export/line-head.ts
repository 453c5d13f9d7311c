/** Where the parts of a line's head were found; of the line that was read last. */
export interface LineHead {
  index: number;
  kindFrom: number;
  kindTo: number;
  commitmentFrom: number;
  /** Of an entry that was erased: the index of the erasure, or -1 where none is named. */
  erasedAt: number;
  /** -1 for an entry that was erased. */
  openingFrom: number;
  /** The first byte behind the head: of the first part, or behind the line. */
  end: number;
}

/**
 * What reads the beginning of a line: index, kind, commitment and, where it was opened, opening. From its bytes, because a
 * text and a pattern take several times as long. Its text is handed to a worker as it stands, so that it uses nothing from
 * outside.
 *
 * @returns takes a line and answers its head, which is the same object each time, or null where the line has another form
 */
export function makeLineHead(): (bytes: Uint8Array, from: number, to: number) => LineHead | null {
  const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const [beforeIndex, beforeKind, beforeCommitment] = ['{"index":', ',"kind":"', '","commitment":"'].map(
    bytesOf,
  );
  const [beforeErasure, beforeOpening, beforeParts] = [',"erasedAt":', ',"opening":"', '","parts":['].map(
    bytesOf,
  );
  const hashLength = 44;
  const mostDigits = 16;
  /** Longer than any head; a kind is a word or two. */
  const longest = 300;
  const isBase64 = new Uint8Array(256);
  for (const byte of bytesOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'))
    isBase64[byte] = 1;

  const head = { index: 0, kindFrom: 0, kindTo: 0, commitmentFrom: 0, erasedAt: -1, openingFrom: -1, end: 0 };
  let place = 0;
  let end = 0;
  let line: Uint8Array = new Uint8Array(0);

  const pass = (expected: Uint8Array | undefined): boolean => {
    const { length } = expected as Uint8Array;
    if (place + length > end) return false;
    for (let nth = 0; nth < length; nth += 1) {
      if (line[place + nth] !== (expected as Uint8Array)[nth]) return false;
    }
    place += length;
    return true;
  };

  /** @returns -1 where no natural number in its one spelling stands there */
  const readNumber = (): number => {
    const first = place;
    let value = 0;
    for (; place < end && place - first <= mostDigits; place += 1) {
      const digit = (line[place] as number) - 0x30;
      if (digit < 0 || digit > 9) break;
      value = 10 * value + digit;
    }
    const digits = place - first;
    const isOne = digits > 0 && digits <= mostDigits && (digits === 1 || line[first] !== 0x30);
    return isOne ? value : -1;
  };

  /** Words of small letters, with one dash between each and the next. */
  const passKind = (): boolean => {
    let former = 0x2d;
    for (; place < end; place += 1) {
      const letter = line[place] as number;
      const isLetter = letter >= 0x61 && letter <= 0x7a;
      if (!isLetter && (letter !== 0x2d || former === 0x2d)) break;
      former = letter;
    }
    return former !== 0x2d;
  };

  const passHash = (): boolean => {
    const last = place + hashLength - 1;
    if (last >= end || line[last] !== 0x3d) return false;
    let all = 1;
    for (; place < last; place += 1) all &= isBase64[line[place] as number] as number;
    place += 1;
    return all === 1;
  };

  const isClosed = (): boolean => {
    place += 1;
    return place === end && line[place - 1] === 0x7d;
  };

  return (bytes, from, to) => {
    line = bytes;
    place = from;
    end = Math.min(to, from + longest);
    if (!pass(beforeIndex)) return null;
    head.index = readNumber();
    if (head.index < 0 || !pass(beforeKind)) return null;
    head.kindFrom = place;
    if (!passKind()) return null;
    head.kindTo = place;
    if (!pass(beforeCommitment)) return null;
    head.commitmentFrom = place;
    if (!passHash() || line[place] !== 0x22) return null;
    place += 1;
    head.erasedAt = -1;
    head.openingFrom = -1;
    if (pass(beforeOpening)) {
      head.openingFrom = place;
      if (!passHash() || !pass(beforeParts)) return null;
    } else {
      if (pass(beforeErasure)) {
        head.erasedAt = readNumber();
        if (head.erasedAt < 0) return null;
      }
      if (!isClosed()) return null;
    }
    head.end = place;
    return head;
  };
}
