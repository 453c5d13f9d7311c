import { open } from 'node:fs/promises';

const roomBytes = 4 << 20;
/** No entry comes near it; without a bound one line could fill the memory. */
const longestLine = 64 << 20;
const newline = 0x0a;

/**
 * Reads a file line by line into room that is used again, so that its memory does not grow with it. A line is to be
 * used up at once: its bytes are overwritten by what comes after.
 *
 * @returns what stands after the last newline: a line that was cut off
 * @throws RangeError on a line of more than 64 MiB
 */
export async function readLines(
  file: string,
  each: (line: Buffer) => void,
  between: () => void,
): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    let room: Buffer = Buffer.allocUnsafeSlow(roomBytes);
    let held = 0;
    for (;;) {
      if (held === room.length) room = wider(room);
      const { bytesRead } = await handle.read(room, held, room.length - held);
      if (bytesRead === 0) return room.subarray(0, held);
      const end = held + bytesRead;
      const used = eachLine(room.subarray(0, end), each);
      room.copyWithin(0, used, end);
      held = end - used;
      between();
    }
  } finally {
    await handle.close();
  }
}

/** @returns how many bytes whole lines took */
function eachLine(bytes: Buffer, each: (line: Buffer) => void): number {
  let from = 0;
  for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, from)) {
    each(bytes.subarray(from, end));
    from = end + 1;
  }
  return from;
}

function wider(room: Buffer): Buffer {
  if (room.length >= longestLine) throw new RangeError('a line is longer than any entry can be');
  return Buffer.concat([room], 2 * room.length);
}
