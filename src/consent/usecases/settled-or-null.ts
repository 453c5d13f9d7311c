import { type EntryId, HubError, type Inclusion } from '../../contract/index.js';
import type { ConsentNeeds } from './needs.js';

/** Someone who said no is not kept waiting for a ledger that stalls. */
const patienceMs = 3_000;

/** The proof of a refusal or withdrawal, or null while the ledger stalls: both hold from the commit on. */
export async function settledOrNull(
  { ledger }: Pick<ConsentNeeds, 'ledger'>,
  entry: EntryId,
  signal: AbortSignal,
): Promise<Inclusion | null> {
  try {
    return await ledger.settled(entry, { timeoutMs: patienceMs, signal });
  } catch (error) {
    if (error instanceof HubError && error.code === 'ledger-unavailable') return null;
    throw error;
  }
}
