import {
  type Claim,
  type ConsentRequestId,
  type ConsentRequestSubmission,
  type Inclusion,
  InvalidRequest,
  idPrefix,
  NotFound,
  type Professional,
  type Purpose,
  type SubjectId,
} from '../../contract/index.js';
import { settleOnce, type Tx } from '../../database/index.js';
import { type Fault, newId, utf8 } from '../../kernel/index.js';
import { catalogueEntry, lockCatalogue, needsConsent } from '../../purposes/index.js';
import { PurposeNotOffered, RoleNotInFlows } from '../domain/errors.js';
import { insertRequest } from '../store/requests.js';
import { explanationContext } from './explanation.js';
import type { ConsentNeeds } from './needs.js';
import { relyOnPartner } from './participants.js';

export interface AskedFamily {
  readonly id: ConsentRequestId;
  readonly askedAt: Date;
  readonly proof: Inclusion;
}

/**
 * Puts a partner's question to the family, in the professional's own words. Opens nothing: only a decision does.
 *
 * @throws PurposeNotOffered | InvalidRequest | RoleNotInFlows | NotFound
 */
export async function askFamily(
  needs: ConsentNeeds,
  caller: Professional,
  submission: ConsentRequestSubmission,
  claim: Claim | null,
  signal: AbortSignal,
): Promise<AskedFamily> {
  needs.ledger.assertWritable();
  const purpose = needs.catalogue.current(submission.purpose);
  if (purpose === null || purpose.version !== submission.version) throw new PurposeNotOffered();
  const faults = flowFaults(purpose, submission.flows);
  if (faults.length > 0) throw new InvalidRequest(faults);
  refuseOutsider(needs, purpose, submission.flows, caller);
  const { entry, ...asked } = await needs.database.transaction(async (tx) => {
    await lockCatalogue(tx, 'share');
    await relyOnPartner(needs, tx, caller.partner);
    const subject = await needs.people.subjectOf(tx, caller.partner, submission.subject);
    if (subject === null) throw new NotFound();
    await needs.people.lockSubject(tx, subject, 'share');
    return record(needs, tx, caller, { ...submission, subject }, claim);
  });
  return { ...asked, proof: await needs.ledger.settled(entry, { signal }) };
}

function flowFaults(purpose: Purpose, asked: readonly string[]): readonly Fault[] {
  return asked.flatMap((id, index) => {
    const flow = purpose.flows.find((candidate) => candidate.id === id);
    if (flow === undefined) return [{ pointer: `/flows/${index}`, reason: 'is not a flow of this purpose' }];
    // The family is asked only where its answer matters.
    return needsConsent(flow) ? [] : [{ pointer: `/flows/${index}`, reason: 'needs no consent' }];
  });
}

function refuseOutsider(
  { catalogue }: ConsentNeeds,
  purpose: Purpose,
  asked: readonly string[],
  { role }: Professional,
): void {
  const takesPart = purpose.flows.some(
    ({ id, source, recipient }) =>
      asked.includes(id) && (catalogue.plays(source, role) || catalogue.plays(recipient, role)),
  );
  if (!takesPart) throw new RoleNotInFlows();
}

async function record(
  { ledger, vault, clock, onConsentAsked }: ConsentNeeds,
  tx: Tx,
  { partner, account }: Professional,
  asked: Omit<ConsentRequestSubmission, 'subject'> & { readonly subject: SubjectId },
  claim: Claim | null,
) {
  const { subject, purpose, version, flows } = asked;
  const id = newId<'ConsentRequestId'>(idPrefix.consentRequest);
  const explanation = await vault.seal(
    subject,
    'consent-proof',
    utf8(asked.explanation),
    explanationContext(id),
  );
  const relies = [await catalogueEntry(tx, purpose, version)];
  await settleOnce(tx, claim, { status: 201, location: `/v1/consent-requests/${id}` });
  const entry = await ledger.append(tx, {
    event: 'consent.requested',
    owner: subject,
    retention: 'consent-proof',
    payload: { subject, partner, by: account, request: id, purpose, version, flows },
    relies,
  });
  const { seq, at: askedAt } = entry;
  const request = { id, subject, partner, account, purpose, version, flows, explanation };
  await insertRequest(tx, { ...request, entry: entry.id, seq, askedAt, askedOn: clock.today() });
  await onConsentAsked(tx, { subject });
  return { id, askedAt, entry: entry.id };
}
