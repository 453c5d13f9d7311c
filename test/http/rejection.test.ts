import { describe, expect, it } from 'vitest';
import {
  type Caller,
  type Code,
  HubError,
  type PartnerId,
  problems,
  type Role,
} from '../../src/contract/index.js';
import { leavesEntry } from '../../src/http/domain/rejection.js';

const school: Caller = { kind: 'system', partner: 'prt_school' as PartnerId, role: 'school' as Role };
const codes = Object.keys(problems) as Code[];

/** Why a refusal with this code leaves no entry of its own. */
const withoutEntry: Readonly<Partial<Record<Code, string>>> = {
  unauthenticated: 'nobody is certain',
  'dpop-proof-invalid': 'nobody is certain',
  'session-required': 'of a citizen',
  'session-expired': 'of a citizen',
  'origin-not-allowed': 'of a citizen',
  'passkey-invalid': 'of a citizen',
  'signature-required': 'of a citizen',
  'partner-unknown': 'no partner',
  'partner-suspended': 'the suspension is on record, and its agent keeps asking',
  'account-suspended': 'the suspension is on record',
  'agreement-missing': 'that none is signed is on record, and its agent keeps asking',
  'envelope-rejected': 'its room records it, with every cause',
  'refused-before': 'the first refusal is on record',
  'request-in-progress': 'the first call still runs',
  'method-not-allowed': 'before anyone is asked who calls',
  'rate-limited': 'the limit is what keeps the log from being filled',
  internal: 'the hub is at fault',
  'issuer-unavailable': 'another is at fault',
  'evaluator-unavailable': 'another is at fault',
  'ledger-unavailable': 'the hub is at fault',
  'database-unavailable': 'the hub is at fault',
  'shutting-down': 'the hub is at fault',
};

describe('a refusal of a partner that is certain', () => {
  it.each(codes)('%s leaves an entry, unless a reason says why not', (code) => {
    expect(leavesEntry(school, new HubError(code))).toBe(withoutEntry[code] === undefined);
  });

  it('leaves none where its proof says that it is on record', () => {
    const refusal = new HubError('policy-forbids', { members: { proof: { index: 1 } } });
    expect(leavesEntry(school, refusal)).toBe(false);
  });
});
