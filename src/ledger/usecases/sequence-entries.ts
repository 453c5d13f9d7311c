import type { Tx } from '../../database/index.js';
import { type NoteSigner, signCheckpoint } from '../../tlog/index.js';
import { entryHash } from '../domain/leaf.js';
import { type LowWater, passCandidate, wantsCandidate } from '../domain/low-water.js';
import { type Head, newTransactionId, type PendingEntry, pendingEntries, writeHead } from '../store/tree.js';
import type { LogMirror } from './mirror-log.js';

export interface SequenceDeps {
  readonly logId: number;
  readonly origin: string;
  /** The present key first; beside it one that it replaces, while both count. */
  readonly signers: readonly NoteSigner[];
}

/** The most entries that get their index in one transaction. */
const batchLimit = 4_096;

/** Another process wrote a head meanwhile: nothing was written, and memory is behind. */
export class HeadMoved extends Error {
  override readonly name = 'HeadMoved';
}

/** @throws HeadMoved */
export async function writeEmptyHead(deps: SequenceDeps, tx: Tx, mirror: LogMirror): Promise<void> {
  const head = signHead(deps, mirror.extend([]), 0n);
  if (!(await writeHead(tx, deps.logId, null, [], [], head))) throw new HeadMoved();
  mirror.settle(head);
}

/**
 * Gives every committed entry without a leaf the next index: leaves, full tiles and signed head in one transaction.
 *
 * @param floor up to here every entry that will ever exist has its leaf
 * @returns what was sequenced, with its indexes from `first` on
 * @throws HeadMoved, after which memory must be forgotten, as after any failure
 */
export async function sequenceEntries(
  deps: SequenceDeps,
  tx: Tx,
  mirror: LogMirror,
  low: LowWater,
  floor: bigint,
): Promise<{ readonly low: LowWater; readonly first: number; readonly entries: readonly PendingEntry[] }> {
  const { xmin, entries } = await pendingEntries(tx, deps.logId, floor, batchLimit);
  const previous = mirror.head;
  if (previous === null) throw new HeadMoved();
  const last = entries.at(-1);
  const leaves = leavesOf(entries);
  const extended = last === undefined ? null : mirror.extend(leaves);
  // A full batch may have left later ones behind that this snapshot saw too.
  const covered = last !== undefined && entries.length === batchLimit ? last.seq : mirror.highestSeq;
  const passed = passCandidate(low, xmin);
  // Sent behind the head, so that it costs no way of its own; all that counts is that the snapshot came before.
  const [, candidate] = await Promise.all([
    extended === null ? null : writeNext(deps, tx, mirror, leaves, extended, low.mark),
    wantsCandidate(passed, covered)
      ? newTransactionId(tx).then((horizon) => ({ mark: covered, horizon }))
      : passed.candidate,
  ]);
  return { low: { ...passed, candidate }, first: previous.size, entries };
}

/** A head on its way to the database, and what gets its index by it, from `first` on. */
export interface SentHead {
  readonly head: Head;
  readonly first: number;
  readonly entries: readonly PendingEntry[];
  /** False when another head was there; memory is behind then, and what the transaction inserted has no leaf. */
  readonly written: Promise<boolean>;
}

/**
 * For a transaction that is about to commit: what else is committed and has no leaf. Read behind the locks of its owners, so
 * that nothing older about them is left out.
 *
 * @returns null where too many wait to be read at once
 */
export async function readPending(
  { logId }: SequenceDeps,
  tx: Tx,
  floor: bigint,
): Promise<readonly PendingEntry[] | null> {
  const { entries } = await pendingEntries(tx, logId, floor, batchLimit);
  return entries.length === batchLimit ? null : entries;
}

/**
 * What the transaction inserted gets its index, with every other entry that has none. The head is sent and not waited for:
 * the commit goes right behind it, and a process that hangs between the two holds nobody up.
 *
 * @param others that were pending and have not got a leaf since
 * @throws HeadMoved, after which memory must be forgotten, as after any failure
 */
export function sequenceWithin(
  deps: SequenceDeps,
  tx: Tx,
  mirror: LogMirror,
  mark: bigint,
  own: readonly PendingEntry[],
  others: readonly PendingEntry[],
): SentHead {
  const previous = mirror.head;
  if (previous === null) throw new HeadMoved();
  const entries = others.length === 0 ? own : [...others, ...own].toSorted(bySeq);
  const leaves = leavesOf(entries);
  const extended = mirror.extend(leaves);
  const head = signHead(deps, extended, mark);
  const written = writeHead(tx, deps.logId, previous, leaves, extended.tiles, head);
  // Heard where the commit is: whoever waits for that learns of it first.
  written.catch(() => undefined);
  return { head, first: previous.size, entries, written };
}

const bySeq = (one: PendingEntry, other: PendingEntry): number => (one.seq < other.seq ? -1 : 1);

const leavesOf = (entries: readonly PendingEntry[]): readonly { seq: bigint; hash: Uint8Array }[] =>
  entries.map(({ seq, kind, commitment }) => ({ seq, hash: entryHash(kind, commitment) }));

async function writeNext(
  deps: SequenceDeps,
  tx: Tx,
  mirror: LogMirror,
  leaves: readonly { readonly seq: bigint; readonly hash: Uint8Array }[],
  extended: ReturnType<LogMirror['extend']>,
  lowWater: bigint,
): Promise<void> {
  const head = signHead(deps, extended, lowWater);
  if (!(await writeHead(tx, deps.logId, mirror.head, leaves, extended.tiles, head))) throw new HeadMoved();
  mirror.settle(head);
}

const signHead = (
  { origin, signers }: SequenceDeps,
  { size, root }: { readonly size: number; readonly root: Uint8Array },
  lowWater: bigint,
): Head => ({ size, root, note: signCheckpoint({ origin, size, root }, ...signers), lowWater });
