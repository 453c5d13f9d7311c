/**
 * Someone who calls the hub by hand, described in a file: a partner's system, a professional, an officer, a parent.
 * Knows how each of them gets in, makes one call, makes the key of a question and opens what came back; it stands on the
 * client and the agent's own checks, so that a call by hand is no other call. Must never know what a call means, nor
 * keep anything: profiles with a password in them are for development, and are refused against anything else.
 */

export type { TakeBody } from '../client/index.js';
export { type Profile, ProfileInvalid, type SignInForms } from './domain/profile.js';
export { type Answer, type Call, callAs } from './usecases/call-as.js';
export { type Asked, type OpenedDelivery, openExchange } from './usecases/open-exchange.js';
export { type LoadedProfile, readProfile } from './usecases/read-profile.js';
export { stateKey } from './usecases/state-key.js';
