import type pg from 'pg';
import { parseVerifierKey } from '../../tlog/index.js';
import { Erasures } from '../domain/erasures.js';
import type { ReplayOptions } from '../domain/replay/log-state.js';
import { TreeCheck } from '../domain/tree-check.js';
import { ClaimBroken, type Finding, type Verification } from '../domain/verification.js';
import { inSnapshot } from '../store.js';
import { ViewCheck } from './check-views.js';
import { WalkReplay } from './replay-walk.js';
import { type Visit, type WalkOptions, walkLog } from './walk-log.js';

export interface VerifyDatabaseOptions extends WalkOptions {
  /** Any role that may read the ledger's tables. */
  readonly pool: pg.Pool;
  readonly origin: string;
  /** C2SP vkeys of the log, former ones too: from the roster or a key file, never from this database. */
  readonly verifierKeys: readonly string[];
  /** Signed checkpoints that someone kept: the log must extend each. */
  readonly known?: readonly string[];
  /** Also holds the tables that mirror the log against it; needs the vault, and a database with all of them. */
  readonly views?: boolean;
  /** Also replays the rules from the opened entries, as `kernhub verify log FILE` does; with `views`, and needs the vault. */
  readonly replay?: ReplayOptions;
}

/**
 * Recomputes the whole log from one state of the database: every leaf from its entry, the tree from the leaves, every
 * checkpoint's signature and root, every payload and part from its seal, and that time and reliance run one way.
 * Streams, so that its memory does not grow with the log but for one time per subject.
 *
 * @returns the first thing that does not hold, or none, and what was checked
 * @throws NoteInvalid when a key or a known checkpoint is not what it should be
 */
export async function verifyDatabase(options: VerifyDatabaseOptions): Promise<Verification> {
  const { pool, origin, verifierKeys, handedOut = [] } = options;
  const known = [...(options.known ?? []), ...handedOut];
  const tree = new TreeCheck(origin, verifierKeys.map(parseVerifierKey), known);
  const checked = { pending: 0, checkpoints: 0, opened: 0, erased: 0, parts: 0 };
  const erasures = new Erasures();
  let finding: Finding | null = null;
  try {
    await inSnapshot(pool, async (tx) => {
      if (options.views !== true || options.vault === null) {
        return walkLog(tx, tree, checked, options, erasures);
      }
      const views = new ViewCheck(options.logId ?? 0, options.vault);
      const replay = options.replay === undefined ? null : new WalkReplay(options.replay);
      await views.begin(tx);
      const visit: Visit = async (_tx, page) => {
        await views.visit(tx, page);
        replay?.add(page);
      };
      await walkLog(tx, tree, checked, { ...options, visit }, erasures);
      await views.finish(tx);
      replay?.finish(tree.size);
    });
  } catch (error) {
    if (!(error instanceof ClaimBroken)) throw error;
    finding = error.finding;
  }
  const { done, lapsed: lapses } = erasures;
  return { finding, checked: { ...checked, entries: tree.size }, erasures: done, lapses, root: tree.root };
}
