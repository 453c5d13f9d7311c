import {
  HubError,
  type HubOfficer,
  type Officer,
  type VerificationId,
  type VerificationRun,
  type VerificationRuns,
} from '../../contract/index.js';
import { together } from '../../kernel/index.js';
import { askToStop } from '../store.js';
import { beginRun, type OngoingRun } from './begin-run.js';
import type { VerificationNeeds } from './needs.js';
import { type LedgerVerdict, readRun, readRuns, readVerdict } from './read-runs.js';

/** How often it is looked whether it is time for a run; the first time so long after the start, milliseconds. */
const roundMs = 600_000;

export interface Verifications {
  /** Begins a run. @throws HubError `state-conflict` while one runs, here or at another hub; `caller-not-allowed` */
  begin(by: Officer): Promise<VerificationRun>;
  /** Asks a run to stop, wherever it runs. @throws NotFound; HubError `state-conflict` where it has ended */
  stopRun(run: VerificationId): Promise<VerificationRun>;
  /** Newest first. @throws InvalidRequest on a cursor that is none */
  list(cursor: string | null): Promise<VerificationRuns>;
  /** @throws NotFound */
  read(run: VerificationId): Promise<VerificationRun>;
  verdict(): Promise<LedgerVerdict>;
  /** Begins a run where it is time for one. @returns whether it did */
  beginWhenDue(): Promise<boolean>;
  /** From now on the hub begins by itself. */
  start(): void;
  /** Breaks off the run of this process and resolves when that is written down. */
  stop(): Promise<void>;
}

export function createVerifications(needs: VerificationNeeds): Verifications {
  const ongoing = new Set<OngoingRun>();
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let beginning: Promise<unknown> = Promise.resolve();
  const begin = async (by: HubOfficer | null): Promise<OngoingRun | null> => {
    const run = await beginRun(needs, by);
    if (run === null) return null;
    ongoing.add(run);
    void run.ended.then(() => ongoing.delete(run));
    if (stopped) run.breakOff();
    return run;
  };
  /** One after the other, so that the end of the process knows of each. */
  const inTurn = (by: HubOfficer | null): Promise<OngoingRun | null> => {
    if (stopped) return Promise.reject(new HubError('shutting-down'));
    const begun = begin(by);
    beginning = Promise.allSettled([beginning, begun]);
    return begun;
  };
  return {
    begin: async (by) => {
      if (by.duty === 'partner-officer') throw new HubError('caller-not-allowed');
      const run = await inTurn(by);
      if (run === null)
        throw new HubError('state-conflict', { detail: 'A verification of the log is running.' });
      return readRun(needs, run.id);
    },
    stopRun: async (id) => {
      if (!(await askToStop(needs.database.reader, id))) {
        await readRun(needs, id);
        throw new HubError('state-conflict', { detail: 'The verification has ended.' });
      }
      return readRun(needs, id);
    },
    list: (cursor) => readRuns(needs, cursor),
    read: (id) => readRun(needs, id),
    verdict: () => readVerdict(needs),
    beginWhenDue: async () => (await inTurn(null)) !== null,
    start: () => {
      if (needs.everyHours === 0) return;
      timer ??= setInterval(() => void inTurn(null).catch(needs.onFailure), roundMs).unref();
    },
    stop: async () => {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      await beginning;
      for (const run of ongoing) run.breakOff();
      await together([...ongoing].map(({ ended }) => ended));
    },
  };
}
