import { HubError } from '../../contract/index.js';

export class StateConflict extends HubError {
  override readonly name = 'StateConflict';
  constructor(detail: string) {
    super('state-conflict', { detail });
  }
}
