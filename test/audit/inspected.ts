/** A family whose exchanges an officer looks into, under a roster that lists their partners; all of it over the API. */
import { type Roster, signStatement } from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, publicJwkOf } from '../../src/kernel/index.js';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { must, type TestHub, type TestPartner } from '../harness/hub.js';
import { type Exchanging, exchanging } from '../harness/whole-exchange.js';
import { decisionsPath, register, signedBy } from '../passkeys/signer.js';
import { emergency } from '../receipts/lived-receipts.js';
import type { AppointedOfficer } from '../rights/officer-desk.js';

/** Of the exchanges, by what became of them. */
export interface Inspected {
  readonly family: Family;
  readonly exchange: Exchanging;
  readonly officer: AppointedOfficer;
  readonly refused: string;
  /** Released, acknowledged, and stopped after the mother withdrew. */
  readonly stopped: string;
  readonly emergency: string;
}

const listed = ({ id, role, keys }: TestPartner, name: string) => ({
  ...{ id, role, name: `Testorganisatie ${name}`, bsn: { article: 'UAVG 46' } },
  ...{ signing: [publicJwkOf(keys.signing)], sealing: [publicJwkOf(keys.sealing)] },
});

/** A roster that lists every partner with an agreement, and one officer. */
export async function enlist(hub: TestHub, version = 1): Promise<AppointedOfficer> {
  const [key, sealing] = [await generatePrivateJwk('Ed25519'), await generatePrivateJwk('X25519')];
  const roster = {
    ...{ covenant: 'Proefregio', version, iat: Math.floor(Date.now() / 1000), validFrom: '2026-01-01' },
    hub: {
      origin: hub.url,
      ticketKeys: [publicJwkOf(hub.hubKeys.ticket)],
      ledgerKeys: [...hub.ledger.verifierKeys()],
    },
    prf: { suite: 'ristretto255-SHA512', publicKey: hub.prfPublicKey },
    partners: [
      listed(hub.school, 'school'),
      listed(hub.jgz, 'jgz'),
      ...[...hub.more].map(([name, partner]) => listed(partner, name)),
    ],
    officers: [
      {
        ...{ name: 'Privacyfunctionaris', duty: 'privacy-officer' },
        ...{ signing: [publicJwkOf(key)], sealing: [publicJwkOf(sealing)] },
      },
    ],
  } as unknown as Roster;
  const covenant = await importSigningKey(hub.covenantKey);
  const statement = await signStatement(covenant, 'kernhub-roster+jwt', roster);
  await must(hub.administrator.post('/v1/rosters', { roster: statement }));
  return { key: await importSigningKey(key), sealing };
}

/** Asked in vain; released, received, withdrawn and stopped; an emergency, released by hand. */
export async function liveInspected(hub: TestHub, name = 'ingezien'): Promise<Inspected> {
  const officer = await enlist(hub);
  const family = await familyOf(hub, name);
  const [mother, father] = family.parents;
  if (mother === undefined || father === undefined) throw new Error('a family has two parents');
  const exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  await family.ask();
  const given = await family.decide(mother, 'given');
  const inVain = await exchange.ask();
  if (inVain.status !== 403) throw new Error('one parent has not decided');
  const { device } = await register(hub, father);
  await must(father.caller.post(decisionsPath(father), await signedBy(father, device)));
  const stopped = await released(exchange);
  await withdraw(mother, given);
  await answerStop(hub);
  return {
    ...{ family, exchange, officer, stopped },
    refused: String(inVain.body.exchange),
    emergency: await inEmergency(hub, family, officer),
  };
}

/** The newest emergency exchange, released by hand. */
export async function inEmergency(hub: TestHub, family: Family, officer: AppointedOfficer): Promise<string> {
  await emergency(hub, family, officer);
  const { rows } = await hub.fresh.database.pool.query<{ id: string }>(
    'SELECT id FROM exchange WHERE emergency ORDER BY asked_at DESC LIMIT 1',
  );
  return rows[0]?.id ?? '';
}

export async function released(exchange: Exchanging): Promise<string> {
  const asked = String((await must(exchange.ask())).body.id);
  const [task] = await exchange.take(1, 5);
  if (task === undefined) throw new Error('the school has a task');
  await exchange.put(task);
  await exchange.receive(asked, 5);
  return asked;
}

const withdraw = ({ caller, child }: Parent, decision: string) =>
  must(caller.post(`/v1/me/children/${child}/decisions/${decision}/withdrawals`, undefined));

async function answerStop({ jgz }: TestHub): Promise<void> {
  const { body } = await must(jgz.system.get('/v1/stops'));
  const [order] = body.items as readonly { readonly id: string; readonly exchange: string }[];
  if (order === undefined) throw new Error('the jgz has an order');
  const key = await importSigningKey(jgz.keys.signing);
  const statement = await signStatement(key, 'kernhub-stopped+jwt', {
    ...{ iss: jgz.id, stop: order.id, exchange: order.exchange, outcome: 'erased' },
    iat: Math.floor(Date.now() / 1000),
  } as never);
  await must(jgz.system.post(`/v1/stops/${order.id}/statements`, { statement }));
}

/** `…/_open` and `…/evidence` of an exchange, as the privacy officer. */
export const inspect = (hub: TestHub, exchange: string, what: '_open' | 'evidence' = '_open') =>
  hub.privacyOfficer.post(`/v1/audit/exchanges/${exchange}/${what}`, { reason: 'vraag van een ouder' });
