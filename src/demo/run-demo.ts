import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createStage, type Stage, tellStory } from './scenario/index.js';
import {
  AlreadyRunning,
  FolderUnusable,
  freePorts,
  friendlyPorts,
  PortsTaken,
  type RunningWorld,
  StartFailed,
  startWorld,
} from './supervisor/index.js';
import { visitorsGuide } from './visitors-guide.js';

export interface DemoOptions {
  /** Keeps everything running after the story, in the data folder and on the friendly ports. */
  readonly stay: boolean;
  /** Only with `stay`; by default `.kernhub`. */
  readonly dataFolder?: string;
  /** Only with `stay`; by default the one that the world has, or the friendly one. */
  readonly hubPort?: number;
}

/** 0 when every step behaved as stated, 130 when a person stopped it, 1 otherwise. */
type ExitCode = 0 | 1 | 130;

const write = (text: string): void => {
  process.stdout.write(text);
};

/** Plays the demonstration. Whatever happens, no process of it is left when this resolves. */
export async function runDemo(options: DemoOptions): Promise<ExitCode> {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
  // Whoever reads along may leave, as in `npm run demo | head`.
  process.stdout.on('error', interrupt);
  const dataFolder = options.stay ? resolve(options.dataFolder ?? '.kernhub') : await temporaryFolder();
  const stage = createStage({ write, color: process.stdout.isTTY === true && !process.env.NO_COLOR });
  try {
    const code = await perform(options, dataFolder, stage, interruption.signal);
    // What broke off or would not end is a failure too, although it is no step.
    const failed = Math.max(stage.failed, code === 1 ? 1 : 0);
    if (!options.stay && code !== 130) write(`\ndemo: ${stage.passed} steps passed, ${failed} failed\n`);
    return code;
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, interrupt);
    process.stdout.off('error', interrupt);
    if (!options.stay) await rm(dataFolder, { recursive: true, force: true });
  }
}

async function perform(
  options: DemoOptions,
  dataFolder: string,
  stage: Stage,
  signal: AbortSignal,
): Promise<ExitCode> {
  write('Kernhub, in an invented world on real processes\n\nStarting');
  let world: RunningWorld;
  try {
    const { hubPort } = options;
    const ports = async () => (options.stay ? friendlyPorts(hubPort) : freePorts());
    const onProgress = (what: string): void => write(` · ${what}`);
    world = await startWorld({
      dataFolder,
      ports,
      onProgress,
      signal,
      ...(hubPort !== undefined && { hubPort }),
    });
    write('\n');
  } catch (cause) {
    write('\n');
    return refusedStart(cause, signal);
  }
  const told = play(world, stage, options, signal);
  const outcome = await Promise.race([
    options.stay ? told.then(() => aborted(signal)) : told,
    world.crashed.then((what) => `\nStopping, because ${what}\n`),
    aborted(signal),
  ]).catch((cause: unknown) => `\nThe story broke off: ${String(cause)}\n`);
  stage.close();
  if (outcome !== undefined) write(outcome);
  const left = await world.stop();
  // What the story was in the middle of ends too, before anything is said to be over.
  await told.catch(() => undefined);
  write(
    left.length === 0
      ? `${outcome === undefined ? '\n' : ''}Everything is stopped; no process is left.\n`
      : `Still running: ${left.join(', ')}\n`,
  );
  if (left.length > 0 || (outcome !== undefined && !signal.aborted)) return 1;
  if (signal.aborted) return options.stay && stage.failed === 0 ? 0 : 130;
  return stage.failed === 0 ? 0 : 1;
}

function refusedStart(cause: unknown, signal: AbortSignal): ExitCode {
  if (signal.aborted) {
    write('Stopped; no process is left.\n');
    return 130;
  }
  const expected = [AlreadyRunning, FolderUnusable, PortsTaken, StartFailed].some(
    (known) => cause instanceof known,
  );
  if (!(cause instanceof Error) || !expected) throw cause;
  process.stderr.write(`${cause.message}\n`);
  return 1;
}

/** The story, once in the life of a world; then, for who stays, where to go. */
async function play(
  world: RunningWorld,
  stage: Stage,
  { stay }: DemoOptions,
  signal: AbortSignal,
): Promise<undefined> {
  const { story } = world.around.world;
  if (story === 'untold') {
    await world.remember('begun');
    await tellStory(world, stage);
    if (signal.aborted) return undefined;
    await world.remember('told');
    if (stay) {
      await world.startHub();
      write(`\n${stage.passed} steps behaved as stated, ${stage.failed} did not.\n`);
    }
  } else {
    write('\nThis is the world of the earlier start; its story has been told');
    write(story === 'told' ? '.\n' : ', but not to its end. For a new one, delete the data folder first.\n');
  }
  if (stay && !signal.aborted) write(visitorsGuide(world));
  return undefined;
}

const aborted = (signal: AbortSignal): Promise<string> =>
  new Promise((done) => {
    const say = (): void => done('\nStopping …\n');
    if (signal.aborted) say();
    else signal.addEventListener('abort', say, { once: true });
  });

/** Others may enter, because the embedded database may run as another user. */
async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kernhub-demo-'));
  await chmod(folder, 0o755);
  return folder;
}
