/** How an officer passes a request on, and how a partner that was asked hears of it and answers. */
import {
  type PartnerAnswerStatement,
  type RightsAssignmentOrder,
  type RightsAssignmentStatement,
  readStatement,
  signStatement,
} from '../../src/contract/index.js';
import { civilDateOf, importSigningKey, publicJwkOf } from '../../src/kernel/index.js';
import { must, type TestHub, type TestPartner } from '../harness/hub.js';

/** A civil date so many days from now. */
export const inDays = (days: number): string => civilDateOf(new Date(Date.now() + days * 86_400_000));

export const assign = (
  hub: TestHub,
  request: string,
  partners: readonly TestPartner[],
  change: object = {},
) =>
  hub.privacyOfficer.post(`/v1/rights-requests/${request}/assignments`, {
    partners: partners.map(({ id }) => id),
    dueOn: inDays(14),
    ...change,
  });

/** The assignment to the first of these. */
export async function assigned(
  hub: TestHub,
  request: string,
  partners: readonly TestPartner[],
  change: object = {},
): Promise<string> {
  const { body } = await must(assign(hub, request, partners, change));
  const [first] = body.items as readonly { readonly id: string }[];
  if (first === undefined) throw new Error('it was assigned');
  return first.id;
}

export interface Heard {
  readonly id: string;
  readonly said: RightsAssignmentStatement;
}

/** What waits for a partner, read with the hub's key. */
export async function heardBy(hub: TestHub, { system }: TestPartner): Promise<readonly Heard[]> {
  const { body } = await must(system.get('/v1/rights-assignments'));
  const keys = [publicJwkOf(hub.hubKeys.ticket)];
  const items = body.items as unknown as readonly RightsAssignmentOrder[];
  return Promise.all(
    items.map(async ({ id, order }) => ({
      id,
      said: await readStatement(order, 'kernhub-rights-assignment+jwt', keys),
    })),
  );
}

/** Answered by letter, unless a test changes it. */
export async function answerOf(
  { id, keys }: TestPartner,
  assignment: string,
  change: object = {},
): Promise<string> {
  const claims = {
    ...{ iss: id, assignment, outcome: 'answered', manner: 'letter', on: inDays(0) },
    iat: Math.floor(Date.now() / 1000),
    ...change,
  } as PartnerAnswerStatement;
  // A member that a test takes away is absent, not undefined.
  const said = JSON.parse(JSON.stringify(claims)) as PartnerAnswerStatement;
  return signStatement(await importSigningKey(keys.signing), 'kernhub-rights-answer+jwt', said);
}

export const answer = async (partner: TestPartner, assignment: string, change: object = {}) =>
  partner.system.post(`/v1/rights-assignments/${assignment}/statements`, {
    statement: await answerOf(partner, assignment, change),
  });
