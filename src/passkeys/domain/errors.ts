import { HubError } from '../../contract/index.js';

/** What the device answered is not what was asked of it, or does not hold. */
export class PasskeyInvalid extends HubError {
  override readonly name: string = 'PasskeyInvalid';
  constructor(detail: string, cause?: unknown) {
    super('passkey-invalid', { detail, ...(cause !== undefined && { cause }) });
  }
}

/** This person's yes counts only when signed: so they said when they registered a passkey. */
export class SignatureRequired extends HubError {
  override readonly name: string = 'SignatureRequired';
  constructor() {
    super('signature-required', { detail: 'sign it with your passkey, or revoke that passkey first' });
  }
}

/** Browsers make no passkeys for the address of this hub. */
export class PasskeysUnavailable extends HubError {
  override readonly name: string = 'PasskeysUnavailable';
  constructor() {
    super('state-conflict', {
      detail: 'the address of this hub is a number, or not safe: passkeys need a name',
    });
  }
}

export class PasskeyConflict extends HubError {
  override readonly name: string = 'PasskeyConflict';
  constructor(detail: string) {
    super('state-conflict', { detail });
  }
}
