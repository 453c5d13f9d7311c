/** That a device of the person signed the decision, with a key of which the log was told before. */
import { canonicalJson, type Json, type JsonObject } from '../../../kernel/index.js';
import { assertionChecks, registeredKeyIn, signatureTopic } from '../../../passkeys/offline.js';
import { partOn } from '../own-decision.js';
import type { OpenedPayload, Receipt, ReceiptSignature } from '../receipt.js';
import { insist } from './claim.js';
import { logSteps, openedSteps, type ReceiptQuestion, type Step } from './proven.js';

/** A receipt whose entry claims a signature must bring it, and no other may. */
export async function signatureSteps(
  { signature, ledger }: Receipt,
  { payload, parts }: OpenedPayload,
  question: ReceiptQuestion,
  step: Step,
): Promise<void> {
  const part = partOn(signatureTopic, parts);
  if (signature === undefined && payload.signedWith === undefined && part === null) return;
  await step('passkey', async () => {
    insist(
      signature !== undefined,
      'the entry says that the person signed, and the receipt brings no signature',
    );
    insist(
      payload.signedWith !== undefined,
      'the receipt brings a signature of which the entry says nothing',
    );
    const { content, assertion } = signature;
    insist(same(part, { content, assertion }), 'the entry holds another signature than the receipt');
    await checkRegistration(signature, payload, question);
    const { index } = signature.registration.inclusion;
    insist(index < ledger.inclusion.index, 'the passkey was registered after the decision');
    return `the log was told of this passkey of the person before, at index ${index}: ${signature.key.publicKey.kid}`;
  });
  if (signature === undefined) return;
  const said = (member: string): string => String(payload[member]);
  for (const { claim, says, fault } of assertionChecks) {
    await step(claim, () => {
      const reason = fault({
        ...signature,
        decision: said('decision'),
        request: said('request'),
        digest: said('digest'),
        at: said('at'),
      });
      insist(reason === null, reason ?? '');
      return says;
    });
  }
}

/** @throws ReceiptBroken and what else proving an entry throws */
async function checkRegistration(
  { key, registration }: ReceiptSignature,
  decided: JsonObject,
  question: ReceiptQuestion,
): Promise<void> {
  const { opened, commitment, kind } = registration;
  insist(opened !== null, 'the entry that registered the passkey is not opened');
  // The same proof as of the decision itself, under one claim of its own.
  const within: Step = async (_claim, check) => void (await check());
  await openedSteps(opened, commitment, within);
  await logSteps({ ledger: registration }, question, within);
  const { payload, parts } = opened;
  insist(
    kind === 'person' && payload.event === 'person.passkey-registered' && payload.id === decided.signedWith,
    'the passkey was registered in another entry than the decision names',
  );
  insist(
    payload.person === decided.person && payload.subject === decided.subject,
    'the passkey is that of another person, or for another child',
  );
  insist(
    same(registeredKeyIn(parts), key),
    'the key in the receipt is not the one that was registered: it was swapped',
  );
  insist(
    question.passkeys === undefined || question.passkeys.includes(key.publicKey.kid),
    `it was signed with ${key.publicKey.kid}, which is not the passkey that you gave`,
  );
}

const same = (one: unknown, other: unknown): boolean =>
  canonicalJson(one as Json) === canonicalJson(other as Json);
