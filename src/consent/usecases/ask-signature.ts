import type { ChildRef, Citizen, DecisionToSign, SignatureChallenge } from '../../contract/index.js';
import { checkedQuestion } from './decide.js';
import type { ConsentNeeds } from './needs.js';
import { digestOf } from './record-decision.js';

/**
 * What a device must sign for this answer to be signed. Nothing is decided by it: the answer is checked again, as it then
 * is, when it comes with its signature.
 *
 * @throws NotFound | PurposeNotOffered | InvalidRequest | PasskeyConflict | PasskeysUnavailable
 */
export const askSignature = (
  needs: ConsentNeeds,
  { account }: Citizen,
  child: ChildRef,
  answer: DecisionToSign,
): Promise<SignatureChallenge> =>
  needs.database.transaction(async (tx) => {
    const known = await needs.people.known(tx, account, child);
    const { request, purpose } = await checkedQuestion(needs, tx, known, answer);
    const { noticeHash, language, choice, flows } = answer;
    const decided = { purpose: purpose.id, version: purpose.version, noticeHash, language, choice, flows };
    const toSign = { person: known.person, request: request.id, digest: digestOf(decided) };
    return needs.passkeys.askSignature(tx, toSign);
  });
