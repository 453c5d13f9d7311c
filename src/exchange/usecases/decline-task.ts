import { type Claim, type DeclineRequest, HubError, type TaskId } from '../../contract/index.js';
import { settleOnce } from '../../database/index.js';
import { isOpen } from '../domain/states.js';
import { endTasks } from '../store/tasks.js';
import type { ExchangeNeeds } from './needs.js';
import { lockOwnTask, ownTask, type Source } from './own-task.js';

/**
 * A source that does not answer says why, as a code. The requester learns nothing of it: at the deadline it reads
 * *not available*, as for any other cause.
 *
 * @throws NotFound | HubError `task-not-open`
 */
export async function declineTask(
  needs: ExchangeNeeds,
  caller: Source,
  id: TaskId,
  { reason, causes }: DeclineRequest,
  claim: Claim | null,
): Promise<void> {
  const known = await ownTask(needs.database.reader, caller, id);
  await needs.ledger.assertWritable();
  await needs.database.transaction(async (tx) => {
    const { task, exchange } = await lockOwnTask(tx, needs, caller, known);
    if (task.state !== 'declined') {
      if (!isOpen(task.state)) throw new HubError('task-not-open');
      await endTasks(tx, [id], 'declined');
      await needs.ledger.append(tx, {
        event: 'exchange.declined',
        owner: task.subject,
        retention: 'access-log',
        payload: { exchange: exchange.id, task: id, source: task.source, reason, causes },
        relies: [exchange.decisionEntry],
      });
    }
    await settleOnce(tx, claim, { status: 201, location: null });
  });
}
