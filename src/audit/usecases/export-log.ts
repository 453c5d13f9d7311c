import { base64, fromUtf8 } from '../../kernel/index.js';
import { parseVerifierKey } from '../../tlog/index.js';
import { entryLine, headerLine } from '../domain/export/lines.js';
import { TreeCheck } from '../domain/tree-check.js';
import { broken, ClaimBroken, type Finding } from '../domain/verification.js';
import { inSnapshot, newestNote } from '../store.js';
import type { VerifyDatabaseOptions } from './verify-database.js';
import { type Visited, walkLog } from './walk-log.js';

export interface ExportLogOptions extends Omit<VerifyDatabaseOptions, 'known' | 'visit' | 'views'> {
  /** Told the lines, many at a time; awaited, so that a slow file is not outrun. */
  readonly write: (lines: string) => Promise<void>;
}

export interface ExportedLog {
  /** What was wrong with the log; then the export ends before it and verifies as cut off. */
  readonly finding: Finding | null;
  readonly entries: number;
  readonly erased: number;
}

/**
 * Writes the whole log opened, as one state of the database has it, verifying every entry on the way. Streams.
 *
 * @throws NoteInvalid when a key is not what it should be
 */
export async function exportLog(options: ExportLogOptions): Promise<ExportedLog> {
  const { pool, origin, verifierKeys, write, logId = 0 } = options;
  const tree = new TreeCheck(origin, verifierKeys.map(parseVerifierKey), []);
  const checked = { pending: 0, checkpoints: 0, opened: 0, erased: 0, parts: 0 };
  let finding: Finding | null = null;
  try {
    await inSnapshot(pool, async (tx) => {
      const checkpoint = await newestNote(tx, logId);
      if (checkpoint === null) throw broken('checkpoint-present', 'there is no signed checkpoint to export');
      await write(headerLine({ origin, verifierKeys, checkpoint }));
      await walkLog(tx, tree, checked, { ...options, visit: (_tx, page) => write(linesOf(page)) });
    });
  } catch (error) {
    if (!(error instanceof ClaimBroken)) throw error;
    finding = error.finding;
  }
  return { finding, entries: tree.size, erased: checked.erased };
}

const linesOf = (page: readonly Visited[]): string => page.map(lineOf).join('');

/** Nothing for an entry that has no leaf yet. */
function lineOf([{ index, kind, commitment }, content]: Visited): string {
  if (index === null || kind === null || commitment === null || content === null) return '';
  const { opened, erasedBy } = content;
  const erasedAt = erasedBy?.index ?? null;
  if (opened === null && erasedAt === null) {
    const reason = 'the erasure that covers the entry has no index yet: export again in a moment';
    throw broken('erasure-signed', reason, { index });
  }
  return entryLine({
    index,
    kind,
    commitment: base64(commitment),
    erasedAt,
    opened: opened && {
      opening: base64(opened.opening),
      parts: opened.disclosures.map(fromUtf8),
      payload: opened.payload,
    },
  });
}
