/** Payloads of this room's ledger entries: opaque ids, codes and counts only. */
import {
  type AccountId,
  closed,
  id,
  oneOf,
  slug,
  Type,
  type UnusualUseId,
  unusualDispositions,
  unusualRules,
} from '../../contract/index.js';

const officer = id<AccountId>('account');
const unusual = id<UnusualUseId>('unusualUse');
const count = Type.Integer({ minimum: 0 });

export const oversightEntryKinds = {
  /** An officer looked at the list of unusual use. */
  'unusual.listed': closed({ officer, duty: slug, state: oneOf('waiting', 'disposed'), count }),
  /** An officer opened one, with its requests. */
  'unusual.opened': closed({ officer, duty: slug, unusual, count }),
  /** What a privacy officer made of it; in words only in a part. */
  'unusual.disposed': closed({
    officer,
    unusual,
    rule: oneOf(...unusualRules),
    disposition: oneOf(...unusualDispositions),
    /** Of how many requests. */
    count,
  }),
} as const;
