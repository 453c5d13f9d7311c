import type { Officer, PartnerId, SubjectId, WaitingRightsRequest } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { ownedEntries } from '../../ledger/index.js';
import type { AssignmentRecord } from '../domain/assignments.js';
import type { RequestRecord } from '../domain/records.js';
import { type Proposal, proposalFor } from '../domain/retention-rule.js';
import { assignmentsOf } from '../store/assignments.js';
import { answeredRequests, openRequests } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';
import { readWords } from './sealed-words.js';

/**
 * The requests that wait for an answer, the first due first, or those that were answered; each in the person's own words, and for
 * erasure with what the retention rule says of it now: this is what the officer signs. Each with the partners that know the
 * child, and what those answered that were asked. Whose request it is does not show. The look is recorded.
 */
export async function listRequests(
  needs: RightsNeeds,
  { account, duty }: Officer,
  { state = 'open', limit = 100 }: { readonly state?: 'open' | 'answered'; readonly limit?: number } = {},
): Promise<readonly WaitingRightsRequest[]> {
  const { database, ledger } = needs;
  ledger.assertWritable();
  const { items, entry } = await database.transaction(async (tx) => {
    const items: WaitingRightsRequest[] = [];
    const requests = await (state === 'open' ? openRequests : answeredRequests)(tx, limit);
    const assignments = await assignmentsOf(
      tx,
      requests.map(({ id }) => id),
    );
    const offered = await partnersKnowing(needs, tx, requests);
    for (const request of requests) {
      const own = assignments.filter((assignment) => assignment.request === request.id);
      items.push(await describe(needs, tx, request, { assignments: own, partners: offered(request) }));
    }
    const { id } = await ledger.append(tx, {
      event: 'rights.listed',
      owner: 'hub',
      retention: 'access-log',
      payload: { officer: account, duty, count: items.length },
    });
    return { items, entry: id };
  });
  await ledger.settled(entry);
  return items;
}

type Named = WaitingRightsRequest['partners'][number];

interface Around {
  readonly assignments: readonly AssignmentRecord[];
  /** That can be asked to answer too. */
  readonly partners: readonly Named[];
}

const isOpen = (request: RequestRecord): request is RequestRecord & { readonly subject: SubjectId } =>
  request.state === 'open' && request.subject !== null;

/** Of requests that are open, the partners that know the child. */
async function partnersKnowing(
  { people, partners }: Pick<RightsNeeds, 'people' | 'partners'>,
  tx: Tx,
  requests: readonly RequestRecord[],
): Promise<(request: RequestRecord) => readonly Named[]> {
  const teams = await people.partnersOf(
    tx,
    requests.filter(isOpen).map(({ subject }) => subject),
  );
  const names = await partners.names(tx, [...teams.values()].flat());
  const named = (id: PartnerId): Named => ({ id, name: names.get(id) ?? id });
  return (request) => (isOpen(request) ? (teams.get(request.subject) ?? []).map(named).sort(byName) : []);
}

async function describe(
  needs: RightsNeeds,
  tx: Tx,
  request: RequestRecord,
  { assignments, partners }: Around,
): Promise<WaitingRightsRequest> {
  const { id, kind: right, as, state, requestedAt, decidedAt, dueOn, extendedTo, account } = request;
  const proposed =
    isOpen(request) && right === 'erasure' ? await proposalAbout(needs, tx, request.subject) : null;
  return {
    id,
    right,
    as,
    state,
    requestedAt: requestedAt.toISOString(),
    answeredAt: decidedAt?.toISOString() ?? null,
    dueOn: extendedTo ?? dueOn,
    extended: extendedTo !== null,
    explanation: await readWords(needs, account, id, 'explanation', request.explanation),
    proposal: proposed === null ? null : { destroy: [...proposed.destroy], restrict: [...proposed.restrict] },
    partners: [...partners],
    assignments: assignments.map(({ id, partner, assignedAt, dueOn, answer }) => ({
      ...{ id, partner, dueOn, answer },
      assignedAt: assignedAt.toISOString(),
    })),
  };
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name.localeCompare(other.name, 'nl');

const kindsThatOblige = ['consent', 'exchange', 'rights'];

/** What the rule says of a child, from what the log holds about it. */
export async function proposalAbout(
  { vault, rule, clock }: Pick<RightsNeeds, 'vault' | 'rule' | 'clock'>,
  tx: Tx,
  subject: SubjectId,
): Promise<Proposal> {
  const held = await ownedEntries({ reader: tx, vault }).about(subject, kindsThatOblige);
  const entries = held.map(({ retention, payload: { event, at } }) => ({ retention, event, at }));
  return proposalFor(rule, entries, clock.today());
}
