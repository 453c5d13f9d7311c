/** That content is gone only where an erasure or a retention of the log says so, and all of it that it names. Pure. */

import { type ErasureStatement, erasureStatement, type Restriction } from '../../contract/index.js';
import {
  canonicalJson,
  civilDateOf,
  compileWhenAsked,
  type Json,
  type JsonObject,
  type PublicJwk,
  peekHeader,
  StatementInvalid,
  signatureAlgorithms,
  verifiedClaims,
} from '../../kernel/index.js';
import { type Missing, Retentions, requireSame } from './retentions.js';
import { broken, type ClaimBroken, type ErasedAt, type LapsedAt } from './verification.js';

interface Place {
  readonly index: number | null;
  readonly entry: string | null;
}

/** Of the payload of `erasure.executed`; its shape was checked. */
interface Executed {
  readonly request: string;
  readonly subject: string;
  readonly owners: readonly string[];
  readonly destroyed: readonly string[];
  readonly restricted: readonly Restriction[];
  readonly covers: readonly number[];
  readonly statement: string;
  readonly again: boolean;
}

const checkStatement = compileWhenAsked(erasureStatement);

/** Follows a log from its first entry to its last. What is kept grows with what was erased. */
export class Erasures {
  readonly done: ErasedAt[] = [];
  /** By the name that the erasure goes under, what is missing because of it, as far as it was met. */
  readonly #missing = new Map<string, { indexes: number[]; youngest: string }>();
  /** The latest time so far. */
  #youngest = '';
  readonly #retentions = new Retentions();
  #officers: readonly PublicJwk[] = [];
  readonly #everOfficers = new Map<string, PublicJwk>();
  readonly #deferred: (() => void)[] = [];
  /** `owner class` of every key that an erasure destroyed. */
  readonly #destroyed = new Set<string>();
  /** The first entry with a part under each key that is gone. */
  readonly #unopened = new Map<string, Place>();

  /**
   * An entry of which nothing but the leaf is left.
   *
   * @param erasure the name of the erasure that is said to cover it, or null
   * @throws ClaimBroken
   */
  missing(index: number, erasure: string | null, place: Place): void {
    if (erasure === null) {
      throw broken('erasure-signed', 'the entry has no payload, and no erasure says why', place);
    }
    const known = this.#missing.get(erasure);
    if (known === undefined) this.#missing.set(erasure, { indexes: [index], youngest: this.#youngest });
    else {
      known.indexes.push(index);
      known.youngest = this.#youngest;
    }
  }

  /** What went since its term was over. */
  get lapsed(): readonly LapsedAt[] {
    return this.#retentions.done;
  }

  /** A part that cannot be opened any more, since its key is gone. */
  partMissing(key: { readonly owner: string; readonly retention: string }, place: Place): void {
    const name = `${key.owner} ${key.retention}`;
    if (!this.#unopened.has(name)) this.#unopened.set(name, place);
  }

  /** An opened entry. @param name under which it is named as an erasure @throws ClaimBroken */
  add(event: string, payload: JsonObject, name: string, at: string, place: Place): void {
    if (event === 'roster.published') this.#appoint((payload.officers ?? []) as unknown as PublicJwk[]);
    if (event === 'erasure.executed') this.#execute(payload as unknown as Executed, name, at, place);
    this.#retentions.pass(at, place);
    if (event === 'retention.ordered') {
      this.#retentions.order(payload as never, String(payload.id), at, place);
    }
    if (event === 'retention.executed') this.#retentions.execute(payload, this.#takeMissing(name), place);
    if (at > this.#youngest) this.#youngest = at;
  }

  #takeMissing(name: string): Missing {
    const gone = this.#missing.get(name) ?? { indexes: [], youngest: '' };
    this.#missing.delete(name);
    return gone;
  }

  /** Call after the last entry. @throws ClaimBroken */
  finish(): void {
    for (const check of this.#deferred) check();
    const [first] = [...this.#missing.values()]
      .map(({ indexes: [index] }) => index ?? 0)
      .sort((a, b) => a - b);
    const [unexplained] = [...this.#unopened].filter(([key]) => !this.#destroyed.has(key));
    if (unexplained !== undefined) {
      const reason = 'the key of a part of the entry is gone, and no erasure says why';
      throw broken('erasure-signed', reason, unexplained[1]);
    }
    if (first !== undefined) {
      const reason = 'the entry has no payload, and the erasure that is said to cover it is not in the log';
      throw broken('erasure-signed', reason, { index: first });
    }
  }

  #appoint(keys: readonly PublicJwk[]): void {
    this.#officers = keys;
    for (const key of keys) this.#everOfficers.set(key.kid, key);
  }

  #execute(said: Executed, name: string, at: string, place: Place): void {
    const { statement, covers, destroyed, restricted } = said;
    const today = civilDateOf(new Date(at));
    if (said.again) {
      // The officer may stand in a roster that the restored log had not seen yet.
      this.#deferred.push(() =>
        requireOrdered(said, readOrder(statement, [...this.#everOfficers.values()], place), today, place),
      );
    } else requireOrdered(said, readOrder(statement, this.#officers, place), today, place);
    requireSame(covers, this.#takeMissing(name).indexes, 'erasure-complete', 'the erasure', place);
    for (const owner of said.owners)
      for (const retention of destroyed) this.#destroyed.add(`${owner} ${retention}`);
    this.done.push({ index: place.index, covers, destroyed, restricted });
  }
}

function readOrder(jws: string, keys: readonly PublicJwk[], place: Place): ErasureStatement {
  try {
    const { kid, typ } = peekHeader(jws);
    const key = keys.find((candidate) => candidate.kid === kid);
    if (key === undefined) throw new StatementInvalid('no privacy officer of the roster has this key');
    if (typ !== 'kernhub-erasure+jwt') throw new StatementInvalid('it is another kind of statement');
    const claims = verifiedClaims(jws, key, signatureAlgorithms);
    if (checkStatement(claims).length > 0) throw new StatementInvalid('it is no order to erase');
    return claims as unknown as ErasureStatement;
  } catch (error) {
    if (!(error instanceof StatementInvalid)) throw error;
    throw broken('erasure-signed', `the officer's word does not hold: ${error.message}`, place);
  }
}

/** Nothing is destroyed but what the officer signed, or what was kept until a day that has come. */
function requireOrdered(said: Executed, order: ErasureStatement, today: string, place: Place): void {
  const refuse = (reason: string): ClaimBroken => broken('erasure-signed', reason, place);
  if (order.request !== said.request) throw refuse('the officer signed for another request');
  const lapsed = order.restrict.filter(({ until }) => until <= today).map((kept) => kept.class as string);
  const ordered: readonly string[] = [...order.destroy, ...lapsed];
  const more = said.destroyed.find((of) => !ordered.includes(of));
  if (more !== undefined) throw refuse(`${more} was destroyed, which the officer did not sign`);
  const kept = canonicalJson(order.restrict as unknown as Json);
  if (said.restricted.length > 0 && canonicalJson(said.restricted as unknown as Json) !== kept) {
    throw refuse('other data are said to be kept than the officer signed');
  }
}
