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
  const relies = [0x72, 0x65, 0x6c, 0x69, 0x65, 0x73];
  // Per object that is open, where the name of its latest member begins and ends.
  const nameFrom = new Int32Array(deepest);
  const nameTo = new Int32Array(deepest);

  return (bytes: Uint8Array, from: number, to: number, found: Int32Array): boolean => {
    found.fill(0);
    nameFrom[0] = 0;
    nameTo[0] = 0;
    let depth = 0;
    for (let place = from; place < to; place += 1) {
      const byte = bytes[place] ?? 0;
      if (byte === 0x22) {
        const start = place + 1;
        let seen = 0;
        for (place = start; place < to && bytes[place] !== 0x22; place += 1) {
          const letter = bytes[place] ?? 0;
          if (letter === 0x5c) return false;
          seen |= letter;
        }
        if (bytes[place + 1] !== 0x3a) continue;
        if (seen > 0x7f) return false;
        // Names in strictly rising order: none comes twice.
        const end = nameTo[depth] ?? 0;
        let known = nameFrom[depth] ?? 0;
        let here = start;
        while (known < end && here < place && bytes[known] === bytes[here]) {
          known += 1;
          here += 1;
        }
        if (known < end && (here === place || (bytes[known] ?? 0) > (bytes[here] ?? 0))) return false;
        if (known === end && here === place && end > 0) return false;
        nameFrom[depth] = start;
        nameTo[depth] = place;
        if (depth !== 1) continue;
        if (place - start === 2 && bytes[start] === 0x69 && bytes[start + 1] === 0x64) found[0] = place + 2;
        else if (place - start === 6 && relies.every((letter, nth) => bytes[start + nth] === letter)) {
          found[1] = place + 2;
        }
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
