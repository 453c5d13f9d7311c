import {
  type Code,
  type ExchangeId,
  type ExchangeRequest,
  HubError,
  type Inclusion,
  InvalidRequest,
  type OfficerText,
  type Purpose,
  type RequestFault,
  reviewingOfficer,
} from '../../contract/index.js';
import type { JsonObject } from '../../kernel/index.js';

/** What is wrong with a request by itself, before any child is looked at. */
export function requestFaults(
  request: Pick<ExchangeRequest, 'question' | 'necessity' | 'unsafeForFamily'>,
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
    ...(purpose.emergency === null && request.unsafeForFamily !== undefined
      ? [{ pointer: '/unsafeForFamily', reason: 'is only for an emergency' }]
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

/** What only a privacy officer may read is sealed to one. */
export function officerFaults(
  { necessity, unsafeForFamily }: Pick<ExchangeRequest, 'necessity' | 'unsafeForFamily'>,
  officers: readonly string[],
): readonly RequestFault[] {
  const reason = 'has no text that is sealed to a privacy officer of the covenant roster';
  const opens = (texts: readonly OfficerText[]): boolean => texts.some(({ kid }) => officers.includes(kid));
  return [
    ...(necessity !== undefined && !opens(toOfficers(necessity)) ? [{ pointer: '/necessity', reason }] : []),
    ...(unsafeForFamily !== undefined && !opens(unsafeForFamily)
      ? [{ pointer: '/unsafeForFamily', reason }]
      : []),
  ];
}

/** The copies for the reviewing officers, without the addressee. */
export const toOfficers = (necessity: ExchangeRequest['necessity'] = []): readonly OfficerText[] =>
  necessity.filter(({ to }) => to === reviewingOfficer).map(({ kid, jwe }) => ({ kid, jwe }));

/**
 * Whether a necessity is stated to all who must be able to read it: to a source, and to a privacy officer, who reviews
 * it. Where the covenant has no officer with a key nobody could, and there is no emergency.
 *
 * @param officers thumbprints of the privacy officers' sealing keys
 */
export const isNecessityStated = (
  necessity: ExchangeRequest['necessity'] = [],
  officers: readonly string[],
): boolean =>
  necessity.some(({ to }) => to !== reviewingOfficer) &&
  toOfficers(necessity).some(({ kid }) => officers.includes(kid));
