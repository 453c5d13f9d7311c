import { HubError } from '../../contract/index.js';

/** The purpose is unknown, or this version is no longer (or not yet) the one in force. */
export class PurposeNotOffered extends HubError {
  override readonly name: string = 'PurposeNotOffered';
  constructor() {
    super('purpose-not-offered');
  }
}

/** The partner's role neither sends nor receives in any of the flows asked for. */
export class RoleNotInFlows extends HubError {
  override readonly name: string = 'RoleNotInFlows';
  constructor() {
    super('role-not-allowed', { detail: 'this role neither sends nor receives in the flows asked for' });
  }
}

/** Wrong codes with the same first half; whoever holds the right one waits too. */
export class TooManyCodes extends HubError {
  override readonly name: string = 'TooManyCodes';
  constructor(retryAfterSeconds: number) {
    super('rate-limited', { retryAfterSeconds, detail: 'too many wrong codes; try again later' });
  }
}

/** A refusal cannot be withdrawn, and a decision only once; a new decision can always be made. */
export class NothingToWithdraw extends HubError {
  override readonly name: string = 'NothingToWithdraw';
  constructor() {
    super('state-conflict', { detail: 'this decision was a refusal or is already withdrawn' });
  }
}
