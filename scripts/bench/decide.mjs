// The decide step: POST /v1/exchanges, from request to recorded decision. Calls are signed before they are measured.
import { randomBytes, randomUUID } from 'node:crypto';
import { dpopProof, signPayload } from '../../dist/client/index.js';
import { signStatement } from '../../dist/contract/index.js';
import {
  base64url,
  generatePrivateJwk,
  importSigningKey,
  publicJwkOf,
  utf8,
} from '../../dist/kernel/index.js';
import { send } from './load.mjs';
import { purpose } from './region.mjs';

const fields = ['leeftijdsband', 'leerjaar', 'signaalDomeinen', 'zorgniveau', 'hulpvraag'];

/**
 * Exchange requests, each complete and signed: key statement, payload signature, DPoP proof.
 *
 * @param url where they are sent; proofs and signatures name it
 */
export async function signedRequests({ hubUrl, children }, count, url = `${hubUrl}/v1/exchanges`) {
  const keys = new Map();
  for (const { jgz } of children) {
    keys.set(jgz, {
      signing: await importSigningKey(jgz.keys.signing),
      dpop: await importSigningKey(jgz.keys.dpop),
    });
  }
  const requests = [];
  for (let place = 0; place < count; place += 1) {
    const child = children[place % children.length];
    requests.push(await signedRequest(child, keys.get(child.jgz), url));
  }
  return requests;
}

async function signedRequest({ jgz, atJgz }, { signing, dpop }, url) {
  const now = new Date();
  const seconds = Math.floor(now.getTime() / 1000);
  const keyStatement = await signStatement(signing, 'kernhub-key+jwt', {
    iss: jgz.id,
    jti: base64url(randomBytes(16)),
    purpose,
    version: 1,
    fields,
    jwk: publicJwkOf(await generatePrivateJwk('X25519')),
    iat: seconds,
    exp: seconds + 3_600,
  });
  const body = utf8(JSON.stringify({ subject: atJgz, purpose, question: 'meedenken', keyStatement }));
  const idempotencyKey = randomUUID();
  const audience = new URL(url).origin;
  return {
    url,
    method: 'POST',
    body,
    headers: {
      Authorization: `DPoP ${jgz.token}`,
      DPoP: await dpopProof(dpop, { method: 'POST', url, accessToken: jgz.token, now }),
      'Content-Type': 'application/json',
      'Content-Length': body.length,
      'Idempotency-Key': idempotencyKey,
      'Payload-Signature': await signPayload(signing, body, {
        method: 'POST',
        url,
        audience,
        idempotencyKey,
        now,
      }),
    },
  };
}

/** One round of decisions, ready to run. */
export async function decisions(region, count) {
  const requests = await signedRequests(region, count);
  return requests.map((request) => () => send(request, 201));
}
