import { type AccessExport, HubError, type Officer, partnerOf } from '../../contract/index.js';
import { countFound } from '../store/access-log.js';
import { type Asked, type ExportNeeds, exportForms, formsOfPartners } from './export-forms.js';
import { lookUp, recordSearch, refuseTwoWays } from './logged-accesses.js';

export interface ExportedAccesses {
  readonly type: string;
  readonly fileName: string;
  /**
   * How many rows, lines or resources there are, so that whoever reads can tell how far it is; those of a request that
   * was just being recorded may come on top.
   */
  readonly count: number;
  readonly data: AsyncIterable<string>;
}

/**
 * All that a search finds until now, newest first, as a file that is read from the database as it goes out. The look is
 * recorded, with how many requests were found, before the first byte.
 *
 * @throws NotFound for a child that nobody knows by that name
 * @throws InvalidRequest where a child is looked up in two ways
 * @throws HubError `caller-not-allowed` for the officer of one partner where the form names children alike in every export
 */
export async function exportAccesses(
  needs: ExportNeeds,
  caller: Officer,
  { format, reason, child, receipt, dataSubject, ...wanted }: AccessExport,
): Promise<ExportedAccesses> {
  const by = {
    ...(child !== undefined && { child }),
    ...(receipt !== undefined && { receipt }),
    ...(dataSubject !== undefined && { dataSubject }),
  };
  refuseTwoWays(by);
  const partner = partnerOf(caller);
  if (partner !== null && !formsOfPartners.has(format)) throw new HubError('caller-not-allowed');
  needs.ledger.assertWritable();
  const { database, clock } = needs;
  const form = exportForms[format];
  const until = clock.now();
  const subject = await lookUp(needs, caller, by);
  const filter = {
    ...wanted,
    ...(subject !== null && { subject }),
    ...(partner !== null && { seenBy: partner }),
  };
  const asked: Asked = { filter, until };
  const { found, count } = await database.readAs(partner, async (tx) => {
    const found = await countFound(tx, filter, until);
    return { found, count: await form.count(tx, asked, found) };
  });
  const search = { subject, reason, looked: Object.keys(wanted), count: found, taken: format };
  const entry = await database.transaction((tx) => recordSearch(needs, tx, caller, search));
  await needs.ledger.settled(entry);
  return { type: form.type, fileName: form.fileName, count, data: form.data(needs, asked) };
}
