import type { Tx } from '../../database/index.js';
import { IdTable } from '../domain/replay/id-table.js';
import { changed, missing, stray } from '../domain/views/faults.js';
import type { Mirrored } from '../domain/views/view.js';
import { answeredStopsAfter, stopsById } from '../store/exchange-views.js';

const pageSize = 2_000;

/** What recipients answered to orders to stop; the orders themselves are views of their entries. */
export class StopCheck {
  readonly #answered = new IdTable();

  /** @throws ClaimBroken */
  async compare(tx: Tx, entries: readonly Mirrored[]): Promise<void> {
    const answers = entries.filter(({ event }) => event === 'exchange.stopped');
    const ids = answers.map(({ payload }) => String(payload.stop));
    const found = new Map((await stopsById(tx, ids)).map((stop) => [stop.id, stop]));
    for (const entry of answers) {
      const { stop, outcome, ground, statement } = entry.payload;
      const row = found.get(String(stop));
      if (row === undefined) throw missing('stop_order', entry);
      if (!row.answered) throw changed('stop_order', 'answered_at', entry);
      if (row.outcome !== outcome) throw changed('stop_order', 'outcome', entry);
      if (row.ground !== ground) throw changed('stop_order', 'ground', entry);
      if (row.statement !== statement) throw changed('stop_order', 'statement', entry);
      this.#answered.add(row.id, 0);
    }
  }

  /** That no order counts as answered which nobody answered. @param erased children that are passed over @throws ClaimBroken */
  async finish(tx: Tx, erased: readonly string[]): Promise<void> {
    for (let after = ''; ; ) {
      const page = await answeredStopsAfter(tx, after, { limit: pageSize, erased });
      const forged = page.find((id) => this.#answered.get(id) === undefined);
      if (forged !== undefined) {
        throw stray(`stop_order says of ${forged} what no entry says: that it was answered`);
      }
      const last = page.at(-1);
      if (last === undefined) return;
      after = last;
    }
  }
}
