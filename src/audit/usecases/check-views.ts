import type { Tx } from '../../database/index.js';
import { canonicalJson, fromUtf8, type Json, type PublicJwk, thumbprintOf } from '../../kernel/index.js';
import type { Vault } from '../../vault/index.js';
import { IdTable } from '../domain/replay/id-table.js';
import { broken } from '../domain/verification.js';
import { consentViews } from '../domain/views/consent-views.js';
import { Covenant } from '../domain/views/covenant.js';
import { changed, missing, unrecorded } from '../domain/views/faults.js';
import { hubViews } from '../domain/views/hub-views.js';
import { oversightViews } from '../domain/views/oversight-views.js';
import { enrolmentView, peopleViews } from '../domain/views/people-views.js';
import { retentionViews } from '../domain/views/retention-views.js';
import type { Mirrored, Row, View } from '../domain/views/view.js';
import {
  contradiction,
  erasedChildren,
  type FoundRow,
  keyRows,
  looseRow,
  partnerRows,
  strayRow,
  viewRows,
} from '../store/views.js';
import { ApprovalCheck } from './check-approvals.js';
import { DeliveryCheck } from './check-deliveries.js';
import { EmergencyCheck } from './check-emergencies.js';
import { RightsCheck } from './check-rights.js';
import { checkSealedViews } from './check-sealed-views.js';
import { StopCheck } from './check-stops.js';
import type { Visited } from './walk-log.js';

const views: readonly View[] = [
  ...consentViews,
  ...peopleViews,
  ...hubViews,
  ...oversightViews,
  ...retentionViews,
];
/** Entries compared at once: the tables have no index by entry, so that each time they are read whole. */
const batch = 10_000;

/**
 * Holds the tables that mirror the log against it: each row against the entry that made it, and no row without one. Of
 * children that were erased only their requests are compared, because the rows of all else are gone or kept for the law
 * alone. Of what lapsed by its term no row may be left. In pages, so that memory grows only with the tasks that were delivered and the requests of families.
 */
export class ViewCheck {
  readonly #logId: number;
  readonly #covenant = new Covenant();
  readonly #entries: Mirrored[] = [];
  readonly #deliveries = new DeliveryCheck();
  readonly #stops = new StopCheck();
  readonly #approvals = new ApprovalCheck();
  readonly #emergencies = new EmergencyCheck();
  readonly #rights: RightsCheck;
  readonly #vault: Vault;
  /** Partners' names for children, in the order of their first enrolment; and who introduced those that were. */
  readonly #enrolled = new IdTable();
  readonly #introducedBy = new Map<string, Json>();
  /** The latest enrolment of a name that has no row so far: a later one must have it. */
  readonly #withoutRow = new Map<string, Mirrored>();
  /** Children whose rows are gone, as the database has it: at the end that is held against the log. */
  #erasedChildren: ReadonlySet<string> = new Set();

  constructor(logId: number, vault: Vault) {
    this.#logId = logId;
    this.#vault = vault;
    this.#rights = new RightsCheck(logId, vault);
  }

  /** Call before the first page. */
  async begin(tx: Tx): Promise<void> {
    this.#erasedChildren = await erasedChildren(tx);
  }

  /** @throws ClaimBroken */
  async visit(tx: Tx, page: readonly Visited[]): Promise<void> {
    for (const visited of page) {
      const entry = mirrored(visited);
      if (entry === null) this.#passOver(visited);
      else {
        this.#rights.add(entry);
        if (!this.#erasedChildren.has(entry.owner)) this.#entries.push(entry);
      }
    }
    if (this.#entries.length >= batch) await this.#compare(tx);
  }

  /** Call after the last page. @throws ClaimBroken */
  async finish(tx: Tx): Promise<void> {
    await this.#compare(tx);
    await this.#rights.finish(tx);
    for (const view of [...views, enrolmentView]) {
      const entry = await strayRow(tx, this.#logId, view);
      if (entry !== null) throw unrecorded(view.name, { id: entry });
    }
    const [lost] = this.#withoutRow.values();
    if (lost !== undefined) throw missing('enrolment', lost);
    const tables = await looseRow(tx);
    if (tables !== null)
      throw broken('view-row-recorded', `a row in ${tables} belongs to nothing that was recorded`);
    this.#covenant.compare(await partnerRows(tx), await thumbprinted(await keyRows(tx)));
    const column = await contradiction(tx);
    if (column !== null) {
      throw broken('view-consistent', `${column} is not what the rows that it follows from say`);
    }
    const erased = [...this.#erasedChildren];
    await this.#deliveries.finish(tx, erased);
    await this.#stops.finish(tx, erased);
    await this.#approvals.finish(tx, erased);
    await this.#emergencies.finish(tx, erased);
  }

  #passOver([{ id, kind }, content]: Visited): void {
    if (id === null || content?.erasedBy === undefined) return;
    this.#rights.addErased({ id, kind, erasure: content.erasedBy.erasure });
  }

  async #compare(tx: Tx): Promise<void> {
    const entries = this.#entries.splice(0);
    const opened = new Map(entries.map((entry) => [entry.id, entry]));
    const ids = [...opened.keys()];
    for (const view of views) {
      compare(view, opened, await viewRows(tx, view, ids), (entry) => view.rows(entry));
    }
    await this.#compareEnrolments(tx, opened, ids);
    await checkSealedViews(tx, this.#vault, opened);
    await this.#deliveries.compare(tx, entries);
    await this.#stops.compare(tx, entries);
    for (const entry of entries) {
      this.#covenant.add(entry);
      this.#approvals.add(entry);
      this.#emergencies.add(entry);
    }
  }

  /** Only the latest enrolment of a partner has a row. */
  async #compareEnrolments(
    tx: Tx,
    opened: ReadonlyMap<string, Mirrored>,
    ids: readonly string[],
  ): Promise<void> {
    for (const { event, payload } of opened.values()) {
      const isFirst = event === 'subject.enrolled' || event === 'introduction.redeemed';
      if (!isFirst || !this.#enrolled.add(String(payload.ref), 0)) continue;
      if (payload.from !== undefined) this.#introducedBy.set(String(payload.ref), payload.from);
    }
    const rowsOf = (entry: Mirrored): readonly Row[] =>
      enrolmentView.rows(entry).map((row) => {
        const introducedBy = this.#introducedBy.get(String(row.ref)) ?? null;
        return { ...row, introducedBy };
      });
    const found = await viewRows(tx, enrolmentView, ids);
    const latest = new Set(found.map(({ entry }) => entry));
    compare(enrolmentView, opened, found, (entry) => (latest.has(entry.id) ? rowsOf(entry) : []));
    for (const entry of opened.values()) {
      if (enrolmentView.rows(entry).length === 0) continue;
      const ref = String(entry.payload.ref);
      if (latest.has(entry.id)) this.#withoutRow.delete(ref);
      else this.#withoutRow.set(ref, entry);
    }
  }
}

/** With what each key is: null for what is no key. */
const thumbprinted = (keys: readonly FoundRow['values'][]): Promise<readonly FoundRow['values'][]> =>
  Promise.all(
    keys.map(async ({ jwk = null, ...key }) => {
      const thumbprint = await thumbprintOf(jwk as unknown as PublicJwk).catch(() => null);
      return { ...key, thumbprint };
    }),
  );

/** Null for one that was erased. */
function mirrored([{ id, index, seq }, content]: Visited): Mirrored | null {
  if (id === null || content?.payload == null || content.opened === null) return null;
  const { owner, at, members } = content.payload;
  const parts = content.opened.disclosures.map(
    (bytes) => JSON.parse(fromUtf8(bytes)) as [string, string, Json],
  );
  return {
    ...{ id, index, seq, owner, at },
    event: String(members.event),
    payload: members,
    parts: new Map(parts.map(([, topic, value]) => [topic, value])),
  };
}

function compare(
  view: View,
  opened: ReadonlyMap<string, Mirrored>,
  found: readonly FoundRow[],
  required: (entry: Mirrored) => readonly Row[],
): void {
  const byEntry = new Map<string, FoundRow[]>();
  for (const row of found) byEntry.set(row.entry, [...(byEntry.get(row.entry) ?? []), row]);
  for (const entry of opened.values()) {
    const rows = [...(byEntry.get(entry.id) ?? [])];
    for (const row of required(entry)) {
      const place = rows.findIndex(({ values }) => isOf(view, values, row));
      const [known] = place < 0 ? rows.splice(0, 1) : rows.splice(place, 1);
      if (known === undefined) throw missing(view.name, entry);
      const column = differing(known.values, row);
      if (column !== null) throw changed(view.name, column, entry);
    }
    if (rows.length > 0) throw unrecorded(view.name, entry);
  }
}

const isOf = ({ columns }: View, values: FoundRow['values'], row: Row): boolean => {
  const [first = ''] = Object.keys(columns);
  return values[first] === row[first];
};

const differing = (values: FoundRow['values'], row: Row): string | null =>
  Object.keys(values).find((name) => {
    const [is, ought] = [values[name], row[name]];
    return ought !== undefined && canonicalJson(is ?? null) !== canonicalJson(ought);
  }) ?? null;
