/** RFC 9457 problem documents back into the errors that the hub threw. */
import { type Code, HubError, type HubErrorOptions, problems } from '../contract/index.js';
import type { JsonObject } from '../kernel/index.js';

/** A refusal by the hub, with the status and trace that it answered. */
export class HubRefusal extends HubError {
  override readonly name: string = 'HubRefusal';
  readonly status: number;
  readonly traceId: string | null;

  constructor(code: Code, status: number, traceId: string | null, options: HubErrorOptions) {
    super(code, options);
    this.status = status;
    this.traceId = traceId;
  }
}

/** No answer, or one that no hub gives: a broken connection, a proxy's page. */
export class HubUnreachable extends Error {
  override readonly name = 'HubUnreachable';
}

const ownMembers = new Set(['type', 'title', 'status', 'detail', 'code', 'traceId', 'errors']);

/** @throws HubUnreachable when the answer is not a problem document */
export function refusalOf(status: number, headers: Headers, text: string): HubRefusal {
  const document = parse(headers.get('content-type'), text);
  if (document === null) throw new HubUnreachable(`the hub answered ${status} without a problem document`);
  const { code, detail, traceId } = document;
  const known = typeof code === 'string' && Object.hasOwn(problems, code) ? (code as Code) : 'internal';
  const retryAfter = Number(headers.get('retry-after'));
  const members = Object.fromEntries(Object.entries(document).filter(([name]) => !ownMembers.has(name)));
  return new HubRefusal(known, status, typeof traceId === 'string' ? traceId : null, {
    ...(typeof detail === 'string' && { detail }),
    ...(Array.isArray(document.errors) && {
      errors: document.errors as unknown as NonNullable<HubErrorOptions['errors']>,
    }),
    members,
    ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }),
  });
}

function parse(type: string | null, text: string): JsonObject | null {
  if (type === null || !/^application\/problem\+json\b/i.test(type)) return null;
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? (document as JsonObject) : null;
  } catch {
    return null;
  }
}
