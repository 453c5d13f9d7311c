import type { AccessExport, Officer } from '../../contract/index.js';
import { countFound } from '../store/access-log.js';
import { type Asked, type ExportNeeds, exportForms } from './export-forms.js';
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
  needs.ledger.assertWritable();
  const form = exportForms[format];
  const until = needs.clock.now();
  const { asked, count, entry } = await needs.database.transaction(async (tx) => {
    const subject = await lookUp(needs, tx, by);
    const asked: Asked = { filter: { ...wanted, ...(subject !== null && { subject }) }, until };
    const found = await countFound(tx, asked.filter, until);
    const count = await form.count(tx, asked, found);
    const looked = Object.keys(wanted);
    const search = { subject, reason, looked, count: found, taken: format };
    return { asked, count, entry: await recordSearch(needs, tx, caller, search) };
  });
  await needs.ledger.settled(entry);
  return { type: form.type, fileName: form.fileName, count, data: form.data(needs, asked) };
}
