import type { Caller, Code, Professional, System } from '../../contract/index.js';

/**
 * Refusals of an authenticated partner that leave an entry in the ledger: bad input, and ids that are not its own.
 * Not those that a room records itself with more detail (`envelope-rejected`, the policy's refusals), nor those that
 * say that the hub or the network is at fault.
 */
const recorded: ReadonlySet<Code> = new Set([
  'invalid-request',
  'idempotency-key-missing',
  'statement-invalid',
  'proof-invalid',
  'payload-signature-invalid',
  'not-found',
  'idempotency-key-reused',
  'content-too-large',
  'media-type-unsupported',
] satisfies Code[]);

export type PartnerCaller = System | Professional;

export const isPartner = (caller: Caller): caller is PartnerCaller =>
  caller.kind === 'system' || caller.kind === 'professional';

export const leavesEntry = (caller: Caller, code: Code): caller is PartnerCaller =>
  isPartner(caller) && recorded.has(code);
