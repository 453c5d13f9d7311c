/** What officers look over: emergencies, one breach and one unusual use. */
import { newId } from '../../src/kernel/index.js';
import { emergency } from '../receipts/lived-receipts.js';
import type { AppointedOfficer } from '../rights/officer-desk.js';
import { cursorAt, logCursor, stopCursor, unusualCursor } from './cursors.js';
import type { Family } from './family.js';
import { must, type TestHub } from './hub.js';

/** Of an account that nobody has, so that nobody is stopped when it is suspended. */
export async function breachIn({ privacyOfficer }: TestHub): Promise<Readonly<Record<string, string>>> {
  const professional = newId('acc');
  const { body } = await must(
    privacyOfficer.post('/v1/audit/breaches', {
      ...{ about: { professional }, nature: 'misuse', from: '2026-01-05', to: '2026-01-06' },
      ...{ awareAt: '2026-01-07T09:00:00Z', reason: 'proef' },
    }),
  );
  return { brc: String(body.breach), 'account of the breach': professional };
}

/** As a rule finds it: of the newest request of the jgz. */
export async function unusualUseIn({ jgz, fresh }: TestHub): Promise<Readonly<Record<string, string>>> {
  const { rows } = await fresh.database.pool.query<Readonly<Record<'unu' | 'exchange' | 'account', string>>>(
    `WITH asked AS (SELECT id, account FROM exchange WHERE requester = $2 ORDER BY asked_at DESC LIMIT 1),
          found AS (INSERT INTO unusual_use (id, rule, occasion, partner, account, day, counted, threshold, days, found_at, grown_at)
            SELECT $1, 'many-children', account || ' 2026-01-05', $2, account, '2026-01-05', 21, 20, 1, now(), now() FROM asked
            RETURNING id),
          of_it AS (INSERT INTO unusual_use_request (unusual_use, exchange) SELECT found.id, asked.id FROM asked, found RETURNING 1)
     SELECT found.id AS unu, asked.id AS exchange, asked.account FROM asked, found, of_it`,
    [newId('unu'), jgz.id],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('the jgz asked something');
  // Whoever opens it reads which request it was, and whose.
  return { unu: found.unu, 'request of it': found.exchange, 'professional of it': found.account };
}

/** An emergency that was not necessary: its partner has to answer that, and reads of which exchange. */
export async function warnedOf(
  hub: TestHub,
  family: Family,
  officer: AppointedOfficer,
): Promise<Readonly<Record<string, string>>> {
  const emr = await emergencyAbout(hub, family, officer);
  const path = `/v1/audit/emergencies/${emr}/reviews`;
  await must(hub.privacyOfficer.post(path, { verdict: 'not-necessary' }));
  const { body } = await must(hub.jgz.system.get('/v1/emergency-warnings'));
  const [warning] = body.items as readonly { readonly exchange: string }[];
  if (warning === undefined) throw new Error('the jgz is warned');
  return { emr, 'exchange of the warning': warning.exchange };
}

export async function emergencyAbout(
  hub: TestHub,
  family: Family,
  officer: AppointedOfficer,
): Promise<string> {
  await emergency(hub, family, officer);
  const { body } = await must(hub.privacyOfficer.get('/v1/audit/emergencies'));
  const [waiting] = body.items as readonly { readonly id: string }[];
  if (waiting === undefined) throw new Error('an emergency waits for review');
  return waiting.id;
}

/** Who holds what the officer of the school may look at. */
export const overSchool = 'toezicht van school';

/** What the jgz asked the school, and lists of its own. @param exc what was asked */
export const shownToSchool = (
  { school }: TestHub,
  { atSchool: chd }: Family,
  exc = '',
): Readonly<Record<string, string>> => ({
  ...{ prt: school.id, chd, exc, acc: newId('acc') },
  [logCursor]: cursorAt(newId('exc')),
  [stopCursor]: cursorAt(newId('stp')),
  [unusualCursor]: cursorAt(newId('unu')),
});
