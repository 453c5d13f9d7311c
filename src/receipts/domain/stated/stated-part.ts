/** The part of an `access.stated` entry that only its viewer opens: who was told what. */
import {
  type AccountId,
  civilDate,
  closed,
  digest,
  id,
  oneOf,
  type PersonId,
  type Static,
  slug,
  Type,
} from '../../../contract/index.js';
import { base64url, compileWhenAsked, type Json } from '../../../kernel/index.js';
import { partOn } from '../own-decision.js';
import type { OpenedPayload } from '../receipt.js';
import { listRoot, type SeesUntil, type Sight } from './access.js';

/** Every such entry has this one part, whoever asked, so that the number of parts tells nothing. */
export const statedTopic = 'statement';

export const statedPart = closed({
  viewer: Type.Union([
    closed({ as: oneOf('guardian', 'young-person'), person: id<PersonId>('person') }),
    closed({ as: Type.Literal('officer'), account: id<AccountId>('account'), duty: slug }),
  ]),
  /** The first day of which the viewer sees nothing; `nothing` for one who sees nothing at all, null for no such day. */
  until: Type.Union([Type.Null(), Type.Literal('nothing'), civilDate]),
  count: Type.Integer({ minimum: 0 }),
  /** Root of the list, base64url. */
  root: digest,
});
export type StatedPart = Static<typeof statedPart>;

const check = compileWhenAsked(statedPart);

/** Null when it is not such a part. */
export const readStatedPart = (value: Json | undefined): StatedPart | null =>
  value !== undefined && check(value).length === 0 ? (value as StatedPart) : null;

/** The one part of an opened entry; null where there are more: each viewer could be shown another. */
export const statedIn = ({ payload, parts }: Pick<OpenedPayload, 'payload' | 'parts'>): StatedPart | null =>
  Array.isArray(payload.parts) && payload.parts.length === 1 && parts.length === 1
    ? readStatedPart(partOn(statedTopic, parts) ?? undefined)
    : null;

export const sightOf = ({ viewer, until }: StatedPart): Sight => ({
  until: until as SeesUntil,
  family: viewer.as !== 'officer',
});

/** @param hashes of the accesses, in the order of the log */
export const statedOf = (
  viewer: StatedPart['viewer'],
  until: SeesUntil,
  hashes: readonly Uint8Array[],
): StatedPart => ({ viewer, until, count: hashes.length, root: base64url(listRoot(hashes)) });
