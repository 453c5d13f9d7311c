import type { Config } from './config.js';
import type { Exchange } from './exchange/index.js';
import { createMetrics, type Metrics } from './http/index.js';
import type { Ledger } from './ledger/index.js';

/** The figures that operators watch; see docs/operations.md. */
export function metricsOf(ledger: Ledger, exchange: Exchange): Metrics {
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
      name: 'kernhub_tasks_waiting',
      help: 'Tasks that no source has answered yet',
      read: async () => (await exchange.backlog()).waitingTasks,
    },
    {
      name: 'kernhub_sealed_envelopes',
      help: 'Sealed answers that no recipient has receipted yet',
      read: async () => (await exchange.backlog()).sealedEnvelopes,
    },
  ]);
}

/** Serves them where the settings say so. */
export async function serveMetrics(config: Config, metrics: Metrics): Promise<void> {
  if (config.metrics !== null) await metrics.listen(config.metrics.port, config.metrics.host);
}
