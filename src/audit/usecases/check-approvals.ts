import type { Tx } from '../../database/index.js';
import { canonicalJson, type JsonObject } from '../../kernel/index.js';
import { changed, stray } from '../domain/views/faults.js';
import type { Mirrored } from '../domain/views/view.js';
import { approvalRows } from '../store/exchange-views.js';

/** Approvals of emergencies by a second professional: rows and entries do not name each other, so that they are counted. */
export class ApprovalCheck {
  readonly #recorded = new Map<string, { readonly entry: Mirrored; count: number }>();

  add(entry: Mirrored): void {
    if (entry.event !== 'emergency.approved') return;
    const { account } = (entry.parts.get('professional') ?? {}) as JsonObject;
    const key = canonicalJson([
      entry.owner,
      entry.payload.partner ?? null,
      entry.payload.purpose ?? null,
      account ?? null,
    ]);
    const known = this.#recorded.get(key);
    if (known === undefined) this.#recorded.set(key, { entry, count: 1 });
    else known.count += 1;
  }

  /** @param erased children that are passed over @throws ClaimBroken */
  async finish(tx: Tx, erased: readonly string[]): Promise<void> {
    const rows = new Map(
      (await approvalRows(tx, erased)).map(({ subject, partner, purpose, account, count }) => [
        canonicalJson([subject, partner, purpose, account]),
        count,
      ]),
    );
    for (const [key, { entry, count }] of this.#recorded) {
      if (rows.get(key) !== count) throw changed('emergency_approval', 'who approved what for whom', entry);
      rows.delete(key);
    }
    if (rows.size > 0) throw stray('a row in emergency_approval belongs to no entry');
  }
}
