import { HubError } from '../../contract/index.js';

/** This partner may not use the BSN, so it is introduced instead (UAVG 46). */
export class BsnNotAllowed extends HubError {
  override readonly name: string = 'BsnNotAllowed';
  constructor() {
    super('role-not-allowed', { detail: 'this partner may not use the BSN; ask for an introduction' });
  }
}

export class EnrolmentBudgetExhausted extends HubError {
  override readonly name: string = 'EnrolmentBudgetExhausted';
  constructor(retryAfterSeconds: number) {
    super('budget-exhausted', { retryAfterSeconds });
  }
}

export class TooManyCodes extends HubError {
  override readonly name: string = 'TooManyCodes';
  constructor(retryAfterSeconds: number) {
    super('rate-limited', { retryAfterSeconds, detail: 'too many wrong codes; try again later' });
  }
}

export class IntroductionWithoutBasis extends HubError {
  override readonly name: string = 'IntroductionWithoutBasis';
  constructor() {
    super('basis-not-in-force');
  }
}

export class StateConflict extends HubError {
  override readonly name: string = 'StateConflict';
  constructor(detail: string) {
    super('state-conflict', { detail });
  }
}

export class EvaluatorUnavailable extends HubError {
  override readonly name: string = 'EvaluatorUnavailable';
  constructor(cause?: unknown) {
    super('evaluator-unavailable', { cause, retryAfterSeconds: 5 });
  }
}
