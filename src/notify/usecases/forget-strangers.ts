import { deleteSpentBudgets, settingsAfter } from '../store.js';
import type { NotifyNeeds } from './needs.js';
import { forgetSettings } from './sealed-settings.js';

const batch = 200;

/**
 * Forgets the addresses of who is a person of no child any more, because the last one was erased. A backup that brought
 * such an address back is cleaned in the same way.
 */
export async function forgetStrangers(needs: NotifyNeeds): Promise<void> {
  const { reader } = needs.database;
  await deleteSpentBudgets(reader, needs.clock.now());
  let after = '';
  for (;;) {
    const rows = await settingsAfter(reader, after, batch);
    for (const row of rows) {
      if ((await needs.people.personsOf(reader, row.account)).length > 0) continue;
      await needs.database.transaction((tx) => forgetSettings(needs, tx, row));
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < batch) return;
    after = last.account;
  }
}
