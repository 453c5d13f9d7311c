import { join } from 'node:path';
import { type RunningProcess, startProcess } from './child-process.js';
import { hubUrlOf, type Surroundings } from './process-settings.js';
import { lyingHubProgram } from './programs.js';

/** Starts the lying hub in front of the real one; whoever is pointed at its address hears lies. */
export async function startLyingHub({
  folders,
  world,
}: Surroundings): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const liar: RunningProcess = await startProcess({
    name: 'lying-hub',
    program: lyingHubProgram,
    env: { LYING_HUB_TARGET: hubUrlOf(world), LYING_HUB_KEYS_FILE: folders.hubKeys },
    logFile: join(folders.logs, 'lying-hub.log'),
  });
  return { url: liar.ready.url, stop: () => liar.stop() };
}
