import { setTimeout } from 'node:timers/promises';
import { civilDateOf } from '../../kernel/index.js';
import { LedgerUnavailable } from '../../ledger/index.js';
import type { Erasure } from '../domain/records.js';
import {
  allErasures,
  isErased,
  lapsedRestrictions,
  lockErasures,
  setKeysGone,
  unfinishedErasures,
} from '../store/erasures.js';
import { carryOut } from './carry-out.js';
import type { RightsNeeds } from './needs.js';

type Needs = Pick<RightsNeeds, 'vault' | 'orders' | 'journal' | 'database' | 'clock'>;

/**
 * What is left after the transaction of an erasure: its order beside the keys and in the journal, *before* the keys go,
 * so that no backup of either database can bring the child back; then the keys. Every step may be done twice.
 */
export async function finishErasure(needs: Needs, erasure: Erasure): Promise<void> {
  await needs.orders.note([orderOf(erasure)]);
  await needs.journal.add([lineOf(erasure)]);
  for (const owner of erasure.owners) await needs.vault.shred(owner, erasure.destroyed);
  await setKeysGone(needs.database.reader, [erasure.name], needs.clock.now());
}

/** Goes on with what a process that died left behind, and destroys what was kept until its time came. */
export async function finishErasures(needs: RightsNeeds): Promise<void> {
  for (const erasure of await unfinishedErasures(needs.database.reader)) await finishErasure(needs, erasure);
  const today = civilDateOf(needs.clock.now());
  for (const { lapsed, ...first } of await lapsedRestrictions(needs.database.reader, today)) {
    const erasure: Erasure = {
      ...first,
      name: `${first.request}/${lapsed}`,
      destroyed: [lapsed],
      restricted: [],
      erasedAt: needs.clock.now().toISOString(),
    };
    if (await carryOutOnce(needs, erasure, false)) await finishErasure(needs, erasure);
  }
}

/**
 * Before anything is served: whatever was erased according to this database, the key store or the journal is erased in
 * all three. So a database that comes back from a backup, keys that do, or both, bring no child back.
 *
 * @returns how many erasures were carried out anew in the main database
 */
export async function replayErasures(needs: RightsNeeds): Promise<number> {
  const { database, orders, journal, vault } = needs;
  const here = await allErasures(database.reader);
  const inJournal = await journal.lines();
  const known = new Map<string, Erasure>();
  for (const erasure of [...here, ...(await orders.all()).map(erasureOf), ...inJournal.map(readLine)]) {
    if (!known.has(erasure.name)) known.set(erasure.name, erasure);
  }
  const all = [...known.values()];
  await orders.note(all.map(orderOf));
  const written = new Set(inJournal.map((line) => readLine(line).name));
  await journal.add(all.filter(({ name }) => !written.has(name)).map(lineOf));
  for (const { owners, destroyed } of (await orders.withLiveKeys()).map(erasureOf)) {
    for (const owner of owners) await vault.shred(owner, destroyed);
  }
  const missing = all.filter(({ name }) => !here.some((erasure) => erasure.name === name));
  for (const erasure of missing) await onceSequenced(() => carryOutOnce(needs, erasure, true));
  await setKeysGone(database.reader, [...known.keys()], needs.clock.now());
  return missing.length;
}

const tries = 60;

/** At a start the last entries about the child may still wait for their index, by which an erasure names them. */
async function onceSequenced(work: () => Promise<boolean>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof LedgerUnavailable) || attempt === tries) throw error;
      await setTimeout(500);
    }
  }
}

async function carryOutOnce(needs: RightsNeeds, erasure: Erasure, again: boolean): Promise<boolean> {
  return needs.database.transaction(async (tx) => {
    await lockErasures(tx);
    if (await isErased(tx, erasure.name)) return false;
    await needs.people.lockIfKnown(tx, erasure.subject, 'update');
    await carryOut(needs, tx, erasure, { relies: [], again });
    return true;
  });
}

const members = [
  'name',
  'request',
  'subject',
  'owners',
  'destroyed',
  'restricted',
  'statement',
  'rule',
  'erasedAt',
] as const;

/** Without what is only this database's own. */
const orderOf = (erasure: Erasure) =>
  Object.fromEntries(members.map((member) => [member, erasure[member]])) as never;

const lineOf = (erasure: Erasure): string => JSON.stringify(orderOf(erasure));
const erasureOf = (order: unknown): Erasure => order as Erasure;
const readLine = (line: string): Erasure => JSON.parse(line) as Erasure;
