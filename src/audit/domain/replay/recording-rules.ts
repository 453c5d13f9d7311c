/** What a professional wrote down with the person present, held against what was asked and published. */
import type { Voucher } from '../../../consent/offline.js';
import type { Decision, PersonId, SubjectId } from '../../../contract/index.js';
import type { CivilDate } from '../../../kernel/index.js';
import type { Child } from './child.js';
import { requireCircumstances, requirePerson, requireProof, requireQuestion } from './consent-rules.js';
import type { LogState } from './log-state.js';
import { orderOf, refuted, type Said } from './said.js';
import { requireMember } from './team-rules.js';

export function recorded(log: LogState, said: Said<'consent.recorded'>): Child {
  const { subject, person, recording, request, purpose, version, digest, ruleVersion } = said.payload;
  const child = log.child(subject as SubjectId, said);
  const by = { partner: said.payload.partner, account: said.payload.by, function: said.payload.function };
  requireMember(log, child, by.partner as Voucher['partner'], said);
  requirePerson(log, child, said);
  requireQuestion(log, child, said);
  if (child.recordings.some(({ id }) => id === recording))
    throw refuted('decision-recorded', 'this was written down before', said);
  if (child.requests.find(({ id }) => id === request)?.partner !== by.partner)
    throw refuted('request-known', 'writes down an answer to what another partner asked', said);
  const proof = said.parts.get('decision') as Decision | undefined;
  const circumstances = said.parts.get('circumstances') as { readonly recordedOn: CivilDate } | undefined;
  if (proof === undefined || circumstances === undefined) child.hasErasedParts = true;
  if (proof !== undefined) requireProof(log, said, proof);
  if (circumstances !== undefined) requireCircumstances(log, child, said, circumstances.recordedOn);
  child.recordings = child.recordings.concat({
    id: recording,
    person: person as PersonId,
    by: by as Voucher,
    flows: proof?.flows ?? [],
    flowsKnown: proof !== undefined,
    ...{ request, purpose: log.texts.keep(purpose), version, digest, settled: false },
    ruleVersion: log.texts.keep(ruleVersion),
    order: orderOf(said),
    recordedOn: log.texts.keep(circumstances?.recordedOn ?? (said.at.slice(0, 10) as CivilDate)),
  });
  return child;
}
