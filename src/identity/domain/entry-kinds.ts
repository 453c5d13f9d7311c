import { closed, digest, id, list, signingJwk, slug, Type, text, timestamp } from '../../contract/index.js';

const partner = id('partner');
const account = id('account');
const statement = digest;

/** Members that identity's ledger entries have of their own. No entry names a person; `by` is an opaque account. */
export const identityEntryKinds = {
  'partner.registered': closed({
    partner,
    role: slug,
    name: text(200),
    issuer: text(300),
    clientId: text(200),
    bsnArticle: Type.Union([text(120), Type.Null()]),
    signing: list(digest, 4),
    sealing: list(digest, 4),
    by: account,
  }),
  /** `statement` is the SHA-256 of the signed statement's ASCII, here and below. */
  'partner.agreed': closed({ partner, version: slug, textDigest: text(100), statement }),
  'partner.key-changed': closed({
    partner,
    use: Type.Unsafe<'sig' | 'enc'>({ enum: ['sig', 'enc'] }),
    retired: digest,
    added: digest,
    /** Until when the retired key counts; absent in entries from before overlaps existed. */
    ends: Type.Optional(timestamp),
    statement,
  }),
  'partner.suspended': closed({ partner, reason: text(500), by: account }),
  'partner.resumed': closed({ partner, reason: text(500), by: account }),
  /** An officer ended it, because it was lost or misused. */
  'partner.key-suspended': closed({
    partner,
    use: Type.Unsafe<'sig' | 'enc'>({ enum: ['sig', 'enc'] }),
    kid: digest,
    ends: timestamp,
    reason: text(500),
    by: account,
  }),
  /** Of a professional; the account's calls are refused until it is resumed. */
  'account.suspended': closed({ account, reason: text(500), by: account }),
  'account.resumed': closed({ account, reason: text(500), by: account }),
  'roster.published': closed({
    version: Type.Integer({ minimum: 1 }),
    statement,
    /** Keys of the privacy officers that it lists, so that the log itself tells whose word may erase. */
    officers: Type.Optional(list(signingJwk, 1_000)),
    by: account,
  }),
};
