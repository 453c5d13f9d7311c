import { HubError, type System, type Task } from '../../contract/index.js';
import { type Waiting, waitFor } from '../../kernel/index.js';
import type { TaskRecord } from '../domain/records.js';
import { takeTasks as takeFromStore } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';

/** A taken task returns to whoever asks next after so many milliseconds without an answer. */
const lease = 60_000;

/**
 * Hands a source what waits for it, each task to one taker (exchange.md, step 4); waits where nothing does.
 *
 * @throws HubError `partner-suspended` also in the middle of a wait
 */
export async function takeTasks(
  { database, bells, clock }: Pick<ExchangeNeeds, 'database' | 'bells' | 'clock'>,
  { partner }: System,
  limit: number,
  waiting: Waiting,
): Promise<readonly Task[]> {
  const taken = await waitFor(bells, partner, waiting, async () => {
    // Nobody is there to hand a task to; taking it would hold it for the whole lease.
    if (waiting.signal.aborted) return null;
    const now = clock.now();
    const until = new Date(now.getTime() + lease);
    const { suspended, tasks } = await takeFromStore(database.reader, partner, now, until, limit);
    if (suspended) throw new HubError('partner-suspended');
    return tasks.length > 0 ? tasks : null;
  });
  return (taken ?? []).flatMap((task) => (task.ticket === null ? [] : [wireTask(task, task.ticket)]));
}

const wireTask = (task: TaskRecord, ticket: string): Task => ({
  id: task.id,
  ticket,
  subject: task.sourceRef,
  salt: task.salt,
  questionText: [...task.questionText],
  necessity: [...task.necessity],
  manual: task.manual,
  leasedUntil: (task.leasedUntil ?? task.createdAt).toISOString(),
});
