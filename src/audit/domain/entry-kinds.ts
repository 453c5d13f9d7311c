import {
  type AccountId,
  closed,
  type ExchangeId,
  id,
  type PartnerId,
  type SubjectId,
  slug,
  Type,
} from '../../contract/index.js';

/** Payloads of this room's ledger entries. */
export const auditEntryKinds = {
  /** An officer opened one exchange with all that is known of it; why stands in a part. */
  'exchange.inspected': closed({
    exchange: id<ExchangeId>('exchange'),
    subject: id<SubjectId>('subject'),
    officer: id<AccountId>('account'),
    duty: slug,
    /** Of the officer of one partner, which. */
    partner: Type.Optional(id<PartnerId>('partner')),
    /** Whether it was taken along, as a file of evidence. */
    taken: Type.Boolean(),
  }),
} as const;
