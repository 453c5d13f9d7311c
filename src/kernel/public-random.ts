import { randomFillSync } from 'node:crypto';

// Asking the system costs two microseconds each time, however little is asked for.
const room = Buffer.alloc(4096);
let used = room.length;

/**
 * Random bytes that anyone may see, such as a nonce or an id: drawn ahead, so that they lie in memory before they are
 * used. Not for keys, salts or anything else that is to stay secret.
 *
 * @param length at most 64
 */
export function publicRandom(length: number): Buffer {
  if (length > 64) throw new RangeError('only short values are drawn ahead');
  if (used + length > room.length) {
    randomFillSync(room);
    used = 0;
  }
  used += length;
  return Buffer.from(room.subarray(used - length, used));
}
