/**
 * What the thread does that reads an export: finds the lines, hashes each commitment and leaf, and grows the tree. It
 * judges nothing; what it found goes to the thread that does. Its text is handed to a worker as it stands, so that it
 * may use nothing from outside but Node itself and what it is given.
 */
import type { MessagePort } from 'node:worker_threads';
import type { makeCanonicalCheck as MakeCanonicalCheck } from '../domain/export/canonical-bytes.js';
import type { makeEntryIds as MakeEntryIds } from '../domain/export/entry-ids.js';
import type { makeGrowingTree as MakeGrowingTree } from '../domain/export/growing-tree.js';
import type { makeLineHead as MakeLineHead } from '../domain/export/line-head.js';
import type { makePartDigests as MakePartDigests } from '../domain/export/part-digests.js';
import type { makeReliedIds as MakeReliedIds } from '../domain/export/relied-ids.js';

export interface LineWork {
  readonly file: string;
  /** Byte at which the first entry begins. */
  readonly from: number;
  /** Sizes of the tree whose roots are wanted, rising. */
  readonly sizes: readonly number[];
  readonly afterParts: string;
  /** Numbers a line in {@link LineBatch.places}. */
  readonly columns: number;
  readonly leafPrefix: string;
  /** Key of the commitment, padded to a block and combined with the pads of RFC 2104. */
  readonly innerPad: Uint8Array;
  readonly outerPad: Uint8Array;
  /** Grows by one whenever room came back. */
  readonly returned: Int32Array;
  readonly rooms: number;
  readonly roomBytes: number;
  readonly longestLine: number;
}

/** Some whole lines and what was found in each. */
export interface LineBatch {
  readonly bytes: ArrayBuffer;
  readonly ascii: boolean;
  readonly lines: number;
  /**
   * Per line: index (NaN where it has another form), where kind, parts and payload begin and end, whether it leads to its
   * commitment, whether its payload, if it is JSON, is surely canonical, where the ids that it relies on begin, whether its
   * own id was there before, how many it relies on, and how long its digests are. Parts of an erased entry begin at -1, and
   * end at the index of its erasure, or at -1 too. Ids that begin before the payload ends were moved behind the rest of it.
   */
  readonly places: Float64Array;
  /** One line's after the other's: indexes of the entries that it relies on; -1 for one that is not there before. */
  readonly relied: Int32Array;
  /** One line's after the other's: digests of its parts, where they were hashed. */
  readonly digests: string;
  /** The hash of each line's leaf. */
  readonly leaves: Uint8Array;
  /** Standard base64, of the sizes that were asked for. */
  readonly roots: readonly (readonly [size: number, root: string])[];
}

export interface LinesEnd {
  readonly end: true;
  readonly root: string;
  /** Bytes after the last newline. */
  readonly rest: number;
}

interface Needs {
  readonly fs: typeof import('node:fs');
  readonly crypto: typeof import('node:crypto');
  readonly buffer: typeof import('node:buffer');
  readonly threads: typeof import('node:worker_threads');
  readonly makeCanonicalCheck: typeof MakeCanonicalCheck;
  readonly makeEntryIds: typeof MakeEntryIds;
  readonly makeGrowingTree: typeof MakeGrowingTree;
  readonly makeLineHead: typeof MakeLineHead;
  readonly makePartDigests: typeof MakePartDigests;
  readonly makeReliedIds: typeof MakeReliedIds;
}

export function lineProgram(
  { fs, crypto, buffer, threads, ...needs }: Needs,
  work: LineWork,
  port: MessagePort,
): void {
  const { makeCanonicalCheck, makeEntryIds, makeGrowingTree, makeLineHead, makePartDigests, makeReliedIds } =
    needs;
  const { columns } = work;
  const block = work.innerPad.length;
  const outer = Buffer.concat([work.outerPad, Buffer.alloc(32)]);
  let inner = Buffer.alloc(4096);
  inner.set(work.innerPad);

  /** A text of one character a byte: made of a hash three times as fast as a buffer. */
  const sha256 = (data: Uint8Array | string): string => crypto.hash('sha256', data, 'binary');

  /** HMAC-SHA256 over opening and payload, standard base64. */
  const commitmentOf = (opening: string, bytes: Buffer, from: number, to: number): string => {
    const length = block + 32 + (to - from);
    if (inner.length < length) {
      inner = Buffer.alloc(2 * length);
      inner.set(work.innerPad);
    }
    inner.write(opening, block, 'base64');
    bytes.copy(inner, block + 32, from, to);
    outer.write(sha256(inner.subarray(0, length)), block, 'binary');
    return crypto.hash('sha256', outer, 'base64');
  };

  const tree = makeGrowingTree(sha256);
  const entries = makeEntryIds((text) => Buffer.from(text));
  let relied: number[] = [];
  const readRelied = makeReliedIds(entries, (indexes) => {
    for (const index of indexes) relied.push(index);
  });
  const isSurelyCanonical = makeCanonicalCheck();
  const members = new Int32Array(2);
  const readHead = makeLineHead();
  const digestsOf = makePartDigests((part) => crypto.hash('sha256', part, 'base64url'));
  let digests = '';
  /** Letters a batch, not to fill the memory; those of more parts are made by who judges. */
  const mostDigests = 1 << 20;
  /** Of 32 bytes in base64. */
  const hashLength = 44;

  // Grown where lines are many.
  let places = new Float64Array(256 * columns);
  let leaves = Buffer.alloc(256 * 32);
  let lines = 0;
  let roots: [number, string][] = [];
  let wanted = 0;
  /** @returns false where the line has another form: then nothing after it counts */
  const readLine = (bytes: Buffer, from: number, to: number): boolean => {
    if (places.length < (lines + 1) * columns) {
      const [narrow, few] = [places, leaves];
      places = new Float64Array(2 * narrow.length);
      places.set(narrow);
      leaves = Buffer.alloc(2 * few.length);
      leaves.set(few);
    }
    const at = lines * columns;
    lines += 1;
    places[at] = Number.NaN;
    const head = readHead(bytes, from, to);
    if (head === null) return false;
    const { commitmentFrom, openingFrom, end: partsFrom } = head;
    const commitment = bytes.toString('latin1', commitmentFrom, commitmentFrom + hashLength);
    places[at + 1] = head.kindFrom;
    places[at + 2] = head.kindTo;
    let met = 1;
    let canonical = 1;
    if (openingFrom < 0) {
      if (partsFrom !== to) return false;
      places[at + 3] = -1;
      places[at + 4] = head.erasedAt;
      entries.skip();
    } else {
      const partsTo = bytes.indexOf(work.afterParts, partsFrom, 'latin1');
      if (partsTo < 0 || partsTo >= to || bytes[to - 1] !== 0x7d) return false;
      const payloadFrom = partsTo + work.afterParts.length - 1;
      places[at + 3] = partsFrom;
      places[at + 4] = partsTo;
      places[at + 5] = payloadFrom;
      places[at + 6] = to - 1;
      const opening = bytes.toString('latin1', openingFrom, openingFrom + hashLength);
      met = commitmentOf(opening, bytes, payloadFrom, to - 1) === commitment ? 1 : 0;
      const isSure = isSurelyCanonical(bytes, payloadFrom, to - 1, members);
      const id = isSure ? (members[0] as number) : 0;
      const list = isSure ? (members[1] as number) : 0;
      const before = relied.length;
      const ids = readRelied(bytes, payloadFrom, to - 1, id, list);
      canonical = ids.from > 0 ? 1 : 0;
      places[at + 9] = ids.from > 0 ? ids.from : to - 1;
      places[at + 10] = ids.isRepeated ? 1 : 0;
      places[at + 11] = relied.length - before;
      const found =
        partsFrom < partsTo && digests.length < mostDigests ? digestsOf(bytes, partsFrom, partsTo) : '';
      digests += found;
      places[at + 12] = found.length;
    }
    places[at + 7] = met;
    places[at + 8] = canonical;
    places[at] = head.index;
    const kind = bytes.toString('latin1', head.kindFrom, head.kindTo);
    const leaf = sha256(`\0${work.leafPrefix}${kind}\n${commitment}\n`);
    leaves.write(leaf, (lines - 1) * 32, 'binary');
    const size = tree.append(leaf);
    if (size === work.sizes[wanted]) {
      roots.push([size, tree.root()]);
      wanted += 1;
    }
    return true;
  };

  let made = 0;
  let seen = 0;
  const takeRoom = (least: number): Buffer => {
    if (made < work.rooms || least > work.roomBytes) {
      made += 1;
      return Buffer.from(new ArrayBuffer(Math.max(least, work.roomBytes)));
    }
    for (;;) {
      const back = threads.receiveMessageOnPort(port);
      if (back !== undefined) return Buffer.from(back.message as ArrayBuffer);
      Atomics.wait(work.returned, 0, seen);
      seen = Atomics.load(work.returned, 0);
    }
  };
  const send = (room: Buffer, used: number): void => {
    const batch: LineBatch = {
      bytes: room.buffer as ArrayBuffer,
      ascii: buffer.isAscii(room.subarray(0, used)),
      ...{ lines, places, leaves, roots, digests, relied: Int32Array.from(relied) },
    };
    const parts = [batch.bytes, places.buffer, leaves.buffer, batch.relied.buffer];
    port.postMessage(batch, parts as ArrayBuffer[]);
    [places, leaves, lines, roots] = [new Float64Array(256 * columns), Buffer.alloc(256 * 32), 0, []];
    relied = [];
    digests = '';
  };

  const descriptor = fs.openSync(work.file, 'r');
  let room = takeRoom(0);
  let held = 0;
  for (let position = work.from; ; ) {
    const bytesRead = fs.readSync(descriptor, room, held, room.length - held, position);
    position += bytesRead;
    const end = held + bytesRead;
    let from = 0;
    let whole = true;
    for (let to = room.indexOf(10, held); whole && to >= 0 && to < end; to = room.indexOf(10, from)) {
      whole = readLine(room, from, to);
      from = to + 1;
    }
    if (!whole || bytesRead === 0) {
      send(room, end);
      const last: LinesEnd = { end: true, root: tree.root(), rest: whole ? end - from : 0 };
      port.postMessage(last);
      break;
    }
    held = end - from;
    if (held === room.length && held >= work.longestLine) {
      throw new RangeError('a line is longer than any entry can be');
    }
    const next = takeRoom(held === room.length ? 2 * held : 0);
    room.copy(next, 0, from, end);
    send(room, end);
    room = next;
  }
  fs.closeSync(descriptor);
}
