/** W3C Trace Context, level 1: the part that carries a trace id from caller to hub to log. */

export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 2 hexadecimal digits, passed on as received. */
  readonly flags: string;
}

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** Null for anything that the recommendation calls invalid: the caller then starts a trace of its own. */
export function parseTraceparent(header: string | undefined): TraceContext | null {
  const [, version, traceId, spanId, flags, more] = form.exec(header ?? '') ?? [];
  if (version === undefined || traceId === undefined || flags === undefined) return null;
  if (version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId ?? '')) return null;
  return { traceId, flags };
}

export const traceparentOf = (context: TraceContext, spanId: string): string =>
  `00-${context.traceId}-${spanId}-${context.flags}`;
