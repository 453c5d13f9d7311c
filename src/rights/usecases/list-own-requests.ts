import {
  type AccountId,
  NotFound,
  type OwnRightsRequest,
  type RightsRequestId,
} from '../../contract/index.js';
import { VaultKeyShredded } from '../../vault/index.js';
import type { RequestRecord } from '../domain/records.js';
import { findRequest, requestsOfAccount } from '../store/requests.js';
import type { RightsNeeds } from './needs.js';
import { openReason } from './refuse-request.js';

type Needs = Pick<RightsNeeds, 'database' | 'vault'>;

/** What this person asked, newest first; also about a child that is not known here any more. */
export async function listOwnRequests(
  needs: Needs,
  account: AccountId,
): Promise<readonly OwnRightsRequest[]> {
  const requests = await requestsOfAccount(needs.database.reader, account);
  return Promise.all(requests.map((request) => describe(needs, request)));
}

/** @throws NotFound also for somebody else's */
export async function readOwnRequest(
  needs: Needs,
  account: AccountId,
  id: RightsRequestId,
): Promise<OwnRightsRequest> {
  return describe(needs, await ownRequest(needs, account, id));
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

async function describe(needs: Needs, request: RequestRecord): Promise<OwnRightsRequest> {
  const { id, kind, state, requestedAt, dueOn, article } = request;
  return {
    id,
    right: kind,
    state,
    requestedAt: requestedAt.toISOString(),
    dueOn,
    refusal: article === null ? null : { article, reason: await reasonOf(needs, request) },
  };
}

async function reasonOf({ vault }: Needs, { id, account, reason }: RequestRecord): Promise<string | null> {
  if (reason === null) return null;
  try {
    return await openReason({ vault }, account, id, reason);
  } catch (error) {
    if (error instanceof VaultKeyShredded) return null;
    throw error;
  }
}
