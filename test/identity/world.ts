import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { dpopProof, signPayload } from '../../src/client/index.js';
import type { PartnerId, Role } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { createIdentity, type Identity, type IdentityNeeds } from '../../src/identity/index.js';
import { insertKeys } from '../../src/identity/store/keys.js';
import { insertPartner, setAgreement } from '../../src/identity/store/partners.js';
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
import { newHubKeys, openVault } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { type LocalIssuer, startLocalIssuer } from './local-issuer.js';

export const publicUrl = 'http://localhost:18080';

/** Time that a test moves by hand. */
export class HandClock implements Clock {
  private at = Date.now();
  now = (): Date => new Date(this.at);
  today = () => civilDateOf(this.now());
  advance(seconds: number): void {
    this.at += seconds * 1000;
  }
  seconds = (): number => Math.floor(this.at / 1000);
}

export interface PartnerKeys {
  readonly signing: PrivateJwk;
  readonly sealing: PrivateJwk;
  readonly dpop: PrivateJwk;
  readonly sign: SigningKey;
  readonly prove: SigningKey;
}

export async function newPartnerKeys(): Promise<PartnerKeys> {
  const signing = await generatePrivateJwk('Ed25519');
  const sealing = await generatePrivateJwk('X25519');
  const dpop = await generatePrivateJwk('P-256');
  return {
    signing,
    sealing,
    dpop,
    sign: await importSigningKey(signing),
    prove: await importSigningKey(dpop),
  };
}

export interface TestPartner {
  readonly id: PartnerId;
  readonly clientId: string;
  readonly keys: PartnerKeys;
}

export interface IdentityWorld {
  readonly db: FreshDatabase;
  readonly professionals: LocalIssuer;
  readonly officers: LocalIssuer;
  readonly clock: HandClock;
  readonly needs: IdentityNeeds;
  readonly identity: Identity;
  readonly covenantKey: PrivateJwk;
  /** A partner as registration leaves it, with the agreement signed unless said otherwise. */
  partner(options?: { readonly agreed?: boolean; readonly role?: string }): Promise<TestPartner>;
  close(): Promise<void>;
}

export const agreement = { version: 'test-1', text: 'We werken samen.', digest: 'a'.repeat(43) };

/** Ledger that a test hands in; tests of authentication alone write nothing to it. */
export type LedgerMaker = (parts: {
  readonly db: FreshDatabase;
  readonly vault: IdentityNeeds['vault'];
  readonly clock: Clock;
}) => Promise<IdentityNeeds['ledger']>;

const noLedger: LedgerMaker = async () => {
  const refuse = () => {
    throw new Error('this test has no ledger');
  };
  return { append: refuse, settled: refuse, inclusionOf: refuse, verifierKeys: () => [] };
};

export async function identityWorld(makeLedger: LedgerMaker = noLedger): Promise<IdentityWorld> {
  const db = await freshDatabase();
  const [professionals, officers] = [await startLocalIssuer(), await startLocalIssuer()];
  const clock = new HandClock();
  const keys = await newHubKeys({ development: true });
  const keysPool: pg.Pool = openPool(db.keysUrl);
  const vault = openVault({ keysPool, keys });
  const covenantKey = await generatePrivateJwk('Ed25519');
  const needs: IdentityNeeds = {
    database: db.database,
    ledger: await makeLedger({ db, vault, clock }),
    vault,
    clock,
    keys,
    covenant: {
      agreement: () => agreement,
      role: (role) =>
        role === 'onbekend' ? null : { bsnArticle: role === 'samenwerkingsverband' ? null : 'UAVG 46' },
    },
    config: {
      publicUrl,
      audience: publicUrl,
      allowInsecureIssuers: true,
      professionalsIssuers: [professionals.iss],
      officers: { issuer: officers.iss, clientId: 'hub', acr: ['substantial'] },
      citizens: { issuer: 'http://localhost:9/citizens', clientId: 'hub', acr: ['substantial'] },
      covenantKeys: [publicJwkOf(covenantKey)],
      prfPublicKey: base64url(randomBytes(32)),
    },
  };
  return {
    db,
    professionals,
    officers,
    clock,
    needs,
    identity: createIdentity(needs),
    covenantKey,
    partner: (options) => seedPartner(db, professionals.iss, clock.now(), options),
    close: async () => {
      await Promise.all([professionals.close(), officers.close()]);
      await keysPool.end();
      await db.drop();
    },
  };
}

async function seedPartner(
  db: FreshDatabase,
  issuer: string,
  at: Date,
  { agreed = true, role = 'school' }: { agreed?: boolean; role?: string } = {},
): Promise<TestPartner> {
  const keys = await newPartnerKeys();
  const id = newId<'PartnerId'>('prt');
  const clientId = `client-${id}`;
  await db.database.transaction(async (tx) => {
    await insertPartner(tx, {
      id,
      name: 'Testpartner',
      role: role as Role,
      issuer,
      clientId,
      bsnArticle: null,
      at,
    });
    await insertKeys(tx, id, 'sig', [publicJwkOf(keys.signing)], at);
    await insertKeys(tx, id, 'enc', [publicJwkOf(keys.sealing)], at);
    if (agreed) await setAgreement(tx, id, agreement.version);
  });
  return { id, clientId, keys };
}

/** Claims of a system's token; a test changes what it is about. */
export const systemClaims = (world: IdentityWorld, partner: TestPartner): Record<string, unknown> => ({
  sub: partner.clientId,
  client_id: partner.clientId,
  aud: publicUrl,
  iat: world.clock.seconds(),
  exp: world.clock.seconds() + 300,
  jti: base64url(randomBytes(8)),
  scope: 'hub:serve',
  cnf: { jkt: partner.keys.dpop.kid },
});

export const professionalClaims = (world: IdentityWorld, partner: TestPartner): Record<string, unknown> => ({
  ...systemClaims(world, partner),
  sub: 'testkracht-zeven',
  scope: 'openid hub:act',
  acr: 'substantial',
  auth_time: world.clock.seconds() - 20,
  function: 'zorgcoordinator',
});

export interface Attempt {
  readonly method?: string;
  readonly path?: string;
}

/** A request as the client sends it: token and a fresh proof. */
export async function requestWith(
  world: IdentityWorld,
  prove: SigningKey,
  accessToken: string,
  { method = 'GET', path = '/v1/purposes' }: Attempt = {},
): Promise<{ method: string; path: string; authorization: string; dpop: string }> {
  const proof = { method, url: `${publicUrl}${path.split('?')[0]}`, accessToken, now: world.clock.now() };
  return { method, path, authorization: `DPoP ${accessToken}`, dpop: await dpopProof(prove, proof) };
}

export const signedHeader = (
  world: IdentityWorld,
  key: SigningKey,
  body: Uint8Array,
  change: Partial<Parameters<typeof signPayload>[2]> = {},
): Promise<string> =>
  signPayload(key, body, {
    method: 'POST',
    url: `${publicUrl}/v1/exchanges`,
    audience: publicUrl,
    now: world.clock.now(),
    ...change,
  });
