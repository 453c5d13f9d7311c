import { identifierInput } from '../../dist/contract/index.js';
import {
  base64url,
  blindPrfInput,
  derivePrfKeys,
  evaluateBlinded,
  finalizePrf,
  utf8,
} from '../../dist/kernel/index.js';
import { fixedBytes } from './keys.mjs';

/** Passes the eleven-test and begins with 999, as no real one does. */
const bsn = '999990019';
const birthDate = '2018-06-25';

/** RFC 9497, ristretto255-SHA512, verifiable mode, from BSN and birth date to pseudonym. */
export function prfVector() {
  const seed = fixedBytes('prf seed');
  const info = 'kernhub/vectors/v1';
  const keys = derivePrfKeys(seed, utf8(info));
  const input = identifierInput(bsn, birthDate);
  // The fixed random bytes only make it come out the same; whoever blinds draws fresh ones.
  const repeated = (name) => (length) => new Uint8Array(Buffer.alloc(length, fixedBytes(name)));
  const { blind, blinded } = blindPrfInput(input, repeated('prf blind'));
  const { evaluated, proof } = evaluateBlinded(keys, blinded, repeated('prf proof'));
  const { publicKey } = keys;
  const output = finalizePrf({ input, blind, blinded, evaluated, proof, publicKey });
  return {
    about:
      'From BSN and birth date to the pseudonym that a partner enrols with: RFC 9497, ristretto255-SHA512, mode 1 (VOPRF). Bytes are base64url.',
    bsn,
    birthDate,
    input: base64url(input),
    seed: base64url(seed),
    keyInfo: info,
    secretKey: base64url(keys.secretKey),
    publicKey: base64url(publicKey),
    blind: base64url(blind),
    blinded: base64url(blinded),
    evaluated: base64url(evaluated),
    proof: base64url(proof),
    pseudonym: base64url(output),
  };
}
