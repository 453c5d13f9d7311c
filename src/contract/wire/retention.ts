/** Officer: what of the log is older than its term, and what went. Counts and days; no child and no person. */
import { lapsingClass } from '../rights-statements.js';
import {
  civilDate,
  closed,
  digest,
  oneOf,
  type Static,
  slug,
  type TSchema,
  Type,
  text,
  timestamp,
} from '../schema.js';
import { inclusion } from '../statements.js';

const count = Type.Integer({ minimum: 0 });
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** Content of a class from before a day is past its term. */
const termOf = {
  class: lapsingClass,
  years: Type.Integer({ minimum: 1, maximum: 30 }),
  /** The first day of which content stays, in Europe/Amsterdam. */
  before: civilDate,
};

/** `GET /v1/audit/retention`. */
export const retentionOverview = closed({
  /** Version of the retention rule. */
  rule: slug,
  /** SHA-256 over rule, days and counts: an order names it, so that what is carried out is what was shown. */
  digest,
  classes: Type.Array(
    closed({
      ...termOf,
      /** The article of AVG 17(3) on which it is kept so long. */
      article: text(200),
      why: text(400),
      /** Entries that are past their term; of an exchange with later events they wait for the newest. */
      entries: count,
      children: count,
      perYear: Type.Array(closed({ year: Type.Integer(), entries: count, children: count })),
      /** The day on which more is due; null where nothing is kept. */
      nextOn: orNull(civilDate),
    }),
  ),
  /** Exchanges of which even the newest event is past its term. */
  exchanges: count,
  /** What goes by itself. */
  byItself: closed({
    /** Answers on their way: gone at the receipt, or after a day. */
    sealed: closed({ waiting: count, oldestAt: orNull(timestamp) }),
    /** Of children that were erased: what the law obliges to keep until its day. */
    restricted: Type.Array(closed({ class: text(40), children: count, nextOn: civilDate })),
  }),
  /** What was ordered, newest first. */
  orders: Type.Array(
    closed({
      orderedAt: timestamp,
      /** `hub`: anew, after a database was restored that had forgotten it. */
      by: oneOf('officer', 'hub'),
      rule: slug,
      /** Null while it is being carried out. */
      endedAt: orNull(timestamp),
      classes: Type.Array(closed({ ...termOf, entries: count, children: count })),
    }),
  ),
  /** Children that were erased, newest first. */
  erasures: Type.Array(
    closed({ on: civilDate, destroyed: Type.Array(text(40)), kept: Type.Array(text(40)), entries: count }),
  ),
});

/** `POST /v1/audit/retention` (privacy officer, idempotent). */
export const retentionSubmission = closed({ digest });
export const retentionOrdered = closed({ classes: Type.Array(closed(termOf)), proof: inclusion });

export type RetentionOverview = Static<typeof retentionOverview>;
export type RetentionOrdered = Static<typeof retentionOrdered>;
