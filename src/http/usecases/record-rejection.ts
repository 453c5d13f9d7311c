import type { Code } from '../../contract/index.js';
import type { Ledger } from '../../ledger/index.js';
import type { PartnerCaller } from '../domain/rejection.js';

/** @param route method and path template */
export type RecordRejection = (caller: PartnerCaller, code: Code, route: string) => Promise<void>;

/** Appends `request.rejected`; returns once it is committed and does not wait for its place in the tree. */
export function rejectionRecorder(ledger: Pick<Ledger, 'record'>): RecordRejection {
  return async (caller, code, route) => {
    const account = caller.kind === 'professional' ? caller.account : null;
    await ledger.record({
      event: 'request.rejected',
      owner: 'hub',
      retention: 'access-log',
      payload: { partner: caller.partner, caller: caller.kind, account, code, route },
    });
  };
}
