/**
 * What travels signed when a basis ended: the hub's order to stop, and the recipient's word that it did
 * (exchange.md, step 8). Read and signed like every other statement.
 */
import type { ExchangeId, PartnerId, StopId, TaskId } from './ids.js';
import { closed, id, list, oneOf, type Static, slug, Type, text } from './schema.js';

const seconds = Type.Integer({ minimum: 0 });

/** The hub's order to one recipient: what came with these tasks may no longer be used. Never says whose word ended it. */
export const stopOrderStatement = closed({
  /** The hub's public origin. */
  iss: text(200),
  aud: id<PartnerId>('partner'),
  jti: id<StopId>('stop'),
  exchange: id<ExchangeId>('exchange'),
  tasks: list(id<TaskId>('task'), 500, 1),
  purpose: slug,
  iat: seconds,
  /** After this the officer sees it as overdue. */
  exp: seconds,
});

/** `kept` needs a ground; the others have none. */
export const stopOutcome = oneOf('stopped', 'erased', 'corrected', 'kept');

/**
 * Why data may be kept: `legal-obligation` (AVG 17(3)(b)), `public-health` (AVG 17(3)(c)), `archiving` (AVG 17(3)(d)),
 * `legal-claims` (AVG 17(3)(e)), `care-record` (WGBO 7:454, Jeugdwet 7.3.8).
 */
export const keepGround = oneOf(
  'legal-obligation',
  'public-health',
  'archiving',
  'legal-claims',
  'care-record',
);

/** The recipient's word on one order. */
export const stoppedStatement = closed({
  iss: id<PartnerId>('partner'),
  stop: id<StopId>('stop'),
  exchange: id<ExchangeId>('exchange'),
  outcome: stopOutcome,
  ground: Type.Optional(keepGround),
  iat: seconds,
});
export type KeepGround = Static<typeof keepGround>;
