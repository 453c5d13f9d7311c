import type { EntryId } from '../../contract/index.js';
import type { Database, Tx } from '../../database/index.js';
import type { Clock, PrivateJwk, PublicJwk } from '../../kernel/index.js';
import type { Ledger, OwnedEntries } from '../../ledger/index.js';
import type { Catalogue } from '../../purposes/index.js';

/** What an inspector's questions need; put together once, in `build-rooms.ts`. */
export interface AuditNeeds {
  readonly database: Pick<Database, 'reader' | 'readAs' | 'transaction'>;
  readonly ledger: Pick<Ledger, 'append' | 'settled' | 'assertWritable' | 'verifierKeys'> & {
    inclusionsOf(entries: readonly EntryId[]): ReturnType<Ledger['inclusionsOf']>;
  };
  readonly ownedIn: (reader: Tx) => OwnedEntries;
  readonly clock: Clock;
  /** Texts that were published once never change, so those of today are those of then where their hash says so. */
  readonly catalogue: Pick<Catalogue, 'notice' | 'languages' | 'agreementVersion'>;
  /** Signs evidence; its public half stands in the covenant roster. */
  readonly ticketKey: PrivateJwk;
  /** Public halves of the covenant's keys, which sign rosters. */
  readonly covenantKeys: readonly PublicJwk[];
  readonly publicUrl: string;
}
