/**
 * Posts spans by the OpenTelemetry protocol over HTTP, until they were acknowledged or refused. What an unclear answer left
 * unsaid is sent again: a span is known by its id, so that it stands there once.
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#otlphttp-response
 */
import { setTimeout as wait } from 'node:timers/promises';

export interface Collector {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

/** Not everything was taken; the message says why. */
export class NotAcknowledged extends Error {
  override readonly name = 'NotAcknowledged';
}

const tries = 5;
const timeoutMs = 30_000;
const longestWaitMs = 60_000;
const worthAnotherTry = new Set([429, 502, 503, 504]);

/** @param body an `ExportTraceServiceRequest` as JSON @throws NotAcknowledged */
export async function sendSpans({ url, headers }: Collector, body: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await post(url, headers, body);
    if (answer.ok) return requireAll(answer.text);
    if (attempt === tries || !answer.again) throw new NotAcknowledged(answer.text);
    await wait(Math.min(longestWaitMs, answer.afterMs ?? 1_000 * 2 ** (attempt - 1)));
  }
}

type Answer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly text: string; readonly again: boolean; readonly afterMs: number | null };

async function post(url: URL, headers: Collector['headers'], body: string): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
      // A log elsewhere than was named gets nothing.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    if (response.status === 200) return { ok: true, text };
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    return {
      ...{
        ok: false,
        text: `the collector answered ${response.status}`,
        again: worthAnotherTry.has(response.status),
      },
      afterMs: after >= 0 ? after * 1_000 : null,
    };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error && cause.message !== '' ? cause.message : message;
    return { ok: false, text: `the collector could not be reached: ${why}`, again: true, afterMs: null };
  }
}

/** An answer of 200 may still say that some were refused. @throws NotAcknowledged */
function requireAll(text: string): void {
  const { rejectedSpans = 0, errorMessage = '' } = partialSuccessIn(text);
  // Without a number the message is a warning, and all was taken.
  if (Number(rejectedSpans) > 0) {
    throw new NotAcknowledged(
      `the collector refused ${rejectedSpans} of them${errorMessage === '' ? '' : `: ${errorMessage}`}`,
    );
  }
}

interface PartialSuccess {
  /** A number, or its digits: JSON Protobuf writes 64 bits as text. */
  readonly rejectedSpans?: number | string;
  readonly errorMessage?: string;
}

/** @throws NotAcknowledged for an answer that is no JSON object */
function partialSuccessIn(text: string): PartialSuccess {
  try {
    const answer = JSON.parse(text === '' ? '{}' : text) as {
      readonly partialSuccess?: PartialSuccess;
    } | null;
    return answer?.partialSuccess ?? {};
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new NotAcknowledged('the collector answered 200 with something else than JSON');
    throw error;
  }
}
