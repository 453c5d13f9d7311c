import type { Tx } from '../../database/index.js';
import { compileKinds, type EntryKinds, ownMembers } from '../../ledger/index.js';
import type { Vault } from '../../vault/index.js';
import { Erasures } from '../domain/erasures.js';
import type { EntryRow } from '../domain/rows.js';
import type { TreeCheck } from '../domain/tree-check.js';
import { broken, ClaimBroken, type Verification } from '../domain/verification.js';
import { erasedIn, firstStray, indexesOf, leavesFrom, partsOf, pendingAfter } from '../store.js';
import { type CheckShape, type Content, checkContent, nothingLeft, refuseMissing } from './check-content.js';
import { checkCosignatures } from './check-cosignatures.js';
import { TileCheck } from './check-tiles.js';
import { CheckpointQueue } from './checkpoint-queue.js';

const pageSize = 500;
/** The lowest bigint: what was inserted by hand may have any `seq`. */
const beforeAll = -(2n ** 63n);

type Checked = { -readonly [Count in keyof Omit<Verification['checked'], 'entries'>]: number };

/** An entry with what came of opening it: its content, what it breaks, or nothing where there is no vault. */
type Opened = readonly [EntryRow, Content | ClaimBroken | null];

export interface WalkOptions {
  /** Null verifies the tree and its signatures only: what anyone can without the keys. */
  readonly vault: Vault | null;
  /** Checkpoints as someone has them from the hub: the log must extend each, and the cosignatures under it be stored. */
  readonly handedOut?: readonly string[];
  /** Which log in this database; 0 unless there are more. */
  readonly logId?: number;
  /** Held against every payload where given. */
  readonly kinds?: EntryKinds;
  /** Told after every page how many entries were checked. */
  readonly onProgress?: (entries: number) => void;
  /** Given every page of entries that held, in order; of use only with a vault. */
  readonly visit?: Visit;
}

/** An entry that held; its content is null where there is no vault. */
export type Visited = readonly [EntryRow, Content | null];
export type Visit = (tx: Tx, page: readonly Visited[]) => Promise<void>;

/**
 * Walks the log from its first leaf to its last, then its tiles, then what has no leaf, then what belongs to nothing;
 * ends at the first claim that does not hold.
 *
 * @param checked counts along, so that it is known how far a broken log was followed
 * @throws ClaimBroken
 */
export async function walkLog(
  tx: Tx,
  tree: TreeCheck,
  checked: Checked,
  options: WalkOptions,
  erasures = new Erasures(),
): Promise<void> {
  const logId = options.logId ?? 0;
  const checks = options.kinds === undefined ? null : compileKinds(options.kinds);
  const walk: Walk = {
    tx,
    logId,
    tree,
    checked,
    vault: options.vault,
    checkShape: checks && ((event, payload) => checks.check(event, ownMembers(payload))),
    checkpoints: new CheckpointQueue(tx, logId),
    tiles: new TileCheck(tx, logId),
    erasures,
    latest: new Map(),
  };
  await checkLeaves(walk, options);
  tree.finish();
  await walk.tiles.finish(tree.size);
  await checkCosignatures(tx, { logId, keys: tree.keys, handedOut: options.handedOut ?? [] });
  await checkPending(walk, options.visit);
  erasures.finish();
  const stray = await firstStray(tx, logId);
  if (stray !== null) {
    throw broken('no-stray-rows', `a row in ${stray.table} belongs to an entry that is not there`, stray);
  }
}

interface Walk {
  readonly tx: Tx;
  readonly logId: number;
  readonly tree: TreeCheck;
  readonly checked: Checked;
  readonly vault: Vault | null;
  readonly checkShape: CheckShape | null;
  readonly checkpoints: CheckpointQueue;
  readonly tiles: TileCheck;
  readonly erasures: Erasures;
  /** Per subject the time of its latest entry so far. */
  readonly latest: Map<string, string>;
}

async function checkLeaves(walk: Walk, { onProgress, visit }: WalkOptions): Promise<void> {
  const { tx, logId, tree } = walk;
  await meetCheckpoints(walk);
  for (;;) {
    const page = await leavesFrom(tx, logId, tree.size, pageSize);
    if (page.length === 0) break;
    const opened = await openAll(walk, page);
    const relied = await indexesOf(tx, logId, opened.flatMap(reliesOf));
    for (const entry of opened) {
      if (entry[0].index !== tree.size) throw await missingLeaf(walk);
      tree.addLeaf(entry[0]);
      checkEntry(walk, entry, relied);
      await meetCheckpoints(walk);
    }
    await walk.tiles.add(tree.takeTiles());
    await visit?.(tx, opened.flatMap(held));
    onProgress?.(tree.size);
  }
  if ((await walk.checkpoints.peek()) !== undefined) throw await missingLeaf(walk);
}

async function meetCheckpoints({ checkpoints, tree, checked }: Walk): Promise<void> {
  for (;;) {
    const next = await checkpoints.peek();
    if (next === undefined || next.size > tree.size) return;
    tree.addCheckpoint(next);
    checked.checkpoints += 1;
    checkpoints.take();
  }
}

async function missingLeaf({ tx, logId, tree }: Walk): Promise<ClaimBroken> {
  const [left] = await pendingAfter(tx, logId, beforeAll, 1);
  return broken('leaf-present', 'the leaf at this index is missing', {
    index: tree.size,
    seq: left?.seq ?? null,
    entry: left?.id ?? null,
  });
}

async function checkPending(walk: Walk, visit: Visit | undefined): Promise<void> {
  let after = beforeAll;
  for (;;) {
    const page = await pendingAfter(walk.tx, walk.logId, after, pageSize);
    if (page.length === 0) return;
    const opened = await openAll(walk, page);
    const relied = await indexesOf(walk.tx, walk.logId, opened.flatMap(reliesOf));
    for (const entry of opened) {
      const [{ seq, id }] = entry;
      if (seq <= walk.tree.lowWater) {
        const reason = 'the entry has no leaf, but all entries of its time got theirs: it was inserted later';
        throw broken('entry-sequenced', reason, { seq, entry: id });
      }
      checkEntry(walk, entry, relied);
      walk.checked.pending += 1;
      after = seq;
    }
    await visit?.(walk.tx, opened.flatMap(held));
  }
}

async function openAll(
  { tx, logId, vault, checkShape }: Walk,
  rows: readonly EntryRow[],
): Promise<readonly Opened[]> {
  const parts = await partsOf(
    tx,
    logId,
    rows.map(({ seq }) => seq),
  );
  const gone = rows.filter(({ owner, payload, opening }) => (owner ?? payload ?? opening) === null);
  const erased = await erasedIn(
    tx,
    logId,
    gone.map(({ seq }) => seq),
  );
  const open = async (row: EntryRow): Promise<Content | null> => {
    const erasedBy = erased.get(row.seq);
    if (erasedBy !== undefined && gone.includes(row) && !parts.has(row.seq)) return nothingLeft(erasedBy);
    if (vault !== null) return checkContent(vault, row, parts.get(row.seq) ?? [], checkShape);
    refuseMissing(row);
    return null;
  };
  return Promise.all(
    rows.map(async (row): Promise<Opened> => {
      try {
        return [row, await open(row)];
      } catch (error) {
        // Kept for its turn: an earlier entry may break another claim.
        if (error instanceof ClaimBroken) return [row, error];
        throw error;
      }
    }),
  );
}

const held = ([row, content]: Opened): readonly Visited[] =>
  content instanceof ClaimBroken ? [] : [[row, content]];

const reliesOf = ([, content]: Opened): readonly string[] =>
  content === null || content instanceof ClaimBroken ? [] : (content.payload?.relies ?? []);

/** @throws ClaimBroken */
function checkEntry(
  { latest, checked, erasures, vault }: Walk,
  [row, content]: Opened,
  relied: ReadonlyMap<string, number | null>,
): void {
  if (content instanceof ClaimBroken) throw content;
  if (content === null) return;
  checked.parts += content.parts;
  const place = { index: row.index, seq: row.seq, entry: row.id };
  if (content.payload === null) {
    checked.erased += 1;
    if (vault !== null) erasures.missing(row.index ?? -1, content.erasedBy?.erasure ?? null, place);
    return;
  }
  checked.opened += 1;
  const { owner, at, relies, members } = content.payload;
  for (const key of content.partsGone ?? []) erasures.partMissing(key, place);
  erasures.add(String(members.event), members, String(row.id), at, place);
  // The hub's own entries take no lock, so their times may cross by the length of a transaction.
  if (owner !== 'hub') {
    if ((latest.get(owner) ?? '') > at) {
      throw broken('time-in-order', 'the entry is older than the one before it of the same subject', place);
    }
    latest.set(owner, at);
  }
  const later = relies.some((id) => {
    const index = relied.get(id);
    return index === undefined || (row.index !== null && (index === null || index >= row.index));
  });
  if (later) {
    throw broken('relies-on-earlier', 'the entry stands on one that is not in the log before it', place);
  }
}
