/** A person's rights, as far as the log can be held to them; that an erasure was signed is checked beside the replay. */
import type { Child } from './child.js';
import type { LogState } from './log-state.js';
import type { Said } from './said.js';

type RightsEvent = 'requested' | 'refused' | 'granted' | 'extended' | 'withdrawn';

export const aboutChild = (log: LogState, said: Said<`rights.${RightsEvent}`>): Child =>
  log.child(said.payload.subject, said);

/** Where its identity goes, the hub knows no such child: nothing may be permitted or released about it any more. */
export function erased(log: LogState, { payload }: Said<'erasure.executed'>): undefined {
  log.erase(payload.subject, payload.destroyed.includes('identity'));
}
