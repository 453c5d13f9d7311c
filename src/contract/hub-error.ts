import type { Fault, JsonObject } from '../kernel/index.js';
import type { Professional, System } from './caller.js';
import type { Code } from './problems.js';

/** A fault with the part of the request that it is in; the body unless said otherwise. */
export interface RequestFault extends Fault {
  readonly in?: 'path' | 'query' | 'header';
}

export interface HubErrorOptions {
  readonly cause?: unknown;
  /** One sentence for this occurrence, without personal data and without ids. */
  readonly detail?: string;
  /** For bad input: every fault at once. */
  readonly errors?: readonly RequestFault[];
  /** Extra members of the problem document, such as an exchange id and its proof (RFC 9457 section 3.2). */
  readonly members?: JsonObject;
  readonly retryAfterSeconds?: number;
}

/**
 * A refusal with a stable code. Rooms subclass it in `domain/errors.ts`; the http room renders it as
 * `application/problem+json` and the client room throws it again from such a document.
 */
export class HubError extends Error {
  override readonly name: string = 'HubError';
  readonly code: Code;
  readonly options: HubErrorOptions;

  constructor(code: Code, options: HubErrorOptions = {}) {
    super(options.detail ?? code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.options = options;
  }
}

/** A refusal at the door of a partner whose token and proof hold: who it was is certain, and may go on record. */
export class CallerRefused extends HubError {
  override readonly name: string = 'CallerRefused';
  readonly caller: System | Professional;

  constructor(caller: System | Professional, refusal: HubError) {
    super(refusal.code, refusal.options);
    this.caller = caller;
  }
}

/** 400 with every fault. */
export class InvalidRequest extends HubError {
  override readonly name: string = 'InvalidRequest';
  constructor(errors: readonly RequestFault[]) {
    super('invalid-request', { errors });
  }
}

/** The one 404, for *unknown* and for *not yours*. */
export class NotFound extends HubError {
  override readonly name: string = 'NotFound';
  constructor() {
    super('not-found');
  }
}
