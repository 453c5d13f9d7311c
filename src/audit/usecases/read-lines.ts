import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { commitmentPads, leafPrefix } from '../../ledger/offline.js';
import { makeCanonicalCheck } from '../domain/export/canonical-bytes.js';
import { makeEntryIds } from '../domain/export/entry-ids.js';
import { makeGrowingTree } from '../domain/export/growing-tree.js';
import { makeLineHead } from '../domain/export/line-head.js';
import { afterParts, readParts } from '../domain/export/lines.js';
import { makePartDigests } from '../domain/export/part-digests.js';
import { makeReliedIds } from '../domain/export/relied-ids.js';
import { type LineBatch, type LinesEnd, type LineWork, lineProgram } from './line-program.js';

// Small enough that its text is made in the young part of the heap, which is cleared often.
const roomBytes = 112 << 10;
/** One is filled while another is read; the others wait in between. */
const rooms = 32;
/** Who waits for room has at most one that is not on its way, so that so many are sure to come back. */
const wakeAfter = 8;
/** No entry comes near it; without a bound one line could fill the memory. */
const longestLine = 64 << 20;
const columns = 13;

/** A line of an export that has the form of one, with what its bytes led to. */
export interface ReadLine {
  readonly index: number;
  readonly kind: string;
  /** Its hash in the tree; to be used at once, like all room. */
  readonly leaf: Uint8Array;
  /** Root of the tree with this leaf, standard base64, of the sizes that were asked for. */
  readonly root: string | undefined;
  /** Of an entry that was erased: the index of the erasure that is said to cover it, or null. */
  readonly erasedAt: number | null;
  /** Null for an entry that was erased. */
  readonly opened: {
    readonly leadsToCommitment: boolean;
    /** Surely, if it is JSON; where it is false, the payload must be looked at. */
    readonly isCanonical: boolean;
    readonly parts: readonly string[];
    /** Their digests, one behind the other; empty where they were not hashed. */
    readonly digests: string;
    /** Null where it is no UTF-8; where it is surely canonical, without the ids that the entry relies on. */
    readonly payload: string | null;
    /** Those ids, as they stood between the brackets. */
    readonly reliedIds: string;
    /** Their indexes; -1 for one that is not there before. */
    readonly relies: readonly number[];
    /** Its own id was there before. */
    readonly isRepeated: boolean;
  } | null;
}

export interface LineReader {
  /** @param line null where a line has another form; nothing comes after it */
  line(line: ReadLine | null): void;
  /** Between some lines and the next. */
  between(): void;
}

/** The first line of a file, without its newline, or all of it where it has none. @throws RangeError */
export async function readFirstLine(
  file: string,
): Promise<{ readonly text: string; readonly bytes: number }> {
  const handle = await open(file, 'r');
  try {
    for (let length = 1 << 16; length <= longestLine; length *= 8) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
      const end = buffer.subarray(0, bytesRead).indexOf('\n');
      if (end >= 0) return { text: buffer.toString('utf8', 0, end), bytes: end + 1 };
      if (bytesRead < length) return { text: '', bytes: bytesRead };
    }
    throw new RangeError('a line is longer than any entry can be');
  } finally {
    await handle.close();
  }
}

/**
 * Reads the entries of an export in order. A second thread reads the file and hashes, in room that is used again, so that
 * memory does not grow with the file.
 *
 * @param from byte at which the first entry begins
 * @param sizes of the tree whose roots are wanted, rising
 * @returns root of the whole tree, and how many bytes stand after the last newline
 * @throws what the reader throws, at once; RangeError on a line of more than 64 MiB
 */
export function readLines(
  file: string,
  { from, sizes }: Pick<LineWork, 'from' | 'sizes'>,
  reader: LineReader,
): Promise<Pick<LinesEnd, 'root' | 'rest'>> {
  const returned = new Int32Array(new SharedArrayBuffer(4));
  const { inner: innerPad, outer: outerPad } = commitmentPads;
  const sizesOfRoom = { returned, rooms, roomBytes, longestLine, columns };
  const workerData: LineWork = {
    ...{ file, from, sizes, afterParts, leafPrefix, innerPad, outerPad },
    ...sizesOfRoom,
  };
  const worker = new Worker(program, { eval: true, workerData, resourceLimits: smallHeap });
  return new Promise<Pick<LinesEnd, 'root' | 'rest'>>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that reads the file ended too early')));
    worker.on('message', (message: LineBatch | LinesEnd) => {
      try {
        if ('end' in message) return resolve(message);
        readBatch(message, reader);
        reader.between();
        worker.postMessage(message.bytes, [message.bytes]);
        // Each waking takes this thread from its core for a while; some rooms at once are worth it.
        if (Atomics.add(returned, 0, 1) % wakeAfter === 0) Atomics.notify(returned, 0);
      } catch (error) {
        reject(error);
        void worker.terminate();
      }
    });
  }).finally(() => worker.terminate());
}

/** It keeps nothing but the room, so that its garbage need not pile up. */
const smallHeap = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 32 } as const;

/** What the thread is given, each by the name that it has here. */
const makers = [
  makeCanonicalCheck,
  makeEntryIds,
  makeGrowingTree,
  makeLineHead,
  makePartDigests,
  makeReliedIds,
];

const program = `
  const threads = require('node:worker_threads');
  const [fs, crypto, buffer] = ['fs', 'crypto', 'buffer'].map((name) => require('node:' + name));
  const given = [${makers.join()}];
  const needs = { fs, crypto, buffer, threads, ...Object.fromEntries(given.map((one) => [one.name, one])) };
  (${lineProgram})(needs, threads.workerData, threads.parentPort);
`;

function readBatch(batch: LineBatch, reader: LineReader): void {
  const { bytes, ascii, lines, places, relied, digests, leaves, roots } = batch;
  const buffer = Buffer.from(bytes);
  // One text for all lines where a character is a byte: to cut it costs less than to make many.
  const whole = ascii ? buffer.toString('latin1') : null;
  const textOf = (from: number, to: number): string =>
    whole?.slice(from, to) ?? buffer.toString('utf8', from, to);
  const rootOf = new Map(roots);
  const leafWords = new Uint32Array(8);
  const leaf = new Uint8Array(leafWords.buffer);
  const words = new Uint32Array(leaves.buffer, leaves.byteOffset, lines * leafWords.length);
  let told = 0;
  let hashed = 0;
  for (let line = 0; line < lines; line += 1) {
    const row = line * columns;
    const index = places[row] as number;
    const partsFrom = places[row + 3] as number;
    const partsTo = places[row + 4] as number;
    const parts =
      partsFrom >= 0 && partsFrom < partsTo ? readParts(textOf(partsFrom - 1, partsTo + 1)) : none;
    if (Number.isNaN(index) || parts === null) {
      reader.line(null);
      return;
    }
    for (let word = 0; word < leafWords.length; word += 1)
      leafWords[word] = words[line * leafWords.length + word] as number;
    const kind = textOf(places[row + 1] as number, places[row + 2] as number);
    const root = rootOf.get(index + 1);
    if (partsFrom < 0) {
      reader.line({ index, kind, leaf, root, erasedAt: partsTo < 0 ? null : partsTo, opened: null });
      continue;
    }
    const from = places[row + 5] as number;
    const to = places[row + 6] as number;
    const idsFrom = places[row + 9] as number;
    const relies = new Array<number>(places[row + 11] as number);
    for (let nth = 0; nth < relies.length; nth += 1) relies[nth] = relied[told + nth] as number;
    told += relies.length;
    const before = hashed;
    hashed += places[row + 12] as number;
    const isText = ascii || isUtf8(buffer.subarray(from, to));
    reader.line({
      index,
      kind,
      leaf,
      root,
      erasedAt: null,
      opened: {
        leadsToCommitment: places[row + 7] === 1,
        isCanonical: places[row + 8] === 1,
        parts,
        digests: digests.slice(before, hashed),
        payload: isText ? textOf(from, idsFrom) : null,
        reliedIds: textOf(idsFrom, to),
        relies,
        isRepeated: places[row + 10] === 1,
      },
    });
  }
}

const none: readonly string[] = [];
