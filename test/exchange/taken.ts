/** An officer who takes a file along. */
import type { AccessExport, AccountId, Officer } from '../../src/contract/index.js';
import { newId } from '../../src/kernel/index.js';
import type { World } from './world.js';

export const officer: Officer = {
  kind: 'officer',
  account: newId<'AccountId'>('acc') as AccountId,
  duty: 'privacy-officer',
};

export const takenFrom = (world: () => World) => async (wanted: Partial<AccessExport>) => {
  const asked = { reason: 'jaarverslag', format: 'json', ...wanted } as AccessExport;
  const file = await world().exchange.officers.export(officer, asked);
  const pieces: string[] = [];
  for await (const piece of file.data) pieces.push(piece);
  return { ...file, text: pieces.join(''), pieces };
};

/** Newline-delimited JSON: each line a document that ends in a newline. */
export function linesOf<T>(ndjson: string): readonly T[] {
  if (ndjson === '') return [];
  if (!ndjson.endsWith('\n')) throw new Error('the last line does not end');
  return ndjson
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as T);
}

/** As many more of the same as make several pages, three a second before a moment; else before the last. */
export const plant = (world: World, count: number, purpose = 'geplant', at?: string): Promise<unknown> =>
  world.db.database.pool.query(
    `INSERT INTO exchange (id, subject, requester, requester_role, account, function, purpose, version, question, emergency,
       second_professional, fields, key_statement, key_jti, state, decision_entry, asked_at, deadline_at, closed_at)
     SELECT 'exc_' || left(md5($2 || n), 22), subject, requester, requester_role, account, '=HYPERLINK("x")', $2, version,
       question, emergency, second_professional, fields, key_statement, $2 || n, 'refused',
       'ent_' || left(md5('entry of ' || $2 || n), 22), COALESCE($3, asked_at) - make_interval(secs => n / 3), deadline_at, closed_at
       FROM (SELECT * FROM exchange WHERE state = 'refused' LIMIT 1) AS one, generate_series(1, $1) AS n`,
    [count, purpose, at],
  );
