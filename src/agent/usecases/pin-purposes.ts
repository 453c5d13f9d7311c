import { HubError, type Purpose } from '../../contract/index.js';
import { base64url, type Clock, canonicalJson, type Json, sha256 } from '../../kernel/index.js';
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
  /** The version in force at the hub, as it said within the last minute. @throws HubError `purpose-not-offered` */
  inForce(id: string): Promise<Purpose>;
  /**
   * Does the work with the version in force; once more where it was refused and another version is in force by now.
   *
   * @param work changes nothing where it throws `purpose-not-offered` or `invalid-request`
   * @throws HubError `purpose-not-offered`
   */
  withInForce<T>(id: string, work: (purpose: Purpose) => Promise<T>): Promise<T>;
  /** @throws PurposeChanged @throws HubError `not-found` */
  version(id: string, version: number): Promise<Purpose>;
  list(): Promise<readonly Purpose[]>;
  alarms(): readonly string[];
}

/** For so long one question after the other is asked without fetching the list again. */
const listedForMs = 60_000;

const mayBeOutdated: ReadonlySet<string> = new Set(['purpose-not-offered', 'invalid-request']);

type Listed = Awaited<ReturnType<HubCalls['purposes']>>['items'];

export function pinPurposes(state: StateFile<PurposesState>, hub: HubCalls, clock: Clock): Purposes {
  let last: { readonly items: Listed; readonly at: number } | null = null;
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

  const now = (): number => clock.now().getTime();
  const fetchList = async (): Promise<Listed> => {
    const { items } = await hub.purposes();
    last = { items, at: now() };
    return items;
  };
  const remembered = (id: string): Listed[number] | undefined =>
    last !== null && Math.abs(now() - last.at) < listedForMs
      ? last.items.find((item) => item.id === id)
      : undefined;
  const inForce = async (id: string): Promise<Purpose> => {
    const listed = remembered(id) ?? (await fetchList()).find((item) => item.id === id);
    if (listed === undefined) throw new HubError('purpose-not-offered');
    return version(id, listed.version);
  };

  return {
    version,
    inForce,
    withInForce: async (id, work) => {
      const used = remembered(id);
      try {
        return await work(await inForce(id));
      } catch (error) {
        if (used === undefined || !(error instanceof HubError) || !mayBeOutdated.has(error.code)) throw error;
        const fresh = (await fetchList()).find((item) => item.id === id);
        if (fresh?.version === used.version) throw error;
        return await work(await inForce(id));
      }
    },
    list: async () => Promise.all((await fetchList()).map((item) => version(item.id, item.version))),
    alarms: () => [...changed].map((name) => `purpose-changed-under-its-version: ${name}`),
  };
}
