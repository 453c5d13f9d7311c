import { type ErasureStatement, readStatement } from '../../contract/index.js';
import {
  base64,
  type Check,
  canonicalJson,
  civilDateOf,
  fromBase64,
  type Json,
  StatementInvalid,
  thumbprintOf,
  utf8,
} from '../../kernel/index.js';
import { commitmentOf, entryHash } from '../../ledger/offline.js';
import {
  type Checkpoint,
  cosignaturesOf,
  NoteInvalid,
  openCheckpoint,
  ProofInvalid,
  parseVerifierKey,
  verifyInclusion,
  type WitnessPolicy,
} from '../../tlog/index.js';
import { type Certificate, certificateDigest } from './certificate.js';
import { keyBackupDays } from './records.js';
import { daysAfter } from './term.js';

/** What a certificate claims, in the order in which it is checked; each rests on those before it. */
export type CertificateClaim =
  | 'format'
  | 'statement'
  | 'order'
  | 'commitment'
  | 'content'
  | 'leaf'
  | 'checkpoint'
  | 'inclusion'
  | 'witnesses';

export interface CertificateQuestion {
  /** Compiled consent-schemas/erasure-certificate.schema.json. */
  readonly checkFormat: Check;
  /** C2SP vkeys of the log that the reader trusts; without them those in the file, which prove less. */
  readonly verifierKeys?: readonly string[];
  /** RFC 7638 thumbprints of the hub's keys that the reader trusts. */
  readonly hubKeys?: readonly string[];
  /** RFC 7638 thumbprints of privacy officers' keys in the roster. */
  readonly officerKeys?: readonly string[];
  readonly witnesses?: WitnessPolicy;
}

export interface CertificateVerification {
  readonly holds: boolean;
  /** In the order of checking; the last is broken where the certificate does not hold. */
  readonly claims: readonly {
    readonly claim: CertificateClaim;
    readonly holds: boolean;
    readonly says: string;
  }[];
  /** What the reader still has to take somebody's word for. */
  readonly trust: readonly string[];
}

class CertificateBroken extends Error {
  override readonly name = 'CertificateBroken';
}

function insist(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new CertificateBroken(reason);
}

/** Checks a certificate from itself alone: no hub, no database, no clock. Ends at the first claim that does not hold. */
export async function verifyCertificate(
  file: unknown,
  question: CertificateQuestion,
): Promise<CertificateVerification> {
  const claims: CertificateVerification['claims'][number][] = [];
  const certificate = file as Certificate;
  for (const [claim, check] of stepsFor(certificate, question)) {
    try {
      claims.push({ claim, holds: true, says: await check() });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      claims.push({ claim, holds: false, says: error.message });
      return { holds: false, claims, trust: [] };
    }
  }
  return { holds: true, claims, trust: trustIn(certificate, question) };
}

type Step = readonly [CertificateClaim, () => string | Promise<string>];

function stepsFor(certificate: Certificate, question: CertificateQuestion): readonly Step[] {
  const { witnesses } = question;
  return [
    ['format', () => formatOf(certificate, question.checkFormat)],
    ['statement', () => statementOf(certificate, question)],
    ['order', () => orderOf(certificate, question)],
    ['commitment', () => commitmentIn(certificate)],
    ['content', () => contentOf(certificate)],
    ['leaf', () => leafOf(certificate)],
    [
      'checkpoint',
      () => `the log signed a checkpoint of ${checkpointOf(certificate, question).size} entries`,
    ],
    ['inclusion', () => inclusionOf(certificate, question)],
    ...(witnesses === undefined ? [] : [['witnesses', () => witnessed(certificate, witnesses)] as const]),
  ];
}

const isRefusal = (error: unknown): error is Error =>
  [CertificateBroken, StatementInvalid, NoteInvalid, ProofInvalid].some((kind) => error instanceof kind);

function formatOf(file: unknown, check: Check): string {
  const [fault] = check(file);
  insist(fault === undefined, `the file is no certificate: ${fault?.pointer || '/'} ${fault?.reason}`);
  return 'the file has the form of an erasure certificate';
}

async function statementOf(certificate: Certificate, { hubKeys }: CertificateQuestion): Promise<string> {
  const { key, origin } = certificate.issuedBy;
  insist(
    hubKeys === undefined || hubKeys.includes(key.kid),
    `${key.kid} is not a key of the hub that you gave`,
  );
  insist((await thumbprintOf(key)) === key.kid, 'the key of the hub does not have the name that it bears');
  const said = await readStatement(certificate.statement, 'kernhub-erasure-certificate+jwt', [key]);
  insist(
    said.digest === certificateDigest(certificate),
    'the certificate is not the one that the hub signed',
  );
  insist(said.iss === origin && said.sub === certificate.id, 'the hub signed another certificate');
  return `${origin} signed every word of it on ${certificate.issuedAt.slice(0, 10)}`;
}

async function orderOf(certificate: Certificate, { officerKeys }: CertificateQuestion): Promise<string> {
  const { key, statement } = certificate.order;
  insist(
    officerKeys === undefined || officerKeys.includes(key.kid),
    `${key.kid} is not a key of an officer that you gave`,
  );
  insist(
    (await thumbprintOf(key)) === key.kid,
    'the key of the officer does not have the name that it bears',
  );
  const order: ErasureStatement = await readStatement(statement, 'kernhub-erasure+jwt', [key]);
  insist(order.request === certificate.id, 'the officer signed for another request');
  insist(same(order.destroy, certificate.destroyed), 'the officer signed that other data go');
  insist(same(order.restrict, certificate.restricted), 'the officer signed that other data are kept');
  return `a privacy officer signed what goes (${certificate.destroyed.join(', ')}) and what the law keeps`;
}

function commitmentIn({ ledger: { opened, commitment } }: Certificate): string {
  const payload = utf8(canonicalJson(opened.payload));
  insist(
    base64(commitmentOf(fromBase64(opened.opening), payload)) === commitment,
    'entry and opening do not lead to the commitment in the leaf',
  );
  return 'the erasure entry is what the log committed to, to the last character';
}

function contentOf(certificate: Certificate): string {
  const { payload } = certificate.ledger.opened;
  insist(payload.event === 'erasure.executed', 'the entry is no erasure');
  insist(payload.request === certificate.id, 'the entry is about another request');
  insist(payload.statement === certificate.order.statement, 'the entry holds another word of the officer');
  insist(
    same(payload.destroyed, certificate.destroyed) && same(payload.restricted, certificate.restricted),
    'the entry says that other data went or stayed',
  );
  const covers = Array.isArray(payload.covers) ? payload.covers.length : -1;
  insist(covers === certificate.entries, 'the entry covers another number of entries');
  const on = civilDateOf(new Date(String(payload.at)));
  insist(on === certificate.erasedOn, 'the entry is of another day');
  insist(
    certificate.keyBackupsGoneOn === daysAfter(on, keyBackupDays),
    `key backups last ${keyBackupDays} days, and not until that day`,
  );
  return `on ${on} ${covers} entries were erased; from ${certificate.keyBackupsGoneOn} on no backup has their keys`;
}

function leafOf({ ledger: { kind, commitment, inclusion } }: Certificate): string {
  insist(
    base64(entryHash(kind, fromBase64(commitment))) === inclusion.leaf,
    'kind and commitment do not lead to the leaf',
  );
  return 'the leaf of the log is that of this erasure';
}

function checkpointOf({ ledger }: Certificate, { verifierKeys }: CertificateQuestion): Checkpoint {
  const keys = (verifierKeys ?? ledger.verifierKeys).map(parseVerifierKey);
  return openCheckpoint(ledger.inclusion.checkpoint, keys[0]?.name ?? '', keys);
}

function inclusionOf(certificate: Certificate, question: CertificateQuestion): string {
  const { inclusion } = certificate.ledger;
  const { size, root } = checkpointOf(certificate, question);
  verifyInclusion(inclusion.index, size, fromBase64(inclusion.leaf), inclusion.hashes.map(fromBase64), root);
  return `the leaf stands in that log: erased at ${inclusion.index}`;
}

function witnessed({ ledger }: Certificate, policy: WitnessPolicy): string {
  const keys = policy.witnesses.map(({ key }) => key);
  const cosigned = cosignaturesOf(ledger.inclusion.checkpoint, keys);
  insist(
    policy.satisfiedBy(cosigned.map(({ key }) => key)),
    `the checkpoint was cosigned by ${cosigned.length} of the witnesses in your policy, which is not enough`,
  );
  return `the witnesses that your policy asks for cosigned the checkpoint (${cosigned.length})`;
}

const same = (one: unknown, other: unknown): boolean =>
  canonicalJson((one ?? null) as Json) === canonicalJson((other ?? null) as Json);

function trustIn(
  { issuedBy, order, ledger }: Certificate,
  { verifierKeys, hubKeys, officerKeys, witnesses }: CertificateQuestion,
): readonly string[] {
  const from = 'stands in the certificate itself: compare it with the covenant roster, and give it with';
  return [
    'that no copy was kept elsewhere is the signed word of the hub and its officer; the log shows what it says it destroyed',
    ...(verifierKeys === undefined
      ? [`the key of the log ${from} --key (${ledger.verifierKeys.join(', ')})`]
      : []),
    ...(hubKeys === undefined ? [`the key of the hub ${from} --hub-key (${issuedBy.key.kid})`] : []),
    ...(officerKeys === undefined ? [`the key of the officer ${from} --officer-key (${order.key.kid})`] : []),
    ...(witnesses === undefined
      ? ['without --witnesses nobody says that the log shows everyone the same']
      : []),
  ];
}
