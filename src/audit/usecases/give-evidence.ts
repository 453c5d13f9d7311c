import {
  type EntryId,
  type ExchangeId,
  HubError,
  type Officer,
  type PartnerId,
} from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { publicJwkOf } from '../../kernel/index.js';
import type { Evidence as OpenedEntry, OwnedEntries } from '../../ledger/index.js';
import { signFile } from '../../receipts/index.js';
import type { Evidence } from '../domain/evidence/evidence.js';
import { makeEvidence } from '../domain/evidence/make-evidence.js';
import type { AskedRow } from '../domain/story/material.js';
import { agreementRows, noticeEntries, rosterRows, signingKeyRows } from '../store/evidence.js';
import { orderedRows } from '../store/exchange-story.js';
import { collectStory } from './collect-story.js';
import type { AuditNeeds } from './needs.js';
import { isWhole, noticesIn } from './open-story.js';
import { recordInspection } from './record-inspection.js';

/**
 * One exchange as a file that proves itself to anyone without the hub (`kernhub verify evidence`). That it was given is
 * recorded before.
 *
 * @throws HubError `caller-not-allowed` for the officer of one partner
 * @throws NotFound also where the child was erased and nothing obliges to keep the exchange
 * @throws LedgerUnavailable | SealBroken | CommitmentBroken
 */
export async function giveEvidence(
  needs: AuditNeeds,
  officer: Officer,
  exchange: ExchangeId,
  reason: string,
): Promise<Evidence> {
  // It opens every word of the family for the purpose, and every order: no partner may read that of another.
  if (officer.duty === 'partner-officer') throw new HubError('caller-not-allowed');
  const { asked, entry } = await recordInspection(needs, officer, { exchange, reason, taken: true });
  const { reader } = needs.database;
  const partners = await partnersOf(reader, asked);
  const statements = await statementsOf(needs, asked, partners);
  const beside = await entriesBeside(needs, asked, statements.entries);
  const story = await collectStory(needs, asked, null, beside);
  const noticeOf = noticesIn(needs);
  const { agreements, rosters } = statements;
  const versions = [...new Set(agreements.map(({ version }) => version))];
  const unsigned = makeEvidence({
    story: { ...story, policies: story.policies.filter(isWhole) },
    agreements,
    agreementTexts: versions.flatMap((version) => needs.catalogue.agreementVersion(version)?.text ?? []),
    rosters: rosters.map(({ statement }) => statement),
    covenantKeys: needs.covenantKeys,
    partnerKeys: await signingKeyRows(reader, partners),
    noticeText: ({ noticeHash: hash, ...about }) => noticeOf({ ...about, hash })?.text ?? null,
    given: entry,
    issuedAt: needs.clock.now(),
    issuedBy: { origin: needs.publicUrl, key: publicJwkOf(needs.ticketKey) },
  });
  return signFile(needs.ticketKey, unsigned, { typ: 'kernhub-evidence+jwt', sub: unsigned.exchange });
}

async function partnersOf(reader: Tx, { id, requester }: AskedRow): Promise<readonly PartnerId[]> {
  const sources = (await orderedRows(reader, id)).map(({ source }) => source);
  return [...new Set([requester, ...sources])];
}

async function statementsOf(
  { database }: Pick<AuditNeeds, 'database'>,
  { id, askedAt }: AskedRow,
  partners: readonly PartnerId[],
) {
  const { reader } = database;
  const [agreements, rosters] = await Promise.all([
    agreementRows(reader, partners, askedAt),
    rosterRows(reader, id),
  ]);
  const entries = [
    ...agreements.flatMap(({ entry, published }) => [published, entry]),
    ...rosters.map(({ entry }) => entry),
  ];
  return { agreements, rosters, entries };
}

/** Of the statements, of notices that were published later, and every word of the family for this purpose. */
async function entriesBeside(
  { database, ownedIn }: Pick<AuditNeeds, 'database' | 'ownedIn'>,
  { subject, purpose, version }: AskedRow,
  signed: readonly EntryId[],
): Promise<readonly OpenedEntry[]> {
  const owned = ownedIn(database.reader);
  const named = [...new Set([...signed, ...(await noticeEntries(database.reader, purpose, version))])];
  const [words, found] = await Promise.all([
    wordsOf(owned, subject, { purpose, version }),
    openAll(owned, named),
  ]);
  return [...words, ...found];
}

/** A yes to another version of a purpose counts for nothing in this one. */
async function wordsOf(
  owned: OwnedEntries,
  subject: AskedRow['subject'],
  { purpose, version }: Pick<AskedRow, 'purpose' | 'version'>,
): Promise<readonly OpenedEntry[]> {
  const words = await owned.about(subject, ['consent']);
  return words.filter(
    ({ payload }) =>
      payload.purpose === purpose && payload.version === version && payload.decision !== undefined,
  );
}

const openAll = async (owned: OwnedEntries, ids: readonly EntryId[]): Promise<readonly OpenedEntry[]> =>
  (await Promise.all(ids.map((id) => owned.entry(id)))).filter((entry) => entry !== null);
