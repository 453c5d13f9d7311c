/** That content which is older than its term went as an order of the log says, and nothing that is younger. Pure. */
import { civilDateOf, type JsonObject } from '../../kernel/index.js';
import { yearsBefore } from '../../rights/offline.js';
import { broken, type LapsedAt } from './verification.js';

interface Place {
  readonly index: number | null;
  readonly entry: string | null;
}

/** Of the payload of `retention.ordered`; its shape was checked. */
interface Ordered {
  readonly rule: string;
  readonly classes: readonly Cut[];
}

interface Cut {
  readonly class: string;
  readonly years: number;
  readonly before: string;
}

/** Of the payload of `retention.executed`; its shape was checked. */
interface Executed {
  readonly order: string;
  readonly class: string;
  readonly before: string;
  readonly covers: readonly number[];
}

/** Entries of which the leaf is left, by what is said to cover them. */
export interface Missing {
  readonly indexes: readonly number[];
  /** The latest time of an entry that is there before the last of them; empty where there is none. RFC 3339. */
  readonly youngest: string;
}

/** By so much the times of entries of different children may cross, in milliseconds. */
const crossing = 60_000;
/** By so much a clock may have been ahead when something was ordered, in milliseconds. */
const ahead = 86_400_000;

const earlier = (at: string, milliseconds: number): string =>
  new Date(Date.parse(at) - milliseconds).toISOString();

/** Follows a log from its first entry to its last. */
export class Retentions {
  readonly done: LapsedAt[] = [];
  readonly #orders = new Map<string, Ordered>();
  /** By version of the rule and class: its years, which are the same as long as the version is. */
  readonly #years = new Map<string, number>();
  /** No later entry may be older than that. */
  #noOlderThan = '';

  /** Every opened entry. @throws ClaimBroken when an order before it claims a later day */
  pass(at: string, place: Place): void {
    if (at >= this.#noOlderThan) return;
    throw broken('retention-due', 'content was ordered to go on a day that had not come', place);
  }

  /** @throws ClaimBroken */
  order({ rule, classes }: Ordered, id: string, at: string, place: Place): void {
    const today = civilDateOf(new Date(at));
    for (const { years, before, ...of } of classes) {
      if (before > yearsBefore(today, years)) {
        const reason = `content from before ${before} was ordered to go, which is not ${years} years ago`;
        throw broken('retention-due', reason, place);
      }
      const name = `${rule} ${of.class}`;
      if ((this.#years.get(name) ?? years) !== years) {
        throw broken('retention-due', `one version of the rule keeps ${of.class} for two terms`, place);
      }
      this.#years.set(name, years);
    }
    this.#orders.set(id, { rule, classes });
    const claimed = earlier(at, ahead);
    if (claimed > this.#noOlderThan) this.#noOlderThan = claimed;
  }

  /** @param missing what is gone because of this entry @throws ClaimBroken */
  execute(payload: JsonObject, missing: Missing, place: Place): void {
    const { order, before, covers, ...said } = payload as unknown as Executed;
    const { rule, classes } = this.#orders.get(order) ?? { rule: '', classes: [] };
    const cut = classes.find((one) => one.class === said.class);
    if (cut?.before !== before) {
      throw broken('retention-ordered', 'content went that no order before it names', place);
    }
    requireSame(covers, missing.indexes, 'retention-complete', 'the retention', place);
    if (missing.youngest !== '' && civilDateOf(new Date(earlier(missing.youngest, crossing))) >= before) {
      throw broken('retention-due', 'content went that is younger than what is there before it', place);
    }
    this.done.push({ index: place.index, covers, class: said.class, before, years: cut.years, rule });
  }
}

/** What an entry says that it covers is what is gone because of it. @throws ClaimBroken */
export function requireSame(
  covers: readonly number[],
  gone: readonly number[],
  rule: Parameters<typeof broken>[0],
  what: string,
  place: Place,
): void {
  if (covers.length === gone.length && covers.every((index, nth) => index === gone[nth])) return;
  const other = covers.find((index, nth) => index !== gone[nth]) ?? gone[covers.length] ?? null;
  const reason = `${what} covers ${covers.length} entries, but others are gone because of it: ${other} is not both`;
  throw broken(rule, reason, place);
}
