/** Payloads of this room's ledger entries: opaque ids, codes and signed words only. */
import {
  civilDate,
  closed,
  compactJws,
  dataSubjectRights,
  digest,
  type EntryId,
  erasableClass,
  id,
  lapsingClass,
  list,
  oneOf,
  type PartnerId,
  type PersonId,
  partnerAnswer,
  type RightsAssignmentId,
  type RightsRequestId,
  restriction,
  type SubjectId,
  slug,
  Type,
  text,
} from '../../contract/index.js';

const request = id<RightsRequestId>('rightsRequest');
const subject = id<SubjectId>('subject');
const person = id<PersonId>('person');
/** Content of the class from before that day goes, in Europe/Amsterdam. */
const before = civilDate;
const right = oneOf(...dataSubjectRights);
const assignment = id<RightsAssignmentId>('rightsAssignment');
const partner = id<PartnerId>('partner');

export const rightsEntryKinds = {
  /** In the person's own words: a part of the entry. */
  'rights.requested': closed({
    request,
    right,
    subject,
    person,
    as: oneOf('guardian', 'young-person'),
    dueOn: civilDate,
  }),
  /** Why in words is a part of the entry. */
  'rights.refused': closed({ request, right, subject, article: text(200), officer: id('account') }),
  /** What was done in words is a part of the entry. Erasure is granted by `erasure.executed` alone. */
  'rights.granted': closed({ request, right, subject, officer: id('account') }),
  /** Two months more; why in words is a part of the entry. */
  'rights.extended': closed({ request, right, subject, dueOn: civilDate, officer: id('account') }),
  'rights.withdrawn': closed({ request, right, subject, person }),
  /** To one partner that is enrolled with the child. What it should know, in words, is a part of the entry. */
  'rights.assigned': closed({
    assignment,
    request,
    right,
    subject,
    partner,
    dueOn: civilDate,
    /** Whether the partner reads what the person who asked wrote. */
    explained: Type.Boolean(),
    officer: id('account'),
  }),
  /** The partner's word that it answered the family, or why not. */
  'rights.partner-answered': closed({
    assignment,
    request,
    right,
    subject,
    partner,
    ...partnerAnswer.properties,
    /** SHA-256 of the partner's statement. */
    statement: digest,
  }),
  /** An officer looked at the requests that wait. */
  'rights.listed': closed({ officer: id('account'), duty: slug, count: Type.Integer({ minimum: 0 }) }),
  /** An officer opened one request, to answer it on paper; of an erased child's no more than that. */
  'rights.opened': closed({ request, subject: Type.Optional(subject), officer: id('account'), duty: slug }),
  /** The erasure entry: from here on nothing but the leaf is left of what it covers. */
  'erasure.executed': closed({
    request,
    subject,
    /** Whose keys: the child's, and those of the persons around it. */
    owners: list(Type.String({ pattern: '^(?:sub|per)_[A-Za-z0-9_-]{22}$' }), 5_000, 1),
    destroyed: list(erasableClass, 4, 1),
    restricted: list(restriction, 4),
    /** Indexes, rising. */
    covers: Type.Array(Type.Integer({ minimum: 0 })),
    /** By a privacy officer of the roster: `typ: kernhub-erasure+jwt`. */
    statement: compactJws(),
    /** Version of the retention rule by which it was judged. */
    rule: slug,
    /** Carried out anew after a database was restored from a backup that was older. */
    again: Type.Boolean(),
  }),
  /** That content of these classes goes which is older than its term, by a rule of so many years. */
  'retention.ordered': closed({
    /** Null where the hub carries out anew what a restored database had forgotten. */
    officer: Type.Union([id('account'), Type.Null()]),
    /** Version of the retention rule. */
    rule: slug,
    classes: list(
      closed({ class: lapsingClass, years: Type.Integer({ minimum: 1, maximum: 30 }), before }),
      3,
      1,
    ),
  }),
  /** Of one child and class: from here on nothing but the leaf is left of what it covers. It stands on the order. */
  'retention.executed': closed({
    order: id<EntryId>('entry'),
    subject,
    class: lapsingClass,
    before,
    /** Indexes, rising. */
    covers: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1 }),
  }),
} as const;
