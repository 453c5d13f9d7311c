/** Officer: use of the hub that a rule found unusual, the requests that it rests on, and what was made of it. */
import type { AccountId, ExchangeId, PartnerId, UnusualUseId } from '../ids.js';
import { civilDate, closed, id, oneOf, type Static, slug, Type, text, timestamp } from '../schema.js';
import { inclusion } from '../statements.js';

export const unusualRules = [
  'many-children',
  'outside-hours',
  'no-further-contact',
  'repeated-refusals',
  'colleagues-child',
] as const;
export const unusualDispositions = ['explained', 'followed-up', 'passed-to-partner'] as const;

const rule = oneOf(...unusualRules);
const disposition = oneOf(...unusualDispositions);

/** Names no child. */
export const unusualUse = closed({
  id: id<UnusualUseId>('unusualUse'),
  rule,
  partner: id<PartnerId>('partner'),
  /** Who asked. */
  professional: id<AccountId>('account'),
  /** On the wall in Europe/Amsterdam: of the newest request, or of the emergency. */
  day: civilDate,
  /**
   * What was counted: children, requests outside hours, refusals, requests about a colleague's child, or contacts after an
   * emergency. `threshold` is the number
   * as of which that is unusual (of contacts: below which), `days` in how many days, as they were set at the time.
   */
  counted: Type.Integer({ minimum: 0 }),
  threshold: Type.Integer({ minimum: 1 }),
  days: Type.Integer({ minimum: 1 }),
  /** Of the rule on hours: what counted as ordinary. Weekdays are those of ISO 8601, 1 is Monday. */
  hours: Type.Union([
    closed({ from: text(5), to: text(5), weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 })) }),
    Type.Null(),
  ]),
  foundAt: timestamp,
  /** When the last request was added: one that grows after a disposition waits again. */
  grownAt: timestamp,
  state: oneOf('waiting', 'disposed'),
  /** The latest. */
  disposition: Type.Union([closed({ disposition, disposedAt: timestamp }), Type.Null()]),
});

/** `GET /v1/audit/unusual-uses?state=&rule=&partner=&cursor=`: waiting ones oldest first, disposed ones newest first. */
export const unusualUses = closed({
  items: Type.Array(unusualUse),
  next: Type.Union([Type.String(), Type.Null()]),
});

/** `GET /v1/audit/unusual-uses/{unusual}`: also the requests, each of which opens to its story; those of an erased child are gone. */
export const openedUnusualUse = closed({
  ...unusualUse.properties,
  requests: Type.Array(
    closed({
      exchange: id<ExchangeId>('exchange'),
      askedAt: timestamp,
      purpose: slug,
      emergency: Type.Boolean(),
      refused: Type.Boolean(),
    }),
  ),
});

/** `POST /v1/audit/unusual-uses/{unusual}/dispositions` (privacy officer, idempotent). The latest counts. */
export const unusualDisposition = closed({
  disposition,
  /** In the officer's words, kept sealed with the entry. */
  note: text(2_000),
});
export const unusualDisposed = closed({ unusual: id<UnusualUseId>('unusualUse'), proof: inclusion });

export type UnusualRule = (typeof unusualRules)[number];
export type UnusualUse = Static<typeof unusualUse>;
export type OpenedUnusualUse = Static<typeof openedUnusualUse>;
export type UnusualDisposition = Static<typeof unusualDisposition>;
