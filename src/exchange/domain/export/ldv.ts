/**
 * Logboek Dataverwerkingen 1.0 (Logius): a line for each action of a processing and each data subject. An exchange is a
 * processing about one child; what each source did is an action within it.
 *
 * @see https://logius-standaarden.github.io/logboek-dataverwerkingen/ (component Logboek, interface)
 */
import {
  closed,
  dataSubjectIdType,
  oneOf,
  processingActivityUri,
  type Static,
  Type,
  timestamp,
} from '../../../contract/index.js';
import { compileWhenAsked, type Json } from '../../../kernel/index.js';
import type { TaskRecord } from '../records.js';
import type { FoundExchange, Naming } from './found.js';
import { spanIdOf, traceIdOf } from './trace.js';

const spanId = Type.String({ pattern: '^[0-9a-f]{16}$' });
const attributes = Type.Record(Type.String(), Type.String());

const ldvLine = closed({
  trace_id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
  span_id: spanId,
  /** Null for the exchange itself. */
  parent_span_id: Type.Union([spanId, Type.Null()]),
  name: Type.String(),
  /** `Error` is for a fault in the server, which leaves no exchange; a refusal is `Unset`, as the standard has it. */
  status: oneOf('Unset', 'Ok'),
  /** RFC 3339, in UTC, to the millisecond. */
  start_time: timestamp,
  end_time: timestamp,
  resource: closed({ attributes }),
  attributes,
});
export type LdvLine = Static<typeof ldvLine>;

const check = compileWhenAsked(ldvLine);

/** Null when it is no line of such a log. */
export function readLdvLine(text: string): LdvLine | null {
  try {
    const value = JSON.parse(text) as Json;
    return check(value).length === 0 ? (value as unknown as LdvLine) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export const resourceOf = (hub: string): Readonly<Record<string, string>> => ({
  'service.name': 'kernhub',
  'service.namespace': hub,
});

/** The exchange, then what each source did; all about one child. */
export function ldvLinesOf({ exchange, tasks }: FoundExchange, naming: Naming): readonly LdvLine[] {
  const { hub } = naming;
  const shared = {
    trace_id: traceIdOf(exchange.id),
    resource: { attributes: resourceOf(hub) },
  };
  const attributes = {
    'dpl.core.processing_activity_id': processingActivityUri(hub, exchange.purpose, exchange.version),
    'dpl.core.data_subject_id': naming.subject(exchange.subject),
    'dpl.core.data_subject_id_type': dataSubjectIdType(hub),
    'dpl.kernhub.exchange': exchange.id,
  };
  const span = spanIdOf(exchange.id);
  const ended = endOf(exchange, tasks);
  return [
    {
      ...shared,
      span_id: span,
      parent_span_id: null,
      name: 'exchange',
      status: tasks.some(({ releasedAt }) => releasedAt !== null) ? 'Ok' : 'Unset',
      ...times(exchange.askedAt, ended),
      attributes: {
        ...attributes,
        'dpl.kernhub.requester': exchange.requester,
        'dpl.kernhub.state': exchange.state,
        ...(exchange.refusal !== null && { 'dpl.kernhub.refusal': exchange.refusal }),
      },
    },
    ...tasks.map((task) => ({
      ...shared,
      span_id: spanIdOf(task.id),
      parent_span_id: span,
      name: 'exchange.source',
      status: task.releasedAt === null ? ('Unset' as const) : ('Ok' as const),
      ...times(task.createdAt, task.releasedAt ?? ended),
      attributes: {
        ...attributes,
        'dpl.kernhub.source': task.source,
        'dpl.kernhub.basis': task.basis,
        'dpl.kernhub.state': task.state,
      },
    })),
  ];
}

/** The last that is known of it: of what is still open, what happened so far. */
const endOf = (
  { askedAt, closedAt }: FoundExchange['exchange'],
  tasks: readonly Pick<TaskRecord, 'releasedAt' | 'receivedAt'>[],
): Date =>
  [closedAt, ...tasks.flatMap(({ releasedAt, receivedAt }) => [releasedAt, receivedAt])].reduce<Date>(
    (last, at) => (at !== null && at > last ? at : last),
    askedAt,
  );

/** What ended before it began, by clocks that differ, took no time. */
const times = (start: Date, end: Date) => ({
  start_time: start.toISOString(),
  end_time: (end > start ? end : start).toISOString(),
});
