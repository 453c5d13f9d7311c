import type { Tx } from '../../database/index.js';
import { compareAll, type Recorded } from '../domain/views/compare-all.js';
import type { Mirrored } from '../domain/views/view.js';
import { emergencyRows } from '../store/exchange-views.js';

/** Emergencies that went through, what an officer said of them, and until when families do not see them. */
export class EmergencyCheck {
  readonly #recorded = new Map<string, Recorded>();
  /** Purpose and version of those that are for emergencies. */
  readonly #purposes = new Set<string>();

  add(entry: Mirrored): void {
    const { event, payload } = entry;
    if (event === 'purpose.published') this.#publish(entry);
    if (event === 'exchange.permitted' && this.#purposes.has(`${payload.purpose} ${payload.version}`)) {
      const hiddenUntil = payload.hiddenUntil ?? null;
      this.#set(entry, {
        hiddenUntil,
        hiding: null,
        hidingOn: null,
        verdict: null,
        reviewed: false,
        measure: null,
      });
    }
    if (event === 'exchange.reviewed') this.#review(entry);
    if (event === 'exchange.warning-answered') this.#set(entry, { measure: payload.measure ?? null });
  }

  /** @param erased children that are passed over @throws ClaimBroken */
  async finish(tx: Tx, erased: readonly string[]): Promise<void> {
    compareAll('emergency_review', 'exchange', this.#recorded, await emergencyRows(tx, erased));
  }

  #publish({ payload }: Mirrored): void {
    const { emergency } = (payload.content ?? {}) as { readonly emergency?: object | null };
    if (emergency != null) this.#purposes.add(`${payload.purpose} ${payload.version}`);
  }

  #review(entry: Mirrored): void {
    const { verdict = null, hiding = null, judgedOn = null } = entry.payload;
    const word = hiding === null ? {} : { hiding, hidingOn: judgedOn };
    this.#set(entry, { verdict, reviewed: true, ...word, ...(verdict === 'necessary' && { measure: null }) });
  }

  #set(entry: Mirrored, change: Recorded['values']): void {
    const exchange = String(entry.payload.exchange);
    const known = this.#recorded.get(exchange)?.values ?? { exchange, subject: entry.owner };
    this.#recorded.set(exchange, { entry, values: { ...known, ...change } });
  }
}
