import { join } from 'node:path';
import { type RunningProcess, startProcess } from './child-process.js';
import { hubUrlOf, type Surroundings } from './process-settings.js';
import { lyingHubProgram } from './programs.js';

export interface LyingHub {
  readonly url: string;
  /** From now on it tells this lie, or none of that name. At first it swaps the recipient's key. */
  tell(lie: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the lying hub in front of the real one; whoever is pointed at its address hears lies. */
export async function startLyingHub({ folders, world }: Surroundings): Promise<LyingHub> {
  const liar: RunningProcess = await startProcess({
    name: 'lying-hub',
    program: lyingHubProgram,
    env: { LYING_HUB_TARGET: hubUrlOf(world), LYING_HUB_KEYS_FILE: folders.hubKeys },
    logFile: join(folders.logs, 'lying-hub.log'),
  });
  const { url } = liar.ready;
  return {
    url,
    tell: async (lie) => {
      await fetch(`${url}/lie`, { method: 'PUT', body: lie });
    },
    stop: () => liar.stop(),
  };
}
