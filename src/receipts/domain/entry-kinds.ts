import { civilDate, closed, id, type SubjectId } from '../../contract/index.js';

/** Payloads of this room's ledger entries. */
export const receiptsEntryKinds = {
  /**
   * A viewer asked for all accesses to a child that are in the log before this entry and that this viewer may see. Who, and
   * which list, is a part of the entry.
   */
  'access.stated': closed({ subject: id<SubjectId>('subject'), judgedOn: civilDate }),
};
