/** What officers look over: one breach and one unusual use. */
import { newId } from '../../src/kernel/index.js';
import { must, type TestHub } from './hub.js';

/** Of an account that nobody has, so that nobody is stopped when it is suspended. */
export async function breachIn({ privacyOfficer }: TestHub): Promise<string> {
  const { body } = await must(
    privacyOfficer.post('/v1/audit/breaches', {
      ...{ about: { professional: newId('acc') }, nature: 'misuse', from: '2026-01-05', to: '2026-01-06' },
      ...{ awareAt: '2026-01-07T09:00:00Z', reason: 'proef' },
    }),
  );
  return String(body.breach);
}

/** As a rule finds it: of the newest request of the jgz. */
export async function unusualUseIn({ jgz, fresh }: TestHub): Promise<string> {
  const { rows } = await fresh.database.pool.query<{ id: string }>(
    `WITH asked AS (SELECT id, account FROM exchange WHERE requester = $2 ORDER BY asked_at DESC LIMIT 1),
          found AS (INSERT INTO unusual_use (id, rule, occasion, partner, account, day, counted, threshold, days, found_at, grown_at)
            SELECT $1, 'many-children', account || ' 2026-01-05', $2, account, '2026-01-05', 21, 20, 1, now(), now() FROM asked
            RETURNING id)
     INSERT INTO unusual_use_request (unusual_use, exchange) SELECT $1, asked.id FROM asked, found RETURNING unusual_use AS id`,
    [newId('unu'), jgz.id],
  );
  return rows[0]?.id ?? '';
}
