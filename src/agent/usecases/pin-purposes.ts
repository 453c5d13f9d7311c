import { HubError, type Purpose } from '../../contract/index.js';
import { base64url, canonicalJson, type Json, sha256 } from '../../kernel/index.js';
import type { PurposesState } from '../state-shapes.js';
import type { StateFile } from '../store.js';
import type { HubCalls } from './hub-calls.js';

/** A published version never changes; a hub that shows another document under the same version is refused. */
export class PurposeChanged extends HubError {
  override readonly name = 'PurposeChanged';
  constructor(id: string, version: number) {
    super('purpose-not-offered', { detail: `${id}, version ${version}, is not the document seen before` });
  }
}

export interface Purposes {
  /** The version in force at the hub now. @throws HubError `purpose-not-offered` */
  inForce(id: string): Promise<Purpose>;
  /** @throws PurposeChanged @throws HubError `not-found` */
  version(id: string, version: number): Promise<Purpose>;
  list(): Promise<readonly Purpose[]>;
  alarms(): readonly string[];
}

export function pinPurposes(state: StateFile<PurposesState>, hub: HubCalls): Purposes {
  /** Compared with the hub's document in this process; the pin itself outlives it. */
  const confirmed = new Map<string, Purpose>();
  const changed = new Set<string>();

  const version = async (id: string, number: number): Promise<Purpose> => {
    const name = `${id}@${number}`;
    const known = confirmed.get(name);
    if (known !== undefined) return known;
    const document = await hub.purpose(id, number);
    const digest = base64url(sha256(canonicalJson(document as unknown as Json)));
    if (document.id !== id || document.version !== number) throw new PurposeChanged(id, number);
    const { items } = await state.change((present) =>
      present.items.some((item) => item.id === id && item.version === number)
        ? present
        : { items: [...present.items, { id, version: number, digest, document }] },
    );
    const pin = items.find((item) => item.id === id && item.version === number);
    if (pin?.digest !== digest) {
      changed.add(name);
      throw new PurposeChanged(id, number);
    }
    confirmed.set(name, document);
    return document;
  };

  return {
    version,
    inForce: async (id) => {
      const listed = (await hub.purposes()).items.find((item) => item.id === id);
      if (listed === undefined) throw new HubError('purpose-not-offered');
      return version(id, listed.version);
    },
    list: async () => Promise.all((await hub.purposes()).items.map((item) => version(item.id, item.version))),
    alarms: () => [...changed].map((name) => `purpose-changed-under-its-version: ${name}`),
  };
}
