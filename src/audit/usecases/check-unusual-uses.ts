import type { Tx } from '../../database/index.js';
import { compareAll, type Recorded } from '../domain/views/compare-all.js';
import type { Mirrored } from '../domain/views/view.js';
import { disposedRows } from '../store/exchange-views.js';

/** What privacy officers made of unusual use. That it was found is in no entry: anyone finds it again by the same rules. */
export class UnusualUseCheck {
  readonly #recorded = new Map<string, Recorded>();

  add(entry: Mirrored): void {
    if (entry.event !== 'unusual.disposed') return;
    const { unusual, rule = null, disposition = null } = entry.payload;
    this.#recorded.set(String(unusual), { entry, values: { id: unusual ?? null, rule, disposition } });
  }

  /** @throws ClaimBroken */
  async finish(tx: Tx): Promise<void> {
    compareAll('unusual_use', 'id', this.#recorded, await disposedRows(tx));
  }
}
