/**
 * The same lines as spans of the OpenTelemetry protocol (OTLP 1, JSON Protobuf encoding), which the Logboek Dataverwerkingen
 * recommends between an application and its log: one `ExportTraceServiceRequest`, to be posted to `/v1/traces`.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
import type { LdvLine } from './ldv.js';

interface KeyValue {
  readonly key: string;
  readonly value: { readonly stringValue: string };
}

export interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** SPAN_KIND_INTERNAL */
  readonly kind: 1;
  /** Nanoseconds, in decimal digits. */
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly KeyValue[];
  readonly status: { readonly code: 0 | 1 };
}

export const otlpSpanOf = (line: LdvLine): OtlpSpan => ({
  traceId: line.trace_id,
  spanId: line.span_id,
  ...(line.parent_span_id !== null && { parentSpanId: line.parent_span_id }),
  name: line.name,
  kind: 1,
  startTimeUnixNano: nanoseconds(line.start_time),
  endTimeUnixNano: nanoseconds(line.end_time),
  attributes: keyValues(line.attributes),
  status: { code: line.status === 'Ok' ? 1 : 0 },
});

/** What stands before the spans and behind them; between two spans stands a comma. */
export const otlpEnvelope = (
  resource: Readonly<Record<string, string>>,
): { readonly head: string; readonly tail: string } => ({
  head: `{"resourceSpans":[{"resource":${JSON.stringify({ attributes: keyValues(resource) })},"scopeSpans":[{"scope":{"name":"kernhub"},"spans":[`,
  tail: '\n]}]}]}\n',
});

/** One request of its own. @param lines all of one hub, at least one */
export function otlpRequestOf(lines: readonly LdvLine[]): string {
  const { head, tail } = otlpEnvelope(lines[0]?.resource.attributes ?? {});
  return `${head}\n${lines.map((line) => JSON.stringify(otlpSpanOf(line))).join(',\n')}${tail}`;
}

const keyValues = (attributes: Readonly<Record<string, string>>): readonly KeyValue[] =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }));

const nanoseconds = (at: string): string => `${Date.parse(at)}000000`;
