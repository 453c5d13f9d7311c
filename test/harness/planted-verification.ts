import { runsOf } from '../verifications/observed.js';
import type { TestHub } from './hub.js';

/** A replay of the log that an officer began and that has ended: whoever reads of it reads also who began. */
export async function verificationIn(hub: TestHub): Promise<Readonly<Record<string, string>>> {
  const runs = runsOf(hub.privacyOfficer);
  const { id, begunBy } = await runs.begin();
  const { outcome, finding } = await runs.until(id);
  if (outcome !== 'held') throw new Error(`the log of the world does not hold: ${finding?.reason}`);
  return { vrf: id, 'account of the run': begunBy?.account ?? '' };
}
