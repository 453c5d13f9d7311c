import {
  NotFound,
  pageOf,
  readCursor,
  type VerificationId,
  type VerificationRun,
  type VerificationRuns,
} from '../../contract/index.js';
import { tellRun } from '../domain/run.js';
import { findRun, latestWord, listRuns, settleBrokenOff } from '../store.js';
import type { VerificationNeeds } from './needs.js';

type Reads = Pick<VerificationNeeds, 'database' | 'clock'>;

const pageSize = 50;

/** The history, newest first. @throws InvalidRequest on a cursor that is none */
export async function readRuns(
  { database: { reader }, clock }: Reads,
  cursor: string | null,
): Promise<VerificationRuns> {
  const after = cursor === null ? null : readCursor(cursor);
  await settleBrokenOff(reader, clock.now());
  const found = await listRuns(reader, after, pageSize + 1);
  const { page, next } = pageOf(found, pageSize, ({ begunAt: at, id }) => ({ at, id }));
  return {
    items: page.map(tellRun),
    next,
  };
}

/** @throws NotFound */
export async function readRun(
  { database: { reader }, clock }: Reads,
  id: VerificationId,
): Promise<VerificationRun> {
  await settleBrokenOff(reader, clock.now());
  const found = await findRun(reader, id);
  if (found === null) throw new NotFound();
  return tellRun(found);
}

/** What the alarm goes by. */
export interface LedgerVerdict {
  /** The newest run that came to a word, where that was that the log does not hold. */
  readonly broken: VerificationId | null;
  /** When a run last found that it holds. */
  readonly heldAt: Date | null;
}

export const readVerdict = ({ database }: Pick<Reads, 'database'>): Promise<LedgerVerdict> =>
  latestWord(database.reader);
