/** A hub of real rooms up to consent, over HTTP; only who calls is said by a header, which has tests of its own. */
import { randomBytes } from 'node:crypto';
import supertest from 'supertest';
import { type ConsentWithdrawn, consentEntryKinds, createConsent } from '../../src/consent/index.js';
import {
  type AccountId,
  type Caller,
  HubError,
  type PartnerId,
  type Role,
  type SubjectId,
  type SubjectRef,
} from '../../src/contract/index.js';
import { openPool, type Tx } from '../../src/database/index.js';
import { createLog, createServer } from '../../src/http/index.js';
import { identityEntryKinds } from '../../src/identity/index.js';
import { insertPartner, setAgreement, setSuspended } from '../../src/identity/store/partners.js';
import { createPartners } from '../../src/identity/usecases/partners.js';
import { base64url, type CivilDate, type Clock, newId } from '../../src/kernel/index.js';
import { createLedger, ownedEntries } from '../../src/ledger/index.js';
import { createPasskeys } from '../../src/passkeys/index.js';
import { createPeople, peopleEntryKinds } from '../../src/people/index.js';
import {
  loadCatalogue,
  publishCatalogue,
  purposesEntryKinds,
  purposesRoutes,
} from '../../src/purposes/index.js';
import { type HubKeys, newHubKeys, openVault } from '../../src/vault/index.js';
import { freshDatabase } from '../harness/database.js';

const issuer = 'http://localhost:9/professionals';

/** The wall clock runs; which day it is for ages and end dates, a test says. */
class HandClock implements Clock {
  #today = '2026-11-22' as CivilDate;
  now = (): Date => new Date();
  today = (): CivilDate => this.#today;
  turnTo(day: string): void {
    this.#today = day as CivilDate;
  }
}

export type World = Awaited<ReturnType<typeof consentWorld>>;

export async function consentWorld(schemas = 'consent-schemas') {
  const db = await freshDatabase();
  const { database } = db;
  const clock = new HandClock();
  const keys = await newHubKeys({ development: true });
  const keysPool = openPool(db.keysUrl);
  const vault = openVault({ keysPool, keys });
  const kinds = { ...consentEntryKinds, ...peopleEntryKinds, ...purposesEntryKinds, ...identityEntryKinds };
  const log = { database, vault, clock, signingKey: keys.ledger, origin: 'hub.test/ledger', kinds };
  const ledger = createLedger(log);
  await ledger.start();
  const catalogue = await loadCatalogue(schemas);
  await publishCatalogue({
    database,
    ledger,
    catalogue,
    policies: { digest: 'policies-of-this-test', texts: {} },
  });
  const partners = createPartners(catalogue, clock);
  const withdrawn: ConsentWithdrawn[] = [];
  let effect: (tx: Tx, event: ConsentWithdrawn) => Promise<void> = async () => undefined;
  const shared = { database, ledger, vault, clock, catalogue, partners };
  const people = createPeople({
    ...shared,
    publicUrl: 'http://localhost:9',
    evaluator: { url: 'http://localhost:9' },
    ticketKey: keys.ticket,
    answerStepMs: 1,
    introductionAllowed: (tx, question) => consent.introductionAllowed(tx, question),
    sumUp: (tx, person) => consent.sumUp(tx, person),
  });
  const ownedIn = (reader: Tx) => ownedEntries({ reader, vault });
  const passkeys = createPasskeys({ ...shared, people, ownedIn, publicUrl: 'http://localhost:9' });
  const consent = createConsent({
    ...shared,
    people,
    passkeys,
    mailFails: async () => false,
    recordingRule: { version: '1', functions: ['zorgcoordinator', 'mentor'], secondStepDays: 14 },
    onConsentAsked: async () => undefined,
    onDecisionRecorded: async () => undefined,
    onConsentWithdrawn: async (tx, event) => {
      await effect(tx, event);
      withdrawn.push(event);
    },
  });
  const roles = new Map<string, string>();
  const server = createServer({
    routes: [...purposesRoutes(database, catalogue), ...people.routes, ...consent.routes],
    officerMay: () => true,
    authenticate: async ({ authorization = '' }, callers) => {
      const caller = callerNamed(authorization, (partner) => roles.get(partner) ?? 'school');
      if (!callers.includes(caller.kind)) throw new HubError('caller-not-allowed');
      return caller;
    },
    verifyPayloadSignature: async () => 'checked elsewhere',
    recordRejection: async () => undefined,
    pool: database.pool,
    clock,
    log: createLog('silent'),
    onOffContract: (problem) => {
      throw new Error(String(problem));
    },
  });
  const request = supertest(server.app);

  /** One call; `status` other than expected fails with the body, so that a test says why. */
  async function call(
    method: 'get' | 'post' | 'put',
    path: string,
    as: string,
    body: object | null,
    status: number,
  ) {
    const sent = request[method](path).set('Authorization', as);
    if (method !== 'get') sent.set('Idempotency-Key', newId('key'));
    const reply = await (body === null ? sent : sent.send(body));
    if (reply.status !== status) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
    return reply;
  }

  async function newPartner(role: string): Promise<PartnerId> {
    const id = newId<'PartnerId'>('prt');
    roles.set(id, role);
    await database.transaction(async (tx) => {
      const bsnArticle = catalogue.role(role as Role)?.bsnArticle ?? null;
      const row = {
        id,
        name: `Test ${role}`,
        role: role as Role,
        issuer,
        clientId: id,
        bsnArticle,
        at: new Date(),
      };
      await insertPartner(tx, row);
      await setAgreement(tx, id, catalogue.agreement().version);
    });
    return id;
  }

  return {
    db,
    database,
    clock,
    ledger,
    catalogue,
    people,
    consent,
    withdrawn,
    request,
    call,
    newPartner,
    logOptions: log,
    /** As a hub with another file of keys has it, made from the one of this hub. */
    vaultOf: async (file: (own: HubKeys) => Promise<HubKeys>) =>
      openVault({ keysPool, keys: await file(keys) }),
    /** What happens in the transaction of a withdrawal. */
    onWithdrawn: (work: typeof effect) => {
      effect = work;
    },
    suspend: (id: PartnerId) => database.transaction((tx) => setSuspended(tx, id, true)),
    /** The same child for every partner that enrols it with the same pseudonym. */
    enrol: async (partner: PartnerId, pseudonym: string, birthDate: string): Promise<SubjectRef> => {
      const body = { pseudonym, birthDate, firstName: 'Testkind Acht', relation: 'enrolled-pupil' };
      return (await call('post', '/v1/subjects', professional(partner), body, 201)).body.id;
    },
    subjectOf: async (partner: PartnerId, ref: SubjectRef): Promise<SubjectId> => {
      const subject = await people.subjectOf(database.reader, partner, ref);
      if (subject === null) throw new Error('not enrolled');
      return subject;
    },
    close: async () => {
      await ledger.stop();
      await keysPool.end();
      await db.drop();
    },
  };
}

export const professional = (partner: PartnerId): string => `professional ${partner}`;
/** One of several at a partner, told apart by a name of letters. */
export const colleague = (partner: PartnerId, who: string, duty = 'zorgcoordinator'): string =>
  `professional ${partner} ${duty} ${who}`;
export const system = (partner: PartnerId): string => `system ${partner}`;
export const citizen = (name: string): string => `citizen ${name}`;
export const officer = 'officer';
export const newPseudonym = (): string => base64url(randomBytes(64));

function callerNamed(authorization: string, roleOf: (partner: string) => string): Caller {
  const [kind = '', name = '', duty, who] = authorization.split(' ');
  const account = `acc_${(who ?? name)
    .replaceAll(/[^a-z]/gi, '')
    .padEnd(22, '0')
    .slice(0, 22)}` as AccountId;
  const authenticatedAt = new Date();
  const partner = name as PartnerId;
  const role = roleOf(name) as Role;
  if (kind === 'system') return { kind, partner, role };
  if (kind === 'professional') {
    const acting = { kind, partner, role, account, acr: 'mfa', authenticatedAt } as const;
    return duty === undefined ? acting : { ...acting, function: duty };
  }
  if (kind === 'citizen') return { kind, account, acr: 'substantial', authenticatedAt };
  if (kind === 'officer') return { kind, account, duty: 'privacy-officer' };
  throw new HubError('unauthenticated');
}
