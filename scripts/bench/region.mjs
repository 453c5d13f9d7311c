// A region to measure: one hub with its database, an identity provider, schools and JGZ organisations, families who
// said yes. Everything comes about over the API, as it would.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { signStatement } from '../../dist/contract/index.js';
import { migrate, startEmbeddedServer } from '../../dist/database/index.js';
import { acr } from '../../dist/demo/identity-provider/index.js';
import {
  base64url,
  generatePrivateJwk,
  importSigningKey,
  newId,
  publicJwkOf,
} from '../../dist/kernel/index.js';
import { packageFolders } from '../../dist/package-folders.js';
import { newHubKeys, writeHubKeys } from '../../dist/vault/index.js';
import { built, startNode } from './processes.mjs';
import { callback, citizen, partnerClient, password, tokenOf } from './sign-in.mjs';

export const purpose = 'vroegsignalering-zorgteam';
export const flow = 'school-jgz';
const parents = ['ouder-een', 'ouder-twee'];
const relationOf = { school: 'enrolled-pupil', jgz: 'in-care' };

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

async function newPartner(role, place) {
  return {
    id: newId('prt'),
    role,
    clientId: `${role}-${place}`,
    account: `medewerker-${role}-${place}`,
    keys: {
      signing: await generatePrivateJwk('Ed25519'),
      sealing: await generatePrivateJwk('X25519'),
      dpop: await generatePrivateJwk('P-256'),
    },
  };
}

/** A database with its tables and the keys of a hub, without the hub: all that the ledger needs. */
export async function raiseDatabase({ folder, running }) {
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const server = await startEmbeddedServer(join(folder, 'database'));
  running.push(server);
  await migrate(server.ownerUrl, packageFolders.migrations);
  await migrate(server.keysOwnerUrl, packageFolders.keysMigrations);
  await writeHubKeys(join(folder, 'hub-keys.json'), await newHubKeys({ development: true }));
  return { folder, logs, server, running };
}

/**
 * @param running takes up everything that was started, to be stopped in reverse
 * @param profileArgs name of a process to arguments for its Node, such as a profiler's
 */
export async function raiseRegion({ folder, running, pairs, children, profileArgs, say }) {
  const logs = join(folder, 'logs');
  await mkdir(logs, { recursive: true });
  const hubUrl = `http://localhost:${await freePort()}`;
  const secrets = {
    hub: await newHubKeys({ development: true }),
    covenant: await generatePrivateJwk('Ed25519'),
    desk: await generatePrivateJwk('P-256'),
  };
  const partners = [];
  for (let place = 0; place < pairs; place += 1) {
    partners.push(await newPartner('school', place), await newPartner('jgz', place));
  }
  say('database, identity provider and hub');
  const server = await startEmbeddedServer(join(folder, 'database'));
  running.push(server);
  const provider = await startProvider({ folder, logs, hubUrl, secrets, partners });
  running.push(provider);
  const { issuers } = provider.ready;
  await writeHubKeys(join(folder, 'hub-keys.json'), secrets.hub);
  const hub = await startHub({
    folder,
    logs,
    hubUrl,
    secrets,
    server,
    issuers,
    nodeArgs: profileArgs('hub'),
  });
  running.push(hub);
  const region = { folder, logs, hubUrl, secrets, server, issuers, hub, partners, running, profileArgs };
  say(`${partners.length} partners and ${children} children`);
  await settleCovenant(region);
  return { ...region, children: await settleFamilies(region, children) };
}

async function startProvider({ folder, logs, hubUrl, secrets, partners }) {
  const file = join(folder, 'identity-provider.json');
  const account = (realm, name, more) => ({
    realm,
    account: name,
    name,
    password,
    alwaysMultiFactor: true,
    ...more,
  });
  const settings = {
    port: await freePort(),
    audience: hubUrl,
    accounts: [
      ...parents.map((name) => account('citizens', name)),
      // For the pages alone: a parent of three, and one of none.
      ...['ouder-drie', 'ouder-leeg'].map((name) => account('citizens', name)),
      account('officers', 'beheerder', { duty: 'administrator' }),
      ...partners.map((partner) =>
        account('professionals', partner.account, { function: 'jeugdverpleegkundige' }),
      ),
    ],
    clients: [
      {
        realm: 'citizens',
        clientId: 'kernhub',
        name: 'Kernhub',
        jwks: [publicJwkOf(secrets.hub.client)],
        redirectUris: [`${hubUrl}/callback`],
        signedOutUris: [`${hubUrl}/signed-out`],
      },
      {
        realm: 'officers',
        clientId: 'desk',
        name: 'Beheer',
        jwks: [publicJwkOf(secrets.desk)],
        redirectUris: [callback],
      },
      ...partners.map(({ clientId, keys }) => ({
        realm: 'professionals',
        clientId,
        name: clientId,
        jwks: [publicJwkOf(keys.dpop)],
        redirectUris: [callback],
      })),
    ],
  };
  await writeFile(file, JSON.stringify(settings), { mode: 0o600 });
  return startNode({
    name: 'identity-provider',
    program: built('demo/identity-provider/main.js'),
    env: { IDENTITY_PROVIDER_SETTINGS: file },
    logs,
  });
}

/** One more on the same databases, at a door of its own. */
export const startAnotherHub = async (region) =>
  startHub({ ...region, name: 'another-hub', hubUrl: `http://localhost:${await freePort()}`, nodeArgs: [] });

async function startHub({ name = 'hub', folder, logs, hubUrl, secrets, server, issuers, nodeArgs }) {
  const counter = new URL('count-queries.mjs', import.meta.url).href;
  return startNode({
    name,
    nodeArgs: ['--import', counter, ...nodeArgs],
    program: built('cli/main.js'),
    args: ['hub'],
    logs,
    env: {
      PORT: new URL(hubUrl).port,
      DATABASE_URL: server.appUrl,
      DATABASE_OWNER_URL: server.ownerUrl,
      KEYS_DATABASE_URL: server.keysUrl,
      KEYS_DATABASE_OWNER_URL: server.keysOwnerUrl,
      HUB_KEYS_FILE: join(folder, 'hub-keys.json'),
      LEDGER_ORIGIN: 'kernhub.example/bench',
      PROFESSIONALS_ISSUERS: issuers.professionals,
      OFFICERS_ISSUER: issuers.officers,
      CITIZENS_ISSUER: issuers.citizens,
      CITIZENS_ACR: acr.multiFactor,
      MFA_ACR: acr.multiFactor,
      COVENANT_KEY: JSON.stringify(publicJwkOf(secrets.covenant)),
      // Only enrolment with a BSN asks the evaluator; no call that is measured does.
      EVALUATOR_URL: 'http://localhost:9',
      PRF_PUBLIC_KEY: 'A'.repeat(43),
    },
  });
}

const rosterLine = ({ id, role, clientId, keys }) => ({
  id,
  name: clientId,
  role,
  bsn: { article: 'UAVG 46' },
  signing: [publicJwkOf(keys.signing)],
  sealing: [publicJwkOf(keys.sealing)],
});

async function settleCovenant({ hubUrl, secrets, issuers, partners }) {
  const desk = { issuer: issuers.officers, clientId: 'desk', key: secrets.desk, account: 'beheerder' };
  const token = await tokenOf({ ...desk, scope: 'hub:administer', audience: hubUrl });
  const officer = {
    hubUrl,
    issuer: issuers.officers,
    clientId: 'desk',
    keys: { signing: secrets.desk, dpop: secrets.desk },
  };
  const administrator = partnerClient(officer, token);
  for (const partner of partners) {
    const { id, clientId, keys, account } = partner;
    const professionals = { hubUrl, issuer: issuers.professionals, clientId, keys };
    await administrator.post('/v1/partners', {
      ...rosterLine(partner),
      issuer: issuers.professionals,
      clientId,
    });
    const system = partnerClient(professionals);
    const { version, textDigest } = await system.get('/v1/agreements/current');
    const claims = { iss: id, version, textDigest, iat: Math.floor(Date.now() / 1000) };
    const statement = await signStatement(
      await importSigningKey(keys.signing),
      'kernhub-agreement+jwt',
      claims,
    );
    await system.post('/v1/agreements', { statement });
    partner.token = await tokenOf({
      ...professionals,
      key: keys.dpop,
      scope: 'hub:act',
      audience: hubUrl,
      account,
    });
    partner.professional = partnerClient(professionals, partner.token);
  }
  const ledgerKeys = (await (await fetch(`${hubUrl}/ledger-key`)).text())
    .split('\n')
    .filter((line) => line !== '');
  const now = new Date();
  const roster = await signStatement(await importSigningKey(secrets.covenant), 'kernhub-roster+jwt', {
    covenant: 'Meetregio',
    version: 1,
    iat: Math.floor(now.getTime() / 1000),
    validFrom: now.toISOString().slice(0, 10),
    hub: { origin: hubUrl, ticketKeys: [publicJwkOf(secrets.hub.ticket)], ledgerKeys },
    prf: { suite: 'ristretto255-SHA512', publicKey: 'A'.repeat(43) },
    partners: partners.map(rosterLine),
  });
  await administrator.post('/v1/rosters', { roster });
}

/** Children of eight with two parents who share authority and said yes to all of one flow. */
async function settleFamilies({ hubUrl, partners }, count) {
  const portals = await Promise.all(parents.map((account) => citizen(hubUrl, account)));
  const schools = partners.filter(({ role }) => role === 'school');
  const jgz = partners.filter(({ role }) => role === 'jgz');
  const children = [];
  const places = Array.from({ length: count }, (_, place) => place);
  await Promise.all(
    [0, 1, 2, 3].map(async (lane) => {
      for (const place of places.filter((at) => at % 4 === lane)) {
        const team = { school: schools[place % schools.length], jgz: jgz[place % jgz.length] };
        children[place] = await settleFamily(place, team, portals);
      }
    }),
  );
  return children;
}

/** A child whose guardians are these, all of whom say yes to all of one flow. */
export async function settleFamily(place, { school, jgz }, portals) {
  const pseudonym = base64url(createHash('sha512').update(`kind ${place}`).digest());
  const enrol = async ({ professional, role }) =>
    (
      await professional.post('/v1/subjects', {
        pseudonym,
        birthDate: '2018-03-04',
        firstName: 'Testkind Acht',
        relation: relationOf[role],
      })
    ).id;
  const atSchool = await enrol(school);
  const atJgz = await enrol(jgz);
  const guardians = [];
  for (const portal of portals) {
    const invited = await school.professional.post(`/v1/subjects/${atSchool}/invitations`, {
      as: 'guardian',
    });
    const { id } = await portal.post('/v1/me/invitations/_redeem', { code: invited.code });
    const authority = { kind: 'joint', source: 'partner-record', assertedOn: '2026-01-05' };
    await school.professional.put(`/v1/subjects/${atSchool}/authorities/${invited.person}`, authority);
    guardians.push({ portal, child: id });
  }
  const explanation = 'Wij denken graag mee.';
  const request = { subject: atSchool, purpose, version: 1, flows: [flow], explanation };
  await school.professional.post('/v1/consent-requests', request);
  for (const { portal, child } of guardians) await sayYes(portal, child);
  return { number: `K-${place}`, school, jgz, atSchool, atJgz };
}

async function sayYes(portal, child) {
  const [question] = (await portal.get(`/v1/me/children/${child}/consents`)).items;
  await portal.post(`/v1/me/children/${child}/decisions`, {
    request: question.request,
    version: question.purpose.version,
    noticeHash: question.notice.hash,
    language: question.notice.language,
    choice: 'given',
    flows: question.flows.map(({ flow: id, sources, recipients }) => ({
      flow: id,
      sources: sources.map((partner) => partner.id),
      recipients: recipients.map((partner) => partner.id),
      fields: question.purpose.flows.find((offer) => offer.id === id).fields,
    })),
  });
}
