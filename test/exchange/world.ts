import { type Consent, createConsent } from '../../src/consent/index.js';
import type { Caller, Claim, Input, Reply, Route } from '../../src/contract/index.js';
import { openPool, type Tx } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { createExchange, type Exchange, type ExchangeParts } from '../../src/exchange/index.js';
import { createIdentity, type Identity } from '../../src/identity/index.js';
import { insertKeys } from '../../src/identity/store/keys.js';
import { insertPartner, setAgreement, setSuspended } from '../../src/identity/store/partners.js';
import {
  type Check,
  type Clock,
  civilDateOf,
  compileSchema,
  generatePrivateJwk,
  type JsonObject,
  type PublicJwk,
  publicJwkOf,
} from '../../src/kernel/index.js';
import { createLedger, type Ledger, ownedEntries } from '../../src/ledger/index.js';
import { createPasskeys } from '../../src/passkeys/index.js';
import { createPeople } from '../../src/people/index.js';
import { openPolicies } from '../../src/policy/index.js';
import { type Catalogue, loadCatalogue, publishCatalogue } from '../../src/purposes/index.js';
import type { ReceiptNeeds } from '../../src/receipts/index.js';
import { newHubKeys, openVault } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { forOfficer, newTestPartner, type TestPartner } from './partner.js';
import { createTeam } from './team.js';

export const publicUrl = 'http://localhost:18080';

class HandClock implements Clock {
  #ahead = 0;
  now = (): Date => new Date(Date.now() + this.#ahead);
  today = () => civilDateOf(this.now());
  advance = (seconds: number): void => {
    this.#ahead += seconds * 1000;
  };
}

export interface Call {
  readonly params?: object;
  readonly query?: object;
  readonly body?: object;
  readonly wait?: number;
  readonly claim?: Claim;
  readonly signal?: AbortSignal;
}

export interface World {
  readonly db: FreshDatabase;
  readonly clock: HandClock;
  readonly ledger: Ledger;
  readonly catalogue: Catalogue;
  readonly ticketKey: PublicJwk;
  readonly identity: Identity;
  readonly exchange: Exchange;
  readonly receipts: ReceiptNeeds;
  /** Another hub process on the same database. */
  other(): Exchange;
  readonly team: ReturnType<typeof createTeam>;
  call<T>(route: string, caller: Caller, call?: Call, at?: Exchange): Promise<T>;
  /** Who was told of an emergency, in turn: a child's family, or the officers. */
  readonly told: string[];
  /** Thumbprints of the sealing keys in the roster; may be changed. */
  readonly officers: string[];
  partner(role: string): Promise<TestPartner>;
  suspend(partner: TestPartner): Promise<void>;
  events(): Promise<readonly string[]>;
  /** Of every entry, opened, the oldest first. */
  payloads(): Promise<readonly JsonObject[]>;
  close(): Promise<void>;
}

export async function exchangeWorld(): Promise<World> {
  const db = await freshDatabase();
  const { database } = db;
  const clock = new HandClock();
  const keys = await newHubKeys({ development: true });
  const keysPool = openPool(db.keysUrl);
  const vault = openVault({ keysPool, keys });
  const ledger = createLedger({
    database,
    vault,
    clock,
    signingKey: keys.ledger,
    origin: 'hub.test/ledger',
    kinds: entryKinds,
  });
  await ledger.start();
  const catalogue = await loadCatalogue('consent-schemas');
  const policies = await openPolicies('policies');
  await publishCatalogue({ database, ledger, catalogue, policies });
  const covenantKey = publicJwkOf(await generatePrivateJwk('Ed25519'));
  const issuer = 'http://localhost:9/professionals';
  const identity = createIdentity({
    database,
    ledger,
    vault,
    clock,
    covenant: catalogue,
    keys,
    config: {
      publicUrl,
      audience: publicUrl,
      allowInsecureIssuers: true,
      professionalsIssuers: [issuer],
      officers: { issuer: 'http://localhost:9/officers', clientId: 'hub', acr: ['substantial'] },
      citizens: { issuer: 'http://localhost:9/citizens', clientId: 'hub', acr: ['substantial'] },
      covenantKeys: [covenantKey],
      prfPublicKey: 'AAAA',
    },
  });
  const { partners } = identity;
  const rooms = { database, ledger, vault, clock, catalogue, partners };
  const people = createPeople({
    ...rooms,
    publicUrl,
    evaluator: { url: 'http://localhost:9' },
    ticketKey: keys.ticket,
    introductionAllowed: (tx, question) => consent.introductionAllowed(tx, question),
    sumUp: (tx, person) => consent.sumUp(tx, person),
    answerStepMs: 1,
  });
  const ownedIn = (reader: Tx) => ownedEntries({ reader, vault });
  const passkeys = createPasskeys({ ...rooms, people, ownedIn, publicUrl });
  const consent: Consent = createConsent({
    ...rooms,
    people,
    passkeys,
    onConsentAsked: async () => undefined,
    mailFails: async () => false,
    recordingRule: { version: '1', functions: ['zorgcoordinator', 'mentor'], secondStepDays: 14 },
    onDecisionRecorded: async () => undefined,
    onConsentWithdrawn: (tx, event) => exchange.onConsentWithdrawn(tx, event),
  });
  const told: string[] = [];
  const officers = [forOfficer.kid];
  const parts: ExchangeParts = {
    ...rooms,
    policies,
    people,
    consent,
    ownedEntries: (reader) => ownedEntries({ reader, vault }),
    ticketKey: keys.ticket,
    publicUrl,
    deadlineSeconds: 14_400,
    mfaAcr: ['mfa'],
    onEmergencyUsed: async (_tx, { subject }) => void told.push(subject),
    onEmergencyToReview: async () => void told.push('officers'),
    onReviewOverdue: async () => void told.push('overdue'),
    onEmergencyReviewed: async (_tx, { subject }) => void told.push(`reviewed ${subject}`),
    reviewHours: 72,
    officerSealingKids: async () => officers,
  };
  const exchange: Exchange = createExchange(parts);
  const receipts = {
    ...{ ...rooms, people, owned: ownedIn(database.reader), ownedIn, publicUrl, ticketKey: keys.ticket },
    unseenAmong: exchange.unseenAmong,
  };
  const call = async <T>(name: string, caller: Caller, call: Call = {}, at = exchange): Promise<T> => {
    const routes = [...at.routes, ...people.routes, ...consent.routes];
    return (await handle(routes, name, caller, call)).body as T;
  };
  const started: Exchange[] = [exchange];
  const payloads = async () => {
    const rows = await database.reader.query<{ id: string }>('SELECT id FROM ledger_entry ORDER BY seq');
    const entries = await Promise.all(rows.map(({ id }) => ledger.read(id as never)));
    return entries.map(({ payload }) => payload);
  };
  return {
    db,
    clock,
    ledger,
    catalogue,
    ticketKey: publicJwkOf(keys.ticket),
    identity,
    exchange,
    receipts,
    other: () => {
      const process = createExchange(parts);
      started.push(process);
      return process;
    },
    told,
    officers,
    team: createTeam(call, clock.now),
    call,
    partner: async (role) => {
      const partner = await newTestPartner(role);
      const at = clock.now();
      await database.transaction(async (tx) => {
        await insertPartner(tx, {
          id: partner.id,
          name: `Test ${role}`,
          role: partner.role,
          issuer,
          clientId: partner.id,
          bsnArticle: 'UAVG 46',
          at,
        });
        await insertKeys(tx, partner.id, 'sig', [publicJwkOf(partner.signing)], at);
        await setAgreement(tx, partner.id, catalogue.agreement().version);
      });
      return partner;
    },
    suspend: (partner) => database.transaction((tx) => setSuspended(tx, partner.id, true)),
    payloads,
    events: async () => (await payloads()).map(({ event }) => String(event)),
    close: async () => {
      for (const process of started) await process.stop();
      await ledger.stop();
      await keysPool.end();
      await db.drop();
    },
  };
}

/** Calls a handler as the server does, and holds its reply against the schema that the route announces. */
async function handle(routes: readonly Route[], name: string, caller: Caller, call: Call): Promise<Reply> {
  const [method, path] = name.split(' ');
  const found = routes.find((row) => row.method === method && row.path === path);
  if (found === undefined) throw new Error(`no route ${name}`);
  if (!found.callers.includes(caller.kind)) throw new Error(`${name} is not for a ${caller.kind}`);
  const handler = found.handler as unknown as (
    caller: Caller,
    input: Input<unknown, unknown, unknown>,
  ) => Promise<Reply>;
  const reply = await handler(caller, {
    params: call.params ?? {},
    query: call.query ?? {},
    body: call.body ?? {},
    waitSeconds: call.wait ?? 0,
    signal: call.signal ?? new AbortController().signal,
    claim: call.claim ?? null,
    payloadSignature: null,
    traceId: 'test',
  });
  const shape = found.responses[reply.status];
  if (typeof shape !== 'object' || shape === null) throw new Error(`${name} announces no ${reply.status}`);
  const faults = checkOf(shape)(JSON.parse(JSON.stringify(reply.body)));
  if (faults.length > 0) throw new Error(`${name} is off its contract: ${JSON.stringify(faults)}`);
  return reply;
}

const checks = new Map<object, Check>();

function checkOf(schema: object): Check {
  const check = checks.get(schema) ?? compileSchema(schema);
  checks.set(schema, check);
  return check;
}
