import type { Config } from './config.js';
import type { Exchange } from './exchange/index.js';
import { createMetrics, type Metrics } from './http/index.js';
import type { Ledger } from './ledger/index.js';
import type { Outbox } from './outbox/index.js';
import type { Verifications } from './verifications/index.js';

/** The figures that operators watch; see docs/operations.md. */
export function metricsOf(
  ledger: Ledger,
  exchange: Exchange,
  outbox: Outbox,
  verifications: Pick<Verifications, 'verdict'>,
): Metrics {
  const measured = whileRunning(() => exchange.measure());
  return createMetrics([
    {
      name: 'kernhub_ledger_entries',
      help: 'Entries with an index, as far as this process knows',
      read: () => ledger.health().size ?? 0,
    },
    {
      name: 'kernhub_ledger_writable',
      help: '1 when entries get an index; 0 when this process refuses to share',
      read: () => Number(ledger.health().writable),
    },
    {
      name: 'kernhub_ledger_leading',
      help: '1 in the process that gives out the indexes',
      read: () => Number(ledger.health().leading),
    },
    {
      name: 'kernhub_ledger_waiting',
      help: 'Calls of this process that wait for an index',
      read: () => ledger.health().waiting,
    },
    {
      name: 'kernhub_ledger_lag_seconds',
      help: 'How long the oldest of them waits',
      read: () => ledger.health().lagMs / 1_000,
    },
    {
      name: 'kernhub_witness_quorum',
      help: '1 when the checkpoint that is handed out has the cosignatures that the policy demands, or no policy demands any',
      read: async () => Number((await ledger.witnessHealth())?.quorum ?? true),
    },
    {
      name: 'kernhub_witness_lag_seconds',
      help: 'For how long the newest checkpoint with enough cosignatures is overtaken',
      read: async () => (await ledger.witnessHealth())?.lagSeconds ?? 0,
    },
    {
      name: 'kernhub_witnesses_missing',
      help: 'Witnesses of the policy that have fallen behind or never signed',
      read: async () => (await ledger.witnessHealth())?.missing.length ?? 0,
    },
    {
      name: 'kernhub_tasks_waiting',
      help: 'Tasks that no source has answered yet',
      read: async () => (await measured()).waitingTasks,
    },
    {
      name: 'kernhub_sealed_envelopes',
      help: 'Sealed answers that no recipient has receipted yet',
      read: async () => (await measured()).sealedEnvelopes,
    },
    {
      name: 'kernhub_outbox_waiting',
      help: 'Messages to people that are not delivered yet',
      read: async () => (await outbox.backlog()).waiting,
    },
    {
      name: 'kernhub_outbox_lag_seconds',
      help: 'How long the oldest of them waits',
      read: async () => (await outbox.backlog()).lagSeconds,
    },
    {
      name: 'kernhub_emergencies_waiting',
      help: 'Emergencies that no privacy officer gave a verdict on yet',
      read: async () => (await measured()).emergencies.waiting,
    },
    {
      name: 'kernhub_emergencies_overdue',
      help: 'Those of them that wait longer than EMERGENCY_REVIEW_HOURS',
      read: async () => (await measured()).emergencies.overdue,
    },
    ...stopReadings(measured),
    ...verdictReadings(whileRunning(() => verifications.verdict())),
  ]);
}

const verdictReadings = (verdict: Verifications['verdict']) => [
  {
    name: 'kernhub_ledger_verification_failed',
    help: '1 when the newest verification that came to a word found that the ledger does not hold',
    read: async () => Number((await verdict()).broken !== null),
  },
  {
    name: 'kernhub_ledger_verified_timestamp_seconds',
    help: 'When a verification last found that it holds, in Unix time; 0 when none did yet',
    read: async () => ((await verdict()).heldAt?.getTime() ?? 0) / 1_000,
  },
];

const stopReadings = (measured: Exchange['measure']) => [
  {
    name: 'kernhub_stops_open',
    help: 'Orders to stop that the recipient has not answered',
    read: async () => (await measured()).stops.open,
  },
  {
    name: 'kernhub_stops_overdue',
    help: 'Those of them that are past their time',
    read: async () => (await measured()).stops.overdue,
  },
  {
    name: 'kernhub_first_refusals',
    help: 'Withdrawals and refusals whose first refused request was in the last 24 hours',
    read: async () => (await measured()).felt.count,
  },
  {
    name: 'kernhub_first_refusal_seconds',
    help: 'Mean time from these withdrawals to that request',
    read: async () => (await measured()).felt.meanSeconds,
  },
  {
    name: 'kernhub_first_refusal_longest_seconds',
    help: 'Longest time from these withdrawals to that request',
    read: async () => (await measured()).felt.longestSeconds,
  },
];

/** One look for all the figures of a scrape: whoever asks while a read runs gets that one. */
function whileRunning<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= read().finally(() => {
      running = null;
    });
    return running;
  };
}

/** Serves them where the settings say so. */
export async function serveMetrics(config: Config, metrics: Metrics): Promise<void> {
  if (config.metrics !== null) await metrics.listen(config.metrics.port, config.metrics.host);
}
