import { base64url, sha256 } from '../../../kernel/index.js';
import type { Receipt } from '../receipt.js';
import { insist } from './claim.js';
import { checkContent } from './content.js';
import {
  keysOnTrust,
  logSteps,
  openedSteps,
  type ReceiptQuestion,
  type ReceiptVerification,
  type Step,
  signedByHub,
  verifySteps,
} from './proven.js';
import { signatureSteps } from './signature-steps.js';

/** Checks a receipt from itself alone: no hub, no database, no clock. Ends at the first claim that does not hold. */
export const verifyReceipt = (file: unknown, question: ReceiptQuestion): Promise<ReceiptVerification> =>
  verifySteps(async (step) => {
    await step('format', () => {
      const [fault] = question.checkFormat(file);
      insist(fault === undefined, `the file is not a receipt: ${fault?.pointer || '/'} ${fault?.reason}`);
      return 'the file has the form of a receipt';
    });
    const receipt = file as Receipt;
    await step('statement', () => signedByHub(receipt, 'kernhub-family-receipt+jwt', question));
    await entrySteps(receipt, step);
    await logSteps(receipt, question, step);
    const { opened } = receipt.ledger;
    if (opened !== null) await signatureSteps(receipt, opened, question, step);
    return [
      ...contentOnTrust(receipt),
      ...passkeyOnTrust(receipt, question),
      ...keysOnTrust(receipt, question),
    ];
  });

async function entrySteps(receipt: Receipt, step: Step): Promise<void> {
  const { opened, commitment } = receipt.ledger;
  if (opened !== null) {
    await openedSteps(opened, commitment, step);
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

function passkeyOnTrust({ signature }: Receipt, { passkeys }: ReceiptQuestion): readonly string[] {
  return signature === undefined || passkeys !== undefined
    ? []
    : [
        `that this passkey is of a device of the person: whoever registered it wrote its fingerprint down; give it with --passkey (${signature.key.publicKey.kid})`,
      ];
}

function contentOnTrust({ ledger, notice }: Receipt): readonly string[] {
  return [
    ...(ledger.opened === null
      ? [
          'what happened is the signed word of the hub: the entry also names what is somebody else’s, so it stays closed; an officer or a court can have it opened, and this receipt then binds the hub',
        ]
      : ['titles, names of partners, articles and dates of other events are the signed word of the hub']),
    ...(notice === null || ledger.opened?.parts.length !== 0
      ? []
      : ['what was chosen before, and which notice was shown, is the signed word of the hub']),
  ];
}
