/**
 * How to talk to a hub, and how to be a client of an identity provider. Knows tokens, proofs and signatures; must never
 * know what a call means, so that the agent, the command line and a partner's own software can all build on it.
 */
export { dpopProof, type ProofOf } from './dpop-proof.js';
export {
  type CallInit,
  type FetchCall,
  fetchOverHttp,
  fetchTaking,
  type TakeBody,
} from './fetch-over-http.js';
export {
  createHubClient,
  type HubCall,
  type HubClient,
  type HubClientOptions,
  type HubReply,
} from './hub-client.js';
export { type SignedCall, signPayload } from './payload-signature.js';
export { HubRefusal, HubUnreachable } from './problem.js';
export { type ProviderOptions, ProviderUnavailable } from './provider.js';
export {
  createRelyingParty,
  type PendingSignIn,
  type RelyingParty,
  type RelyingPartyOptions,
  type SignedIn,
  SignInRefused,
} from './relying-party.js';
