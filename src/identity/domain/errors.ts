import { HubError } from '../../contract/index.js';

/** The access token does not prove who calls. The detail says which check failed, never a value of the token. */
export class TokenRefused extends HubError {
  override readonly name: string = 'TokenRefused';
  constructor(detail: string, cause?: unknown) {
    super('unauthenticated', { detail, cause });
  }
}

export class ProofRefused extends HubError {
  override readonly name: string = 'ProofRefused';
  constructor(detail: string, cause?: unknown) {
    super('dpop-proof-invalid', { detail, cause });
  }
}

export class ProofReplayed extends HubError {
  override readonly name: string = 'ProofReplayed';
  constructor() {
    super('dpop-proof-replayed');
  }
}

export class PayloadSignatureRefused extends HubError {
  override readonly name: string = 'PayloadSignatureRefused';
  constructor(detail: string, cause?: unknown) {
    super('payload-signature-invalid', { detail, cause });
  }
}

export class IssuerUnavailable extends HubError {
  override readonly name: string = 'IssuerUnavailable';
  constructor(cause: unknown) {
    super('issuer-unavailable', { cause, retryAfterSeconds: 5 });
  }
}

/** A statement of a partner or of the covenant that does not hold; the detail is for whoever sent it. */
export class StatementRefused extends HubError {
  override readonly name: string = 'StatementRefused';
  constructor(detail: string, cause?: unknown) {
    super('statement-invalid', { detail, cause });
  }
}

export class StateConflict extends HubError {
  override readonly name: string = 'StateConflict';
  constructor(detail: string) {
    super('state-conflict', { detail });
  }
}
