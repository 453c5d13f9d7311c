/** An emergency that a family may not see yet, because a professional said that this is unsafe. Pure. */
import { type CivilDate, civilDateOf, type JsonObject } from '../../kernel/index.js';

/** What is known of the hiding of one exchange. */
export interface Hiding {
  /** The first day on which the family sees it again. */
  readonly until: CivilDate;
  /** What an officer said of it, the latest. */
  readonly word: { readonly said: 'confirmed' | 'lifted'; readonly on: CivilDate } | null;
}

export type HidingState = 'hidden' | 'confirmed' | 'lapsed' | 'lifted';

const daysHidden = 7;
const dayMs = 86_400_000;

/** Hidden for seven days, the day on which it was asked included. */
export const hiddenUntil = (asked: Date): CivilDate =>
  new Date(Date.parse(`${civilDateOf(asked)}T00:00:00Z`) + daysHidden * dayMs)
    .toISOString()
    .slice(0, 10) as CivilDate;

/** What lapsed stays so: a word that came later hides nothing that the family could already see. */
export function hidingState({ until, word }: Hiding, today: CivilDate): HidingState {
  if (word?.said === 'lifted') return 'lifted';
  if (word !== null && word.on < until) return 'confirmed';
  return today < until ? 'hidden' : 'lapsed';
}

export const isHidden = (hiding: Hiding, today: CivilDate): boolean =>
  ['hidden', 'confirmed'].includes(hidingState(hiding, today));

/** What the log says of hidden emergencies: its entries of exchanges, in their order. */
export class Hidings {
  readonly #known = new Map<string, Hiding>();

  add(event: string, { exchange, hiddenUntil: until, hiding: said, judgedOn }: JsonObject): void {
    if (event === 'exchange.permitted' && typeof until === 'string') {
      this.#known.set(String(exchange), { until: until as CivilDate, word: null });
    }
    if (event !== 'exchange.reviewed') return;
    const known = this.#known.get(String(exchange));
    if (known === undefined) return;
    if (said !== 'confirmed' && said !== 'lifted') return;
    this.#known.set(String(exchange), { ...known, word: { said, on: judgedOn as CivilDate } });
  }

  /** Null for an exchange that was never hidden. */
  until(exchange: unknown): CivilDate | null {
    return this.#known.size === 0 ? null : (this.#known.get(String(exchange))?.until ?? null);
  }

  hides(exchange: unknown, today: CivilDate): boolean {
    const hiding = this.#known.get(String(exchange));
    return hiding !== undefined && isHidden(hiding, today);
  }
}
