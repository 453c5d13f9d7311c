import {
  choice,
  closed,
  digest,
  type EntryId,
  id,
  list,
  oneOf,
  slug,
  Type,
  text,
} from '../../contract/index.js';

const subject = id('subject');
const person = id('person');
const version = Type.Integer({ minimum: 1 });
const recording = id('recording');
/** A professional: the partner, an opaque account, and the function that the issuer named. */
const by = { partner: id('partner'), by: id('account'), function: text(120) };
/** Whose hand wrote a decision down, and who stood for it as the second; absent where the person decided alone. */
const recorded = Type.Optional(
  closed({
    channel: oneOf('assisted', 'paper', 'phone'),
    ...by,
    /** The yes that was written down; null with a no, which takes one step. */
    recording: Type.Union([recording, Type.Null()]),
    second: Type.Union([
      closed({ as: Type.Literal('witness'), ...by }),
      closed({ as: Type.Literal('person'), account: id('account') }),
      /** Whoever held the paper said no to what waited. */
      closed({ as: Type.Literal('code') }),
      Type.Null(),
    ]),
  }),
);
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
  recorded,
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
  /** Written down with the person present. Opens nothing; what was chosen, and how, are parts of that person. */
  'consent.recorded': closed({
    subject,
    person,
    as: oneOf('guardian', 'young-person'),
    recording,
    request: id('consentRequest'),
    purpose: slug,
    version,
    ruleVersion: slug,
    digest,
    channel: oneOf('assisted', 'paper'),
    ...by,
  }),
  'consent.given': decided,
  'consent.refused': decided,
  'consent.withdrawn': closed({
    subject,
    person,
    decision: id('decision'),
    purpose: slug,
    version,
    /** Where not the signed-in person did it: a professional for the person, or whoever holds the person's paper. */
    through: Type.Optional(
      Type.Union([
        closed({ channel: oneOf('assisted', 'paper', 'phone'), ...by }),
        closed({ channel: Type.Literal('code') }),
      ]),
    ),
  }),
};
