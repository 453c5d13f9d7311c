import {
  type AccountId,
  type ErasableClass,
  NotFound,
  type Restriction,
  type RightsRequestId,
  signStatement,
} from '../../contract/index.js';
import {
  base64,
  civilDateOf,
  type PublicJwk,
  peekHeader,
  publicJwkOf,
  signingKeyOf,
} from '../../kernel/index.js';
import { type Evidence, LedgerUnavailable, ownedEntries } from '../../ledger/index.js';
import {
  type Certificate,
  certificateContext,
  certificateDigest,
  certificateFormat,
  type UnsignedCertificate,
} from '../domain/certificate.js';
import { keyBackupDays } from '../domain/records.js';
import { daysAfter } from '../domain/term.js';
import { erasuresOf, unfinishedErasures } from '../store/erasures.js';
import { ownRequest } from './list-own-requests.js';
import type { RightsNeeds } from './needs.js';

/**
 * The certificate of an erasure for whoever asked for it, with the newest proof that its entry stands in the log.
 *
 * @throws NotFound also for somebody else's request, and for one that was not carried out
 * @throws LedgerUnavailable while the keys are not gone or the entry has no index yet
 */
export async function giveCertificate(
  needs: RightsNeeds,
  account: AccountId,
  id: RightsRequestId,
): Promise<Certificate> {
  const { database, vault, ledger } = needs;
  const request = await ownRequest(needs, account, id);
  const erasure = (await erasuresOf(database.reader, request.id)).find(({ name }) => name === request.id);
  if (erasure === undefined) throw new NotFound();
  const unfinished = await unfinishedErasures(database.reader);
  if (unfinished.some(({ name }) => name === erasure.name)) throw new LedgerUnavailable();
  const evidence = await ownedEntries({ reader: database.reader, vault }).entry(erasure.entry);
  const inclusion = await ledger.inclusionOf(erasure.entry);
  if (evidence === null || inclusion === null) throw new LedgerUnavailable();
  const key = await officerKeyOf(needs, erasure.statement);
  return sign(needs, {
    ...said(needs, request.id, evidence),
    order: { statement: erasure.statement, key },
    ledger: {
      kind: 'erasure',
      commitment: base64(evidence.commitment),
      opened: { opening: base64(evidence.opening), payload: evidence.payload },
      inclusion,
      verifierKeys: ledger.verifierKeys(),
    },
  });
}

function said(
  { clock, publicUrl, ticketKey }: RightsNeeds,
  id: RightsRequestId,
  { payload }: Evidence,
): Omit<UnsignedCertificate, 'order' | 'ledger'> {
  const erasedOn = civilDateOf(new Date(payload.at));
  return {
    '@context': certificateContext,
    '@type': 'urn:kernhub:erasure-certificate:v1:ErasureCertificate',
    format: certificateFormat,
    id,
    issuedAt: clock.now().toISOString(),
    issuedBy: { origin: publicUrl, key: publicJwkOf(ticketKey) },
    article: 'AVG 17',
    erasedOn,
    destroyed: payload.destroyed as unknown as readonly ErasableClass[],
    restricted: payload.restricted as unknown as readonly Restriction[],
    entries: (payload.covers as unknown as readonly number[]).length,
    keyBackupsGoneOn: daysAfter(erasedOn, keyBackupDays),
  };
}

/** As the rosters list it, now or before. */
async function officerKeyOf({ everyOfficerKey }: RightsNeeds, statement: string): Promise<PublicJwk> {
  const { kid } = peekHeader(statement);
  const key = (await everyOfficerKey()).find((candidate) => candidate.kid === kid);
  if (key === undefined) throw new LedgerUnavailable(new Error('no roster lists the key of the order'));
  return key;
}

async function sign({ ticketKey }: RightsNeeds, unsigned: UnsignedCertificate): Promise<Certificate> {
  const statement = await signStatement(await signingKeyOf(ticketKey), 'kernhub-erasure-certificate+jwt', {
    iss: unsigned.issuedBy.origin,
    sub: unsigned.id,
    digest: certificateDigest(unsigned),
    iat: Math.floor(Date.parse(unsigned.issuedAt) / 1000),
  });
  return { ...unsigned, statement };
}
