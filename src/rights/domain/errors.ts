import { HubError } from '../../contract/index.js';

export class StateConflict extends HubError {
  override readonly name = 'StateConflict';
  constructor(detail: string) {
    super('state-conflict', { detail });
  }
}

export class StatementRefused extends HubError {
  override readonly name = 'StatementRefused';
  constructor(detail: string) {
    super('statement-invalid', { detail });
  }
}
