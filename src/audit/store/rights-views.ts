/** Rows of requests and erasures, as far as entries say what they hold. */
import type { AccountId, RightsAssignmentId, RightsRequestId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { Topic } from '../../rights/index.js';
import type { AssignmentRow } from '../domain/views/assignment-record.js';
import type { Values } from '../domain/views/compare-all.js';
import type { RequestRow } from '../domain/views/rights-record.js';
import { digestOf } from '../domain/views/view.js';

export const requestRows = async (tx: Tx): Promise<readonly RequestRow[]> =>
  (
    await tx.query<{ values: RequestRow }>(
      `SELECT jsonb_build_object('id', id, 'kind', kind, 'subject', subject, 'person', person, 'as', stands_as,
         'dueOn', due_on::text, 'entry', entry, 'state', state, 'article', article,
         'explained', reason IS NOT NULL, 'asked', explanation IS NOT NULL, 'extendedTo', extended_to::text,
         'delayExplained', extension_reason IS NOT NULL, 'decided', decided_at IS NOT NULL,
         'assigned', (SELECT count(*) FROM rights_assignment AS a WHERE a.request = r.id),
         'partnersAnswered', (SELECT count(answered_at) FROM rights_assignment AS a WHERE a.request = r.id)) AS values
         FROM rights_request AS r`,
    )
  ).map(({ values }) => values);

export const assignmentRows = async (tx: Tx): Promise<readonly AssignmentRow[]> =>
  (
    await tx.query<{ values: AssignmentRow }>(
      `SELECT jsonb_build_object('id', id, 'request', request, 'partner', partner, 'dueOn', due_on::text, 'entry', entry,
         'explained', explained, 'instructed', instruction IS NOT NULL, 'outcome', outcome, 'manner', manner,
         'article', article, 'on', answered_on::text, 'statement', ${digestOf('statement')},
         'answered', answered_at IS NOT NULL) AS values
         FROM rights_assignment`,
    )
  ).map(({ values }) => values);

export interface SealedWords {
  /** Of the assignment where the topic is `instruction`, else of the request. */
  readonly id: RightsRequestId | RightsAssignmentId;
  readonly account: AccountId;
  readonly topic: Topic;
  readonly words: Uint8Array;
}

/** What was asked, answered and passed on in words about these requests, sealed. */
export const wordsOf = (tx: Tx, ids: readonly string[]): Promise<readonly SealedWords[]> =>
  tx.query<SealedWords>(
    `SELECT id, account, topic, words FROM rights_request, LATERAL (VALUES
       ('explanation', explanation), ('reason', reason), ('extension', extension_reason)) AS said (topic, words)
      WHERE words IS NOT NULL AND id = ANY ($1::text[])
     UNION ALL SELECT a.id, r.account, 'instruction', a.instruction
       FROM rights_assignment AS a JOIN rights_request AS r ON r.id = a.request
      WHERE a.instruction IS NOT NULL AND r.id = ANY ($1::text[])`,
    [ids],
  );

export const erasureRows = async (tx: Tx): Promise<readonly Values[]> =>
  (
    await tx.query<{ values: Values }>(
      `SELECT jsonb_build_object('name', name, 'request', request, 'subject', subject, 'owners', owners,
         'destroyed', destroyed, 'restricted', restricted, 'statement', statement, 'rule', rule, 'entry', entry)
         AS values FROM erasure`,
    )
  ).map(({ values }) => values);

/** Per erasure the indexes of the entries that are marked as erased by it; null for one that has none. */
export const coveredRows = (tx: Tx, logId: number): Promise<readonly Values[]> =>
  tx.query<Values>(
    `SELECT x.erasure, jsonb_agg(l.index ORDER BY l.index) AS covers FROM ledger_erased AS x
       LEFT JOIN ledger_leaf AS l USING (log_id, seq) WHERE x.log_id = $1 GROUP BY x.erasure`,
    [logId],
  );
