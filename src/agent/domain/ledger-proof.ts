import type { Inclusion, Roster } from '../../contract/index.js';
import { parseVerifierKey, verifyInclusionStatement } from '../../tlog/index.js';

/** Whether a leaf stands in the log whose keys the covenant roster lists; all of them speak for one origin. */
export function proofHolds(inclusion: Inclusion, { hub }: Roster): boolean {
  const keys = hub.ledgerKeys.map(parseVerifierKey);
  const origin = keys[0]?.name;
  if (origin === undefined) return false;
  verifyInclusionStatement(inclusion, origin, keys);
  return true;
}
