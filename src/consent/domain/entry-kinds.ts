import { choice, closed, digest, type EntryId, id, list, oneOf, slug, Type } from '../../contract/index.js';

const subject = id('subject');
const person = id('person');
const version = Type.Integer({ minimum: 1 });
const decided = closed({
  subject,
  person,
  as: oneOf('guardian', 'young-person'),
  decision: id('decision'),
  request: id('consentRequest'),
  purpose: slug,
  version,
  choice,
  ruleVersion: slug,
  /** SHA-256 of the canonical decision (RFC 8785), which the person may sign; the decision itself is a part. */
  digest,
  /** Where a device of the person signed it: the entry that registered its key. What it signed is a part. */
  signedWith: Type.Optional(id<EntryId>('entry')),
});

/** Members that this room's ledger entries have of their own. What was chosen, and how, are parts of that person. */
export const consentEntryKinds = {
  'consent.requested': closed({
    subject,
    partner: id('partner'),
    by: id('account'),
    request: id('consentRequest'),
    purpose: slug,
    version,
    flows: list(slug, 60, 1),
  }),
  'consent.given': decided,
  'consent.refused': decided,
  'consent.withdrawn': closed({ subject, person, decision: id('decision'), purpose: slug, version }),
};
