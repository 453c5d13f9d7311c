import { runsOf } from '../verifications/observed.js';
import type { TestHub } from './hub.js';

/** A replay of the log that an officer began and that has ended. @returns its id */
export async function verificationIn(hub: TestHub): Promise<string> {
  const runs = runsOf(hub.privacyOfficer);
  const { id } = await runs.begin();
  const { outcome, finding } = await runs.until(id);
  if (outcome !== 'held') throw new Error(`the log of the world does not hold: ${finding?.reason}`);
  return id;
}
