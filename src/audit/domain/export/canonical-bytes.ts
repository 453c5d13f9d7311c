/**
 * What tells from its bytes whether JSON stands in its canonical form (RFC 8785), and makes nothing of them. Sound, not
 * complete: where a name or text has an escape, a name is not ASCII or a number is no short natural one, it says no, and
 * the value must be written anew to know. Its text is handed to a worker as it stands, so that it uses nothing from outside.
 *
 * @returns takes bytes, of which those from `from` to `to` are JSON (of anything else the answer means nothing), and room for
 *   where the values of the outermost members `id` and `relies` begin, or 0 (where the answer is no, they mean nothing)
 */
export function makeCanonicalCheck() {
  const deepest = 16;
  const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
  const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const wanted = [bytesOf('id'), bytesOf('relies')] as const;
  /** Of a text what it may hold without a second look: ASCII that neither ends nor escapes anything. */
  const isPlain = new Uint8Array(256).fill(1, 0, 0x80);
  isPlain[quote] = 0;
  isPlain[backslash] = 0;
  // Per object that is open, where the name of its latest member begins and ends.
  const nameFrom = new Int32Array(deepest);
  const nameTo = new Int32Array(deepest);

  const isName = (bytes: Uint8Array, from: number, to: number, name: Uint8Array): boolean => {
    if (to - from !== name.length) return false;
    for (let nth = 0; nth < name.length; nth += 1) {
      if (bytes[from + nth] !== name[nth]) return false;
    }
    return true;
  };

  /** Names in strictly rising order: none comes twice. */
  const isBehind = (bytes: Uint8Array, from: number, to: number, depth: number): boolean => {
    const end = nameTo[depth] as number;
    let known = nameFrom[depth] as number;
    if (end === 0) return true;
    let here = from;
    while (known < end && here < to && bytes[known] === bytes[here]) {
      known += 1;
      here += 1;
    }
    return here < to && (known === end || (bytes[known] as number) < (bytes[here] as number));
  };

  return (bytes: Uint8Array, from: number, to: number, found: Int32Array): boolean => {
    found[0] = 0;
    found[1] = 0;
    nameFrom[0] = 0;
    nameTo[0] = 0;
    let depth = 0;
    for (let place = from; place < to; place += 1) {
      const byte = bytes[place] as number;
      if (byte === quote) {
        const start = place + 1;
        let isAscii = true;
        for (place = start; place < to && bytes[place] !== quote; place += 1) {
          while (isPlain[bytes[place] as number] === 1) place += 1;
          if (bytes[place] === quote) break;
          if (bytes[place] === backslash) return false;
          isAscii = false;
        }
        if (place >= to) return false;
        if (bytes[place + 1] !== colon) continue;
        if (!isAscii || !isBehind(bytes, start, place, depth)) return false;
        nameFrom[depth] = start;
        nameTo[depth] = place;
        if (depth !== 1) continue;
        if (isName(bytes, start, place, wanted[0])) found[0] = place + 2;
        else if (isName(bytes, start, place, wanted[1])) found[1] = place + 2;
      } else if (byte === 0x7b || byte === 0x5b) {
        depth += 1;
        if (depth === deepest) return false;
        nameFrom[depth] = 0;
        nameTo[depth] = 0;
      } else if (byte === 0x7d || byte === 0x5d) {
        depth -= 1;
      } else if (byte >= 0x30 && byte <= 0x39) {
        const start = place;
        while ((bytes[place + 1] ?? 0) >= 0x30 && (bytes[place + 1] ?? 0) <= 0x39) place += 1;
        const next = bytes[place + 1];
        if (place - start >= 15 || next === 0x2e || next === 0x45 || next === 0x65) return false;
      } else if (byte <= 0x20 || byte === 0x2d) {
        return false;
      }
    }
    return true;
  };
}
