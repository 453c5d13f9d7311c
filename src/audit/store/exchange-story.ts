/** Rows of one exchange as they are stored, and of the texts that decided it. */
import type { ExchangeId, PartnerId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { AskedRow, OrderedRow, PolicySet, StopRow } from '../domain/story/material.js';

/** @param seenBy only where that partner asked, or was asked; null for any */
export async function askedRow(tx: Tx, id: ExchangeId, seenBy: PartnerId | null): Promise<AskedRow | null> {
  const rows = await tx.query<AskedRow>(
    `SELECT id, subject, requester, requester_role AS "requesterRole", account, function, purpose, version, question,
       emergency, second_professional AS "secondProfessional", colleagues_child AS "colleaguesChild", fields, key_statement AS "keyStatement", state,
       decision_entry AS "decisionEntry", asked_at AS "askedAt", deadline_at AS "deadlineAt"
      FROM exchange AS e
      WHERE id = $1 AND ($2::text IS NULL OR requester = $2 OR EXISTS (
        SELECT FROM exchange_task AS t WHERE t.exchange = e.id AND t.source = $2 AND t.ticket IS NOT NULL))`,
    [id, seenBy],
  );
  return rows[0] ?? null;
}

/** @param seenBy only those to that partner, and those of which it got the answer; null for all */
export const orderedRows = (
  tx: Tx,
  exchange: ExchangeId,
  seenBy: PartnerId | null = null,
): Promise<readonly OrderedRow[]> =>
  tx.query<OrderedRow>(
    `SELECT id, source, source_role AS "sourceRole", flow, basis, fields, manual, state, ticket, manifest, receipt, stop
      FROM exchange_task
      WHERE exchange = $1 AND ($2::text IS NULL OR (source = $2 AND ticket IS NOT NULL) OR (released_at IS NOT NULL
        AND EXISTS (SELECT FROM exchange AS e WHERE e.id = exchange_task.exchange AND e.requester = $2)))
      ORDER BY id`,
    [exchange, seenBy],
  );

/** @param seenBy only those to that partner; null for all */
export const stopRows = (
  tx: Tx,
  exchange: ExchangeId,
  seenBy: PartnerId | null,
): Promise<readonly StopRow[]> =>
  tx.query<StopRow>(
    `SELECT id, cause, ordered_at AS "orderedAt", due_at AS "dueAt", statement
      FROM stop_order WHERE exchange = $1 AND ($2::text IS NULL OR recipient = $2) ORDER BY ordered_at, id`,
    [exchange, seenBy],
  );

export const policySets = (tx: Tx, digests: readonly string[]): Promise<readonly PolicySet[]> =>
  tx.query<PolicySet>('SELECT digest, texts FROM policy_set WHERE digest = ANY ($1::text[])', [digests]);

export interface PartnerName {
  readonly id: PartnerId;
  readonly name: string;
}

export const partnerNames = (tx: Tx, ids: readonly PartnerId[]): Promise<readonly PartnerName[]> =>
  tx.query<PartnerName>('SELECT id, name FROM partner WHERE id = ANY ($1::text[])', [ids]);
