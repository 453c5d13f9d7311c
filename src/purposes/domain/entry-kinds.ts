import { closed, digest, oneOf, slug, Type } from '../../contract/index.js';

const version = Type.Integer({ minimum: 1 });

/** Payloads of this room's ledger entries: the catalogue as it came into force. They concern nobody, so the hub owns them. */
export const purposesEntryKinds = {
  'purpose.published': closed({
    purpose: slug,
    version,
    /** SHA-256 of the file's canonical JSON. */
    digest,
    /** Notices at that moment: language → SHA-256 of the exact text. */
    notices: Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), digest),
  }),
  /** A language added later to a version that stands. */
  'notice.published': closed({
    purpose: slug,
    version,
    language: oneOf('nl', 'en', 'tr', 'ar', 'pl', 'uk'),
    digest,
  }),
  'rule.published': closed({ version: slug, effectiveOn: Type.String({ format: 'date' }), digest }),
  'roles.published': closed({ digest }),
  'agreement.published': closed({ version: slug, digest }),
  /** The Cedar policies and their schema, in force from this entry on. */
  'policies.published': closed({ digest: Type.String({ minLength: 1, maxLength: 100 }) }),
};
