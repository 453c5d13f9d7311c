/** A partner as its agent behaves: signs key statements, manifests and receipts, seals fields. */
import { randomBytes } from 'node:crypto';
import {
  type AccountId,
  type Delivery,
  type Envelope,
  type ExchangeId,
  type ExchangeRequest,
  type KeyStatement,
  type OfficerText,
  type PartnerId,
  type Professional,
  type Role,
  readStatement,
  type StopOrder,
  type System,
  signStatement,
  type Task,
  type Ticket,
} from '../../src/contract/index.js';
import {
  base64url,
  generatePrivateJwk,
  importSigningKey,
  newId,
  type PrivateJwk,
  type PublicJwk,
  publicJwkOf,
  type SigningKey,
  sealCompact,
  sha256,
  utf8,
} from '../../src/kernel/index.js';

export interface TestPartner {
  readonly id: PartnerId;
  readonly role: Role;
  readonly signing: PrivateJwk;
  readonly sealing: PrivateJwk;
  readonly key: SigningKey;
}

export async function newTestPartner(role: string): Promise<TestPartner> {
  const signing = await generatePrivateJwk('Ed25519');
  return {
    id: newId<'PartnerId'>('prt'),
    role: role as Role,
    signing,
    sealing: await generatePrivateJwk('X25519'),
    key: await importSigningKey(signing),
  };
}

export const system = ({ id, role }: TestPartner): System => ({ kind: 'system', partner: id, role });

export const professional = (
  { id, role }: TestPartner,
  at: Date,
  change: Partial<Professional> = {},
): Professional => ({
  kind: 'professional',
  partner: id,
  role,
  account: newId<'AccountId'>('acc') as AccountId,
  function: 'gezinswerker',
  acr: 'mfa',
  authenticatedAt: at,
  ...change,
});

export async function keyStatement(
  partner: TestPartner,
  at: Date,
  asked: Pick<KeyStatement, 'purpose' | 'fields'> & Partial<KeyStatement>,
): Promise<string> {
  const seconds = Math.floor(at.getTime() / 1000);
  const jwk = publicJwkOf(await generatePrivateJwk('X25519'));
  return signStatement(partner.key, 'kernhub-key+jwt', {
    iss: partner.id,
    jti: base64url(randomBytes(16)),
    version: 1,
    jwk: jwk as KeyStatement['jwk'],
    iat: seconds,
    exp: seconds + 20_000,
    ...asked,
  });
}

const digestOf = (ascii: string): string => base64url(sha256(ascii));

export interface Answering {
  readonly ground?: string;
  /** Leaves out or renames fields, or pads them otherwise. */
  readonly fields?: readonly { readonly name: string; readonly bytes: number }[];
  readonly ticket?: string;
}

export async function answer(
  partner: TestPartner,
  task: Task,
  {
    ticket,
    recipientKey,
    sizes,
  }: { ticket: Ticket; recipientKey: PublicJwk; sizes: ReadonlyMap<string, number> },
  options: Answering = {},
): Promise<Envelope> {
  const bound = options.ticket ?? task.ticket;
  const wanted = options.fields ?? ticket.fields.map((name) => ({ name, bytes: sizes.get(name) ?? 0 }));
  const sealed: [string, string][] = [];
  for (const { name, bytes } of wanted) {
    const parties = { apu: utf8(partner.id), apv: sha256(bound) };
    const plaintext = utf8('{"absent":true}'.padEnd(bytes));
    sealed.push([name, await sealCompact(plaintext, recipientKey, { field: name }, parties)]);
  }
  const manifest = await signStatement(partner.key, 'kernhub-manifest+jwt', {
    iss: partner.id,
    ticket: digestOf(bound),
    fields: Object.fromEntries(sealed.map(([name, jwe]) => [name, digestOf(jwe)])),
    ...(options.ground !== undefined && { release: { ground: options.ground } }),
    iat: ticket.iat,
  });
  return { manifest, fields: Object.fromEntries(sealed) };
}

export const receiptFor = (
  partner: TestPartner,
  exchange: string,
  { task, envelope }: Pick<Delivery, 'task' | 'envelope'>,
  at: Date,
  change: object = {},
): Promise<string> =>
  signStatement(partner.key, 'kernhub-receipt+jwt', {
    iss: partner.id,
    exchange: exchange as ExchangeId,
    task,
    manifest: digestOf(envelope.manifest),
    outcome: 'opened',
    causes: [],
    iat: Math.floor(at.getTime() / 1000),
    ...change,
  });

export const readTicket = (task: Pick<Task, 'ticket'>, hub: PublicJwk): Promise<Ticket> =>
  readStatement(task.ticket, 'kernhub-ticket+jwt', [hub]);

export const stoppedBy = (
  partner: TestPartner,
  { id, exchange }: Pick<StopOrder, 'id' | 'exchange'>,
  at: Date,
  change: object = {},
): Promise<string> =>
  signStatement(partner.key, 'kernhub-stopped+jwt', {
    iss: partner.id,
    stop: id,
    exchange,
    outcome: 'erased',
    iat: Math.floor(at.getTime() / 1000),
    ...change,
  });

/** As an agent sends it: to each source and to the privacy officer. */
export const necessityFor = (
  ...sources: readonly TestPartner[]
): NonNullable<ExchangeRequest['necessity']> => [
  ...sources.map(({ id: to }) => ({ to, kid: 'k'.repeat(43), jwe: 'a.b.c.d.e' })),
  { to: 'privacy-officer', ...forOfficer },
];

/** Sealed to the one privacy officer of a test's roster. */
export const forOfficer: OfficerText = { kid: 'o'.repeat(43), jwe: 'f.g.h.i.j' };
