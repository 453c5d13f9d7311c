import {
  authorityAssertion,
  capacityAssertion,
  closed,
  id,
  oneOf,
  relation,
  slug,
  Type,
  text,
} from '../../contract/index.js';

const subject = id('subject');
const person = id('person');
const partner = id('partner');
const standsAs = oneOf('guardian', 'young-person');
const assertion = Type.String({ pattern: '^ast_[A-Za-z0-9_-]{22}$' });
const { kind, source } = authorityAssertion.properties;
/** The professional who did it: an opaque account, with the function that the issuer named. */
const byProfessional = { by: id('account'), function: Type.Union([text(120), Type.Null()]) };

/** Members that this room's ledger entries have of their own: opaque ids and codes. */
export const peopleEntryKinds = {
  /** The birth date asserted with it is a part of the entry. */
  'subject.enrolled': closed({
    subject,
    partner,
    role: slug,
    ref: id('subjectRef'),
    relation,
    assertion,
    ...byProfessional,
  }),
  'person.invited': closed({
    subject,
    person,
    partner,
    invitation: id('invitation'),
    as: standsAs,
    ...byProfessional,
  }),
  'person.recognised': closed({
    subject,
    person,
    invitation: id('invitation'),
    as: standsAs,
    account: id('account'),
    acr: Type.String({ maxLength: 200 }),
    /** The person that this one turned out to be. */
    sameAs: Type.Union([person, Type.Null()]),
  }),
  'authority.asserted': closed({
    subject,
    person,
    partner,
    assertion,
    kind,
    source,
    assertedOn: Type.String({ format: 'date' }),
    inEffect: Type.Boolean(),
    ...byProfessional,
  }),
  /** Of the young person; a kind of its own would say too much in the leaf. */
  'authority.capacity-asserted': closed({
    subject,
    partner,
    assertion,
    kind: capacityAssertion.properties.kind,
    source: capacityAssertion.properties.source,
    assertedOn: Type.String({ format: 'date' }),
    inEffect: Type.Boolean(),
    ...byProfessional,
  }),
  /** The officer's reason is a part of the entry. */
  'authority.confirmed': closed({
    subject,
    assertion,
    about: oneOf('authority', 'birth-date', 'capacity'),
    ground: oneOf('court-document', 'brp', 'officer'),
    officer: id('account'),
  }),
  /** An officer looked at the assertions that wait. */
  'authority.listed': closed({ officer: id('account'), duty: slug, count: Type.Integer({ minimum: 0 }) }),
  'subject.introduced': closed({ subject, partner, to: partner, purpose: slug, ...byProfessional }),
  'introduction.redeemed': closed({
    subject,
    partner,
    role: slug,
    ref: id('subjectRef'),
    relation,
    from: partner,
    purpose: slug,
    ...byProfessional,
  }),
};
