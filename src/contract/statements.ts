/**
 * Everything that travels signed: compact JWS, one `typ` each, claims below. Times (`iat`, `exp`) are seconds since
 * 1970 (RFC 7519). A statement is read with {@link readStatement}: key, `typ`, signature and schema, in that order.
 */
import {
  type Check,
  compileSchema,
  type JsonObject,
  type PublicJwk,
  type SigningKey,
  StatementInvalid,
  signCompact,
  verifyCompact,
} from '../kernel/index.js';
import { accessStatement, evidenceStatement, familyReceipt } from './file-statements.js';
import type { PartnerId, Role } from './ids.js';
import {
  certificateStatement,
  erasureStatement,
  partnerAnswerStatement,
  rightsAssignmentStatement,
  rosterOfficer,
} from './rights-statements.js';
import {
  base64urlText,
  civilDate,
  closed,
  compactJws,
  digest,
  fieldName,
  id,
  list,
  oneOf,
  type Static,
  sealingJwk,
  signingJwk,
  slug,
  type TObject,
  Type,
  text,
} from './schema.js';
import { stopOrderStatement, stoppedStatement } from './stop-statements.js';

const seconds = Type.Integer({ minimum: 0 });
const partner = id<PartnerId>('partner');
const role = Type.Unsafe<Role>(slug);

/** Legal basis of a flow (AVG art. 6). */
export const basis = oneOf('consent', 'legal-obligation', 'public-task', 'vital-interests');

/** The recipient's fresh X25519 key for one request; says nothing about a child. */
export const keyStatement = closed({
  iss: partner,
  jti: base64urlText(64),
  purpose: slug,
  version: Type.Integer({ minimum: 1 }),
  fields: list(fieldName, 60, 1),
  jwk: sealingJwk,
  iat: seconds,
  exp: seconds,
});

/** RFC 9162 inclusion of a leaf in a checkpoint. Hashes are base64 as in C2SP tlog-proof. */
export const inclusion = closed({
  index: Type.Integer({ minimum: 0 }),
  /** Leaf hash, standard base64. */
  leaf: text(64),
  hashes: Type.Array(text(64), { maxItems: 64 }),
  /** C2SP signed note. */
  checkpoint: text(16_000),
});

/** The hub's order to one source, for one flow: what to seal, for whom, on which basis. */
export const ticket = closed({
  iss: text(200),
  aud: partner,
  jti: id('task'),
  exchange: id('exchange'),
  purpose: slug,
  version: Type.Integer({ minimum: 1 }),
  flow: slug,
  basis,
  recipient: closed({ id: partner, role }),
  fields: list(fieldName, 60, 1),
  question: slug,
  keyStatement: compactJws(),
  /** SHA-256 of `salt || source's pairwise id`; id and salt travel beside the ticket, to the source only. */
  subjectDigest: digest,
  /** Emergency: a professional at the source releases by hand. */
  manual: Type.Boolean(),
  decision: inclusion,
  iat: seconds,
  exp: seconds,
});

/** The source's word on what it sealed; outlives the payload as evidence. Hashes are SHA-256 of the ASCII. */
export const manifest = closed({
  iss: partner,
  ticket: digest,
  fields: Type.Record(fieldName, digest),
  /** Manual release: who released (opaque at the partner) and the ground for breaking secrecy, as a code. */
  release: Type.Optional(closed({ ground: slug })),
  iat: seconds,
});

/** The recipient's word on what it received. `manifest` is the SHA-256 of the manifest's ASCII. */
export const receipt = closed({
  iss: partner,
  exchange: id('exchange'),
  task: id('task'),
  manifest: digest,
  outcome: oneOf('opened', 'rejected'),
  causes: list(slug, 20),
  iat: seconds,
});

export const agreement = closed({ iss: partner, version: slug, textDigest: digest, iat: seconds });

/** Signed by the key that is replaced. */
export const keyChange = closed({
  iss: partner,
  retires: digest,
  use: oneOf('sig', 'enc'),
  jwk: Type.Union([signingJwk, sealingJwk]),
  /** Until when the retired key still counts, for what is under way; without it, it ends at once. */
  until: Type.Optional(seconds),
  iat: seconds,
});

export const rosterPartner = closed({
  id: partner,
  name: text(200),
  role,
  /** Whether this partner may use the BSN, and on which article (UAVG 46). */
  bsn: Type.Union([closed({ article: text(120) }), Type.Null()]),
  signing: list(signingJwk, 10),
  sealing: list(sealingJwk, 10),
});

/** Signed by the covenant key, which is held offline; agents refuse a version lower than one they saw. */
export const roster = closed({
  covenant: text(200),
  version: Type.Integer({ minimum: 1 }),
  iat: seconds,
  validFrom: civilDate,
  hub: closed({
    /** The hub's public origin: `iss` of tickets. */
    origin: text(200),
    ticketKeys: list(signingJwk, 10, 1),
    /** C2SP vkeys of the ledger, current one first. */
    ledgerKeys: list(text(400), 10, 1),
  }),
  prf: closed({ suite: Type.Literal('ristretto255-SHA512'), publicKey: base64urlText(64) }),
  partners: Type.Array(rosterPartner, { maxItems: 5_000 }),
  officers: Type.Optional(list(rosterOfficer, 100)),
});

/**
 * The hub to the evaluator: evaluate this blinded point; `budget` is an opaque name that the rate limit counts by, `key` the
 * public half of the key to use, where it is not the first one.
 */
export const evaluationRequest = closed({
  iss: text(200),
  blinded: base64urlText(64),
  key: Type.Optional(base64urlText(64)),
  budget: digest,
  iat: seconds,
  exp: seconds,
});

export const statementSchemas = {
  'kernhub-key+jwt': keyStatement,
  'kernhub-ticket+jwt': ticket,
  'kernhub-manifest+jwt': manifest,
  'kernhub-receipt+jwt': receipt,
  'kernhub-family-receipt+jwt': familyReceipt,
  'kernhub-access-statement+jwt': accessStatement,
  'kernhub-evidence+jwt': evidenceStatement,
  'kernhub-agreement+jwt': agreement,
  'kernhub-key-change+jwt': keyChange,
  'kernhub-roster+jwt': roster,
  'kernhub-evaluation+jwt': evaluationRequest,
  'kernhub-stop+jwt': stopOrderStatement,
  'kernhub-stopped+jwt': stoppedStatement,
  'kernhub-erasure+jwt': erasureStatement,
  'kernhub-erasure-certificate+jwt': certificateStatement,
  'kernhub-rights-assignment+jwt': rightsAssignmentStatement,
  'kernhub-rights-answer+jwt': partnerAnswerStatement,
} satisfies Record<string, TObject>;

export type StatementType = keyof typeof statementSchemas;
export type Claims<T extends StatementType> = Static<(typeof statementSchemas)[T]>;
export type KeyStatement = Claims<'kernhub-key+jwt'>;
export type Ticket = Claims<'kernhub-ticket+jwt'>;
export type Manifest = Claims<'kernhub-manifest+jwt'>;
export type ReceiptStatement = Claims<'kernhub-receipt+jwt'>;
export type AgreementStatement = Claims<'kernhub-agreement+jwt'>;
export type KeyChange = Claims<'kernhub-key-change+jwt'>;
export type Roster = Claims<'kernhub-roster+jwt'>;
export type RosterPartner = Static<typeof rosterPartner>;
export type StopOrderStatement = Claims<'kernhub-stop+jwt'>;
export type StoppedStatement = Claims<'kernhub-stopped+jwt'>;
export type ErasureStatement = Claims<'kernhub-erasure+jwt'>;
export type RightsAssignmentStatement = Claims<'kernhub-rights-assignment+jwt'>;
export type PartnerAnswerStatement = Claims<'kernhub-rights-answer+jwt'>;
export type Inclusion = Static<typeof inclusion>;
export type Basis = Static<typeof basis>;

const checks = new Map<string, Check>();

function checkFor(typ: StatementType): Check {
  let check = checks.get(typ);
  if (check === undefined) {
    check = compileSchema(statementSchemas[typ]);
    checks.set(typ, check);
  }
  return check;
}

export const signStatement = <T extends StatementType>(
  key: SigningKey,
  typ: T,
  claims: Claims<T>,
): Promise<string> => signCompact(key, typ, claims as unknown as JsonObject);

/**
 * Verifies and reads a statement. Times and issuer are the caller's to judge.
 *
 * @throws StatementInvalid with a message that may be shown to whoever sent it
 */
export async function readStatement<T extends StatementType>(
  jws: string,
  typ: T,
  keys: readonly PublicJwk[],
): Promise<Claims<T>> {
  const claims = await verifyCompact(jws, keys, typ);
  const faults = checkFor(typ)(claims);
  if (faults.length > 0) {
    throw new StatementInvalid(faults.map((fault) => `${fault.pointer} ${fault.reason}`).join('; '));
  }
  return claims as unknown as Claims<T>;
}
