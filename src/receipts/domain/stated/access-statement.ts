/** All accesses to a child that one viewer may see, as a file: consent-schemas/access-statement.schema.json says the same. */
import type { ChildRef, EntryId, ReceiptId } from '../../../contract/index.js';
import type { CivilDate, PublicJwk } from '../../../kernel/index.js';
import type { NamedPartner, OpenedPayload, ReceiptLedger } from '../receipt.js';
import type { AccessEvent, SeesUntil } from './access.js';

export const accessStatementFormat = 'kernhub/access-statement/v1';

export const accessStatementContext = {
  '@vocab': 'urn:kernhub:access-statement:v1:',
  dct: 'http://purl.org/dc/terms/',
  id: 'dct:identifier',
  issuedAt: 'dct:issued',
  issuedBy: 'dct:publisher',
  ledger: { '@id': 'urn:kernhub:access-statement:v1:ledger', '@type': '@json' },
} as const;

export interface StatedAccess {
  readonly entry: EntryId;
  /** Place in the log: the accesses stand in its order. */
  readonly index: number;
  readonly event: AccessEvent;
  /** Leaf hash in the log, standard base64. */
  readonly leaf: string;
  /** Civil date in Amsterdam. */
  readonly on: CivilDate;
  /** Who enrolled the child, or asked. */
  readonly partner: NamedPartner;
  /** Null for an enrolment. */
  readonly purpose: string | null;
  /** Of an emergency that was hidden from the family: until this day, or longer where an officer confirmed it. */
  readonly hiddenUntil?: CivilDate;
}

export interface UnsignedAccessStatement {
  readonly '@context': typeof accessStatementContext;
  readonly '@type': 'urn:kernhub:access-statement:v1:AccessStatement';
  readonly format: typeof accessStatementFormat;
  readonly id: ReceiptId;
  /** RFC 3339 in UTC. */
  readonly issuedAt: string;
  readonly issuedBy: { readonly origin: string; readonly key: PublicJwk };
  /** Their own name for the child; an officer has none. */
  readonly viewer: {
    readonly as: 'guardian' | 'young-person' | 'officer';
    readonly child: ChildRef | null;
  };
  /** The day on which it was judged what this viewer may see. */
  readonly on: CivilDate;
  /** The first day of which the viewer sees nothing; `nothing` for one who sees nothing at all, null for no such day. */
  readonly until: SeesUntil;
  /** Everything that stands in the log before the entry of this statement, and that the viewer may see. */
  readonly accesses: readonly StatedAccess[];
  readonly ledger: ReceiptLedger & { readonly opened: OpenedPayload };
}

export interface AccessStatement extends UnsignedAccessStatement {
  /** JWS of the hub over the digest of all the rest (`typ: kernhub-access-statement+jwt`). */
  readonly statement: string;
}
