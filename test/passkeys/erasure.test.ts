/** What becomes of passkeys, and of what these signed, when a child is erased. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import type { SigningKey } from '../../src/kernel/index.js';
import { openVault } from '../../src/vault/index.js';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { release } from '../receipts/lived-receipts.js';
import { appointOfficer, erase } from '../rights/officer-desk.js';
import { decisionsPath, passkeysPath, register, signedBy } from './signer.js';

let hub: TestHub;
let officer: SigningKey;
beforeAll(async () => {
  hub = await startTestHub();
  officer = await appointOfficer(hub);
});
afterAll(() => hub?.close());

const parentsOf = ({ parents: [mother, father] }: Family): readonly [Parent, Parent] => {
  if (mother === undefined || father === undefined) throw new Error('a family has two parents');
  return [mother, father];
};
const count = async (sql: string, value: string): Promise<number> =>
  Number((await hub.fresh.database.pool.query(`SELECT count(*) FROM ${sql}`, [value])).rows[0]?.count);
const subjectOf = async (family: Family): Promise<string> => {
  const sql = 'SELECT subject FROM enrolment WHERE ref = $1';
  return String((await hub.fresh.database.pool.query(sql, [family.atSchool])).rows[0]?.subject);
};

/** With one passkey in use, one revoked, and a challenge that waits. */
async function withPasskeys(family: Family): Promise<void> {
  const [mother, father] = parentsOf(family);
  await register(hub, mother);
  const { id } = await register(hub, father);
  await must(father.caller.post(`${passkeysPath(father)}/${id}/revocations`));
  await must(father.caller.post(`${passkeysPath(father)}/_challenge`, { everyYes: false }));
}

/** Keys, decisions and signatures. */
const proofs = `ledger_part AS p JOIN ledger_payload AS l ON l.log_id = p.log_id AND l.seq = p.seq
  WHERE l.owner = $1 AND l.retention = 'consent-proof'`;

describe('the passkeys of a child that is erased', () => {
  it('are gone from every table and from the log, where nothing was decided or shared', async () => {
    const family = await familyOf(hub, 'vergissing');
    const [mother] = parentsOf(family);
    await withPasskeys(family);
    const subject = await subjectOf(family);
    expect(await count('passkey WHERE subject = $1', subject)).toBe(2);
    expect(await count(proofs, subject)).toBeGreaterThan(1);
    await erase(hub, officer, mother);
    expect(await count('passkey WHERE subject = $1', subject)).toBe(0);
    for (const table of ['passkey_revocation', 'passkey_challenge', 'passkey']) {
      expect(await count(`${table} WHERE $1 <> ''`, subject), table).toBe(0);
    }
    expect(await count(proofs, subject)).toBe(0);
    expect((await mother.caller.get(passkeysPath(mother))).body.code).toBe('not-found');
  });

  it('sign nothing any more, while what they signed stays proven in the log for as long as law obliges', async () => {
    const family = await familyOf(hub, 'gedeeld');
    const [mother, father] = parentsOf(family);
    await family.ask();
    const { device } = await register(hub, mother);
    await must(mother.caller.post(decisionsPath(mother), await signedBy(mother, device)));
    await family.decide(father, 'given');
    await release(await exchanging({ school: hub.school, jgz: hub.jgz, family }));
    const signed = await signedBy(mother, device, 'refused');
    const subject = await subjectOf(family);
    const kept = await count(proofs, subject);
    expect(kept).toBeGreaterThan(3);
    await erase(hub, officer, mother);
    expect(await count('passkey WHERE subject = $1', subject)).toBe(0);
    expect(await count(proofs, subject)).toBe(kept);
    expect((await mother.caller.post(decisionsPath(mother), signed)).body.code).toBe('not-found');
  });

  it('leave a log that holds, tables that mirror it too', async () => {
    const [pool, keysPool] = [openPool(hub.fresh.superuserUrl), openPool(hub.fresh.keysUrl)];
    const vault = openVault({ keysPool, keys: hub.hubKeys });
    const origin = new URL(hub.url).host.concat('/kernhub');
    const verifierKeys = hub.ledger.verifierKeys();
    const whole = { pool, vault, origin, verifierKeys, kinds: entryKinds, views: true };
    const { finding, erasures } = await verifyDatabase(whole);
    await Promise.all([pool.end(), keysPool.end()]);
    expect(finding).toBeNull();
    expect(erasures).toHaveLength(2);
  });
});
