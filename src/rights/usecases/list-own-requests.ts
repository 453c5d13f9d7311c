import {
  type AccountId,
  type ChildRef,
  NotFound,
  type OwnRightsRequest,
  type PersonId,
  type RightsRequestId,
} from '../../contract/index.js';
import { civilDateOf } from '../../kernel/index.js';
import type { RequestRecord } from '../domain/records.js';
import { assignmentsOf } from '../store/assignments.js';
import { findRequest, requestsOfAccount } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';
import { readWords } from './sealed-words.js';

type Needs = Pick<RightsNeeds, 'database' | 'vault' | 'people' | 'partners'>;
type Children = ReadonlyMap<PersonId, ChildRef>;

/** What this person asked, newest first; also about a child that is not known here any more. */
export async function listOwnRequests(
  needs: Needs,
  account: AccountId,
): Promise<readonly OwnRightsRequest[]> {
  const requests = await requestsOfAccount(needs.database.reader, account);
  const children = await childrenOf(needs, account);
  const partners = await partnersAsked(needs, requests);
  return Promise.all(requests.map((request) => describe(needs, request, { children, partners })));
}

/** @throws NotFound also for somebody else's */
export async function readOwnRequest(
  needs: Needs,
  account: AccountId,
  id: RightsRequestId,
): Promise<OwnRightsRequest> {
  const request = await ownRequest(needs, account, id);
  const children = await childrenOf(needs, account);
  return describe(needs, request, { children, partners: await partnersAsked(needs, [request]) });
}

/** @throws NotFound also for somebody else's */
export async function ownRequest(
  { database }: Pick<Needs, 'database'>,
  account: AccountId,
  id: RightsRequestId,
): Promise<RequestRecord> {
  const request = await findRequest(database.reader, id);
  if (request?.account !== account) throw new NotFound();
  return request;
}

async function childrenOf({ database, people }: Needs, account: AccountId): Promise<Children> {
  const persons = await people.personsOf(database.reader, account);
  return new Map(persons.map(({ person, child }) => [person, child]));
}

type Asked = ReadonlyMap<RightsRequestId, OwnRightsRequest['partners']>;

/** Per request the partners that were asked to answer too. */
async function partnersAsked(
  { database: { reader }, partners }: Needs,
  requests: readonly RequestRecord[],
): Promise<Asked> {
  const assignments = await assignmentsOf(
    reader,
    requests.map(({ id }) => id),
  );
  const ids = [...new Set(assignments.map(({ partner }) => partner))];
  const names = new Map((await partners.findAll(reader, ids)).map(({ id, name }) => [id, name]));
  const asked = new Map<RightsRequestId, OwnRightsRequest['partners']>();
  for (const { request, partner, assignedAt, dueOn, answer } of assignments) {
    const name = names.get(partner) ?? partner;
    const one = { name, askedOn: civilDateOf(assignedAt), dueOn, answer };
    asked.set(request, [...(asked.get(request) ?? []), one]);
  }
  return asked;
}

interface Known {
  readonly children: Children;
  readonly partners: Asked;
}

async function describe(
  needs: Needs,
  request: RequestRecord,
  { children, partners }: Known,
): Promise<OwnRightsRequest> {
  const { id, kind, state, requestedAt, dueOn, extendedTo, article, account } = request;
  const [explanation, reason, later] = await Promise.all([
    readWords(needs, account, id, 'explanation', request.explanation),
    readWords(needs, account, id, 'reason', request.reason),
    readWords(needs, account, id, 'extension', request.extensionReason),
  ]);
  return {
    id,
    child: (request.person === null ? undefined : children.get(request.person)) ?? null,
    right: kind,
    state,
    requestedAt: requestedAt.toISOString(),
    dueOn: extendedTo ?? dueOn,
    explanation,
    extension: extendedTo === null ? null : { reason: later },
    grant: state === 'granted' ? { reason } : null,
    refusal: article === null ? null : { article, reason },
    partners: partners.get(id) ?? [],
  };
}
