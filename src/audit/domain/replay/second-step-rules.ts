/** That what a professional wrote down became a decision only by its second step, and none of it twice. */
import { mayWitness, stillSaid, type Voucher } from '../../../consent/offline.js';
import type { PartnerId } from '../../../contract/index.js';
import type { Child } from './child.js';
import type { KnownRecording } from './known-facts.js';
import type { LogState } from './log-state.js';
import { type Decided, indexOf, refuted, type Said } from './said.js';
import { requireMember } from './team-rules.js';

type ByHand = NonNullable<Decided['payload']['recorded']>;

/** The entry of what was written down, on which its decision rests. */
export function recordingEntries(child: Child, { payload }: Decided): readonly number[] {
  const found = child.recordings.find(({ id }) => id === payload.recorded?.recording);
  return found === undefined ? [] : [indexOf(found)];
}

/** @throws ClaimBroken unless the person decided alone, or what was written down got its second step */
export function requireSecondStep(log: LogState, child: Child, said: Decided): void {
  const { recorded } = said.payload;
  if (recorded === undefined) return;
  requireMember(log, child, recorded.partner as PartnerId, said);
  // A no takes one step.
  if (said.event === 'consent.refused' && recorded.recording === null) return;
  const found = child.recordings.find(({ id }) => id === recorded.recording);
  if (found === undefined) throw log.missing('second-step', 'makes count what nobody wrote down', said);
  requireSame(said, recorded, found);
  if (said.event === 'consent.given') requireVoucher(log, child, said, recorded, found);
  found.settled = true;
}

function requireSame(said: Decided, recorded: ByHand, found: KnownRecording): void {
  const { person, request, purpose, version, digest } = said.payload;
  const { by } = found;
  const isThat =
    found.person === person &&
    found.request === request &&
    found.purpose === purpose &&
    found.version === version &&
    by.partner === recorded.partner &&
    by.account === recorded.by &&
    by.function === recorded.function;
  if (!isThat || (said.event === 'consent.given' && found.digest !== digest))
    throw refuted('second-step', 'makes something else count than was written down', said);
  if (found.settled) throw refuted('second-step', 'makes count what had its second step before', said);
}

function requireVoucher(
  log: LogState,
  child: Child,
  said: Said<'consent.given'>,
  { second }: ByHand,
  found: KnownRecording,
): void {
  const circumstances = said.parts.get('circumstances') as { readonly decidedOn: string } | undefined;
  const { today } = log.momentOf(said.at, circumstances?.decidedOn, said);
  const decisions = child.decisionsAbout(found.purpose);
  if (
    !stillSaid(found, child.history, log.catalogue.at(said).rules, decisions, today) &&
    !child.hasErasedParts
  )
    throw refuted('second-step', 'makes count what no longer stood when its second step came', said);
  if (second?.as === 'witness') {
    const witness = { partner: second.partner, account: second.by, function: second.function } as Voucher;
    requireMember(log, child, witness.partner, said);
    if (found.flowsKnown && !mayWitness(found, witness))
      throw refuted('second-step', 'rests on one professional, or on none but a recipient', said);
  } else if (second?.as === 'person') {
    const known = child.persons.find(({ id }) => id === found.person);
    if (known?.account !== second.account)
      throw refuted('second-step', 'was confirmed by somebody else than the person', said);
  } else throw refuted('second-step', 'was given without a second step', said);
}
