/** Payloads of this room's ledger entries: opaque ids, codes and hashes only. */
import {
  type Code,
  civilDate,
  closed,
  digest,
  type ExchangeId,
  fieldName,
  id,
  list,
  oneOf,
  type PartnerId,
  problems,
  type Role,
  slug,
  type TaskId,
  Type,
  text,
} from '../../contract/index.js';
import { officerEntryKinds } from './officer-entry-kinds.js';
import { stopEntryKinds } from './stop-entry-kinds.js';

const exchange = id<ExchangeId>('exchange');
const task = id<TaskId>('task');
const partner = id<PartnerId>('partner');
const role = Type.Unsafe<Role>(slug);
const policies = list(text(120), 200);
/** The civil date by which ages and end dates were judged; absent in entries from before it was recorded. */
const judgedOn = Type.Optional(civilDate);
const asked = {
  exchange,
  recipient: partner,
  role,
  purpose: slug,
  version: Type.Integer({ minimum: 1 }),
  question: slug,
  fields: list(fieldName, 60, 1),
  /** SHA-256 of the key statement's ASCII. */
  keyStatement: digest,
  policies,
  /** Which texts of the policies decided. */
  policyDigest: digest,
  judgedOn,
};

export const exchangeEntryKinds = {
  'exchange.permitted': closed({
    ...asked,
    secondProfessional: Type.Boolean(),
    /** Of an emergency that the family does not see before that day, unless an officer says otherwise. */
    hiddenUntil: Type.Optional(civilDate),
    tasks: list(
      closed({ task, source: partner, flow: slug, basis: slug, fields: list(fieldName, 60, 1) }),
      500,
    ),
  }),
  'exchange.refused': closed({ ...asked, refusal: oneOf(...(Object.keys(problems) as Code[])) }),
  'exchange.enveloped': closed({ exchange, task, source: partner, manifest: digest }),
  'exchange.rejected': closed({ exchange, task, source: partner, causes: list(slug, 60, 1) }),
  'exchange.declined': closed({ exchange, task, source: partner, reason: slug, causes: list(slug, 20) }),
  'exchange.released': closed({
    exchange,
    task,
    source: partner,
    recipient: partner,
    purpose: slug,
    version: Type.Integer({ minimum: 1 }),
    flow: slug,
    basis: slug,
    fields: list(fieldName, 60, 1),
    manifest: digest,
    policies,
    policyDigest: digest,
    judgedOn,
  }),
  /** Sealed fields that were destroyed, and tasks that were called off, before anyone received them. */
  'exchange.destroyed': closed({
    exchange,
    destroyed: list(task, 500),
    cancelled: list(task, 500),
    cause: oneOf('consent-withdrawn', 'basis-lapsed', 'unreceipted', 'data-erased'),
  }),
  'exchange.received': closed({
    exchange,
    task,
    recipient: partner,
    manifest: digest,
    outcome: oneOf('opened', 'rejected'),
    causes: list(slug, 20),
    /** SHA-256 of the recipient's signed receipt; absent in entries from before it was kept. */
    statement: Type.Optional(digest),
  }),
  'exchange.expired': closed({
    exchange,
    expired: list(task, 500),
    state: oneOf('complete', 'partial', 'expired', 'withdrawn'),
  }),
  ...stopEntryKinds,
  ...officerEntryKinds,
  'emergency.approved': closed({ partner, purpose: slug }),
} as const;
