import { readStatement } from '../../../contract/index.js';
import {
  base64,
  base64url,
  type Check,
  canonicalJson,
  fromBase64,
  StatementInvalid,
  sha256,
  thumbprintOf,
  utf8,
} from '../../../kernel/index.js';
import { CommitmentBroken, commitmentOf, entryHash, openPart, partDigest } from '../../../ledger/index.js';
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
import type { Receipt } from '../receipt.js';
import { receiptDigest } from '../receipt-digest.js';
import { type CheckedClaim, insist, ReceiptBroken, type ReceiptClaim } from './claim.js';
import { checkContent } from './content.js';

export interface ReceiptQuestion {
  /** Compiled consent-schemas/receipt.schema.json. */
  readonly checkFormat: Check;
  /** C2SP vkeys of the log that the reader trusts; without them those in the receipt, which prove less. */
  readonly verifierKeys?: readonly string[];
  /** RFC 7638 thumbprints of the hub's keys that the reader trusts; without them the one in the receipt. */
  readonly hubKeys?: readonly string[];
  /** Which witnesses must have cosigned the checkpoint. */
  readonly witnesses?: WitnessPolicy;
}

export interface ReceiptVerification {
  readonly holds: boolean;
  /** In the order of checking; the last is broken where the receipt does not hold. */
  readonly claims: readonly CheckedClaim[];
  /** What the reader still has to take somebody's word for. */
  readonly trust: readonly string[];
}

/** Checks a receipt from itself alone: no hub, no database, no clock. Ends at the first claim that does not hold. */
export async function verifyReceipt(file: unknown, question: ReceiptQuestion): Promise<ReceiptVerification> {
  const claims: CheckedClaim[] = [];
  const step = async (claim: ReceiptClaim, check: () => string | Promise<string>): Promise<void> => {
    try {
      claims.push({ claim, holds: true, says: await check() });
    } catch (error) {
      if (!isRefusal(error)) throw error;
      claims.push({ claim, holds: false, says: error.message });
      throw new ReceiptBroken(error.message);
    }
  };
  try {
    await step('format', () => formatOf(file, question.checkFormat));
    const receipt = file as Receipt;
    await step('statement', () => statementOf(receipt, question));
    await entrySteps(receipt, step);
    await logSteps(receipt, question, step);
    return { holds: true, claims, trust: trustIn(receipt, question) };
  } catch (error) {
    if (!(error instanceof ReceiptBroken)) throw error;
    return { holds: false, claims, trust: [] };
  }
}

type Step = (claim: ReceiptClaim, check: () => string | Promise<string>) => Promise<void>;

const isRefusal = (error: unknown): error is Error =>
  [ReceiptBroken, StatementInvalid, CommitmentBroken, NoteInvalid, ProofInvalid, SyntaxError].some(
    (kind) => error instanceof kind,
  );

function formatOf(file: unknown, check: Check): string {
  const [fault] = check(file);
  insist(fault === undefined, `the file is not a receipt: ${fault?.pointer || '/'} ${fault?.reason}`);
  return 'the file has the form of a receipt';
}

async function statementOf(receipt: Receipt, { hubKeys }: ReceiptQuestion): Promise<string> {
  const { key, origin } = receipt.issuedBy;
  insist(
    hubKeys === undefined || hubKeys.includes(key.kid),
    `the receipt was signed with ${key.kid}, which is not a key of the hub that you gave`,
  );
  insist((await thumbprintOf(key)) === key.kid, 'the key of the hub does not have the name that it bears');
  const said = await readStatement(receipt.statement, 'kernhub-family-receipt+jwt', [key]);
  insist(said.digest === receiptDigest(receipt), 'the receipt is not the one that the hub signed');
  insist(said.iss === origin && said.sub === receipt.id, 'the hub signed another receipt');
  return `${origin} signed every word of it on ${receipt.issuedAt.slice(0, 10)}`;
}

async function entrySteps(receipt: Receipt, step: Step): Promise<void> {
  const { opened, commitment } = receipt.ledger;
  if (opened !== null) {
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
    await step('content', () => {
      checkContent(receipt, opened);
      return `the entry says what the receipt says: ${receipt.record.event} on ${receipt.record.on}`;
    });
  }
  const { notice } = receipt;
  if (notice === null) return;
  await step('notice', () => {
    insist(
      base64url(sha256(notice.text)) === notice.hash,
      'the text of the notice is not the one of its hash',
    );
    return `the notice that was shown, in ${notice.language}, is here word for word`;
  });
}

async function logSteps(receipt: Receipt, question: ReceiptQuestion, step: Step): Promise<void> {
  const { kind, commitment, inclusion } = receipt.ledger;
  const leaf = entryHash(kind, fromBase64(commitment));
  await step('leaf', () => {
    insist(base64(leaf) === inclusion.leaf, 'kind and commitment do not lead to the leaf');
    return `the leaf of the log is that of an entry of the kind ${kind} with this commitment`;
  });
  let checkpoint: Checkpoint | null = null;
  await step('checkpoint', () => {
    const keys = keysFor(receipt, question);
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

function keysFor({ ledger }: Receipt, { verifierKeys }: ReceiptQuestion): readonly VerifierKey[] {
  return (verifierKeys ?? ledger.verifierKeys).map(parseVerifierKey);
}

function witnessed(note: string, policy: WitnessPolicy): string {
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

function trustIn(receipt: Receipt, { verifierKeys, hubKeys, witnesses }: ReceiptQuestion): readonly string[] {
  const { ledger, issuedBy, notice } = receipt;
  const own = new Set(keysFor(receipt, { verifierKeys } as ReceiptQuestion).map(({ id }) => id));
  const others = signaturesOf(ledger.inclusion.checkpoint).filter(({ id }) => !own.has(id)).length;
  return [
    ...(ledger.opened === null
      ? [
          'what happened is the signed word of the hub: the entry also names what is somebody else’s, so it stays closed; an officer or a court can have it opened, and this receipt then binds the hub',
        ]
      : ['titles, names of partners, articles and dates of other events are the signed word of the hub']),
    ...(notice === null || ledger.opened?.parts.length !== 0
      ? []
      : ['what was chosen before, and which notice was shown, is the signed word of the hub']),
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
