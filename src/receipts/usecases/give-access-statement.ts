import type { PartnerId } from '../../contract/index.js';
import { publicJwkOf } from '../../kernel/index.js';
import { LedgerUnavailable } from '../../ledger/index.js';
import type { AccessStatement } from '../domain/stated/access-statement.js';
import { makeAccessStatement } from '../domain/stated/make-access-statement.js';
import type { ReceiptNeeds } from './needs.js';
import { signFile } from './sign-file.js';
import type { Stated } from './state-accesses.js';

/**
 * A list that is on record as a file, with the newest proof that it is.
 *
 * @throws LedgerUnavailable while the entry has no index yet
 */
export async function giveAccessStatement(needs: ReceiptNeeds, given: Stated): Promise<AccessStatement> {
  const { owned, ledger, clock, publicUrl, ticketKey } = needs;
  const { entry, subject, viewer, child, accesses, stated } = given;
  const evidence = (await owned.about(subject, ['access'])).find(({ id }) => id === entry);
  const inclusion = await ledger.inclusionOf(entry);
  if (evidence === undefined || inclusion === null) throw new LedgerUnavailable();
  const names = await namesOf(needs, given);
  const unsigned = makeAccessStatement({
    evidence,
    disclosures: await owned.disclosures(evidence, viewer),
    stated,
    child,
    accesses,
    indexes: await owned.indexes(accesses.map((access) => access.entry)),
    nameOf: (id) => names.get(id) ?? id,
    inclusion,
    verifierKeys: ledger.verifierKeys(),
    issuedAt: clock.now(),
    issuedBy: { origin: publicUrl, key: publicJwkOf(ticketKey) },
  });
  return signFile(needs.ticketKey, unsigned, { typ: 'kernhub-access-statement+jwt', sub: unsigned.id });
}

async function namesOf(
  { partners, database }: ReceiptNeeds,
  { accesses }: Stated,
): Promise<ReadonlyMap<PartnerId, string>> {
  return partners.names(
    database.reader,
    accesses.map(({ partner }) => partner),
  );
}
