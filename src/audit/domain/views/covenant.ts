import type { Json } from '../../../kernel/index.js';
import { compareAll, type Recorded, type Values } from './compare-all.js';
import type { Mirrored } from './view.js';

/** Partners and their keys: few, and changed by many entries, so that they are put together here and compared at the end. */
export class Covenant {
  readonly #partners = new Map<string, Recorded>();
  readonly #keys = new Map<string, Recorded>();

  add(entry: Mirrored): void {
    const { event, payload } = entry;
    const partner = String(payload.partner);
    if (event === 'partner.registered') this.#register(entry);
    if (event === 'partner.agreed')
      this.#change(entry, partner, { agreementVersion: payload.version ?? null });
    if (event === 'partner.suspended') this.#change(entry, partner, { suspended: true });
    if (event === 'partner.resumed') this.#change(entry, partner, { suspended: false });
    if (event === 'partner.key-suspended') {
      const { use = null, kid, ends } = payload;
      const values = {
        ...keyOf(String(kid), partner, use),
        retired: true,
        ...(ends !== undefined && { ends }),
      };
      this.#keys.set(String(kid), { entry, values });
    }
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
