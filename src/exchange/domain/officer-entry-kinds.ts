/** Payloads of the entries about what officers do: reviewing emergencies, with what follows, and looking. */
import {
  type AccountId,
  accessExportFormats,
  civilDate,
  closed,
  type ExchangeId,
  emergencyVerdict,
  id,
  oneOf,
  type PartnerId,
  type SubjectId,
  slug,
  Type,
  warningMeasure,
} from '../../contract/index.js';

/** Of the officer of one partner, which. */
const ofPartner = Type.Optional(id<PartnerId>('partner'));

export const officerEntryKinds = {
  /** What a privacy officer said of an emergency; in words only in a part. */
  'exchange.reviewed': closed({
    exchange: id<ExchangeId>('exchange'),
    officer: id<AccountId>('account'),
    verdict: emergencyVerdict,
    /** Of one that is hidden from the family. */
    hiding: Type.Union([oneOf('confirmed', 'lifted'), Type.Null()]),
    judgedOn: civilDate,
  }),
  /** What the partner that asked did with the word that its emergency was not necessary; who said so stands in a part. */
  'exchange.warning-answered': closed({
    exchange: id<ExchangeId>('exchange'),
    recipient: id<PartnerId>('partner'),
    measure: warningMeasure,
  }),
  /** An officer looked at emergencies. */
  'exchange.emergencies-listed': closed({
    officer: id<AccountId>('account'),
    duty: slug,
    state: oneOf('waiting', 'reviewed'),
    count: Type.Integer({ minimum: 0 }),
  }),
  /** An officer searched what was asked; why stands in a part. `subject` only where a child was looked up. */
  'exchange.searched': closed({
    officer: id<AccountId>('account'),
    duty: slug,
    partner: ofPartner,
    subject: Type.Optional(id<SubjectId>('subject')),
    /** Names of what was looked for. */
    looked: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
    /** Where all that was found was taken along as a file; `statement`: as the list that is on record as all. */
    taken: Type.Optional(oneOf(...accessExportFormats, 'statement')),
    count: Type.Integer({ minimum: 0 }),
  }),
} as const;
