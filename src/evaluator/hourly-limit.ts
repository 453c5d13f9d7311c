const hour = 3_600_000;

interface Window {
  readonly endsAt: number;
  used: number;
}

/**
 * Counts per name and for all names together, in windows of an hour. The total is what holds a hub that invents names:
 * without it, whoever has the hub's ticket key could try every BSN. Lives in memory; a restart begins anew.
 */
export class HourlyLimit {
  readonly #perName: number;
  readonly #total: number;
  readonly #names = new Map<string, Window>();
  #all: Window = { endsAt: 0, used: 0 };

  constructor(perName: number, total: number) {
    this.#perName = perName;
    this.#total = total;
  }

  /**
   * @param now milliseconds of any clock that only goes forward
   * @returns 0 when counted, else the seconds until the window ends
   */
  take(name: string, now: number): number {
    if (now >= this.#all.endsAt) {
      this.#all = { endsAt: now + hour, used: 0 };
      for (const [each, window] of this.#names) if (now >= window.endsAt) this.#names.delete(each);
    }
    const known = this.#names.get(name);
    const own = known !== undefined && now < known.endsAt ? known : { endsAt: now + hour, used: 0 };
    const full = [own.used >= this.#perName ? own : null, this.#all.used >= this.#total ? this.#all : null];
    const waits = full.map((window) => (window === null ? 0 : Math.ceil((window.endsAt - now) / 1_000)));
    const wait = Math.max(...waits);
    if (wait > 0) return wait;
    own.used += 1;
    this.#all.used += 1;
    this.#names.set(name, own);
    return 0;
  }
}
