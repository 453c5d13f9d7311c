/** What happens once, before the first exchange: registration, agreement, roster. */
import { randomUUID } from 'node:crypto';
import { createHubClient } from '../../client/index.js';
import { type Roster, type RosterPartner, signStatement } from '../../contract/index.js';
import type { Json } from '../../kernel/index.js';
import { importSigningKey, publicJwkOf } from '../../kernel/index.js';
import { accounts, clientIdOf, type PartnerName, partnerNames, partners } from '../world/index.js';
import type { OfficerDesk } from './officer-desk.js';
import { hubUrlOf, type Surroundings } from './process-settings.js';

/**
 * Registers every partner, lets each sign the agreement with its own key, and publishes the roster that the covenant
 * key signed.
 */
export async function settleCovenant(
  around: Surroundings,
  desk: OfficerDesk,
  prfPublicKey: string,
): Promise<void> {
  for (const name of partnerNames) {
    await desk.post('/v1/partners', {
      ...rosterLine(around, name),
      issuer: around.issuers.professionals,
      clientId: clientIdOf(name),
    } as unknown as Json);
    await signAgreement(around, name);
  }
  const covenantKey = await importSigningKey(around.world.covenant);
  const roster = await signStatement(covenantKey, 'kernhub-roster+jwt', await rosterOf(around, prfPublicKey));
  await desk.post('/v1/rosters', { roster });
}

function rosterLine({ world }: Surroundings, name: PartnerName): RosterPartner {
  const { title, role, bsn } = partners[name];
  const { id, keys } = world.partners[name];
  return {
    id,
    name: title,
    role: role as RosterPartner['role'],
    bsn,
    signing: [publicJwkOf(keys.signing)] as unknown as RosterPartner['signing'],
    sealing: [publicJwkOf(keys.sealing)] as unknown as RosterPartner['sealing'],
  };
}

async function signAgreement(around: Surroundings, name: PartnerName): Promise<void> {
  const { world } = around;
  const { id, keys } = world.partners[name];
  const client = createHubClient({
    hubUrl: hubUrlOf(world),
    audience: hubUrlOf(world),
    issuer: around.issuers.professionals,
    clientId: clientIdOf(name),
    keys: { signing: keys.signing, dpop: keys.dpop },
    allowInsecure: true,
  });
  const current = await client.call<{ version: string; textDigest: string }>({
    method: 'GET',
    path: '/v1/agreements/current',
  });
  const statement = await signStatement(await importSigningKey(keys.signing), 'kernhub-agreement+jwt', {
    iss: id,
    version: current.body.version,
    textDigest: current.body.textDigest,
    iat: Math.floor(Date.now() / 1000),
  });
  await client.call({
    method: 'POST',
    path: '/v1/agreements',
    body: { statement },
    idempotencyKey: randomUUID(),
  });
}

type OfficerKeys = Required<NonNullable<Roster['officers']>[number]>;

async function rosterOf(around: Surroundings, prfPublicKey: string): Promise<Roster> {
  const { world, hubKeys } = around;
  const ledgerKeys = await fetch(`${hubUrlOf(world)}/ledger-key`).then((response) => response.text());
  return {
    covenant: 'Kernpartneraanpak Testland',
    version: 1,
    iat: Math.floor(Date.now() / 1000),
    validFrom: world.madeOn,
    hub: {
      origin: hubUrlOf(world),
      ticketKeys: [publicJwkOf(hubKeys.ticket)] as unknown as Roster['hub']['ticketKeys'],
      ledgerKeys: ledgerKeys.split('\n').filter((line) => line !== ''),
    },
    prf: { suite: 'ristretto255-SHA512', publicKey: prfPublicKey },
    partners: partnerNames.map((name) => rosterLine(around, name)),
    officers: [
      {
        name: accounts.privacyOfficer.name,
        duty: 'privacy-officer',
        signing: [publicJwkOf(world.officer.signing)] as unknown as OfficerKeys['signing'],
        sealing: [publicJwkOf(world.officer.sealing)] as unknown as OfficerKeys['sealing'],
      },
    ],
  };
}
