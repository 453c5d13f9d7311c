// Makes the published test vectors with the project's own code and fixed keys: npm run vectors. They come out the same
// every time; a change in a file here is a change of a published format.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { signPayload } from '../dist/client/index.js';
import { importSigningKey, utf8 } from '../dist/kernel/index.js';
import { exchangeVectors, hubOrigin } from './vectors/exchange.mjs';
import { allKeys } from './vectors/keys.mjs';
import { ledgerVector } from './vectors/ledger.mjs';
import { prfVector } from './vectors/prf.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2] ?? join(root, 'test/vectors');

async function payloadVector(key, receipt) {
  const call = { method: 'POST', url: `${hubOrigin}/v1/exchanges/${receipt.claims.exchange}/receipts` };
  const body = JSON.stringify({ receipt: receipt.compact });
  const iat = receipt.claims.iat + 1;
  const idempotencyKey = 'idk_vector-0001';
  const now = new Date(iat * 1000);
  const order = { ...call, audience: hubOrigin, idempotencyKey, now };
  return {
    about:
      'The Payload-Signature of one call (RFC 7797, detached): over the ASCII of the encoded header, a full stop, and the bytes of the body as they are sent.',
    ...call,
    idempotencyKey,
    audience: hubOrigin,
    iat,
    body,
    kid: key.kid,
    payloadSignature: await signPayload(await importSigningKey(key), utf8(body), order),
  };
}

const keys = await allKeys();
const purposeFile = join(root, 'consent-schemas/purposes/vroegsignalering-zorgteam@1.json');
const purpose = JSON.parse(readFileSync(purposeFile, 'utf8'));
const ledger = ledgerVector(keys);
const prf = prfVector();
const { statements, sealedFields } = await exchangeVectors(keys, ledger, prf.publicKey, purpose);

const files = {
  keys: {
    about:
      'The keys of all vectors, private halves too: RFC 8037 JWKs, kid the RFC 7638 thumbprint. Never use them for anything else.',
    ...keys,
  },
  ledger,
  statements,
  'sealed-fields': sealedFields,
  'payload-signature': await payloadVector(keys.recipientSigning, statements.receipt),
  'identifier-prf': prf,
};
mkdirSync(folder, { recursive: true });
for (const [name, vector] of Object.entries(files)) {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(vector, null, 2)}\n`);
}
process.stdout.write(`wrote ${Object.keys(files).length} files to ${folder}\n`);
