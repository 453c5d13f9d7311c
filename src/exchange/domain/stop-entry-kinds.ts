/** Payloads of the entries about data that a recipient may no longer use. */
import {
  closed,
  digest,
  type ExchangeId,
  id,
  keepGround,
  list,
  type PartnerId,
  type StopId,
  slug,
  stopCause,
  stopOutcome,
  type TaskId,
  Type,
} from '../../contract/index.js';

const about = {
  stop: id<StopId>('stop'),
  exchange: id<ExchangeId>('exchange'),
  recipient: id<PartnerId>('partner'),
};

export const stopEntryKinds = {
  /** The tasks were released to the recipient; what they brought is covered no more. */
  'exchange.stop-ordered': closed({
    ...about,
    purpose: slug,
    tasks: list(id<TaskId>('task'), 500, 1),
    cause: stopCause,
  }),
  'exchange.stopped': closed({
    ...about,
    outcome: stopOutcome,
    ground: Type.Union([keepGround, Type.Null()]),
    /** SHA-256 of the recipient's statement. */
    statement: digest,
  }),
  /** An officer looked at the orders that are overdue. */
  'exchange.stops-listed': closed({
    officer: id('account'),
    duty: slug,
    partner: Type.Optional(id('partner')),
    count: Type.Integer({ minimum: 0 }),
  }),
} as const;
