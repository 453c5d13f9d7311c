import type { Flow } from '../../contract/index.js';
import type { Tx } from '../../database/index.js';
import { needsConsent } from '../../exchange/index.js';
import type { JsonObject } from '../../kernel/index.js';
import { IdTable } from '../domain/replay/id-table.js';
import { changed, missing, stray } from '../domain/views/faults.js';
import type { Mirrored } from '../domain/views/view.js';
import { emergenciesById, type FoundTask, tasksAfter, tasksById } from '../store/exchange-views.js';

const pageSize = 2_000;

/** Which tasks need consent, were sealed, delivered and acknowledged, as the log says it. */
export class DeliveryCheck {
  readonly #released = new IdTable();
  readonly #received = new IdTable();
  /** Purpose and version → its flows, and whether it is for emergencies. */
  readonly #purposes = new Map<string, { readonly flows: readonly Flow[]; readonly emergency: boolean }>();

  /** @throws ClaimBroken */
  async compare(tx: Tx, entries: readonly Mirrored[]): Promise<void> {
    for (const entry of entries) this.#publish(entry);
    await this.#compareEmergencies(tx, entries);
    await this.#comparePermitted(tx, entries);
    await this.#compareDelivered(tx, entries);
  }

  /** That nothing was delivered which no entry tells of. @param erased children that are passed over @throws ClaimBroken */
  async finish(tx: Tx, erased: readonly string[]): Promise<void> {
    for (let after = ''; ; ) {
      const page = await tasksAfter(tx, after, { limit: pageSize, erased });
      for (const { id, released, received, receipt } of page) {
        const isRecorded =
          released === (this.#released.get(id) !== undefined) &&
          received === (this.#received.get(id) !== undefined) &&
          (received || receipt === null);
        if (!isRecorded) throw stray(`exchange_task says of ${id} what no entry says: that it was delivered`);
      }
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  #publish({ event, payload }: Mirrored): void {
    if (event !== 'purpose.published' || payload.content === undefined) return;
    const { flows, emergency } = payload.content as unknown as {
      readonly flows: readonly Flow[];
      readonly emergency: object | null;
    };
    this.#purposes.set(`${payload.purpose} ${payload.version}`, { flows, emergency: emergency !== null });
  }

  async #compareEmergencies(tx: Tx, entries: readonly Mirrored[]): Promise<void> {
    const decided = entries.filter(
      ({ event }) => event === 'exchange.permitted' || event === 'exchange.refused',
    );
    const found = await emergenciesById(
      tx,
      decided.map(({ payload }) => String(payload.exchange)),
    );
    for (const entry of decided) {
      const purpose = this.#purposeOf(entry);
      const is = found.get(String(entry.payload.exchange));
      if (purpose !== undefined && is !== undefined && is !== purpose.emergency) {
        throw changed('exchange', 'emergency', entry);
      }
    }
  }

  #purposeOf({ payload }: Mirrored) {
    return this.#purposes.get(`${payload.purpose} ${payload.version}`);
  }

  async #comparePermitted(tx: Tx, entries: readonly Mirrored[]): Promise<void> {
    const permitted = entries.filter(({ event }) => event === 'exchange.permitted');
    const ordered = permitted.flatMap((entry) =>
      (entry.payload.tasks as readonly JsonObject[]).map((task) => ({ entry, task })),
    );
    const found = await this.#find(
      tx,
      ordered.map(({ task }) => String(task.task)),
    );
    for (const { entry, task } of ordered) {
      const row = found.get(String(task.task));
      if (row === undefined) throw missing('exchange_task', entry);
      const purpose = this.#purposeOf(entry);
      const flow = purpose?.flows.find(({ id }) => id === task.flow);
      if (purpose === undefined || flow === undefined) continue;
      if (row.manual !== purpose.emergency) throw changed('exchange_task', 'manual', entry);
      if (row.needsConsent !== needsConsent(flow, purpose.emergency)) {
        throw changed('exchange_task', 'needs_consent', entry);
      }
    }
  }

  async #compareDelivered(tx: Tx, entries: readonly Mirrored[]): Promise<void> {
    const told = entries.filter(({ event }) =>
      ['exchange.enveloped', 'exchange.released', 'exchange.received'].includes(event),
    );
    const found = await this.#find(
      tx,
      told.map(({ payload }) => String(payload.task)),
    );
    for (const entry of told) {
      const task = found.get(String(entry.payload.task));
      if (task === undefined) throw missing('exchange_task', entry);
      if (task.manifestDigest !== entry.payload.manifest)
        throw changed('exchange_task', 'manifest_digest', entry);
      if (task.manifest !== entry.payload.manifest) throw changed('exchange_task', 'manifest', entry);
      if (entry.event === 'exchange.enveloped') continue;
      const isReceipt = entry.event === 'exchange.received';
      const column = isReceipt ? 'received_at' : 'released_at';
      if (!(isReceipt ? task.received : task.released)) throw changed('exchange_task', column, entry);
      // Null where none was kept: entries from before that name none.
      if (isReceipt && task.receipt !== (entry.payload.statement ?? null))
        throw changed('exchange_task', 'receipt', entry);
      (isReceipt ? this.#received : this.#released).add(task.id, 0);
    }
  }

  async #find(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, FoundTask>> {
    return new Map((await tasksById(tx, ids)).map((task) => [task.id, task]));
  }
}
