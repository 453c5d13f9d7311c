/**
 * What hashes the disclosures of an entry where they stand, as texts in JSON. Its text is handed to a worker as it stands, so
 * that it uses nothing from outside but what it is given.
 *
 * @param digestOf 43 letters: base64url SHA-256 of bytes
 * @returns takes the bytes from the first quote to behind the last; answers the digests, one behind the other, or an empty
 *   text where a disclosure has anything but printable ASCII and escaped quotes and backslashes, or all are longer than any of
 *   ours: then whoever reads the texts hashes them
 */
export function makePartDigests(digestOf: (bytes: Uint8Array) => string) {
  const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
  const longest = 1 << 14;
  const room = new Uint8Array(longest);

  return (bytes: Uint8Array, from: number, to: number): string => {
    let digests = '';
    for (let place = from; ; place += 1) {
      if (bytes[place] !== quote || to - place > longest) return '';
      let length = 0;
      for (place += 1; bytes[place] !== quote; place += 1) {
        let byte = bytes[place] as number;
        if (byte === backslash) {
          place += 1;
          byte = bytes[place] as number;
          if (byte !== quote && byte !== backslash) return '';
        }
        if (place >= to || byte < 0x20 || byte > 0x7e) return '';
        room[length] = byte;
        length += 1;
      }
      digests += digestOf(room.subarray(0, length));
      place += 1;
      if (place === to) return digests;
      if (bytes[place] !== comma) return '';
    }
  };
}
