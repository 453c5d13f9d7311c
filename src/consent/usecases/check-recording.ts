import {
  type DecidedFlow,
  HubError,
  InvalidRequest,
  NotFound,
  type PartnerId,
  type PersonId,
  type Purpose,
  type RecordingSubmission,
  type SubjectId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import type { CivilDate, Fault } from '../../kernel/index.js';
import { lockCatalogue } from '../../purposes/index.js';
import { askedFlows, choiceFaults, type Participant } from '../domain/asked.js';
import { PurposeNotOffered } from '../domain/errors.js';
import type { Voucher } from '../domain/recording.js';
import type { RequestRecord, StandsAs } from '../domain/records.js';
import { noticeFaults } from './decide.js';
import type { ConsentNeeds } from './needs.js';
import { participantsOf, relyOnPartner } from './participants.js';
import { viewOf } from './view-child.js';

/** What a professional may write down. */
export interface CheckedRecording {
  readonly request: RequestRecord;
  readonly purpose: Purpose;
  readonly person: PersonId;
  readonly as: StandsAs;
  readonly by: Voucher;
  readonly flows: readonly DecidedFlow[];
  /** Version of the consent rule in force. */
  readonly rule: string;
}

/** Locks catalogue, every partner that may take part and the child, in that order; facts are read after it. */
export async function lockAround(
  needs: ConsentNeeds,
  tx: Tx,
  subject: SubjectId,
  purpose: string,
  partners: readonly PartnerId[],
): Promise<void> {
  await lockCatalogue(tx, 'share');
  const current = needs.catalogue.current(purpose);
  const participants = await participantsOf(needs, tx, subject, current === null ? [] : [current]);
  const all = [...partners, ...participants.map(({ partner }) => partner)];
  await needs.partners.lock(tx, [...new Set(all)], 'share');
  for (const partner of partners) await relyOnPartner(needs, tx, partner);
  await needs.people.lockSubject(tx, subject, 'update');
}

/** @throws NotFound | PurposeNotOffered | InvalidRequest | HubError `state-conflict` */
export async function checkedRecording(
  needs: ConsentNeeds,
  tx: Tx,
  request: RequestRecord,
  by: Voucher,
  submission: RecordingSubmission,
): Promise<CheckedRecording> {
  const { catalogue, clock } = needs;
  const invited = await needs.people.invitedPerson(tx, by.partner, request.subject, submission.person);
  if (invited === null) throw new NotFound();
  const [person, as] = [invited.sameAs ?? invited.id, invited.standsAs];
  if (!(await viewOf(needs, tx, { subject: request.subject, person, as })).asked) throw new NotFound();
  // Who a young person is, is known from a login; a partner that invites somebody makes nobody of them (see decision 27).
  if (as === 'young-person' && invited.account === null)
    throw new HubError('state-conflict', { detail: 'a young person must have signed in once before' });
  const purpose = catalogue.current(request.purpose);
  if (purpose?.version !== request.version || purpose.version !== submission.version)
    throw new PurposeNotOffered();
  const rule = catalogue.ruleOn(clock.today());
  if (rule === null) throw new HubError('state-conflict', { detail: 'no consent rule is in force yet' });
  const faults = [
    ...noticeFaults(needs, purpose, as, submission),
    ...channelFaults(submission, clock.today()),
    ...flowFaults(request, purpose, by.partner, submission),
  ];
  if (faults.length > 0) throw new InvalidRequest(faults);
  const participants = await participantsOf(needs, tx, request.subject, [purpose]);
  const flows = flowsOf(needs, request, purpose, participants, submission);
  return { request, purpose, person, as, by, flows, rule: rule.version };
}

function channelFaults({ channel, choice, signedOn }: RecordingSubmission, today: CivilDate): Fault[] {
  const faults: Fault[] = [];
  if (choice === 'given' && channel === 'phone')
    faults.push({ pointer: '/channel', reason: 'must be assisted or paper for a yes' });
  if (choice === 'given' && channel === 'paper' && signedOn === undefined)
    faults.push({ pointer: '/signedOn', reason: 'must be the date on the signed form' });
  if (signedOn !== undefined && signedOn > today)
    faults.push({ pointer: '/signedOn', reason: 'must not be in the future' });
  return faults;
}

/** Judged by the request alone, so that a fault tells nothing of who else knows the child. */
function flowFaults(
  { flows }: RequestRecord,
  purpose: Purpose,
  self: PartnerId,
  submission: RecordingSubmission,
): readonly Fault[] {
  const nobody = { sources: [self], recipients: [self] };
  const asked = purpose.flows.filter(({ id }) => flows.includes(id)).map((flow) => ({ flow, ...nobody }));
  const chosen = submission.flows.map(({ flow, fields }) => ({ flow, fields: [...fields], ...nobody }));
  return choiceFaults(submission.choice, chosen, asked, purpose);
}

/** With the partners that the family would be asked about now; one that is yet to be introduced must be named. */
function flowsOf(
  { catalogue }: ConsentNeeds,
  request: RequestRecord,
  purpose: Purpose,
  participants: readonly Participant[],
  submission: RecordingSubmission,
): readonly DecidedFlow[] {
  const enrolled = new Set(participants.filter((one) => one.enrolled).map(({ partner }) => partner));
  return askedFlows(purpose, [request], participants, catalogue.plays).flatMap((asked) => {
    const chosen = submission.flows.find(({ flow }) => flow === asked.flow.id);
    if (chosen === undefined) return [];
    const { fields, recipients: named } = chosen;
    const recipients = asked.recipients.filter(
      (partner) => named?.includes(partner) ?? enrolled.has(partner),
    );
    if (recipients.length === 0) return [];
    return [{ flow: asked.flow.id, sources: [...asked.sources], recipients, fields: [...fields] }];
  });
}
