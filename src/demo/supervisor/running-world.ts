/** The world as real processes: identity provider, evaluator, hub (with its database) and four agents. */
import { join } from 'node:path';
import { type PartnerName, partnerNames } from '../world/index.js';
import { isAlive, type RunningProcess, startProcess, tailOf } from './child-process.js';
import { claimFolder } from './claim-folder.js';
import { settleCovenant } from './covenant.js';
import { writeIdentityProviderSettings } from './identity-provider-settings.js';
import { type OfficerDesk, signInOfficer } from './officer-desk.js';
import { stopOrphanedDatabase } from './orphaned-database.js';
import { type Ports, requireFree } from './ports.js';
import {
  type AgentVariation,
  agentSettings,
  agentUrlOf,
  type Environment,
  evaluatorSettings,
  type HubVariation,
  hubSettings,
  hubUrlOf,
  type Surroundings,
} from './process-settings.js';
import { identityProviderProgram, kernhubProgram } from './programs.js';
import { earlierWorld, foldersIn, hubKeysOf, openWorldFile, saveWorldFile } from './world-file.js';
import { writeProfiles } from './write-profiles.js';
import { writeWitnessPolicy } from './write-witness-policy.js';

export interface RunningWorld {
  readonly around: Surroundings;
  readonly hubUrl: string;
  agentUrl(partner: PartnerName): string;
  /** Signs the administrator in anew. */
  administrator(): Promise<OfficerDesk>;
  /** Signs the privacy officer in anew. */
  privacyOfficer(): Promise<OfficerDesk>;
  /** While it runs. */
  hubPid(): number | undefined;
  stopHub(): Promise<void>;
  /** As a power cut would: kill -9, no chance to finish anything. */
  killHub(): Promise<void>;
  startHub(variation?: HubVariation): Promise<void>;
  restartAgent(partner: PartnerName, variation?: AgentVariation): Promise<void>;
  stopAgent(partner: PartnerName): Promise<void>;
  /** Over its settings of this world. */
  restartEvaluator(env: Environment): Promise<void>;
  /** With its settings file as it is by then. */
  restartIdentityProvider(): Promise<void>;
  readonly identityProviderSettings: string;
  remember(story: 'begun' | 'told'): Promise<void>;
  /** Resolves when a process ends that nobody stopped. */
  readonly crashed: Promise<string>;
  /** Stops all, last started first. Resolves with what is still alive: nothing, if all is well. */
  stop(): Promise<readonly string[]>;
}

export interface WorldOptions {
  readonly dataFolder: string;
  /** For a new world; an existing one keeps its own. */
  readonly ports: () => Promise<Ports>;
  /** Where somebody asked for it by name: an existing world on another port is then refused. */
  readonly hubPort?: number;
  readonly onProgress?: (text: string) => void;
  /** Stops everything that has started by then; what is still starting ends with it. */
  readonly signal?: AbortSignal;
}

/** Starts everything and, in a new world, settles the covenant. @throws AlreadyRunning | FolderUnusable | PortsTaken | StartFailed */
export async function startWorld(options: WorldOptions): Promise<RunningWorld> {
  const release = await claimFolder(options.dataFolder);
  const crew = createCrew(options.dataFolder, release);
  options.signal?.addEventListener('abort', () => void crew.stopAll(), { once: true });
  try {
    return await raise(options, crew);
  } catch (cause) {
    await crew.stopAll();
    throw cause;
  }
}

async function raise(options: WorldOptions, crew: Crew): Promise<RunningWorld> {
  const say = options.onProgress ?? (() => undefined);
  const folders = foldersIn(options.dataFolder);
  // Before anything is stopped that may not be of this demonstration.
  await earlierWorld(folders, options.hubPort);
  await stopOrphanedDatabase(options.dataFolder);
  const world = await openWorldFile(folders, options.ports);
  await requireFree(world.ports);
  const hubKeys = await hubKeysOf(folders);
  say('identity provider');
  const settingsFile = await writeIdentityProviderSettings(folders, world, hubKeys);
  const startIdentityProvider = () =>
    crew.start('identity-provider', identityProviderProgram, [], {
      IDENTITY_PROVIDER_SETTINGS: settingsFile,
    });
  const provider = await startIdentityProvider();
  const issuers = provider.ready.issuers as Surroundings['issuers'];
  const around: Surroundings = { folders, world, hubKeys, issuers };
  await writeProfiles(around);
  await writeWitnessPolicy(around);
  say('evaluator');
  const startEvaluator = (env: Environment) =>
    crew.start('evaluator', kernhubProgram, ['evaluator'], { ...evaluatorSettings(around), ...env });
  const evaluator = await startEvaluator({});
  const prf = { url: evaluator.ready.url, publicKey: String(evaluator.ready.publicKey) };
  const startHub = async (variation: HubVariation = {}): Promise<void> => {
    await crew.start('hub', kernhubProgram, ['hub'], hubSettings(around, prf, variation));
  };
  const startAgent = async (partner: PartnerName, variation: AgentVariation = {}): Promise<void> => {
    await crew.start(
      `agent-${partner}`,
      kernhubProgram,
      ['agent'],
      agentSettings(around, partner, variation),
    );
  };
  say('hub and database');
  await startHub();
  const hubUrl = hubUrlOf(world);
  const desk = { hubUrl, issuer: issuers.officers, key: world.desk };
  const administrator = () => signInOfficer('administrator', desk);
  if (!world.settled) {
    say('covenant: registration, agreements, roster');
    await settleCovenant(around, await administrator(), prf.publicKey);
    world.settled = true;
    await saveWorldFile(folders, world);
  }
  say('four agents');
  await Promise.all(partnerNames.map((partner) => startAgent(partner)));
  return {
    around,
    hubUrl,
    agentUrl: (partner) => agentUrlOf(world, partner),
    administrator,
    privacyOfficer: () => signInOfficer('privacyOfficer', desk),
    hubPid: () => crew.pidOf('hub'),
    stopHub: () => crew.stop('hub'),
    killHub: () => crew.kill('hub'),
    startHub,
    restartAgent: async (partner, variation) => {
      await crew.stop(`agent-${partner}`);
      await startAgent(partner, variation);
    },
    stopAgent: (partner) => crew.stop(`agent-${partner}`),
    restartEvaluator: async (env) => {
      await crew.stop('evaluator');
      await startEvaluator(env);
    },
    restartIdentityProvider: async () => {
      await crew.stop('identity-provider');
      await startIdentityProvider();
    },
    identityProviderSettings: settingsFile,
    remember: async (story) => {
      world.story = story;
      await saveWorldFile(folders, world);
    },
    crashed: crew.crashed,
    stop: () => crew.stopAll(),
  };
}

interface Crew {
  start(
    name: string,
    program: URL,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<RunningProcess>;
  pidOf(name: string): number | undefined;
  stop(name: string): Promise<void>;
  kill(name: string): Promise<void>;
  stopAll(): Promise<readonly string[]>;
  readonly crashed: Promise<string>;
}

/** Knows which processes should be alive, so that one that ends by itself is noticed. */
function createCrew(dataFolder: string, onEnd: () => Promise<void>): Crew {
  const wanted = new Map<string, RunningProcess>();
  // It stays wanted until it is gone, so that whoever ends everything meanwhile waits for it.
  const beingStopped = new Set<RunningProcess>();
  const everyPid = new Map<number, string>();
  const starting = new Set<Promise<RunningProcess>>();
  const closing = new AbortController();
  let closed: Promise<readonly string[]> | undefined;
  let tellCrash: (what: string) => void = () => undefined;
  const crashed = new Promise<string>((resolve) => {
    tellCrash = resolve;
  });
  const stop = async (name: string): Promise<void> => {
    const running = wanted.get(name);
    if (running === undefined) return;
    beingStopped.add(running);
    await running.stop();
    if (wanted.get(name) === running) wanted.delete(name);
  };
  const endAll = async (): Promise<readonly string[]> => {
    closing.abort();
    await Promise.allSettled(starting);
    const agents = [...wanted.keys()].filter((name) => name.startsWith('agent-'));
    await Promise.all(agents.map(stop));
    for (const name of [...wanted.keys()].reverse()) await stop(name);
    await stopOrphanedDatabase(dataFolder);
    await onEnd();
    return [...everyPid].filter(([pid]) => isAlive(pid)).map(([pid, name]) => `${name} (pid ${pid})`);
  };
  return {
    crashed,
    pidOf: (name) => wanted.get(name)?.pid,
    stop,
    kill: async (name) => {
      const running = wanted.get(name);
      if (running === undefined) return;
      beingStopped.add(running);
      wanted.delete(name);
      process.kill(running.pid, 'SIGKILL');
      await running.ended;
    },
    start: async (name, from, args, env) => {
      const { signal } = closing;
      const logFile = join(foldersIn(dataFolder).logs, `${name}.log`);
      const start = startProcess({ name, program: from, args, env, logFile, signal });
      starting.add(start);
      const running = await start.finally(() => starting.delete(start));
      wanted.set(name, running);
      everyPid.set(running.pid, name);
      void running.ended.then(async (code) => {
        if (beingStopped.has(running)) return;
        tellCrash(`${name} ended by itself (${code ?? 'killed'}). Its last words:\n${await tailOf(logFile)}`);
      });
      return running;
    },
    stopAll: () => {
      closed ??= endAll();
      return closed;
    },
  };
}
