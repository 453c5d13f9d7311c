import {
  type CapacityAssertion,
  type CapacityKind,
  type Inclusion,
  InvalidRequest,
  NotFound,
  type Professional,
  type SubjectId,
  type SubjectRef,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { civilDateOf, newId } from '../../kernel/index.js';
import { isOpposedSince } from '../domain/authority.js';
import { capacityWaits, settledCapacity } from '../domain/capacity.js';
import { capacitiesOf, insertCapacity } from '../store/assertions.js';
import { lockSubject, subjectOf } from '../store/subjects.js';
import type { PeopleNeeds } from './needs.js';
import { byProfessional, reliedPartner } from './relied-partner.js';

export interface AssertedCapacity {
  readonly kind: CapacityKind;
  /** False while it waits for a confirmation. */
  readonly inEffect: boolean;
  /** `ast_…`: what to name to an officer. */
  readonly assertion: string;
  readonly proof: Inclusion;
}

/**
 * Adds what a partner says of a young person's capacity; never why. Saying again what it said last adds nothing,
 * unless somebody said or confirmed otherwise since.
 *
 * @see WGBO art. 7:465
 * @throws InvalidRequest | NotFound
 */
export async function assertCapacity(
  needs: PeopleNeeds,
  caller: Professional,
  about: SubjectRef,
  assertion: CapacityAssertion,
): Promise<AssertedCapacity> {
  const { database, ledger, clock } = needs;
  ledger.assertWritable();
  if (assertion.assertedOn > civilDateOf(clock.now()))
    throw new InvalidRequest([{ pointer: '/assertedOn', reason: 'lies in the future' }]);
  const { entry, ...asserted } = await database.transaction(async (tx) => {
    await reliedPartner(needs, tx, caller.partner);
    const subject = await subjectOf(tx, caller.partner, about);
    if (subject === null) throw new NotFound();
    await lockSubject(tx, subject, 'update');
    return record(needs, tx, { caller, subject, assertion });
  });
  const proof = await ledger.settled(entry);
  return { kind: assertion.kind, ...asserted, proof };
}

async function record(
  { ledger }: Pick<PeopleNeeds, 'ledger'>,
  tx: Tx,
  word: {
    readonly caller: Professional;
    readonly subject: SubjectId;
    readonly assertion: CapacityAssertion;
  },
) {
  const { caller, subject, assertion } = word;
  const { partner } = caller;
  const { kind, source, assertedOn } = assertion;
  const known = await capacitiesOf(tx, subject);
  const inEffect = !capacityWaits(kind, settledCapacity(known));
  const last = known.findLast(({ assertedBy }) => assertedBy === partner);
  const isRepeat = last?.kind === kind && last.source === source && String(last.assertedOn) === assertedOn;
  if (isRepeat && !isOpposedSince(last, known)) return { entry: last.entry, inEffect, assertion: last.id };
  const id = newId<'AssertionId'>('ast');
  const entry = await ledger.append(tx, {
    event: 'authority.capacity-asserted',
    owner: subject,
    retention: 'consent-proof',
    payload: {
      subject,
      partner,
      assertion: id,
      kind,
      source,
      assertedOn,
      inEffect,
      ...byProfessional(caller),
    },
  });
  const { seq, at } = entry;
  await insertCapacity(tx, {
    assertion: id,
    subject,
    partner,
    kind,
    source,
    assertedOn,
    entry: entry.id,
    seq,
    at,
  });
  return { entry: entry.id, inEffect, assertion: id };
}
