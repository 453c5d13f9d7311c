/** Rows of one exchange as they are stored, and of the texts that decided it. */
import type { ExchangeId, PartnerId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { AskedRow, OrderedRow, PolicySet, StopRow } from '../domain/story/material.js';

export async function askedRow(tx: Tx, id: ExchangeId): Promise<AskedRow | null> {
  const rows = await tx.query<AskedRow>(
    `SELECT id, subject, requester, requester_role AS "requesterRole", account, function, purpose, version, question,
       emergency, second_professional AS "secondProfessional", colleagues_child AS "colleaguesChild", fields, key_statement AS "keyStatement", state,
       decision_entry AS "decisionEntry", asked_at AS "askedAt", deadline_at AS "deadlineAt"
      FROM exchange WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export const orderedRows = (tx: Tx, exchange: ExchangeId): Promise<readonly OrderedRow[]> =>
  tx.query<OrderedRow>(
    `SELECT id, source, source_role AS "sourceRole", flow, basis, fields, manual, state, ticket, manifest, receipt, stop
      FROM exchange_task WHERE exchange = $1 ORDER BY id`,
    [exchange],
  );

export const stopRows = (tx: Tx, exchange: ExchangeId): Promise<readonly StopRow[]> =>
  tx.query<StopRow>(
    `SELECT id, cause, ordered_at AS "orderedAt", due_at AS "dueAt", statement
      FROM stop_order WHERE exchange = $1 ORDER BY ordered_at, id`,
    [exchange],
  );

export const policySets = (tx: Tx, digests: readonly string[]): Promise<readonly PolicySet[]> =>
  tx.query<PolicySet>('SELECT digest, texts FROM policy_set WHERE digest = ANY ($1::text[])', [digests]);

export interface PartnerName {
  readonly id: PartnerId;
  readonly name: string;
}

export const partnerNames = (tx: Tx, ids: readonly PartnerId[]): Promise<readonly PartnerName[]> =>
  tx.query<PartnerName>('SELECT id, name FROM partner WHERE id = ANY ($1::text[])', [ids]);
