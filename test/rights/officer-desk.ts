/** A privacy officer with a key in the roster, and how a child is erased over the API. */
import {
  type ErasureStatement,
  type Roster,
  signStatement,
  type WaitingRightsRequest,
} from '../../src/contract/index.js';
import {
  generatePrivateJwk,
  importSigningKey,
  type PrivateJwk,
  publicJwkOf,
  type SigningKey,
} from '../../src/kernel/index.js';
import type { Parent } from '../harness/family.js';
import { must, type TestHub } from '../harness/hub.js';

export async function rosterOf(hub: TestHub, officers: Roster['officers'], version = 1): Promise<string> {
  const claims = {
    covenant: 'Proefregio',
    version,
    iat: Math.floor(Date.now() / 1000),
    validFrom: '2026-01-01',
    hub: {
      origin: hub.url,
      ticketKeys: [publicJwkOf(hub.hubKeys.ticket)],
      ledgerKeys: [...hub.ledger.verifierKeys()],
    },
    prf: { suite: 'ristretto255-SHA512', publicKey: hub.prfPublicKey },
    partners: takingPart(hub).map(([name, { id, role, bsn, keys }]) => ({
      ...{ id, name: `Testorganisatie ${name}`, role },
      bsn: bsn ? { article: 'UAVG 46' } : null,
      signing: [publicJwkOf(keys.signing)],
      sealing: [publicJwkOf(keys.sealing)],
    })),
    officers,
  } as unknown as Roster;
  return signStatement(await importSigningKey(hub.covenantKey), 'kernhub-roster+jwt', claims);
}

const takingPart = (hub: TestHub) => [['school', hub.school], ['jgz', hub.jgz], ...hub.more] as const;

export interface AppointedOfficer {
  readonly key: SigningKey;
  /** To which necessity statements are sealed. */
  readonly sealing: PrivateJwk;
}

/** Publishes a roster with one officer's keys, and answers them. */
export async function appointed(hub: TestHub, version = 1): Promise<AppointedOfficer> {
  const [key, sealing] = [await generatePrivateJwk('Ed25519'), await generatePrivateJwk('X25519')];
  const officer = {
    ...{ name: 'Privacyfunctionaris', duty: 'privacy-officer' },
    ...{ signing: [publicJwkOf(key)], sealing: [publicJwkOf(sealing)] },
  };
  const roster = await rosterOf(hub, [officer] as unknown as Roster['officers'], version);
  await must(hub.administrator.post('/v1/rosters', { roster }));
  return { key: await importSigningKey(key), sealing };
}

export const appointOfficer = async (hub: TestHub, version = 1): Promise<SigningKey> =>
  (await appointed(hub, version)).key;

export async function askErasure({ caller, child }: Parent): Promise<string> {
  const asked = await must(caller.post(`/v1/me/children/${child}/rights-requests`, { right: 'erasure' }));
  return String(asked.body.id);
}

export async function proposalOf(
  hub: TestHub,
  request: string,
): Promise<NonNullable<WaitingRightsRequest['proposal']>> {
  const { body } = await must(hub.privacyOfficer.post('/v1/rights-requests/_search', {}));
  const items = body.items as unknown as readonly WaitingRightsRequest[];
  const proposal = items.find(({ id }) => id === request)?.proposal;
  if (proposal === undefined || proposal === null) throw new Error('the request waits');
  return proposal;
}

/** What the officer signs: the proposal as it stands, unless a test changes it. */
export async function orderFor(
  hub: TestHub,
  key: SigningKey,
  request: string,
  change: Partial<ErasureStatement> = {},
): Promise<string> {
  const { destroy, restrict } = await proposalOf(hub, request);
  const claims = { aud: hub.url, request, destroy, restrict, iat: Math.floor(Date.now() / 1000), ...change };
  return signStatement(key, 'kernhub-erasure+jwt', claims as ErasureStatement);
}

/** Asked by the parent, signed by the officer, carried out. */
export async function erase(hub: TestHub, key: SigningKey, parent: Parent): Promise<string> {
  const request = await askErasure(parent);
  await must(hub.privacyOfficer.post('/v1/erasures', { statement: await orderFor(hub, key, request) }));
  return request;
}
