/** Erasure, as far as the log can be held to it; that it was signed is checked beside the replay. */
import type { LogState } from './log-state.js';
import type { Said } from './said.js';

/** Where its identity goes, the hub knows no such child: nothing may be permitted or released about it any more. */
export function erased(log: LogState, { payload }: Said<'erasure.executed'>): undefined {
  log.rights.closeAbout(payload.subject);
  log.erase(payload.subject, payload.destroyed.includes('identity'));
}
