/**
 * All that needs the library, imported when a device is first asked something: loading it takes a third of a second, which
 * a hub that starts should not wait for.
 */
export {
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
export { decodeAttestationObject } from '@simplewebauthn/server/helpers';
export { coseOfJwk, jwkOfCose } from './cose-key.js';
