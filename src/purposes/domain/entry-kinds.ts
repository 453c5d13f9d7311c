import {
  closed,
  consentRule,
  digest,
  familyLanguage,
  list,
  purpose,
  roleDefinition,
  slug,
  Type,
} from '../../contract/index.js';

const version = Type.Integer({ minimum: 1 });
const byLanguage = Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), digest);
/** Texts for guardians name no audience, as in entries from before there were others. */
const audience = Type.Optional(Type.Literal('young-person'));

export const rolesFile = closed({
  $schema: Type.Optional(Type.String()),
  roles: list(roleDefinition, 100, 1),
});

/**
 * Payloads of this room's ledger entries: the catalogue as it came into force. They concern nobody, so the hub owns them.
 * `content` is what the digest is of, so that whoever replays the log needs nothing beside it; absent in entries from
 * before it was recorded.
 */
export const purposesEntryKinds = {
  'purpose.published': closed({
    purpose: slug,
    version,
    /** SHA-256 of the file's canonical JSON. */
    digest,
    /** Notices at that moment: language → SHA-256 of the exact text. */
    notices: byLanguage,
    youngNotices: Type.Optional(byLanguage),
    /** Labels at that moment: language → SHA-256 of the file's canonical JSON. Dutch for guardians is in `content`. */
    labels: Type.Optional(byLanguage),
    youngLabels: Type.Optional(byLanguage),
    content: Type.Optional(purpose),
  }),
  /** A language, or a text for young people, added later to a version that stands. */
  'notice.published': closed({ purpose: slug, version, language: familyLanguage, audience, digest }),
  'labels.published': closed({ purpose: slug, version, language: familyLanguage, audience, digest }),
  'rule.published': closed({
    version: slug,
    effectiveOn: Type.String({ format: 'date' }),
    digest,
    content: Type.Optional(consentRule),
  }),
  'roles.published': closed({
    digest,
    content: Type.Optional(rolesFile),
    labels: Type.Optional(byLanguage),
  }),
  /** What the roles are called in one language, changed without the roles. */
  'role-labels.published': closed({ language: familyLanguage, digest }),
  'agreement.published': closed({ version: slug, digest }),
  /** The Cedar policies and their schema, in force from this entry on. */
  'policies.published': closed({ digest: Type.String({ minLength: 1, maxLength: 100 }) }),
};
