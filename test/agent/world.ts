/** An invented covenant: a hub, a school and a JGZ with real keys, and the statements an honest hub would make. */

import { subjectDigestOf } from '../../src/agent/domain/ticket-checks.js';
import {
  type Delivery,
  type Envelope,
  type ExchangeId,
  type Field,
  type PartnerId,
  type Purpose,
  purpose as purposeSchema,
  type Role,
  type Roster,
  type RosterPartner,
  type SubjectRef,
  signStatement,
  type Task,
  type TaskId,
  type Ticket,
} from '../../src/contract/index.js';
import {
  base64url,
  compileSchema,
  generatePrivateJwk,
  importSigningKey,
  newId,
  type PrivateJwk,
  publicJwkOf,
  type SigningKey,
} from '../../src/kernel/index.js';
import { type FakeLedger, fakeLedger } from './fake-ledger.js';

export const hubOrigin = 'http://localhost:8080';
export const now = 1_795_000_000;
const hour = 3_600;

export interface Party {
  readonly id: PartnerId;
  readonly role: Role;
  readonly signingJwk: PrivateJwk;
  readonly signing: SigningKey;
  readonly sealingJwk: PrivateJwk;
  readonly entry: RosterPartner;
}

export interface World {
  readonly covenant: SigningKey;
  readonly hubTicket: SigningKey;
  readonly ledger: FakeLedger;
  readonly school: Party;
  readonly jgz: Party;
  readonly roster: Roster;
  readonly rosterJws: string;
}

export async function makeParty(role: string, name: string): Promise<Party> {
  const signingJwk = await generatePrivateJwk('Ed25519');
  const sealingJwk = await generatePrivateJwk('X25519');
  const id = newId<'PartnerId'>('prt');
  const entry = {
    id,
    name,
    role: role as Role,
    bsn: { article: 'Testwet 1' },
    signing: [publicJwkOf(signingJwk)],
    sealing: [publicJwkOf(sealingJwk)],
  } as unknown as RosterPartner;
  return {
    id,
    role: role as Role,
    signingJwk,
    signing: await importSigningKey(signingJwk),
    sealingJwk,
    entry,
  };
}

export async function makeWorld(prfPublicKey = 'A'.repeat(43)): Promise<World> {
  const covenant = await importSigningKey(await generatePrivateJwk('Ed25519'));
  const hubTicket = await importSigningKey(await generatePrivateJwk('Ed25519'));
  const ledger = await fakeLedger('kernhub.test/log');
  const school = await makeParty('school', 'Basisschool De Testlinde');
  const jgz = await makeParty('jgz', 'JGZ Testerland');
  const roster = {
    covenant: 'Testconvenant',
    version: 3,
    iat: now - hour,
    validFrom: '2026-01-01',
    hub: { origin: hubOrigin, ticketKeys: [hubTicket.publicJwk], ledgerKeys: [ledger.verifierKey] },
    prf: { suite: 'ristretto255-SHA512', publicKey: prfPublicKey },
    partners: [school.entry, jgz.entry],
  } as unknown as Roster;
  const rosterJws = await signStatement(covenant, 'kernhub-roster+jwt', roster);
  return { covenant, hubTicket, ledger, school, jgz, roster, rosterJws };
}

const field = (name: string, schema: Record<string, unknown>, paddedBytes: number): Field => ({
  name,
  label: `Label van ${name}`,
  example: 'voorbeeld',
  optional: true,
  health: false,
  paddedBytes,
  schema,
});

export const purpose: Purpose = {
  id: 'vroegsignalering-zorgteam',
  version: 1,
  title: 'Vroegsignalering',
  description: 'Een testdoel.',
  dpvPurpose: 'dpv:ServiceProvision',
  flows: [
    {
      id: 'school-jgz',
      source: 'school' as Role,
      recipient: 'jgz' as Role,
      fields: ['leerjaar', 'zorgniveau', 'hulpvraag'],
      basis: 'consent',
      article: 'AVG 6(1)(a)',
      art9: null,
      secrecyConsent: false,
      controller: 'De school',
      shownToFamily: true,
    },
  ],
  fields: [
    field('leerjaar', { type: 'integer', minimum: 1, maximum: 8 }, 32),
    field('zorgniveau', { type: 'integer', minimum: 1, maximum: 3 }, 32),
    field('hulpvraag', { type: 'string', maxLength: 280 }, 512),
  ],
  questions: [{ code: 'wat-speelt-er', text: 'Wat speelt er?' }],
  retention: { after: 'P3M' },
  emergency: null,
};

export const emergencyPurpose: Purpose = {
  ...purpose,
  id: 'acute-veiligheid',
  flows: purpose.flows.map((flow) => ({ ...flow, basis: 'vital-interests' as const })),
  emergency: {
    functions: ['jeugdverpleegkundige'],
    perProfessionalPerDay: 3,
    grounds: [{ code: 'conflict-van-plichten', text: 'Conflict van plichten' }],
  },
};

for (const document of [purpose, emergencyPurpose]) {
  const faults = compileSchema(purposeSchema)(document);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
}

export interface Request {
  readonly privateJwk: PrivateJwk;
  readonly keyStatement: string;
  readonly fields: readonly string[];
}

export async function makeRequest(
  by: Party,
  signedWith: SigningKey = by.signing,
  changes: Record<string, unknown> = {},
): Promise<Request> {
  const privateJwk = await generatePrivateJwk('X25519');
  const fields = ['leerjaar', 'zorgniveau', 'hulpvraag'];
  const claims = {
    iss: by.id,
    jti: base64url(new Uint8Array(16).map(() => Math.floor(Math.random() * 256))),
    purpose: purpose.id,
    version: purpose.version,
    fields,
    jwk: publicJwkOf(privateJwk),
    iat: now - 5,
    exp: now + hour,
    ...changes,
  };
  const keyStatement = await signStatement(signedWith, 'kernhub-key+jwt', claims as never);
  return { privateJwk, keyStatement, fields };
}

export interface IssuedTask {
  readonly task: Task;
  readonly ticket: Ticket;
}

/** A task as an honest hub issues it; `changes` are the lies. */
export async function issueTask(
  world: World,
  request: Request,
  changes: Partial<Record<keyof Ticket, unknown>> = {},
  taskChanges: Partial<Record<keyof Task, unknown>> = {},
): Promise<IssuedTask> {
  const id = newId<'TaskId'>('tsk') as TaskId;
  const subject = newId<'SubjectRef'>('chd') as SubjectRef;
  const salt = base64url(new Uint8Array(16).fill(7));
  const ticket = {
    iss: hubOrigin,
    aud: world.school.id,
    jti: id,
    exchange: newId<'ExchangeId'>('exc') as ExchangeId,
    purpose: purpose.id,
    version: purpose.version,
    flow: 'school-jgz',
    basis: 'consent',
    recipient: { id: world.jgz.id, role: world.jgz.role },
    fields: request.fields,
    question: 'wat-speelt-er',
    keyStatement: request.keyStatement,
    subjectDigest: subjectDigestOf(salt, subject),
    manual: false,
    decision: world.ledger.append('decision'),
    iat: now,
    exp: now + 4 * hour,
    ...changes,
  } as unknown as Ticket;
  const task = {
    id,
    ticket: await signStatement(world.hubTicket, 'kernhub-ticket+jwt', ticket),
    subject,
    salt,
    questionText: [],
    necessity: [],
    manual: ticket.manual,
    leasedUntil: new Date((now + 60) * 1_000).toISOString(),
    ...taskChanges,
  } as Task;
  return { task, ticket };
}

export const deliver = (world: World, { task }: IssuedTask, envelope: Envelope): Delivery => ({
  task: task.id,
  source: { id: world.school.id, role: world.school.role },
  ticket: task.ticket,
  envelope,
  release: world.ledger.append('release'),
});
