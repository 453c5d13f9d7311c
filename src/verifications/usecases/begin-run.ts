import { setTimeout as sleep } from 'node:timers/promises';
import type { HubOfficer, VerificationId } from '../../contract/index.js';
import { openPool, openSession, type Tx } from '../../database/index.js';
import { newId } from '../../kernel/index.js';
import type { ReplayOrder } from '../domain/messages.js';
import { type Ending, endingOf, isDue } from '../domain/run.js';
import { endForgotten, endRun, insertRun, latestBegun, noteProgress, tryRun } from '../store.js';
import type { VerificationNeeds } from './needs.js';
import { type ReplayProcess, startReplay } from './replay-process.js';

/** How often it is written down how far a run is, and looked whether somebody asked to stop it. Milliseconds. */
const tickMs = 1_000;
/** A session that is silent for longer belongs to a hub that hangs: its end frees the lock. */
const idleLimitMs = 60_000;

export interface OngoingRun {
  readonly id: VerificationId;
  /** Resolves when its end is written down, or cannot be. */
  readonly ended: Promise<void>;
  /** Ends it as broken off: the hub stops. */
  breakOff(): void;
}

/**
 * Begins a run, unless one runs anywhere.
 *
 * @param by the officer who asked; null where the hub begins by itself, and then only when it is time
 * @returns null where one runs already, or it is not time
 */
export async function beginRun(needs: VerificationNeeds, by: HubOfficer | null): Promise<OngoingRun | null> {
  // Before the lock, which an officer may want at that moment; and again with it, since another hub may have been first.
  if (by === null && !(await isTime(needs, needs.database.reader))) return null;
  const order = needs.order();
  // One session, for as long as the run takes: not of the hub's pool, and its end frees the lock however it comes.
  const pool = openPool(order.app, { connections: 1 });
  const session = await openSession(pool, idleLimitMs).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const end = async (): Promise<void> => {
    session.end();
    await pool.end();
  };
  let run: OngoingRun | null = null;
  try {
    run = await beginIn(needs, session.tx, order, by);
  } finally {
    if (run === null) await end();
  }
  return run === null ? null : { ...run, ended: run.ended.finally(end).catch(needs.onFailure) };
}

const isTime = async ({ everyHours, clock }: VerificationNeeds, tx: Tx): Promise<boolean> =>
  everyHours > 0 && isDue(everyHours, await latestBegun(tx), clock.now());

async function beginIn(
  needs: VerificationNeeds,
  tx: Tx,
  order: ReplayOrder,
  by: HubOfficer | null,
): Promise<OngoingRun | null> {
  const { clock, ledger, program } = needs;
  if (!(await tryRun(tx))) return null;
  const begunAt = clock.now();
  await endForgotten(tx, begunAt);
  if (by === null && !(await isTime(needs, tx))) return null;
  const id = newId('vrf') as VerificationId;
  const { account: begunBy = null, duty = null } = by ?? {};
  await insertRun(tx, { id, begunBy, duty, begunAt, total: ledger.health().size ?? 0 });
  return follow(needs, tx, id, startReplay(program, order));
}

/** Follows a process to its end and writes it down. @throws what makes that impossible: then others see that it broke off */
function follow(
  { clock, onBroken, onFailure }: VerificationNeeds,
  tx: Tx,
  id: VerificationId,
  replay: ReplayProcess,
): OngoingRun {
  let told: 'stopped' | 'broken-off' | null = null;
  const endAs = (outcome: typeof told): void => {
    told ??= outcome;
    replay.end();
  };
  const ending = replay.verified.then(endingOf, (error: unknown): Ending => {
    if (told === null) onFailure(error);
    return { outcome: told ?? 'broken-off', verified: null };
  });
  const toItsEnd = async (): Promise<void> => {
    const ended = await ticking(ending, async () => {
      if (await noteProgress(tx, id, replay.entries)) endAs('stopped');
    }).finally(() => endAs('broken-off'));
    if (ended.verified?.finding != null) onBroken(ended.verified.finding.rule);
    await endRun(tx, id, ended, { entries: replay.entries, at: clock.now() });
  };
  return { id, ended: toItsEnd(), breakOff: () => endAs('broken-off') };
}

/** Awaits something, and does another thing every second until then. @throws what either throws */
async function ticking<T>(awaited: Promise<T>, tick: () => Promise<void>): Promise<T> {
  const done = Symbol('done');
  for (;;) {
    // The pause that is left at the end keeps no process.
    const first = await Promise.race([awaited, sleep(tickMs, done, { ref: false })]);
    if (first !== done) return first as T;
    await tick();
  }
}
