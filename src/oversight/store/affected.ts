/** Whom a breach affects: exchanges of whoever it is about in which something was given, under way in its period. */
import type { ExchangeId, PartnerId, Place } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { keptUnreceipted, longestDeadlineDays } from '../../exchange/index.js';
import type { About } from '../domain/breach.js';
import type { BreachRecord } from './breaches.js';

const begins = "($2::date::timestamp AT TIME ZONE 'Europe/Amsterdam')";
const ends = "(($3::date + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam')";

const keptHours = keptUnreceipted / 3_600_000;
/** By then what was asked earlier is over: answered in time, and taken or destroyed. A day more, for clocks that changed. */
const near = (column: string): string =>
  `${column} >= ${begins} - interval '${longestDeadlineDays * 24 + keptHours + 24} hours' AND ${column} < ${ends}`;
/** The last moment at which what was given was on its way. */
const arrived = `coalesce(t.received_at, t.released_at + interval '${keptHours} hours')`;

/** What each asked or gave, up to the end of the period. */
const touched: Readonly<Record<About, string>> = {
  partner: `SELECT id FROM exchange WHERE requester = $1 AND ${near('asked_at')}
    UNION SELECT exchange FROM exchange_task WHERE source = $1 AND ${near('created_at')}`,
  key: `SELECT e.id FROM partner_key AS k JOIN exchange AS e ON e.requester = k.partner WHERE k.kid = $1 AND ${near('e.asked_at')}
    UNION SELECT t.exchange FROM partner_key AS k JOIN exchange_task AS t ON t.source = k.partner
      WHERE k.kid = $1 AND ${near('t.created_at')}`,
  professional: `SELECT id FROM exchange WHERE account = $1 AND ${near('asked_at')}`,
};

/** Of what others gave to others in the same exchange nothing counts. Of a key: its partner, while the key counted; that may be more than the key served for, never less. */
const own: Readonly<Record<About, string>> = {
  partner: '(e.requester = $1 OR t.source = $1)',
  key: `EXISTS (SELECT FROM partner_key AS k WHERE k.kid = $1 AND k.partner IN (e.requester, t.source)
    AND (k.retired_at IS NULL OR e.asked_at < k.retired_at) AND ${arrived} >= k.added_at)`,
  professional: 'e.account = $1',
};

const released = (about: About): string => `touched AS (${touched[about]}),
    released AS (SELECT e.id, e.subject, e.requester, e.purpose, e.asked_at, t.source, t.fields
      FROM touched JOIN exchange AS e ON e.id = touched.id JOIN exchange_task AS t ON t.exchange = e.id
     WHERE t.released_at IS NOT NULL AND ${arrived} >= ${begins} AND ${own[about]})`;

const valuesOf = ({ concerned, from, to }: Pick<BreachRecord, 'concerned' | 'from' | 'to'>) => [
  ...[concerned, from, to],
];

export interface PurposeAffected {
  readonly purpose: string;
  readonly children: number;
  readonly exchanges: number;
  readonly fields: readonly string[];
}

export const purposesAffected = (tx: Tx, breach: BreachRecord): Promise<readonly PurposeAffected[]> =>
  tx.query<PurposeAffected>(
    `WITH ${released(breach.about)}
     SELECT purpose, count(DISTINCT subject)::int AS children, count(DISTINCT id)::int AS exchanges,
            array_agg(DISTINCT field ORDER BY field) AS fields
       FROM released, unnest(fields) AS field GROUP BY purpose ORDER BY purpose`,
    valuesOf(breach),
  );

export async function countAffected(
  tx: Tx,
  breach: BreachRecord,
): Promise<{ readonly children: number; readonly exchanges: number }> {
  const [row] = await tx.query<{ children: number; exchanges: number }>(
    `WITH ${released(breach.about)}
     SELECT count(DISTINCT subject)::int AS children, count(DISTINCT id)::int AS exchanges FROM released`,
    valuesOf(breach),
  );
  return row ?? { children: 0, exchanges: 0 };
}

export interface ExchangeAffected {
  readonly exchange: ExchangeId;
  readonly askedAt: Date;
  readonly recipient: PartnerId;
  readonly purpose: string;
  readonly sources: readonly PartnerId[];
}

/** Newest first. */
export const exchangesAffected = (
  tx: Tx,
  breach: BreachRecord,
  after: Place | null,
  limit: number,
): Promise<readonly ExchangeAffected[]> =>
  tx.query<ExchangeAffected>(
    `WITH ${released(breach.about)}
     SELECT id AS exchange, asked_at AS "askedAt", requester AS recipient, purpose,
            array_agg(DISTINCT source ORDER BY source) AS sources
       FROM released WHERE $4::timestamptz IS NULL OR (asked_at, id) < ($4, $5)
      GROUP BY id, asked_at, requester, purpose ORDER BY asked_at DESC, id DESC LIMIT $6`,
    [...valuesOf(breach), after?.at ?? null, after?.id ?? null, limit],
  );

/** The partner whose key or professional it is, by what is registered or was asked last. */
export async function partnerConcerned(
  tx: Tx,
  { about, concerned }: Pick<BreachRecord, 'about' | 'concerned'>,
): Promise<string | null> {
  const sql = {
    partner: 'SELECT name FROM partner WHERE id = $1',
    key: 'SELECT p.name FROM partner_key AS k JOIN partner AS p ON p.id = k.partner WHERE k.kid = $1',
    professional: `SELECT p.name FROM exchange AS e JOIN partner AS p ON p.id = e.requester
      WHERE e.account = $1 ORDER BY e.asked_at DESC LIMIT 1`,
  }[about];
  const [row] = await tx.query<{ name: string }>(sql, [concerned]);
  return row?.name ?? null;
}
