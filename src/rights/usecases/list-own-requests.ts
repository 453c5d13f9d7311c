import {
  type AccountId,
  type ChildRef,
  NotFound,
  type OwnRightsRequest,
  type PersonId,
  type RightsRequestId,
} from '../../contract/index.js';
import type { RequestRecord } from '../domain/records.js';
import { findRequest, requestsOfAccount } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';
import { type PartnersAsked, partnersAsked, tellRequest } from './tell-request.js';

type Needs = Pick<RightsNeeds, 'database' | 'vault' | 'people' | 'partners'>;
type Children = ReadonlyMap<PersonId, ChildRef>;

/** What this person asked, newest first; also about a child that is not known here any more. */
export async function listOwnRequests(
  needs: Needs,
  account: AccountId,
): Promise<readonly OwnRightsRequest[]> {
  const requests = await requestsOfAccount(needs.database.reader, account);
  const children = await childrenOf(needs, account);
  const partners = await partnersAsked(needs, needs.database.reader, requests);
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
  return describe(needs, request, {
    children,
    partners: await partnersAsked(needs, needs.database.reader, [request]),
  });
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

interface Known {
  readonly children: Children;
  readonly partners: PartnersAsked;
}

const describe = async (
  needs: Needs,
  request: RequestRecord,
  { children, partners }: Known,
): Promise<OwnRightsRequest> => ({
  ...(await tellRequest(needs, request, partners)),
  child: (request.person === null ? undefined : children.get(request.person)) ?? null,
});
