/** The environment of each process, as an operator would set it. */
import { join } from 'node:path';
import { publicJwkOf } from '../../kernel/index.js';
import type { HubKeys } from '../../vault/index.js';
import { acr, type Realm } from '../identity-provider/registration.js';
import { clientIdOf, type PartnerName, partners } from '../world/index.js';
import type { Folders, WorldFile } from './world-file.js';

export interface Surroundings {
  readonly folders: Folders;
  readonly world: WorldFile;
  readonly hubKeys: HubKeys;
  readonly issuers: Readonly<Record<Realm, string>>;
}

export type Environment = Readonly<Record<string, string>>;

export const hubUrlOf = (world: WorldFile): string => `http://localhost:${world.ports.hub}`;
export const agentUrlOf = (world: WorldFile, partner: PartnerName): string =>
  `http://localhost:${world.ports.agents[partners[partner].order]}`;
/** Null in a world whose agents are no witnesses. */
export function witnessOf(world: WorldFile, partner: PartnerName): { port: number; name: string } | null {
  const port = world.ports.witnesses?.[partners[partner].order];
  return port === undefined ? null : { port, name: `${partner}.kernhub.example/witness` };
}
export const citizensClientId = 'kernhub';
export const officersClientId = 'kernhub';
export const ledgerOrigin = 'kernhub.example/testland';

export const evaluatorSettings = ({
  folders,
  world,
  hubKeys,
}: Omit<Surroundings, 'issuers'>): Environment => ({
  HOST: '127.0.0.1',
  EVALUATOR_PORT: String(world.ports.evaluator),
  EVALUATOR_KEY_FILE: folders.evaluatorKey,
  EVALUATOR_HUB_KEY: JSON.stringify(publicJwkOf(hubKeys.ticket)),
});

export interface HubVariation {
  /** Over the settings of this world. */
  readonly env?: Environment;
  /** Days by which the hub's calendar runs ahead, for birthdays. */
  readonly daysAhead?: number;
}

export function hubSettings(
  { folders, world, issuers }: Surroundings,
  evaluator: { readonly url: string; readonly publicKey: string },
  { daysAhead = 0, env = {} }: HubVariation,
): Environment {
  return {
    KERNHUB_MODE: 'development',
    HOST: '127.0.0.1',
    PORT: String(world.ports.hub),
    PUBLIC_URL: hubUrlOf(world),
    DATA_FOLDER: folders.data,
    HUB_KEYS_FILE: folders.hubKeys,
    LEDGER_ORIGIN: ledgerOrigin,
    PROFESSIONALS_ISSUERS: issuers.professionals,
    OFFICERS_ISSUER: issuers.officers,
    CITIZENS_ISSUER: issuers.citizens,
    CITIZENS_CLIENT_ID: citizensClientId,
    CITIZENS_ACR: acr.multiFactor,
    OFFICERS_CLIENT_ID: officersClientId,
    OFFICERS_ACR: acr.multiFactor,
    MFA_ACR: acr.multiFactor,
    COVENANT_KEY: JSON.stringify(publicJwkOf(world.covenant)),
    EVALUATOR_URL: evaluator.url,
    PRF_PUBLIC_KEY: evaluator.publicKey,
    LOG_LEVEL: 'info',
    ...(world.ports.witnesses !== undefined && { WITNESS_POLICY_FILE: folders.witnessPolicy }),
    ...(daysAhead > 0 && { DEVELOPMENT_DAYS_AHEAD: String(daysAhead) }),
    ...env,
  };
}

export interface AgentVariation {
  /** Another way to the hub than its public URL: what stands between agent and hub. */
  readonly hubUrl?: string;
  /** Over the settings of this world. */
  readonly env?: Environment;
}

export function agentSettings(
  { folders, world, issuers }: Surroundings,
  partner: PartnerName,
  { hubUrl = hubUrlOf(world), env = {} }: AgentVariation,
): Environment {
  const folder = folders.of(partner);
  const witness = witnessOf(world, partner);
  return {
    KERNHUB_MODE: 'development',
    HOST: '127.0.0.1',
    AGENT_PORT: String(world.ports.agents[partners[partner].order]),
    AGENT_PUBLIC_URL: agentUrlOf(world, partner),
    AGENT_PARTNER: world.partners[partner].id,
    AGENT_HUB_URL: hubUrl,
    AGENT_HUB_AUDIENCE: hubUrlOf(world),
    AGENT_ISSUER: issuers.professionals,
    AGENT_CLIENT_ID: clientIdOf(partner),
    AGENT_KEYS_FILE: join(folder, 'keys.json'),
    AGENT_COVENANT_KEY: JSON.stringify(publicJwkOf(world.covenant)),
    AGENT_RECORDS_FOLDER: join(folder, 'records'),
    AGENT_MAPPINGS_FOLDER: join(folder, 'mappings'),
    AGENT_STATE_FOLDER: join(folder, 'state'),
    ...(witness !== null && {
      AGENT_WITNESS_PORT: String(witness.port),
      AGENT_WITNESS_NAME: witness.name,
    }),
    ...env,
  };
}
