import { canonicalJson, type Json } from '../../../kernel/index.js';
import { broken } from '../verification.js';
import type { Mirrored } from './view.js';

type Values = Readonly<Record<string, Json>>;

/** Partners and their keys: few, and changed by many entries, so that they are put together here and compared at the end. */
export class Covenant {
  readonly #partners = new Map<string, { values: Values; entry: Mirrored }>();
  readonly #keys = new Map<string, { values: Values; entry: Mirrored }>();

  add(entry: Mirrored): void {
    const { event, payload } = entry;
    const partner = String(payload.partner);
    if (event === 'partner.registered') this.#register(entry);
    if (event === 'partner.agreed')
      this.#change(entry, partner, { agreementVersion: payload.version ?? null });
    if (event === 'partner.suspended') this.#change(entry, partner, { suspended: true });
    if (event === 'partner.resumed') this.#change(entry, partner, { suspended: false });
    if (event !== 'partner.key-changed') return;
    const { use = null, retired, added, ends } = payload;
    const ended = { ...keyOf(String(retired), partner, use), retired: true };
    this.#keys.set(String(retired), { entry, values: ends === undefined ? ended : { ...ended, ends } });
    this.#keys.set(String(added), { entry, values: keyOf(String(added), partner, use) });
  }

  /** @throws ClaimBroken */
  compare(partners: readonly Values[], keys: readonly Values[]): void {
    compareAll('partner', 'partner', this.#partners, partners);
    compareAll('partner_key', 'kid', this.#keys, keys);
  }

  #register(entry: Mirrored): void {
    const { partner, name, role, issuer, clientId, bsnArticle, signing, sealing } = entry.payload;
    const id = String(partner);
    const values = { partner: id, name, role, issuer, clientId, bsnArticle } as Values;
    this.#partners.set(id, { entry, values: { ...values, agreementVersion: null, suspended: false } });
    for (const [use, kids] of [
      ['sig', signing],
      ['enc', sealing],
    ] as const) {
      for (const kid of kids as readonly string[]) {
        this.#keys.set(kid, { entry, values: keyOf(kid, id, use) });
      }
    }
  }

  #change(entry: Mirrored, partner: string, change: Values): void {
    const known = this.#partners.get(partner);
    if (known !== undefined) this.#partners.set(partner, { entry, values: { ...known.values, ...change } });
  }
}

/** A key is named by its own thumbprint (RFC 7638), so that the entry that names it says what it is. */
const keyOf = (kid: string, partner: string, use: Json): Values => ({
  ...{ kid, partner, use, retired: false, named: kid, thumbprint: kid },
});

function compareAll(
  table: string,
  name: string,
  recorded: ReadonlyMap<string, { readonly values: Values; readonly entry: Mirrored }>,
  found: readonly Values[],
): void {
  const rows = new Map(found.map((values) => [String(values[name]), values]));
  if (rows.size < found.length) throw broken('view-row-recorded', `a row in ${table} stands there twice`);
  for (const [id, { values, entry }] of recorded) {
    const row = rows.get(id);
    const place = { index: entry.index, seq: entry.seq, entry: entry.id };
    if (row === undefined)
      throw broken('view-row-present', `the row in ${table} that this entry made is missing`, place);
    const column = Object.keys(values).find(
      (key) => canonicalJson(row[key] ?? null) !== canonicalJson(values[key] ?? null),
    );
    if (column !== undefined) {
      const reason = `the row in ${table} is not what this entry made: ${column} differs`;
      throw broken('view-row-unchanged', reason, place);
    }
    rows.delete(id);
  }
  if (rows.size > 0) throw broken('view-row-recorded', `a row in ${table} belongs to no entry`);
}
