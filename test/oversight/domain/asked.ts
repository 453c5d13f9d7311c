/** Requests of one professional, made by hand. */
import type { Request } from '../../../src/oversight/domain/finding.js';

let made = 0;

/** @param at RFC 3339 */
export const asked = (at: string, change: Partial<Record<keyof Request, unknown>> = {}): Request => {
  made += 1;
  return {
    exchange: `exc_${made}`,
    subject: `sub_${made}`,
    partner: 'prt_one',
    account: 'acc_one',
    askedAt: new Date(at),
    refused: false,
    emergency: false,
    colleaguesChild: false,
    ...change,
  } as unknown as Request;
};
