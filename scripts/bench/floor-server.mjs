// What a call must cost at least: Express, ajv, token and DPoP proof, and a transaction of two inserts. No work, or only what
// no decision can leave out.
import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import express from 'express';
import {
  calculateJwkThumbprint,
  compactVerify,
  createRemoteJWKSet,
  decodeProtectedHeader,
  importJWK,
  jwtVerify,
} from 'jose';
import pg from 'pg';
import { exchangeRequest } from '../../dist/contract/index.js';
import { openLeastDecision } from './least-decision.mjs';

const { BENCH_AUDIENCE: audience, BENCH_ISSUER: issuer, BENCH_DATABASE: database } = process.env;
const least = await openLeastDecision({
  databaseUrl: database,
  keysDatabaseUrl: process.env.BENCH_KEYS_DATABASE,
  keysFile: process.env.BENCH_KEYS_FILE,
  signers: JSON.parse(process.env.BENCH_SIGNERS),
});
const pool = new pg.Pool({ connectionString: database, max: 20 });
const validate = addFormats.default(new Ajv2020({ strict: false })).compile(exchangeRequest);
const { jwks_uri: keysUrl } = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const issuerKeys = createRemoteJWKSet(new URL(keysUrl));
const tokens = new Map();
const proofKeys = new Map();

async function claimsOf(token) {
  const known = tokens.get(token);
  if (known !== undefined && known.exp > Date.now() / 1000) return known;
  const { payload } = await jwtVerify(token, issuerKeys, { issuer, audience, typ: 'at+jwt' });
  tokens.set(token, payload);
  return payload;
}

async function checkProof(proof, token, claims, url) {
  const { jwk, alg } = decodeProtectedHeader(proof);
  const thumbprint = await calculateJwkThumbprint(jwk);
  if (thumbprint !== claims.cnf.jkt) throw new Error('another key');
  const key = proofKeys.get(thumbprint) ?? (await importJWK(jwk, alg));
  proofKeys.set(thumbprint, key);
  const { payload } = await compactVerify(proof, key, { algorithms: ['ES256'] });
  const { htm, htu, ath } = JSON.parse(new TextDecoder().decode(payload));
  const digest = createHash('sha256').update(token).digest('base64url');
  if (htm !== 'POST' || htu !== url || ath !== digest) throw new Error('another call');
}

async function twoInserts() {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query({
      name: 'one',
      text: 'INSERT INTO bench_one (value) VALUES ($1)',
      values: ['x'.repeat(200)],
    });
    await client.query({
      name: 'two',
      text: 'INSERT INTO bench_two (value) VALUES ($1)',
      values: ['x'.repeat(400)],
    });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

const app = express();
app.use(express.json({ verify: (request, _response, bytes) => Object.assign(request, { bytes }) }));
app.post(['/checks', '/both', '/least'], async (request, response) => {
  const token = request.get('authorization').slice('DPoP '.length);
  const claims = await claimsOf(token);
  await checkProof(
    request.get('dpop'),
    token,
    claims,
    `http://localhost:${server.address().port}${request.path}`,
  );
  if (!validate(request.body)) throw new Error(JSON.stringify(validate.errors));
  if (request.path !== '/checks') await twoInserts();
  const ticket = request.path === '/least' ? await leastOf(request, claims) : undefined;
  response.status(201).json({ done: true, ticket });
});

const leastOf = ({ body, bytes, headers }, { client_id: client }) =>
  least.decide({ client, body, bytes, signature: headers['payload-signature'] });

const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(
    `${JSON.stringify({ ready: 'floor', url: `http://localhost:${server.address().port}` })}\n`,
  );
});

/** Transactions alone, without HTTP: `{transactions, atOnce}`; or whether the least decision is about to be asked: `{deciding}`. */
process.on('message', async ({ transactions, atOnce, deciding }) => {
  if (deciding !== undefined) {
    await (deciding ? least.start() : least.stop());
    process.send({ deciding });
    return;
  }
  let left = transactions;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) await twoInserts();
    }),
  );
  process.send({ rate: transactions / ((performance.now() - began) / 1000) });
});
