/** Orders to stop, and what makes a recipient's answer to one (exchange.md, step 8). */
import {
  type EntryId,
  type ExchangeId,
  HubError,
  type PartnerId,
  type StopCause,
  type StopId,
  type StoppedStatement,
  type SubjectId,
} from '../../contract/index.js';
import type { TaskRecord } from './records.js';

export interface StopRecord {
  readonly id: StopId;
  readonly exchange: ExchangeId;
  readonly subject: SubjectId;
  readonly recipient: PartnerId;
  readonly purpose: string;
  readonly cause: StopCause;
  /** The entry of the order. */
  readonly entry: EntryId;
  readonly orderedAt: Date;
  readonly dueAt: Date;
  readonly leasedUntil: Date | null;
  readonly answeredAt: Date | null;
}

/** How often what a recipient holds on consent is judged again, in seconds. */
export const lookAgainSeconds = 15 * 60;

/** What the recipient holds: delivered at least once, and not yet ordered to stop. */
export const isHeld = ({ releasedAt, stop }: Pick<TaskRecord, 'releasedAt' | 'stop'>): boolean =>
  releasedAt !== null && stop === null;

const clockSkew = 60;

/**
 * @param now seconds since 1970
 * @throws HubError `statement-invalid`, with everything that is wrong
 */
export function judgeStopped(statement: StoppedStatement, stop: StopRecord, now: number): void {
  const keeps = statement.outcome === 'kept';
  const wrong = [
    ...(statement.iss === stop.recipient ? [] : ['iss is not the recipient']),
    ...(statement.stop === stop.id ? [] : ['stop is another one']),
    ...(statement.exchange === stop.exchange ? [] : ['exchange is another one']),
    ...(statement.iat <= now + clockSkew ? [] : ['iat lies ahead']),
    ...(keeps && statement.ground === undefined ? ['kept needs a ground'] : []),
    ...(!keeps && statement.ground !== undefined ? ['only kept has a ground'] : []),
  ];
  if (wrong.length > 0) throw new HubError('statement-invalid', { detail: `statement: ${wrong.join('; ')}` });
}
