import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  AccountId,
  Citizen,
  HubOfficer,
  Officer,
  PartnerId,
  Professional,
  Role,
} from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { openEvaluator, type RunningEvaluator } from '../../src/evaluator/index.js';
import { createPartners } from '../../src/identity/usecases/partners.js';
import { base64url, publicJwkOf, systemClock } from '../../src/kernel/index.js';
import { createLedger, type Ledger } from '../../src/ledger/index.js';
import { peopleEntryKinds } from '../../src/people/index.js';
import type { PeopleNeeds } from '../../src/people/usecases/needs.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import { type HubKeys, newHubKeys, openVault, type Vault } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

/** The room on its real neighbours: database, vault, ledger, catalogue, partners and evaluator. */
export interface PeopleWorld {
  readonly db: FreshDatabase;
  readonly needs: PeopleNeeds;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly keys: HubKeys;
  /** What a hub with another keys file works with, on the same databases. */
  needsOf(keys: HubKeys): PeopleNeeds;
  readonly evaluator: RunningEvaluator;
  /** Whether there is a basis for introductions now. */
  basis: boolean;
  /** Moves the clock. */
  advance(milliseconds: number): void;
  partner(role: string, changes?: { bsn?: boolean; suspended?: boolean }): Promise<Professional>;
  close(): Promise<void>;
}

export const days = (count: number): number => count * 86_400_000;
const randomId = (prefix: string): string => `${prefix}_${base64url(randomBytes(16))}`;

export const citizen = (): Citizen => ({
  kind: 'citizen',
  account: randomId('acc') as AccountId,
  acr: 'urn:example:substantial',
  authenticatedAt: new Date(),
});

export const officer = (duty: HubOfficer['duty']): Officer => ({
  kind: 'officer',
  account: randomId('acc') as AccountId,
  duty,
});

/** What the PRF gives for a child that nobody knows yet. */
export const newChild = (birthDate = '2018-03-04') => ({
  pseudonym: base64url(randomBytes(64)),
  birthDate,
  firstName: 'Testkind Acht',
  relation: 'enrolled-pupil' as const,
});

export async function openPeopleWorld(): Promise<PeopleWorld> {
  const db = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'kernhub-people-'));
  const keys = await newHubKeys({ development: true });
  const keysPool = openPool(db.keysUrl);
  const vault = openVault({ keysPool, keys });
  const catalogue = await loadCatalogue('consent-schemas');
  let ahead = 0;
  const real = systemClock();
  const clock = { now: () => new Date(real.now().getTime() + ahead), today: () => real.today() };
  const { database } = db;
  const ledger = createLedger({
    database,
    vault,
    signingKey: keys.ledger,
    origin: 'hub.example/test',
    clock,
    kinds: peopleEntryKinds,
  });
  await ledger.start();
  const evaluator = await openEvaluator({
    host: '127.0.0.1',
    port: 0,
    keyFile: join(folder, 'prf.json'),
    hubKeys: [publicJwkOf(keys.ticket)],
    perHour: 10,
    totalPerHour: 100,
  });
  const world: PeopleWorld = {
    db,
    ledger,
    vault,
    keys,
    evaluator,
    basis: true,
    needsOf: (other) => ({ ...world.needs, vault: openVault({ keysPool, keys: other }) }),
    needs: {
      database,
      ledger,
      vault,
      clock,
      catalogue,
      partners: createPartners(catalogue, clock),
      publicUrl: 'http://localhost:8080',
      evaluator: { url: evaluator.url },
      ticketKey: keys.ticket,
      introductionAllowed: async () => world.basis,
      sumUp: async () => ({ waiting: 0, shared: [], incomplete: [] }),
      answerStepMs: 50,
    },
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    partner: async (role, changes = {}) => {
      const id = randomId('prt') as PartnerId;
      const article = catalogue.role(role as Role)?.bsnArticle ?? null;
      await database.reader.query(
        `INSERT INTO partner (id, name, role, issuer, client_id, bsn_article, agreement_version, suspended, registered_at)
         VALUES ($1, 'Testpartner', $2, 'https://issuer.example', $1, $3, $4, $5, now())`,
        [
          id,
          role,
          changes.bsn === false ? null : article,
          catalogue.agreement().version,
          changes.suspended ?? false,
        ],
      );
      return {
        kind: 'professional',
        partner: id,
        role: role as Role,
        account: randomId('acc') as AccountId,
        function: 'zorgcoördinator',
        acr: 'urn:example:substantial',
        authenticatedAt: new Date(),
      };
    },
    close: async () => {
      await evaluator.close();
      await ledger.stop();
      await keysPool.end();
      await db.drop();
      await rm(folder, { recursive: true });
    },
  };
  return world;
}
