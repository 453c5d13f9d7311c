import { randomBytes } from 'node:crypto';
import { createHubClient, createRelyingParty, type HubClient } from '../../src/client/index.js';
import type { PartnerId, Role } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { type Account, acr, startIdentityProvider } from '../../src/demo/identity-provider/index.js';
import { signIn } from '../../src/demo/person.js';
import { createLog, createServer } from '../../src/http/index.js';
import {
  createIdentity,
  type Identity,
  type IdentityNeeds,
  identityEntryKinds,
} from '../../src/identity/index.js';
import {
  base64url,
  type Clock,
  civilDateOf,
  generatePrivateJwk,
  importSigningKey,
  newId,
  type PrivateJwk,
  publicJwkOf,
  type SigningKey,
} from '../../src/kernel/index.js';
import { createLedger, type Ledger } from '../../src/ledger/index.js';
import { newHubKeys, openVault } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { agreement, newPartnerKeys, type PartnerKeys, publicUrl } from './world.js';

/** Real time, which a test can move: tokens and proofs here are made by those who look at the real clock. */
export class RunningClock implements Clock {
  private ahead = 0;
  now = (): Date => new Date(Date.now() + this.ahead);
  today = () => civilDateOf(this.now());
  seconds = (): number => Math.floor(this.now().getTime() / 1000);
  advance(seconds: number): void {
    this.ahead += seconds * 1000;
  }
}

export interface Organisation {
  readonly id: PartnerId;
  readonly clientId: string;
  readonly keys: PartnerKeys;
  readonly client: HubClient;
}

/** The identity room behind the real server, with a real ledger and real identity provider. */
export interface IdentityHub {
  readonly db: FreshDatabase;
  readonly url: string;
  readonly clock: RunningClock;
  /** From now on the issuers say that people signed in so many seconds ago: an issuer that asks nothing again. */
  signedInBefore(seconds: number): void;
  readonly needs: IdentityNeeds;
  readonly identity: Identity;
  readonly ledger: Ledger;
  readonly covenant: SigningKey;
  readonly issuers: Readonly<Record<'citizens' | 'professionals' | 'officers', string>>;
  readonly school: Organisation;
  readonly jgz: Organisation;
  /** Signs the administrator in and calls in that name. */
  administrator(): Promise<HubClient['call']>;
  /** Signs a professional in at a partner's agent. */
  professionalToken(organisation: Organisation, account: string): Promise<string>;
  registration(organisation: Organisation, role?: string): Record<string, unknown>;
  close(): Promise<void>;
}

const agentCallback = 'http://localhost:18081/callback';
const password = 'welkom';
const accounts: readonly Account[] = [
  { realm: 'citizens', account: 'ouder', password, name: 'Testouder Vijf', alwaysMultiFactor: true },
  { realm: 'citizens', account: 'ouder-laag', password, name: 'Testouder Zes' },
  { realm: 'professionals', account: 'zorg', password, name: 'Testkracht Een', function: 'zorgcoordinator' },
  {
    realm: 'officers',
    account: 'beheer',
    password,
    name: 'Testbeheer',
    duty: 'administrator',
    alwaysMultiFactor: true,
  },
  {
    realm: 'officers',
    account: 'privacy',
    password,
    name: 'Testprivacy',
    duty: 'privacy-officer',
    alwaysMultiFactor: true,
  },
  { realm: 'officers', account: 'fg', password, name: 'Testtoezicht', duty: 'fg', alwaysMultiFactor: true },
];

export async function identityHub(): Promise<IdentityHub> {
  const db = await freshDatabase();
  const clock = new RunningClock();
  const hubKeys = await newHubKeys({ development: true });
  const consoleKey = await generatePrivateJwk('P-256');
  const covenantJwk = await generatePrivateJwk('Ed25519');
  let signedInBefore = 0;
  const made = { school: await newPartnerKeys(), jgz: await newPartnerKeys() };
  const provider = await startIdentityProvider({
    port: 0,
    audience: publicUrl,
    now: () => new Date(clock.now().getTime() - signedInBefore * 1000),
    accounts,
    clients: [
      ...(['school', 'jgz'] as const).map((name) => ({
        realm: 'professionals' as const,
        clientId: `agent-${name}`,
        name,
        jwks: [made[name].dpop].map(publicJwkOf),
        redirectUris: [agentCallback],
      })),
      {
        realm: 'citizens',
        clientId: 'hub',
        name: 'Kernhub',
        jwks: [publicJwkOf(hubKeys.client)],
        redirectUris: [`${publicUrl}/callback`],
        signedOutUris: [`${publicUrl}/signed-out`],
      },
      {
        realm: 'officers',
        clientId: 'hub',
        name: 'Kernhub',
        jwks: [publicJwkOf(hubKeys.client)],
        redirectUris: [`${publicUrl}/officer/callback`],
        signedOutUris: [`${publicUrl}/officer/signed-out`],
        dpopBound: false,
      },
      {
        realm: 'officers',
        clientId: 'console',
        name: 'Beheer',
        jwks: [publicJwkOf(consoleKey)],
        redirectUris: [agentCallback],
      },
    ],
  });
  const keysPool = openPool(db.keysUrl);
  const vault = openVault({ keysPool, keys: hubKeys });
  const ledger = createLedger({
    database: db.database,
    vault,
    signingKey: hubKeys.ledger,
    origin: 'hub.test/ledger',
    clock,
    kinds: identityEntryKinds,
  });
  await ledger.start();
  const needs: IdentityNeeds = {
    database: db.database,
    ledger,
    vault,
    clock,
    keys: hubKeys,
    covenant: {
      agreement: () => agreement,
      role: (role) =>
        role === 'onbekend' ? null : { bsnArticle: role === 'samenwerkingsverband' ? null : 'UAVG 46' },
    },
    config: {
      publicUrl,
      audience: publicUrl,
      allowInsecureIssuers: true,
      professionalsIssuers: [provider.issuers.professionals],
      officers: { issuer: provider.issuers.officers, clientId: 'hub', acr: [acr.multiFactor] },
      citizens: { issuer: provider.issuers.citizens, clientId: 'hub', acr: [acr.multiFactor] },
      covenantKeys: [publicJwkOf(covenantJwk)],
      prfPublicKey: base64url(randomBytes(32)),
    },
  };
  const identity = createIdentity(needs);
  const server = createServer({
    routes: [...identity.routes, ...identity.loginRoutes],
    officerMay: () => true,
    authenticate: identity.authenticate,
    verifyPayloadSignature: identity.verifyPayloadSignature,
    recordRejection: async () => undefined,
    pool: db.database.pool,
    clock,
    log: createLog('silent', { write: () => undefined }),
    onOffContract: (complaint) => {
      throw new Error(`a reply is off its contract: ${JSON.stringify(complaint)}`);
    },
  });
  const url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;

  const clientOf = (clientId: string, keys: { signing: PrivateJwk; dpop: PrivateJwk }, issuer: string) =>
    createHubClient({ hubUrl: url, audience: publicUrl, issuer, clientId, keys, allowInsecure: true });
  const organisation = (name: 'school' | 'jgz'): Organisation => ({
    id: newId<'PartnerId'>('prt'),
    clientId: `agent-${name}`,
    keys: made[name],
    client: clientOf(`agent-${name}`, made[name], provider.issuers.professionals),
  });
  const tokenFor = async (
    realm: 'professionals' | 'officers',
    clientId: string,
    key: PrivateJwk,
    scope: string,
    account: string,
  ): Promise<string> => {
    const party = createRelyingParty({
      issuer: provider.issuers[realm],
      clientId,
      clientKey: key,
      dpopKey: key,
      allowInsecure: true,
      redirectUri: agentCallback,
      scopes: [scope],
      resource: publicUrl,
    });
    const { url: start, pending } = await party.begin();
    const end = await signIn(start, { account, password }, { stopAt: (at) => at.port === '18081' });
    return (await party.complete(new URL(end.finalUrl).searchParams, pending)).accessToken;
  };

  return {
    db,
    url,
    clock,
    signedInBefore: (seconds) => {
      signedInBefore = seconds;
    },
    needs,
    identity,
    ledger,
    covenant: await importSigningKey(covenantJwk),
    issuers: provider.issuers,
    school: organisation('school'),
    jgz: organisation('jgz'),
    administrator: async () => {
      const professionalToken = await tokenFor('officers', 'console', consoleKey, 'hub:administer', 'beheer');
      const client = clientOf(
        'console',
        { signing: consoleKey, dpop: consoleKey },
        provider.issuers.officers,
      );
      return (call) => client.call({ ...call, professionalToken });
    },
    professionalToken: (of, account) =>
      tokenFor('professionals', of.clientId, of.keys.dpop, 'hub:act', account),
    registration: (of, role = 'school') => ({
      id: of.id,
      name: `Testorganisatie ${of.clientId}`,
      role: role as Role,
      issuer: provider.issuers.professionals,
      clientId: of.clientId,
      bsn: role === 'samenwerkingsverband' ? null : { article: 'UAVG 46' },
      signing: [publicJwkOf(of.keys.signing)],
      sealing: [publicJwkOf(of.keys.sealing)],
    }),
    close: async () => {
      await server.drain({ graceMs: 100 });
      await ledger.stop();
      await provider.close();
      await keysPool.end();
      await db.drop();
    },
  };
}
