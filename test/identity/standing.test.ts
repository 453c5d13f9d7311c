import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EntryId, PartnerRegistration, Role } from '../../src/contract/index.js';
import { registerPartner } from '../../src/identity/usecases/register-partner.js';
import { suspendPartner } from '../../src/identity/usecases/suspend-partner.js';
import { sweepExpired } from '../../src/identity/usecases/sweep-expired.js';
import { type IdentityHub, identityHub } from './hub.js';

const by = 'acc_0000000000000000000000' as never;

describe('what other rooms rely on', () => {
  let hub: IdentityHub;
  beforeAll(async () => {
    hub = await identityHub();
    for (const one of [hub.school, hub.jgz]) {
      const role = one === hub.school ? 'school' : 'jgz';
      await registerPartner(hub.needs, by, hub.registration(one, role) as PartnerRegistration, null);
    }
  });
  afterAll(() => hub.close());

  it('is found by id and by role, in one order for everyone', async () => {
    const { partners } = hub.identity;
    const { reader } = hub.needs.database;
    expect(await partners.find(reader, hub.jgz.id)).toMatchObject({ role: 'jgz', bsnArticle: 'UAVG 46' });
    expect(await partners.find(reader, 'prt_0000000000000000000000' as never)).toBeNull();
    const found = await partners.withRoles(reader, ['jgz', 'school', 'leerplicht'] as Role[]);
    expect(found.map(({ id }) => id)).toEqual([hub.school.id, hub.jgz.id].sort());
  });

  it('cannot be suspended away beneath a decision that relies on it', async () => {
    const { database } = hub.needs;
    const order: string[] = [];
    let suspension: Promise<unknown> = Promise.resolve();
    await database.transaction(async (tx) => {
      await hub.identity.partners.lock(tx, [hub.school.id, hub.jgz.id], 'share');
      suspension = suspendPartner(hub.needs, { by, partner: hub.jgz.id, reason: 'proef', claim: null }).then(
        () => order.push('suspended'),
      );
      await waitingForLock(database);
      expect(await hub.identity.partners.find(tx, hub.jgz.id)).toMatchObject({ state: 'registered' });
      order.push('decided');
    });
    await suspension;
    expect(order).toEqual(['decided', 'suspended']);
    expect(await hub.identity.partners.find(database.reader, hub.jgz.id)).toMatchObject({
      state: 'suspended',
    });
  });

  it('can be locked in any order without anyone waiting for ever', async () => {
    const ids = [hub.school.id, hub.jgz.id];
    const rounds = Array.from({ length: 20 }, (_, place) =>
      hub.needs.database.transaction((tx) =>
        hub.identity.partners.lock(tx, place % 2 === 0 ? ids : ids.toReversed(), 'update'),
      ),
    );
    await expect(Promise.all(rounds)).resolves.toHaveLength(20);
  });

  it('stands in the ledger with what was decided and by whom', async () => {
    const rows = await hub.needs.database.reader.query<{ id: EntryId }>(
      'SELECT id FROM ledger_entry ORDER BY seq',
    );
    const entries = await Promise.all(rows.map(({ id }) => hub.ledger.read(id)));
    expect(entries.map(({ payload }) => payload.event)).toEqual([
      'partner.registered',
      'partner.registered',
      'partner.suspended',
    ]);
    expect(entries[0]?.payload).toMatchObject({
      partner: hub.school.id,
      clientId: 'agent-school',
      signing: [hub.school.keys.signing.kid],
      by,
    });
    expect(entries[2]?.payload).toMatchObject({ partner: hub.jgz.id, reason: 'proef' });
  });

  it('leaves no spent proof and no ended session behind for long', async () => {
    const { reader } = hub.needs.database;
    const now = hub.clock.now();
    await reader.query('INSERT INTO spent_proof (jkt, jti, expires_at) VALUES ($1, $2, $3)', ['a', 'b', now]);
    await reader.query(
      `INSERT INTO browser_session (digest, account, acr, authenticated_at, opened_at, seen_at)
       VALUES ('d', 'acc', 'x', $1, $1, $1)`,
      [now],
    );
    const left = async () => {
      const [row] = await reader.query<{ proofs: number; sessions: number }>(
        `SELECT (SELECT count(*)::int FROM spent_proof) AS proofs,
                (SELECT count(*)::int FROM browser_session) AS sessions`,
      );
      return row;
    };
    await sweepExpired(hub.needs);
    expect(await left()).toEqual({ proofs: 1, sessions: 1 });
    hub.clock.advance(1801);
    await sweepExpired(hub.needs);
    expect(await left()).toEqual({ proofs: 0, sessions: 0 });
  });
});

/** Until another session of the database waits for a lock. */
async function waitingForLock({ reader }: IdentityHub['needs']['database']): Promise<void> {
  for (;;) {
    const rows = await reader.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows.length > 0) return;
  }
}
