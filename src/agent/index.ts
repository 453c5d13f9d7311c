/**
 * The process at a partner: holds the partner's keys, reads its own system, minimises, seals, opens and checks, signs in
 * its professionals, and offers a local API and a page. Knows only what a partner may know (the contract) and must never
 * know how the hub works inside, because it is what makes the hub's word unnecessary.
 */
export { type AgentConfig, AgentConfigInvalid, type AgentKeys, readAgentConfig } from './config.js';
export * from './offline.js';
export { runAgent } from './run-agent.js';
export { agentSettings } from './settings.js';
export { AgentStartRefused, type RunningAgent, startAgent } from './start-agent.js';
export { keepWitness, type Witness, type WitnessAnswer, type WitnessParts } from './witness/keep-witness.js';
export { openWitness, runWitness, WitnessStartRefused } from './witness/run-witness.js';
export {
  readWitnessSettings,
  type WitnessSettings,
  WitnessSettingsInvalid,
  witnessSettings,
} from './witness/settings.js';
