import { HubError } from '../../contract/index.js';

/** The entry is not (yet) in a signed tree, and this call cannot wait longer; what was committed stays committed. */
export class LedgerUnavailable extends HubError {
  override readonly name = 'LedgerUnavailable';
  constructor(cause?: unknown) {
    super('ledger-unavailable', { retryAfterSeconds: 2, ...(cause !== undefined && { cause }) });
  }
}

/** What a use case wants to record has no kind, or another shape than its kind; a mistake in this program. */
export class EntryMalformed extends Error {
  override readonly name = 'EntryMalformed';
}

/** What is stored does not lead to the commitment in the log. */
export class CommitmentBroken extends Error {
  override readonly name = 'CommitmentBroken';
}

/** The newest checkpoint has another name, or none of this process's keys, former ones included, signed it: it may not sign the next. */
export class LedgerKeyUnknown extends Error {
  override readonly name = 'LedgerKeyUnknown';
}

/** The witnesses have seen more of this log than its database holds, or another log: it was set back, or forked. */
export class LedgerContradicted extends Error {
  override readonly name = 'LedgerContradicted';
}

/** The stored leaves do not lead to the signed root: nothing may be added before someone has looked. */
export class LedgerDamaged extends Error {
  override readonly name = 'LedgerDamaged';
}
