import type { Agent } from './agent-parts.js';

interface Checked<T> {
  readonly statement: T | null;
  readonly failed: readonly string[];
}

/**
 * What the hub orders, once every check of it holds; with a fresh roster where it fails at first, since the hub's keys may
 * have changed. Null when it fails again: it would come from someone else than the hub.
 *
 * @param refused told of the codes that failed
 */
export async function believed<T>(
  agent: Pick<Agent, 'rosters' | 'log'>,
  check: () => Promise<Checked<T>>,
  refused: (causes: string) => void,
): Promise<T | null> {
  const first = await check();
  if (first.failed.length === 0) return first.statement;
  await agent.rosters.refresh().catch(() => agent.log('roster.unreachable'));
  const { statement, failed } = await check();
  if (failed.length === 0) return statement;
  refused(failed.join(' '));
  return null;
}
