import type { Delivery, Purpose, Roster, RosterPartner } from '../../contract/index.js';
import { openCompact, type PrivateJwk, SealBroken } from '../../kernel/index.js';
import { type Asked, judgeDelivery } from './delivery-checks.js';
import { decodeField, type FieldValue } from './field-plaintext.js';
import { faultsOf } from './minimise.js';
import { partnerIn } from './roster.js';
import { readManifest, readTicket } from './statements-read.js';

export interface OpenOrder {
  readonly delivery: Delivery;
  readonly asked: Asked;
  readonly purpose: Purpose;
  readonly self: RosterPartner;
  readonly roster: Roster;
  /** The fresh X25519 key of this request. */
  readonly privateJwk: PrivateJwk;
}

export type Opened =
  | {
      readonly outcome: 'opened';
      readonly fields: { readonly [name: string]: FieldValue };
      readonly checks: readonly string[];
    }
  | { readonly outcome: 'rejected'; readonly causes: readonly string[] };

const rejected = (...causes: readonly string[]): Opened => ({ outcome: 'rejected', causes });

/** Checks everything first, opens only what passed, then checks what came out. All or nothing. */
export async function openDelivery(order: OpenOrder): Promise<Opened> {
  const { delivery, roster } = order;
  const ticket = await readTicket(delivery.ticket, roster);
  if (ticket === null) return rejected('ticket-signature');
  const source = partnerIn(roster, ticket.aud);
  const manifest = await readManifest(delivery.envelope.manifest, source);
  const verdict = judgeDelivery({ ...order, ticket, source, manifest });
  if (verdict.failed.length > 0) return rejected(...verdict.failed);
  const opened = await Promise.all(
    Object.entries(delivery.envelope.fields).map(async ([name, jwe]) => ({
      name,
      ...(await openField(order, name, jwe)),
    })),
  );
  const causes = new Set(opened.flatMap(({ cause }) => (cause === undefined ? [] : [cause])));
  if (causes.size > 0) return rejected(...causes);
  const fields = Object.fromEntries(
    opened.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const])),
  );
  return { outcome: 'opened', fields, checks: [...verdict.passed, ...valueChecks] };
}

const valueChecks = ['seal-opens', 'value-padding', 'value-form', 'value-schema'] as const;

interface OpenedField {
  readonly value?: FieldValue;
  readonly cause?: (typeof valueChecks)[number];
}

async function openField(
  { purpose, privateJwk }: OpenOrder,
  name: string,
  jwe: string,
): Promise<OpenedField> {
  const field = purpose.fields.find((candidate) => candidate.name === name);
  if (field === undefined) return { cause: 'value-schema' };
  let plaintext: Uint8Array;
  try {
    plaintext = (await openCompact(jwe, privateJwk)).plaintext;
  } catch (error) {
    if (error instanceof SealBroken) return { cause: 'seal-opens' };
    throw error;
  }
  if (plaintext.length !== field.paddedBytes) return { cause: 'value-padding' };
  const value = decodeField(plaintext);
  if (value === null) return { cause: 'value-form' };
  return faultsOf(field, value).length > 0 ? { cause: 'value-schema' } : { value };
}
