import { insist, verifySteps } from '../../../../receipts/offline.js';
import { signaturesOf } from '../../../../tlog/index.js';
import type { Evidence, Missing } from '../evidence.js';
import type { OpenedEntry } from '../opened.js';
import { consentSteps } from './consent-steps.js';
import { counted } from './counted.js';
import { decisionIn, decisionSteps } from './decision-steps.js';
import { deliverySteps } from './delivery-steps.js';
import { proofSteps } from './proof-steps.js';
import type { Checked, EvidenceClaim, EvidenceQuestion, EvidenceVerification } from './question.js';
import { agreementStep, rosterStep, statementStep } from './roster-steps.js';

/** Checks a file of evidence from itself alone: no hub, no database, no clock. Ends at the first claim that does not hold. */
export const verifyEvidence = (read: unknown, question: EvidenceQuestion): Promise<EvidenceVerification> =>
  verifySteps<EvidenceClaim>(async (step) => {
    await step('format', () => {
      const [fault] = question.checkFormat(read);
      insist(fault === undefined, `the file is no evidence: ${fault?.pointer || '/'} ${fault?.reason}`);
      return 'the file has the form of evidence of an exchange';
    });
    const file = read as Evidence;
    await proofSteps(file, question, step);
    const keys = await rosterStep(file, question, step);
    await statementStep(file, keys, step);
    let decision: OpenedEntry | null = null;
    await step('exchange', () => {
      decision = decisionIn(file);
      return `it was decided once, at index ${decision.index} of the log, on ${decision.at.slice(0, 10)}`;
    });
    insist(decision !== null, 'no decision was read');
    const checked: Checked = { file, keys, decision };
    await agreementStep(checked, step);
    const purpose = await decisionSteps(checked, step);
    await consentSteps(checked, purpose, step);
    await deliverySteps(checked, purpose, step);
    return [...file.missing.map(saying), ...unshown, ...keysOnTrust(file, question)];
  });

const lacks: Readonly<Record<Missing['what'], string>> = {
  'payload-signature':
    'the signature over the body of the request is not kept, because what it signs holds texts that only their addressees may keep: of the request the recipient’s signature under the key statement is here, and the child and the question are the signed word of the hub',
  agreement: 'no participation statement is kept of the partner',
  entry: 'something that it stands on was erased, and only its leaf is left in the log:',
  part: 'a part was erased, and only its digest is left, of the entry',
  notice: 'no text is kept of the notice with the hash',
  policies: 'of the policies that decided only the digest is kept:',
  receipt: 'the recipient’s signed receipt was not kept (it came before receipts were) of the task',
};

const saying = ({ what, of }: Missing): string =>
  what === 'payload-signature' ? lacks[what] : `${lacks[what]} ${of}`;

/** What no file about one exchange can show. */
const unshown: readonly string[] = [
  'that everyone who must consent did, follows from birth dates and authority, which stay closed here: kernhub verify log replays it from an export',
  'that nothing else happened in this exchange, and that the family said nothing else, is the signed word of the hub: kernhub verify log replays that too',
  'what was in the sealed fields, and whether it was true, nobody can see but source and recipient',
];

function keysOnTrust(
  { verifierKeys, covenantKeys, checkpoint, formerKeys }: Evidence,
  question: EvidenceQuestion,
): readonly string[] {
  const others = signaturesOf(checkpoint).length - verifierKeys.length;
  return [
    ...formerKeys.map(
      ({ partner, key }) =>
        `that ${key.kid}, which signed an agreement, was a key of ${partner} is the word of the hub`,
    ),
    ...(question.verifierKeys === undefined
      ? [
          `the key of the log stands in the file itself: compare it with the roster or a friend, and give it with --key (${verifierKeys.join(', ')})`,
        ]
      : []),
    ...(question.covenantKeys === undefined
      ? [
          `the key of the covenant stands in the file itself: compare it with a partner’s, and give it with --covenant-key (${covenantKeys.map(({ kid }) => kid).join(', ')})`,
        ]
      : []),
    ...(question.witnesses === undefined
      ? [
          `${counted(others, 'other signature stands', 'other signatures stand')} under the checkpoint; without --witnesses nobody says that the log shows everyone the same`,
        ]
      : []),
  ];
}
