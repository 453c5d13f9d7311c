import { explanationContext } from '../../consent/index.js';
import type { Tx } from '../../database/index.js';
import { openBirthDate, openFirstName } from '../../people/index.js';
import { type Vault, VaultKeyShredded } from '../../vault/index.js';
import { changed } from '../domain/views/faults.js';
import type { Mirrored } from '../domain/views/view.js';
import { type SealedRow, sealedRows } from '../store/sealed-views.js';

/**
 * Opens what tables keep sealed: a birth date must be the one in its entry; names and explanations, which the log does not
 * have, must at least open to the child that they are of. What was erased is passed over.
 *
 * @throws ClaimBroken
 */
export async function checkSealedViews(
  tx: Tx,
  vault: Vault,
  entries: ReadonlyMap<string, Mirrored>,
): Promise<void> {
  for (const row of await sealedRows(tx, [...entries.keys()])) {
    const entry = entries.get(row.entry);
    if (entry === undefined) continue;
    const opened = await openRow(vault, row);
    if (opened === erased) continue;
    const ought = row.column === 'birth_date' ? entry.parts.get('birth-date') : undefined;
    if (opened === null || (ought !== undefined && opened !== ought))
      throw changed(row.table, row.column, entry);
  }
}

const erased = Symbol('erased');

/** Null for what does not open. */
async function openRow(vault: Vault, row: SealedRow): Promise<string | null | typeof erased> {
  try {
    return await openers[row.column](vault, row);
  } catch (error) {
    if (error instanceof VaultKeyShredded) return erased;
    if (error instanceof RangeError || (error as Error).name === 'SealBroken') return null;
    throw error;
  }
}

const openers: Readonly<Record<SealedRow['column'], (vault: Vault, row: SealedRow) => Promise<string>>> = {
  birth_date: (vault, { subject, sealed }) => openBirthDate({ vault }, subject, sealed),
  first_name: (vault, { subject, sealed }) => openFirstName({ vault }, subject, sealed),
  explanation: async (vault, { subject, sealed, id }) => {
    await vault.open(subject, 'consent-proof', sealed, explanationContext(id));
    return '';
  },
};
