/** A place in a person's list of receipts, as the hub would name it: so short a list has no second page. */
import type { PersonId, ReceiptId } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { entryIdOf } from '../../src/receipts/domain/receivable.js';
import { receiptCursor } from '../../src/receipts/usecases/receipt-cursor.js';
import { openVault } from '../../src/vault/index.js';
import type { TestHub } from './hub.js';

export async function cursorAfterReceipt(
  { fresh, hubKeys }: Pick<TestHub, 'fresh' | 'hubKeys'>,
  child: string,
  receipt: string,
): Promise<string> {
  const sql = 'SELECT id FROM person WHERE child_ref = $1';
  const { rows } = await fresh.database.pool.query<{ id: PersonId }>(sql, [child]);
  const keysPool = openPool(fresh.keysUrl);
  try {
    const vault = openVault({ keysPool, keys: hubKeys });
    return receiptCursor(vault, rows[0]?.id ?? ('' as PersonId), entryIdOf(receipt as ReceiptId));
  } finally {
    await keysPool.end();
  }
}
