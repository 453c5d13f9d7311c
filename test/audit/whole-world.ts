/** A hub in which everything happened at least once that leaves a row in a table, so that each can be tampered with. */
import pg from 'pg';
import { type Finding, verifyDatabase } from '../../src/audit/index.js';
import { type Emergency, type StopOrder, signStatement } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import {
  generatePrivateJwk,
  importSigningKey,
  newId,
  publicJwkOf,
  type SigningKey,
  systemClock,
} from '../../src/kernel/index.js';
import type { EntryDraft } from '../../src/ledger/index.js';
import { type Cosigner, cosignerOf } from '../../src/tlog/index.js';
import { openVault } from '../../src/vault/index.js';
import { stoppedBy } from '../exchange/partner.js';
import { ownAccounts } from '../harness/cast.js';
import { assertAuthority, type Family, familyOf, parentsOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { standFor, writeDown } from '../harness/on-paper.js';
import { movableDatabase } from '../harness/years.js';
import { decisionsPath, passkeysPath, register, signedBy } from '../passkeys/signer.js';
import { liveReceipts, release } from '../receipts/lived-receipts.js';
import { answer, assigned } from '../rights/asked-partner.js';
import { askErasure, erase } from '../rights/officer-desk.js';
import { answeredRight, letLapse, sixYears } from '../rights/old-content.js';

export interface WholeWorld {
  readonly hub: TestHub;
  /** As superuser, with the triggers switched off. */
  readonly client: pg.Client;
  /** Holding the checkpoints that the witnesses cosigned, as somebody has them from the hub. */
  verify(): Promise<Finding | null>;
  close(): Promise<void>;
}

export async function wholeWorld(): Promise<WholeWorld> {
  const { server, move } = await movableDatabase();
  await move(-sixYears);
  const hub = await startTestHub({ server, partners: { swv: { role: 'samenwerkingsverband', bsn: false } } });
  await answeredRight(hub, await familyOf(hub, 'lang geleden'));
  await move(sixYears);
  await letLapse(hub.privacyOfficer);
  const { family, exchange, officer } = await liveReceipts(hub, true);
  await reviewEmergencies(hub);
  await disposeOfUnusualUse(hub);
  await dealWithBreaches(hub);
  await answerStop(hub);
  await release(exchange);
  await claimRights(hub, officer.key);
  await introduce(hub, family);
  await onPaper(family);
  await grownUp(hub);
  await signWithPasskeys(hub, family);
  await assertAuthority(family.teacher, family.atSchool, family.parents[0]?.person ?? '', 'none');
  await confirmWhatWaits(hub);
  await changeKeyAndPublishRoster(hub);
  await fillTiles(hub);
  await must(hub.administrator.post(`/v1/partners/${hub.newcomer.id}/suspensions`, { reason: 'proef' }));
  await hub.halt();
  const client = new pg.Client({ connectionString: hub.fresh.superuserUrl });
  await client.connect();
  await client.query("SET session_replication_role = 'replica'");
  const handedOut = await cosign(client);
  const keysPool = openPool(hub.fresh.keysUrl);
  const vault = openVault({ keysPool, keys: hub.hubKeys });
  const verifierKeys = hub.ledger.verifierKeys();
  const origin = verifierKeys[0]?.split('+')[0] ?? '';
  const { pool } = hub.fresh.database;
  return {
    hub,
    client,
    verify: async () =>
      (await verifyDatabase({ pool, vault, origin, verifierKeys, kinds: entryKinds, handedOut, views: true }))
        .finding,
    close: async () => {
      await keysPool.end();
      await client.end();
      await hub.close();
    },
  };
}

/** One parent says yes on paper, which a nurse stands for. */
async function onPaper(family: Family): Promise<void> {
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  await family.ask();
  await standFor(family.nurse, family.atJgz, await writeDown(family, first, 'paper'));
}

/** The partner answers the warning that follows. */
async function reviewEmergencies({ privacyOfficer, jgz }: TestHub): Promise<void> {
  const { body } = await must(privacyOfficer.get('/v1/audit/emergencies'));
  for (const { id, hiding } of body.items as readonly Emergency[]) {
    const path = `/v1/audit/emergencies/${id}/reviews`;
    const word = hiding === null ? {} : { hiding: 'confirmed' };
    await must(privacyOfficer.post(path, { verdict: 'not-necessary', remark: 'Nagebeld.', ...word }));
    const colleague = await jgz.professional('zorgcoordinator');
    await must(colleague.post(`/v1/emergency-warnings/${id}/answers`, { measure: 'discussed' }));
  }
}

/** Found by hand; said again. */
async function disposeOfUnusualUse({ privacyOfficer, fresh }: TestHub): Promise<void> {
  const unusual = newId('unu');
  await fresh.database.pool.query(
    `INSERT INTO unusual_use (id, rule, occasion, partner, account, day, counted, threshold, days, found_at, grown_at)
     VALUES ($1, 'many-children', $1, 'prt', 'acc', '2026-01-05', 21, 20, 1, now(), now())`,
    [unusual],
  );
  for (const disposition of ['explained', 'passed-to-partner']) {
    const path = `/v1/audit/unusual-uses/${unusual}/dispositions`;
    await must(privacyOfficer.post(path, { disposition, note: 'Nagevraagd.' }));
  }
}

/** Of an account, which is suspended and resumed, and of the key of a partner that comes to nothing. */
async function dealWithBreaches({ privacyOfficer, newcomer }: TestHub): Promise<void> {
  const { kid } = publicJwkOf(newcomer.keys.sealing);
  for (const about of [{ professional: newId('acc') }, { key: kid }]) {
    const { body } = await must(
      privacyOfficer.post('/v1/audit/breaches', {
        ...{ about, nature: 'misuse', from: '2026-01-05', to: '2026-01-06' },
        ...{ awareAt: '2026-01-07T09:00:00Z', reason: 'proef' },
      }),
    );
    const path = `/v1/audit/breaches/${body.breach}`;
    await must(privacyOfficer.post(`${path}/suspensions`, { reason: 'proef' }));
    if ('professional' in about) await must(privacyOfficer.post(`${path}/resumptions`, { reason: 'proef' }));
    await must(privacyOfficer.post(`${path}/steps`, { step: 'supervisor-notified', note: 'Gemeld.' }));
  }
}

async function answerStop({ jgz }: TestHub): Promise<void> {
  const { body } = await must(jgz.system.get('/v1/stops'));
  const [order] = body.items as readonly StopOrder[];
  if (order === undefined) throw new Error('a withdrawal after a release orders to stop');
  const partner = { ...jgz, ...jgz.keys, key: await importSigningKey(jgz.keys.signing) };
  const statement = await stoppedBy(partner as never, order, new Date());
  await must(jgz.system.post(`/v1/stops/${order.id}/statements`, { statement }));
}

async function introduce(hub: TestHub, { teacher, atSchool }: Family): Promise<void> {
  const swv = hub.more.get('swv');
  if (swv === undefined) throw new Error('a samenwerkingsverband takes part');
  const purpose = 'ondersteuning-passend-onderwijs';
  const path = `/v1/subjects/${atSchool}/introductions`;
  const { body } = await must(teacher.post(path, { to: swv.id, purpose }));
  const caller = await swv.professional(ownAccounts('swv').first);
  await must(caller.post('/v1/introductions/_redeem', { code: body.code, relation: 'in-guidance' }));
}

/** Each parent signs with a device, and loses it. */
async function signWithPasskeys(hub: TestHub, { parents: [mother, father] }: Family): Promise<void> {
  if (mother === undefined || father === undefined) throw new Error('a family has two parents');
  for (const parent of [mother, father]) {
    const { device, id } = await register(hub, parent);
    await must(parent.caller.post(decisionsPath(parent), await signedBy(parent, device)));
    await must(parent.caller.post(`${passkeysPath(parent)}/${id}/revocations`));
  }
}

/** A second child, of thirteen and incapable; its parent is invited twice and turns out to be one. */
async function grownUp(hub: TestHub): Promise<void> {
  const family = await familyOf(hub, 'dertien', `${new Date().getUTCFullYear() - 14}-12-31`);
  const [first] = family.parents;
  if (first === undefined) throw new Error('a family has parents');
  const again = await must(family.nurse.post(`/v1/subjects/${family.atJgz}/invitations`, { as: 'guardian' }));
  await must(first.caller.post('/v1/me/invitations/_redeem', { code: again.body.code }));
  const path = `/v1/subjects/${family.atSchool}/capacity`;
  const body = { kind: 'incapable', source: 'care-provider', assertedOn: '2026-01-05' };
  const { body: said } = await must(family.teacher.send({ method: 'PUT', path, body }));
  const confirmation = { assertion: said.assertion, ground: 'officer', reason: 'Verklaring gezien.' };
  await must(hub.privacyOfficer.post('/v1/authority-confirmations', confirmation));
}

async function confirmWhatWaits({ privacyOfficer }: TestHub): Promise<void> {
  const { body } = await must(privacyOfficer.post('/v1/authority-assertions/_search', {}));
  const [waiting] = body.items as readonly { readonly assertion: string }[];
  if (waiting === undefined) throw new Error('an assertion waits');
  const confirmation = { assertion: waiting.assertion, ground: 'brp', reason: 'Gezien.' };
  await must(privacyOfficer.post('/v1/authority-confirmations', confirmation));
}

/** Two children are erased and another not; one request waits, one is granted late after partners answered, one is taken back. */
async function claimRights(hub: TestHub, key: SigningKey): Promise<void> {
  for (const name of ['vergissing', 'verhuisd']) {
    const [gone] = (await familyOf(hub, name)).parents;
    if (gone === undefined) throw new Error('a family has parents');
    await erase(hub, key, gone);
  }
  const [refused, waiting] = parentsOf(await familyOf(hub, 'blijft'));
  const request = await askErasure(refused);
  const refusal = { article: 'AVG 17(3)(b)', reason: 'De wet verplicht ons.' };
  await must(hub.privacyOfficer.post(`/v1/rights-requests/${request}/refusals`, refusal));
  await askErasure(waiting);
  // In own words: one answered later than within a month, one taken back.
  const ask = async (right: string): Promise<string> => {
    const path = `/v1/me/children/${waiting.child}/rights-requests`;
    return String((await must(waiting.caller.post(path, { right, explanation: 'Dit klopt niet.' }))).body.id);
  };
  const granted = await ask('rectification');
  const instruction = 'Kijk ook op papier.';
  for (const [partner, said] of [
    [hub.school, {}],
    [hub.jgz, { outcome: 'refused', manner: undefined, article: 'AVG 16' }],
    [hub.school, { manner: 'portal' }],
  ] as const) {
    await must(answer(partner, await assigned(hub, granted, [partner], { instruction }), said));
  }
  for (const how of ['extensions', 'grants']) {
    await must(hub.privacyOfficer.post(`/v1/rights-requests/${granted}/${how}`, { reason: 'Nagevraagd.' }));
  }
  await must(hub.privacyOfficer.get(`/v1/rights-requests/${granted}`));
  const withdrawn = await ask('objection');
  await must(waiting.caller.post(`/v1/me/rights-requests/${withdrawn}/withdrawals`));
}

async function changeKeyAndPublishRoster(hub: TestHub): Promise<void> {
  const { school } = hub;
  const jwk = publicJwkOf(await generatePrivateJwk('X25519'));
  const iat = Math.floor(Date.now() / 1000);
  const signing = await importSigningKey(school.keys.signing);
  const change = {
    iss: school.id,
    retires: publicJwkOf(school.keys.sealing).kid,
    use: 'enc',
    jwk,
    until: iat + 600,
    iat,
  };
  const statement = await signStatement(signing, 'kernhub-key-change+jwt', change as never);
  await must(school.system.post('/v1/key-changes', { statement }));
  for (const version of [2, 3]) {
    const roster = {
      ...{ covenant: 'Proefregio', version, iat, validFrom: systemClock().today() },
      hub: {
        origin: hub.url,
        ticketKeys: [publicJwkOf(hub.hubKeys.ticket)],
        ledgerKeys: [...hub.ledger.verifierKeys()],
      },
      prf: { suite: 'ristretto255-SHA512', publicKey: hub.prfPublicKey },
      partners: [],
    };
    const signed = await signStatement(
      await importSigningKey(hub.covenantKey),
      'kernhub-roster+jwt',
      roster as never,
    );
    await must(hub.administrator.post('/v1/rosters', { roster: signed }));
  }
}

/** A full tile. */
async function fillTiles({ ledger, fresh }: TestHub): Promise<void> {
  const officer = 'acc_AAAAAAAAAAAAAAAAAAAAAA';
  const look: EntryDraft = {
    event: 'exchange.stops-listed',
    owner: 'hub',
    retention: 'access-log',
    payload: { officer, duty: 'privacy-officer', count: 0 },
  };
  const entries = await fresh.database.transaction((tx) =>
    ledger.appendAll(
      tx,
      Array.from({ length: 200 }, () => look),
    ),
  );
  const last = entries.at(-1);
  if (last !== undefined) await ledger.settled(last.id, { timeoutMs: 20_000 });
}

/** By two witnesses, each under three checkpoints. @returns them with their cosignatures */
async function cosign(client: pg.Client): Promise<readonly string[]> {
  const witness = async (name: string): Promise<Cosigner> =>
    cosignerOf(`${name}.test/witness`, await generatePrivateJwk('Ed25519'));
  const witnesses = [await witness('one'), await witness('two')];
  const { rows } = await client.query<{ size: string; note: string }>(
    'SELECT size, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 3',
  );
  const seconds = Math.floor(Date.now() / 1000);
  const lines = rows.flatMap(({ size, note }) =>
    witnesses.map(({ verifier, cosign: sign }) => ({
      size,
      witness: verifier.vkey,
      line: sign(note.slice(0, note.indexOf('\n\n') + 1), seconds).trimEnd(),
    })),
  );
  for (const { size, witness: vkey, line } of lines) {
    const sql = 'INSERT INTO ledger_cosignature (log_id, witness, size, line) VALUES (0, $1, $2, $3)';
    await client.query(sql, [vkey, size, line]);
  }
  return rows.map(({ size, note }) => {
    const under = lines.filter((line) => line.size === size);
    return `${note}${under.map(({ line }) => `${line}\n`).join('')}`;
  });
}
