import {
  type Code,
  type ExchangeId,
  type ExchangeRequest,
  HubError,
  type Inclusion,
  InvalidRequest,
  type Purpose,
  type RequestFault,
} from '../../contract/index.js';
import type { JsonObject } from '../../kernel/index.js';

/** What is wrong with a request by itself, before any child is looked at. */
export function requestFaults(
  request: Pick<ExchangeRequest, 'question' | 'necessity'>,
  purpose: Purpose | null,
): readonly RequestFault[] {
  if (purpose === null) return [{ pointer: '/purpose', reason: 'is not a purpose of the catalogue' }];
  const codes = purpose.questions.map(({ code }) => code);
  return [
    ...(codes.includes(request.question)
      ? []
      : [{ pointer: '/question', reason: `must be one of ${codes.join(', ')}` }]),
    ...(purpose.emergency === null && request.necessity !== undefined
      ? [{ pointer: '/necessity', reason: 'is only for an emergency' }]
      : []),
  ];
}

/** @throws InvalidRequest */
export function refuseFaults(faults: readonly RequestFault[]): void {
  if (faults.length > 0) throw new InvalidRequest(faults);
}

/** 403 with the exchange and the proof that its refusal is on record. */
export class ExchangeRefused extends HubError {
  override readonly name: string = 'ExchangeRefused';
  constructor(code: Code, exchange: ExchangeId, proof: Inclusion) {
    super(code, { members: { exchange, proof: proof as unknown as JsonObject } });
  }
}
