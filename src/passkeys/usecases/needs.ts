import {
  type AccountId,
  type ChildRef,
  type Citizen,
  HubError,
  type PersonId,
  type SubjectId,
} from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import { mustSignInAgain } from '../../identity/index.js';
import type { Clock } from '../../kernel/index.js';
import type { Ledger, OwnedEntries } from '../../ledger/index.js';
import { PasskeysUnavailable } from '../domain/errors.js';
import type { relyingPartyOf } from '../domain/passkey.js';

export interface KnownPerson {
  readonly person: PersonId;
  readonly subject: SubjectId;
  readonly child: ChildRef;
}

/** What this room's use cases work with; put together once, in `createPasskeys`. */
export interface PasskeysNeeds {
  readonly database: Pick<Database, 'reader' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'settled' | 'assertWritable'>;
  readonly ownedIn: (tx: Tx) => Pick<OwnedEntries, 'entry' | 'disclosures'>;
  readonly clock: Clock;
  readonly people: {
    lockSubject(tx: Tx, subject: SubjectId, mode: 'share' | 'update'): Promise<void>;
    /** @throws NotFound also for somebody else's child */
    known(tx: Tx, account: AccountId, child: ChildRef): Promise<KnownPerson>;
  };
  /** Null where browsers make no passkeys for the hub's address. */
  readonly site: ReturnType<typeof relyingPartyOf>;
}

/** Whoever changes what counts as this person's word signed in lately. @throws HubError `step-up-required` */
export function requireFreshLogin({ clock }: Pick<PasskeysNeeds, 'clock'>, caller: Citizen): void {
  if (mustSignInAgain(caller.authenticatedAt, clock.now(), null)) {
    throw new HubError('step-up-required', { detail: 'please sign in again for this' });
  }
}

/** @throws PasskeysUnavailable */
export function requireSite({ site }: Pick<PasskeysNeeds, 'site'>): NonNullable<PasskeysNeeds['site']> {
  if (site === null) throw new PasskeysUnavailable();
  return site;
}
