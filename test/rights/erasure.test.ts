import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Officer, type Role, signStatement } from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, type SigningKey } from '../../src/kernel/index.js';
import { executeErasure } from '../../src/rights/usecases/execute-erasure.js';
import type { RightsNeeds } from '../../src/rights/usecases/needs.js';
import { stoppedBy } from '../exchange/partner.js';
import { enrolment, type Family, familyOf, type Parent } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { release } from '../receipts/lived-receipts.js';
import { appointOfficer, askErasure, erase, orderFor, proposalOf } from './officer-desk.js';

let hub: TestHub;
let officerKey: SigningKey;
beforeAll(async () => {
  hub = await startTestHub();
  officerKey = await appointOfficer(hub);
});
afterAll(() => hub.close());

const first = ({ parents }: Family): Parent => {
  const [parent] = parents;
  if (parent === undefined) throw new Error('a family has parents');
  return parent;
};
const rows = async <T>(sql: string, values: readonly unknown[] = []): Promise<readonly T[]> =>
  (await hub.fresh.database.pool.query(sql, [...values])).rows as readonly T[];
const subjectAt = async (ref: string): Promise<string> =>
  (await rows<{ subject: string }>('SELECT subject FROM enrolment WHERE ref = $1', [ref]))[0]?.subject ?? '';
const submit = (statement: string) => hub.privacyOfficer.post('/v1/erasures', { statement });

describe('erasing a child about whom nothing was decided or shared', () => {
  it('destroys all but the request, and no door finds the child again', async () => {
    const family = await familyOf(hub, 'vergissing');
    const subject = await subjectAt(family.atSchool);
    const request = await askErasure(first(family));
    expect(await proposalOf(hub, request)).toEqual({
      destroy: ['identity', 'consent-proof', 'access-log'],
      restrict: [expect.objectContaining({ class: 'operation' })],
    });
    const { body } = await must(submit(await orderFor(hub, officerKey, request)));
    expect(body).toMatchObject({ request, entries: expect.any(Number) });
    expect(Number(body.entries)).toBeGreaterThan(4);
    const left = await rows<{ retention: string }>(
      'SELECT DISTINCT retention FROM ledger_payload WHERE owner = $1',
      [subject],
    );
    expect(left).toEqual([{ retention: 'operation' }]);
    for (const table of ['enrolment', 'person', 'birth_date_assertion', 'authority_assertion']) {
      expect(await rows(`SELECT 1 FROM ${table} WHERE subject = $1`, [subject])).toEqual([]);
    }
    expect(await rows('SELECT 1 FROM subject WHERE id = $1', [subject])).toEqual([]);
    const invited = await family.teacher.post(`/v1/subjects/${family.atSchool}/invitations`, {
      as: 'guardian',
    });
    expect(invited.status).toBe(404);
    const own = await must(first(family).caller.get(`/v1/me/rights-requests/${request}`));
    expect(own.body).toMatchObject({ id: request, state: 'executed' });
    const children = await must(first(family).caller.get('/v1/me/children'));
    const listed = children.body.items as readonly { readonly id: string }[];
    expect(listed.map(({ id }) => id)).not.toContain(first(family).child);
  });

  it('lets the same child be enrolled anew, as one that nobody knew', async () => {
    const family = await familyOf(hub, 'opnieuw');
    const before = await subjectAt(family.atSchool);
    await erase(hub, officerKey, first(family));
    const { body } = await must(family.teacher.post('/v1/subjects', enrolment('opnieuw', 'enrolled-pupil')));
    const after = await subjectAt(String(body.id));
    expect(after).not.toBe('');
    expect(after).not.toBe(before);
  });
});

/** The recipient takes the order and says that it erased what it held. */
async function answerStop(): Promise<void> {
  const { body } = await must(hub.jgz.system.get('/v1/stops'));
  const [order] = body.items as unknown as readonly Parameters<typeof stoppedBy>[1][];
  if (order === undefined) throw new Error('the recipient has an order');
  const { id, role, keys } = hub.jgz;
  const signer = { id, role: role as Role, ...keys, key: await importSigningKey(keys.signing) };
  const statement = await stoppedBy(signer, order, new Date(), { outcome: 'erased' });
  await must(hub.jgz.system.post(`/v1/stops/${order.id}/statements`, { statement }));
}

describe('erasing a child whose data were shared on consent', () => {
  it('keeps proof and access log under their article, and orders the recipient to stop', async () => {
    const family = await familyOf(hub, 'gedeeld');
    await family.agree();
    const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
    await release(exchange);
    const subject = await subjectAt(family.atSchool);
    const request = await askErasure(first(family));
    const proposal = await proposalOf(hub, request);
    expect(proposal.destroy).toEqual(['identity']);
    expect(proposal.restrict.map((kept) => kept.class)).toEqual(['consent-proof', 'access-log', 'operation']);
    await must(submit(await orderFor(hub, officerKey, request)));
    const stops = await rows<{ cause: string; recipient: string }>(
      'SELECT cause, recipient FROM stop_order WHERE subject = $1',
      [subject],
    );
    expect(stops).toEqual([{ cause: 'data-erased', recipient: hub.jgz.id }]);
    expect(await rows('SELECT 1 FROM consent_decision WHERE subject = $1', [subject])).toEqual([]);
    const kept = await rows<{ retention: string }>(
      'SELECT DISTINCT retention FROM ledger_payload WHERE owner = $1 ORDER BY 1',
      [subject],
    );
    expect(kept.map(({ retention }) => retention)).toEqual(['access-log', 'consent-proof', 'operation']);
    expect((await exchange.ask()).status).toBe(404);
    await answerStop();
    const answered = 'SELECT outcome FROM stop_order WHERE subject = $1';
    expect(await rows(answered, [subject])).toEqual([{ outcome: 'erased' }]);
  });
});

describe('what waits for the lock of a child while it is erased', () => {
  it('finds no such child afterwards, and adds nothing to the log about it', async () => {
    const family = await familyOf(hub, 'wachtrij');
    await family.agree();
    const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
    const subject = await subjectAt(family.atSchool);
    const statement = await orderFor(hub, officerKey, await askErasure(first(family)));
    const holder = await hub.fresh.database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM subject WHERE id = $1 FOR UPDATE', [subject]);
    const waiting = (count: number) =>
      vi.waitFor(async () => {
        const sql = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
        expect((await rows(sql)).length).toBeGreaterThanOrEqual(count);
      }, 10_000);
    const erasing = submit(statement);
    await waiting(1);
    const asking = exchange.ask();
    await waiting(2);
    const inviting = family.teacher.post(`/v1/subjects/${family.atSchool}/invitations`, { as: 'guardian' });
    await waiting(3);
    await holder.query('COMMIT');
    holder.release();
    expect((await erasing).status).toBe(201);
    expect([(await asking).status, (await inviting).status]).toEqual([404, 404]);
    const [late] = await rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM ledger_payload WHERE owner = $1 AND seq > (
         SELECT max(e.seq) FROM ledger_entry e WHERE kind = 'erasure')`,
      [subject],
    );
    expect(late?.count).toBe(0);
  });
});

describe('an order to erase is refused', () => {
  let request: string;
  let family: Family;
  beforeAll(async () => {
    family = await familyOf(hub, 'geweigerd');
    await family.agree();
    request = await askErasure(first(family));
  });
  const refusedWith = async (statement: string) => {
    const answer = await submit(statement);
    expect(await subjectAt(family.atSchool)).not.toBe('');
    return `${answer.status} ${String(answer.body.code)}`;
  };

  it('when a key signed it that no roster lists for an officer', async () => {
    const stranger = await importSigningKey(await generatePrivateJwk('Ed25519'));
    expect(await refusedWith(await orderFor(hub, stranger, request))).toBe('400 statement-invalid');
    const pretender = { ...stranger, kid: officerKey.kid };
    expect(await refusedWith(await orderFor(hub, pretender, request))).toBe('400 statement-invalid');
  });

  it('when it would destroy what the law obliges to keep', async () => {
    const { restrict } = await proposalOf(hub, request);
    const destroy = ['identity', 'consent-proof', 'access-log'] as const;
    const order = { destroy: [...destroy], restrict: restrict.filter((kept) => kept.class === 'operation') };
    expect(await refusedWith(await orderFor(hub, officerKey, request, order))).toBe('400 statement-invalid');
  });

  it('when it forgets a class, keeps one for too short, or on an article that allows nothing', async () => {
    const { destroy, restrict } = await proposalOf(hub, request);
    const shorter = restrict.map((kept) => ({ ...kept, until: '2026-12-31' }));
    const elsewhere = restrict.map((kept) => ({ ...kept, article: 'Omdat het handig is' }));
    for (const change of [
      { destroy: destroy.filter((of) => of !== 'access-log') },
      { restrict: shorter },
      { restrict: elsewhere },
      { aud: 'https://elders.example' },
      { iat: 1_700_000_000 },
    ]) {
      const order = await orderFor(hub, officerKey, request, change);
      expect(await refusedWith(order)).toBe('400 statement-invalid');
    }
  });

  it('when a parent, a professional, the administrator or the FG sends it', async () => {
    const statement = await orderFor(hub, officerKey, request);
    const statuses = [];
    for (const caller of [first(family).caller, family.teacher, hub.administrator]) {
      statuses.push((await caller.post('/v1/erasures', { statement })).status);
    }
    expect(statuses).toEqual([401, 403, 403]);
    const fg = { kind: 'officer', duty: 'fg', account: 'acc_x' } as unknown as Officer;
    // Before anything is looked at.
    await expect(executeErasure({} as RightsNeeds, fg, statement, null)).rejects.toMatchObject({
      code: 'caller-not-allowed',
    });
    expect(await subjectAt(family.atSchool)).not.toBe('');
  });

  it('after the request was refused, of which the parent sees article and reason', async () => {
    const refusal = { article: 'AVG 17(3)(c)', reason: 'De jeugdgezondheidszorg moet dit bewaren.' };
    const path = `/v1/rights-requests/${request}/refusals`;
    await must(hub.privacyOfficer.post(path, refusal));
    const own = await must(first(family).caller.get(`/v1/me/rights-requests/${request}`));
    expect(own.body).toMatchObject({ state: 'refused', refusal });
    expect((await hub.privacyOfficer.post(path, refusal)).status).toBe(409);
    const order = await signedLate(request);
    expect((await submit(order)).status).toBe(409);
  });

  const signedLate = async (of: string): Promise<string> => {
    const claims = {
      aud: hub.url,
      request: of,
      destroy: ['identity'],
      restrict: [],
      iat: Math.floor(Date.now() / 1000),
    };
    return signStatement(officerKey, 'kernhub-erasure+jwt', claims as never);
  };
});

describe('a request to erase', () => {
  it('can be made once at a time, by who decides about the child now, and seen by who made it', async () => {
    const family = await familyOf(hub, 'vragen');
    const [mother, father] = family.parents;
    if (mother === undefined || father === undefined) throw new Error('a family has two parents');
    const request = await askErasure(mother);
    const path = `/v1/me/children/${mother.child}/rights-requests`;
    expect((await mother.caller.post(path, { right: 'erasure' })).status).toBe(409);
    expect((await father.caller.get(`/v1/me/rights-requests/${request}`)).status).toBe(404);
    expect((await father.caller.post(path, { right: 'erasure' })).status).toBe(404);
    const listed = await must(mother.caller.get('/v1/me/rights-requests'));
    expect((listed.body.items as readonly { id: string }[])[0]?.id).toBe(request);
  });

  it('is not a guardian’s from the sixteenth birthday on', async () => {
    const family = await familyOf(hub, 'zestien', '2009-01-15');
    const { child, caller } = first(family);
    const answer = await caller.post(`/v1/me/children/${child}/rights-requests`, { right: 'erasure' });
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('caller-not-allowed');
  });
});

describe('what the law obliged to keep', () => {
  it('is destroyed once its day has come, under the same word of the officer', async () => {
    const family = await familyOf(hub, 'later weg');
    await family.agree();
    const subject = await subjectAt(family.atSchool);
    const request = await erase(hub, officerKey, first(family));
    hub.advance(7 * 366 * 86_400_000);
    const other = await hub.second();
    const stages = await rows<{ name: string; gone: boolean }>(
      'SELECT name, keys_gone_at IS NOT NULL AS gone FROM erasure WHERE request = $1 ORDER BY name',
      [request],
    );
    expect(stages).toEqual(
      [request, `${request}/consent-proof`, `${request}/operation`].map((name) => ({ name, gone: true })),
    );
    expect(await rows('SELECT 1 FROM ledger_payload WHERE owner = $1', [subject])).toEqual([]);
    await other.stop();
  });
});
