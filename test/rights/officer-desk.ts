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
    partners: [],
    officers,
  } as unknown as Roster;
  return signStatement(await importSigningKey(hub.covenantKey), 'kernhub-roster+jwt', claims);
}

/** Publishes a roster with one officer's key, and answers that key. */
export async function appointOfficer(hub: TestHub, version = 1): Promise<SigningKey> {
  const key = await generatePrivateJwk('Ed25519');
  const officer = { name: 'Privacyfunctionaris', duty: 'privacy-officer', signing: [publicJwkOf(key)] };
  const roster = await rosterOf(hub, [officer] as unknown as Roster['officers'], version);
  await must(hub.administrator.post('/v1/rosters', { roster }));
  return importSigningKey(key);
}

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
