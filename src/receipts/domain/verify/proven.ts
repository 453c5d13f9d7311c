/** What a receipt and a list of accesses have in common: the hub's signature, an opened entry, and its place in the log. */
import { readStatement, type StatementType } from '../../../contract/index.js';
import {
  base64,
  type Check,
  canonicalJson,
  fromBase64,
  type PublicJwk,
  StatementInvalid,
  thumbprintOf,
  utf8,
} from '../../../kernel/index.js';
import { CommitmentBroken, commitmentOf, entryHash, openPart, partDigest } from '../../../ledger/offline.js';
import {
  type Checkpoint,
  cosignaturesOf,
  NoteInvalid,
  openCheckpoint,
  ProofInvalid,
  parseVerifierKey,
  signaturesOf,
  type VerifierKey,
  verifyInclusion,
  type WitnessPolicy,
} from '../../../tlog/index.js';
import type { OpenedPayload, ReceiptLedger } from '../receipt.js';
import { receiptDigest } from '../receipt-digest.js';
import { type CheckedClaim, insist, ReceiptBroken, type ReceiptClaim } from './claim.js';

export interface Proven {
  readonly id: string;
  readonly issuedAt: string;
  readonly issuedBy: { readonly origin: string; readonly key: PublicJwk };
  readonly ledger: ReceiptLedger;
  readonly statement: string;
}

export interface ReceiptQuestion {
  /** Compiled JSON Schema of the file, in consent-schemas. */
  readonly checkFormat: Check;
  /** C2SP vkeys of the log that the reader trusts; without them those in the receipt, which prove less. */
  readonly verifierKeys?: readonly string[];
  /** RFC 7638 thumbprints of the hub's keys that the reader trusts; without them the one in the receipt. */
  readonly hubKeys?: readonly string[];
  /** RFC 7638 thumbprints of the passkeys that the reader knows to be that person's. */
  readonly passkeys?: readonly string[];
  /** Which witnesses must have cosigned the checkpoint. */
  readonly witnesses?: WitnessPolicy;
}

export interface ReceiptVerification<C extends string = ReceiptClaim> {
  readonly holds: boolean;
  /** In the order of checking; the last is broken where the file does not hold. */
  readonly claims: readonly CheckedClaim<C>[];
  /** What the reader still has to take somebody's word for. */
  readonly trust: readonly string[];
}

export type Step<C extends string = ReceiptClaim> = (
  claim: C,
  check: () => string | Promise<string>,
) => Promise<void>;

/** Checks one claim after the other, and ends at the first that does not hold. @param check answers what is still taken on trust */
export async function verifySteps<C extends string = ReceiptClaim>(
  check: (step: Step<C>) => Promise<readonly string[]>,
): Promise<ReceiptVerification<C>> {
  const claims: CheckedClaim<C>[] = [];
  const step: Step<C> = async (claim, holds) => {
    try {
      claims.push({ claim, holds: true, says: await holds() });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      claims.push({ claim, holds: false, says: error.message });
      throw new ReceiptBroken(error.message);
    }
  };
  try {
    return { holds: true, trust: await check(step), claims };
  } catch (error) {
    if (!(error instanceof ReceiptBroken)) throw error;
    return { holds: false, claims, trust: [] };
  }
}

const isRefusal = (error: unknown): error is Error =>
  [ReceiptBroken, StatementInvalid, CommitmentBroken, NoteInvalid, ProofInvalid, SyntaxError].some(
    (kind) => error instanceof kind,
  );

/** @throws ReceiptBroken | StatementInvalid */
export async function signedByHub(
  file: Proven,
  typ: Extract<StatementType, 'kernhub-family-receipt+jwt' | 'kernhub-access-statement+jwt'>,
  { hubKeys }: ReceiptQuestion,
): Promise<string> {
  const { key, origin } = file.issuedBy;
  insist(
    hubKeys === undefined || hubKeys.includes(key.kid),
    `the receipt was signed with ${key.kid}, which is not a key of the hub that you gave`,
  );
  insist((await thumbprintOf(key)) === key.kid, 'the key of the hub does not have the name that it bears');
  const said = await readStatement(file.statement, typ, [key]);
  insist(said.digest === receiptDigest(file), 'the receipt is not the one that the hub signed');
  insist(said.iss === origin && said.sub === file.id, 'the hub signed another receipt');
  return `${origin} signed every word of it on ${file.issuedAt.slice(0, 10)}`;
}

export async function openedSteps(opened: OpenedPayload, commitment: string, step: Step): Promise<void> {
  await step('part', () => {
    const named = opened.payload.parts;
    for (const disclosure of opened.parts) {
      const bytes = utf8(disclosure);
      const digest = partDigest(bytes);
      insist(
        Array.isArray(named) && named.includes(digest),
        'a part is not one of those that the entry names',
      );
      openPart(digest, bytes);
    }
    return `your own parts (${opened.parts.length}) are those that the entry names; parts of others stay closed`;
  });
  await step('commitment', () => {
    const payload = utf8(canonicalJson(opened.payload));
    const computed = base64(commitmentOf(fromBase64(opened.opening), payload));
    insist(computed === commitment, 'entry and opening do not lead to the commitment in the leaf');
    return 'the entry is what the log committed to, to the last character';
  });
}

export async function logSteps(
  { ledger }: Pick<Proven, 'ledger'>,
  question: ReceiptQuestion,
  step: Step,
): Promise<void> {
  const { kind, commitment, inclusion } = ledger;
  const leaf = entryHash(kind, fromBase64(commitment));
  await step('leaf', () => {
    insist(base64(leaf) === inclusion.leaf, 'kind and commitment do not lead to the leaf');
    return `the leaf of the log is that of an entry of the kind ${kind} with this commitment`;
  });
  let checkpoint: Checkpoint | null = null;
  await step('checkpoint', () => {
    const keys = keysFor(ledger, question);
    const origin = keys[0]?.name ?? '';
    checkpoint = openCheckpoint(inclusion.checkpoint, origin, keys);
    return `the log ${origin} signed a checkpoint of ${checkpoint.size} entries`;
  });
  await step('inclusion', () => {
    insist(checkpoint !== null, 'no checkpoint was read');
    const { size, root } = checkpoint;
    verifyInclusion(inclusion.index, size, leaf, inclusion.hashes.map(fromBase64), root);
    return `the leaf stands in that log, at index ${inclusion.index}`;
  });
  const { witnesses } = question;
  if (witnesses !== undefined) await step('witnesses', () => witnessed(inclusion.checkpoint, witnesses));
}

const keysFor = (
  ledger: ReceiptLedger,
  { verifierKeys }: Pick<ReceiptQuestion, 'verifierKeys'>,
): readonly VerifierKey[] => (verifierKeys ?? ledger.verifierKeys).map(parseVerifierKey);

/** @throws ReceiptBroken */
export function witnessed(note: string, policy: WitnessPolicy): string {
  const cosigned = cosignaturesOf(
    note,
    policy.witnesses.map(({ key }) => key),
  );
  insist(
    policy.satisfiedBy(cosigned.map(({ key }) => key)),
    `the checkpoint was cosigned by ${cosigned.length} of the witnesses in your policy, which is not enough`,
  );
  return `the witnesses that your policy asks for cosigned the checkpoint (${cosigned.length})`;
}

/** What is taken on trust because keys or witnesses were not given. */
export function keysOnTrust(file: Proven, question: ReceiptQuestion): readonly string[] {
  const { verifierKeys, hubKeys, witnesses } = question;
  const { ledger, issuedBy } = file;
  const own = new Set(keysFor(ledger, question).map(({ id }) => id));
  const others = signaturesOf(ledger.inclusion.checkpoint).filter(({ id }) => !own.has(id)).length;
  return [
    ...(verifierKeys === undefined
      ? [
          `the key of the log stands in the receipt itself: compare it with the roster or a friend, and give it with --key (${ledger.verifierKeys.join(', ')})`,
        ]
      : []),
    ...(hubKeys === undefined
      ? [
          `the key of the hub stands in the receipt itself: compare it with the roster, and give it with --hub-key (${issuedBy.key.kid})`,
        ]
      : []),
    ...(witnesses === undefined
      ? [
          `${others} other signatures stand under the checkpoint; without --witnesses nobody says that the log shows everyone the same`,
        ]
      : []),
  ];
}
