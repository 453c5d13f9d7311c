import type { Caller, Code, HubError, Professional, System } from '../../contract/index.js';

/**
 * Refusals of an authenticated partner that leave an entry in the ledger: bad input, ids that are not its own, what its
 * role, its function or the policies do not let it do, and what no longer can be done. Not those that a room records itself with more detail
 * (`envelope-rejected`), nor those that say that the hub or the network is at fault, nor that the partner or the account is
 * suspended: the suspension is on record, and an agent keeps asking.
 */
const recorded: ReadonlySet<Code> = new Set([
  'dpop-proof-replayed',
  'professional-required',
  'caller-not-allowed',
  'scope-insufficient',
  'invalid-request',
  'idempotency-key-missing',
  'statement-invalid',
  'proof-invalid',
  'payload-signature-invalid',
  'not-found',
  'idempotency-key-reused',
  'task-not-open',
  'exchange-not-open',
  'state-conflict',
  'purpose-not-offered',
  'content-too-large',
  'media-type-unsupported',
  'role-not-allowed',
  'function-not-allowed',
  'step-up-required',
  'emergency-not-permitted',
  'basis-not-in-force',
  'policy-forbids',
  'budget-exhausted',
] satisfies Code[]);

export type PartnerCaller = System | Professional;

export const isPartner = (caller: Caller): caller is PartnerCaller =>
  caller.kind === 'system' || caller.kind === 'professional';

/** A refusal that brings its proof is on record already. */
const isOnRecord = ({ options }: HubError): boolean => options.members?.proof !== undefined;

/** Whether the ledger holds this refusal, whoever put it there: so many a minute, and no more. */
export const standsInLedger = (caller: Caller, refusal: HubError): caller is PartnerCaller =>
  leavesEntry(caller, refusal) ||
  (isPartner(caller) && (isOnRecord(refusal) || refusal.code === 'envelope-rejected'));

export const leavesEntry = (caller: Caller, refusal: HubError): caller is PartnerCaller =>
  isPartner(caller) && recorded.has(refusal.code) && !isOnRecord(refusal);
