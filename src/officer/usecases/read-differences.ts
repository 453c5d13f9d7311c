import { InvalidRequest, type RegisterDifferences } from '../../contract/index.js';
import { base64url, canonicalJson, parseCivilDate, sha256 } from '../../kernel/index.js';
import { policiesInTexts } from '../../policy/index.js';
import { keptPolicies } from '../../purposes/index.js';
import { differencesBetween, type PolicyTexts } from '../domain/register-differences.js';
import { type Happened, type RegisterState, registerOn } from '../domain/register-history.js';
import type { HistoryNeeds } from '../needs.js';

/** Events by whose kind the log tells what the register is made from. */
const kinds = ['purpose', 'rule', 'policies', 'agreement', 'roles', 'roster', 'partner'];

/**
 * What became different in the register between the ends of two days, from the entries of the log alone: nothing has to be
 * kept beside it.
 *
 * @throws InvalidRequest where the first day is after the second
 * @throws SealBroken | CommitmentBroken
 */
export async function readDifferences(
  needs: HistoryNeeds,
  asked: { readonly from: string; readonly to: string },
): Promise<RegisterDifferences> {
  const [from, to] = [parseCivilDate(asked.from), parseCivilDate(asked.to)];
  if (from > to) throw new InvalidRequest([{ pointer: '/from', reason: 'must not be after to' }]);
  const happened: readonly Happened[] = (await needs.hubEntries(kinds)).toReversed();
  const [before, after] = [registerOn(happened, from), registerOn(happened, to)];
  const policies = await textsOf(needs, [before.policies, after.policies]);
  return {
    ...{ from, to, since: happened[0]?.payload.at ?? null },
    ...differencesBetween(before, after, (digest) => (digest === null ? new Map() : policies(digest))),
    offeredNoMore: offeredNoMore(needs, after),
  };
}

function offeredNoMore({ catalogue }: HistoryNeeds, { purposes }: RegisterState): string[] {
  const offered = new Set(catalogue.purposes().map(({ id }) => id));
  return [...purposes.keys()].filter((id) => !offered.has(id)).toSorted();
}

/** Only what leads to the digest that the log published is told to have been in force. */
async function textsOf(
  { database }: HistoryNeeds,
  digests: readonly (string | null)[],
): Promise<(digest: string) => PolicyTexts> {
  const sets = await keptPolicies(
    database.reader,
    digests.filter((digest) => digest !== null),
  );
  const kept = new Map(
    sets
      .filter(({ digest, texts }) => base64url(sha256(canonicalJson(texts))) === digest)
      .map(({ digest, texts }) => [digest, policiesInTexts(texts)]),
  );
  return (digest) => kept.get(digest) ?? null;
}
