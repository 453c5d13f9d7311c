/** Payloads of the entries about the review of emergencies. */
import {
  type AccountId,
  civilDate,
  closed,
  type ExchangeId,
  id,
  oneOf,
  slug,
  Type,
} from '../../contract/index.js';

export const emergencyEntryKinds = {
  /** What a privacy officer said of an emergency; in words only in a part. */
  'exchange.reviewed': closed({
    exchange: id<ExchangeId>('exchange'),
    officer: id<AccountId>('account'),
    verdict: oneOf('necessary', 'not-necessary'),
    /** Of one that is hidden from the family. */
    hiding: Type.Union([oneOf('confirmed', 'lifted'), Type.Null()]),
    judgedOn: civilDate,
  }),
  /** An officer looked at emergencies. */
  'exchange.emergencies-listed': closed({
    officer: id<AccountId>('account'),
    duty: slug,
    state: oneOf('waiting', 'reviewed'),
    count: Type.Integer({ minimum: 0 }),
  }),
} as const;
