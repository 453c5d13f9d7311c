import type { OwnRightsRequest, RightsRequestId } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { civilDateOf, together } from '../../kernel/index.js';
import type { RequestRecord } from '../domain/records.js';
import { assignmentsOf } from '../store/assignments.js';
import type { RightsNeeds } from './needs.js';
import { readWords } from './sealed-words.js';

export type PartnersAsked = ReadonlyMap<RightsRequestId, OwnRightsRequest['partners']>;

/** Per request the partners that were asked to answer too, by name. */
export async function partnersAsked(
  { partners }: Pick<RightsNeeds, 'partners'>,
  reader: Tx,
  requests: readonly RequestRecord[],
): Promise<PartnersAsked> {
  const assignments = await assignmentsOf(
    reader,
    requests.map(({ id }) => id),
  );
  const names = await partners.names(
    reader,
    assignments.map(({ partner }) => partner),
  );
  const asked = new Map<RightsRequestId, OwnRightsRequest['partners']>();
  for (const { request, partner, assignedAt, dueOn, answer } of assignments) {
    const name = names.get(partner) ?? partner;
    const one = { name, askedOn: civilDateOf(assignedAt), dueOn, answer };
    asked.set(request, [...(asked.get(request) ?? []), one]);
  }
  return asked;
}

/** One request as it stands, with every word of it that is left. */
export async function tellRequest(
  needs: Pick<RightsNeeds, 'vault'>,
  request: RequestRecord,
  partners: PartnersAsked,
): Promise<Omit<OwnRightsRequest, 'child'>> {
  const { id, kind, state, requestedAt, dueOn, extendedTo, article, account } = request;
  const [explanation, reason, later] = await together([
    readWords(needs, account, id, 'explanation', request.explanation),
    readWords(needs, account, id, 'reason', request.reason),
    readWords(needs, account, id, 'extension', request.extensionReason),
  ]);
  return {
    id,
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
