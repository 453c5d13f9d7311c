import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { readerOf, type Tx } from '../database/index.js';
import { SealBroken } from '../kernel/index.js';
import { openBytes, sealBytes } from './seal.js';

/** How long what is sealed is kept, and so which key goes when something is erased. */
export type RetentionClass = 'identity' | 'consent-proof' | 'access-log' | 'operation';

/** The key was destroyed: what it sealed cannot be read again, and nothing new is sealed for this owner and class. */
export class VaultKeyShredded extends Error {
  override readonly name = 'VaultKeyShredded';
}

/** Another hub process forgets a key that was shredded here within this time. */
const cachedMilliseconds = 60_000;
const cachedAtMost = 20_000;

interface Cached {
  readonly key: Promise<Uint8Array>;
  readonly until: number;
}

/** Data keys per owner and retention class: made on first use, unwrapped once, remembered for a minute. */
export class DataKeys {
  readonly #pool: pg.Pool;
  readonly #reader: Tx;
  readonly #keks: readonly [Uint8Array, ...Uint8Array[]];
  readonly #cache = new Map<string, Cached>();

  /** @param keks key-encryption keys: the first wraps, each opens */
  constructor(pool: pg.Pool, keks: readonly [Uint8Array, ...Uint8Array[]]) {
    this.#pool = pool;
    this.#reader = readerOf(pool);
    this.#keks = keks;
  }

  /** The key for sealing: made when there is none. @throws VaultKeyShredded */
  forSealing(owner: string, retention: RetentionClass): Promise<Uint8Array> {
    return this.#remember(owner, retention, async () => {
      const found = await this.#find(owner, retention);
      return found ?? (await this.#create(owner, retention));
    });
  }

  /** The key for opening, or null when nothing was ever sealed under it. @throws VaultKeyShredded */
  async forOpening(owner: string, retention: RetentionClass): Promise<Uint8Array | null> {
    const cached = this.#cached(owner, retention);
    if (cached !== undefined) return cached;
    const found = await this.#find(owner, retention);
    if (found !== null) await this.#remember(owner, retention, async () => found);
    return found;
  }

  async shred(owner: string, retentions: readonly RetentionClass[]): Promise<void> {
    // A row is made where none was, so that a seal that runs meanwhile finds the key gone rather than makes one.
    await this.#pool.query(
      `INSERT INTO data_key (owner, retention, wrapped, shredded_at)
       SELECT $1, retention, NULL, now() FROM unnest($2::text[]) AS retention
       ON CONFLICT (owner, retention) DO UPDATE SET wrapped = NULL, shredded_at = now()
       WHERE data_key.shredded_at IS NULL`,
      [owner, [...retentions]],
    );
    for (const retention of retentions) this.#cache.delete(name(owner, retention));
  }

  #cached(owner: string, retention: RetentionClass): Promise<Uint8Array> | undefined {
    const cached = this.#cache.get(name(owner, retention));
    return cached !== undefined && performance.now() < cached.until ? cached.key : undefined;
  }

  #remember(owner: string, retention: RetentionClass, fetch: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.#cached(owner, retention);
    if (known !== undefined) return known;
    const key = fetch();
    const entry = { key, until: performance.now() + cachedMilliseconds };
    const place = name(owner, retention);
    this.#cache.delete(place);
    this.#cache.set(place, entry);
    if (this.#cache.size > cachedAtMost) {
      const oldest = this.#cache.keys().next();
      if (!oldest.done) this.#cache.delete(oldest.value);
    }
    key.catch(() => {
      if (this.#cache.get(place) === entry) this.#cache.delete(place);
    });
    return key;
  }

  async #find(owner: string, retention: RetentionClass): Promise<Uint8Array | null> {
    const [row] = await this.#reader.query<{ wrapped: Buffer | null }>(
      'SELECT wrapped FROM data_key WHERE owner = $1 AND retention = $2',
      [owner, retention],
    );
    if (row === undefined) return null;
    if (row.wrapped === null) throw new VaultKeyShredded('the key was destroyed');
    return unwrap(this.#keks, row.wrapped, owner, retention);
  }

  async #create(owner: string, retention: RetentionClass): Promise<Uint8Array> {
    const key = new Uint8Array(randomBytes(32));
    const wrapped = sealBytes(this.#keks[0], key, wrapBinding(owner, retention));
    const { rowCount } = await this.#pool.query(
      'INSERT INTO data_key (owner, retention, wrapped) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [owner, retention, Buffer.from(wrapped)],
    );
    if (rowCount === 1) return key;
    const first = await this.#find(owner, retention);
    if (first === null) throw new Error('the key store lost a row');
    return first;
  }
}

const name = (owner: string, retention: RetentionClass): string => `${retention} ${owner}`;
const wrapBinding = (owner: string, retention: string): readonly string[] => [
  'kernhub/vault/wrap/v1',
  owner,
  retention,
];

/** @throws SealBroken when none of the key-encryption keys opens it */
function unwrap(
  [kek, ...former]: readonly [Uint8Array, ...Uint8Array[]],
  wrapped: Uint8Array,
  owner: string,
  retention: string,
): Uint8Array {
  try {
    return openBytes(kek, wrapped, wrapBinding(owner, retention));
  } catch (error) {
    const [next, ...rest] = former;
    if (next === undefined || !(error instanceof SealBroken)) throw error;
    return unwrap([next, ...rest], wrapped, owner, retention);
  }
}

/**
 * The same data key under the present key-encryption key.
 *
 * @returns null when it is wrapped by the present one already
 * @throws SealBroken
 */
export function rewrapped(
  { kek, former }: { readonly kek: Uint8Array; readonly former: readonly Uint8Array[] },
  row: { readonly owner: string; readonly retention: string; readonly wrapped: Uint8Array },
): Uint8Array | null {
  const binding = wrapBinding(row.owner, row.retention);
  try {
    openBytes(kek, row.wrapped, binding);
    return null;
  } catch (error) {
    const [next, ...rest] = former;
    if (next === undefined || !(error instanceof SealBroken)) throw error;
    return sealBytes(kek, unwrap([next, ...rest], row.wrapped, row.owner, row.retention), binding);
  }
}
