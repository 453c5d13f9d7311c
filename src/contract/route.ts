import type { Static, TObject, TSchema } from 'typebox';
import type { CallerKind, CallerOf } from './caller.js';
import type { Oversees } from './oversees.js';
import type { Code } from './problems.js';

/** The claim on an `Idempotency-Key`; the use case settles it in its own transaction (see the database room). */
export interface Claim {
  readonly scope: string;
  readonly key: string;
  readonly token: string;
  /** What a repeat is answered instead of the use case's own outcome: a page leads elsewhere than the API. */
  readonly outcome?: { readonly status: number; readonly location: string };
}

/** What a handler gets: parsed and valid. */
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Seconds the caller prefers to wait (RFC 7240 `Prefer: wait`), 0 to 30. */
  readonly waitSeconds: number;
  /** Aborts when the caller hangs up or the hub drains. */
  readonly signal: AbortSignal;
  /** Only on routes with `idempotent: true`. */
  readonly claim: Claim | null;
  /** Compact detached signature over the body, already verified; evidence of who sent what. */
  readonly payloadSignature: string | null;
  readonly traceId: string;
  /** The `Cookie` header as sent; only signing in and out and pages look at it. */
  readonly cookie?: string;
  /** `Accept-Language` as sent, on pages. */
  readonly languages?: string;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of JSON: text or bytes under a media type of its own. */
  readonly content?: {
    readonly type: string;
    /** What comes bit by bit is sent as it comes; where it fails, the connection breaks off. */
    readonly data: string | Uint8Array | AsyncIterable<string>;
    /** The same, compressed; sent to whoever accepts it. Never of what holds a secret (BREACH). */
    readonly gzip?: Uint8Array;
  };
  /** True where the handler honoured `Prefer: wait`; becomes `Preference-Applied`. */
  readonly waited?: boolean;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** OpenAPI form, from the origin: `/v1/exchanges/{exchange}`. */
  readonly path: string;
  /** The one parameter, at the end, takes the rest of the path as it was sent, slashes included. */
  readonly restOfPath?: true;
  readonly callers: readonly CallerKind[];
  /** OAuth scope that a token must hold; only for callers with a token. */
  readonly scope?: string;
  /** What an officer does here; where it is not said no officer is let in. */
  readonly oversees?: Oversees;
  readonly summary: string;
  readonly tag: string;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** Per status the schema of the JSON body, a media type, or null for no body. */
  readonly responses: Readonly<Record<number, TSchema | string | null>>;
  /** Codes beyond those every route of its kind can answer. */
  readonly problems: readonly Code[];
  /** Requires `Idempotency-Key`. */
  readonly idempotent?: boolean;
  /** Honours `Prefer: wait`. */
  readonly waits?: boolean;
  /**
   * A page for people, no part of the API: a posted body is a form (`application/x-www-form-urlencoded`) that `body`
   * describes, problems are pages too, and whoever must sign in first is led there.
   */
  readonly page?: true;
  /** Where 256 kB is too little. */
  readonly maxBodyBytes?: number;
  readonly handler: (caller: never, input: Input<never, never, never>) => Promise<Reply>;
}

type Of<S> = S extends TSchema ? Static<S> : Record<string, never>;

/** A row of a room's route table, with the handler's types taken from its own schemas. */
export function route<
  K extends CallerKind,
  P extends TObject | undefined = undefined,
  Q extends TObject | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(
  row: Omit<Route, 'callers' | 'params' | 'query' | 'body' | 'handler'> & {
    readonly callers: readonly K[];
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly handler: (caller: CallerOf<K>, input: Input<Of<P>, Of<Q>, Of<B>>) => Promise<Reply>;
  } & ('officer' extends K ? { readonly oversees: Oversees } : unknown),
): Route {
  return row as unknown as Route;
}
