/** Payloads of this room's ledger entries: opaque ids, codes and counts only. */
import {
  type AccountId,
  type BreachId,
  breachNatures,
  breachSteps,
  civilDate,
  closed,
  id,
  oneOf,
  type PartnerId,
  slug,
  Type,
  text,
  timestamp,
  type UnusualUseId,
  unusualDispositions,
  unusualRules,
} from '../../contract/index.js';

const officer = id<AccountId>('account');
const unusual = id<UnusualUseId>('unusualUse');
const breach = id<BreachId>('breach');
/** Of the officer of one partner, which. */
const partner = Type.Optional(id<PartnerId>('partner'));
const count = Type.Integer({ minimum: 0 });

export const oversightEntryKinds = {
  /** An officer looked at the list of unusual use. */
  'unusual.listed': closed({ officer, duty: slug, partner, state: oneOf('waiting', 'disposed'), count }),
  /** An officer opened one, with its requests. */
  'unusual.opened': closed({ officer, duty: slug, partner, unusual, count }),
  /** What a privacy officer made of it; in words only in a part. */
  'unusual.disposed': closed({
    officer,
    unusual,
    rule: oneOf(...unusualRules),
    disposition: oneOf(...unusualDispositions),
    /** Of how many requests. */
    count,
  }),
  /** A privacy officer opened a case; why stands in a part. */
  'breach.opened': closed({
    officer,
    breach,
    about: oneOf('partner', 'key', 'professional'),
    /** Its id, or the thumbprint of the key. */
    concerned: text(60),
    nature: oneOf(...breachNatures),
    from: civilDate,
    to: civilDate,
    awareAt: timestamp,
  }),
  /** An officer looked at the cases. */
  'breach.listed': closed({ officer, duty: slug, count }),
  /** An officer looked whom one affects; why stands in a part. */
  'breach.assessed': closed({ officer, duty: slug, breach, children: count, exchanges: count }),
  /** What a privacy officer did in it; in words only in a part. */
  'breach.stepped': closed({ officer, breach, step: oneOf(...breachSteps) }),
} as const;
