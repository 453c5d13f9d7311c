import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as contract from '../../src/contract/index.js';
import { HubError, problems } from '../../src/contract/index.js';
import { openApiDocument, systemRoutes } from '../../src/http/index.js';
import { generatePrivateJwk, systemClock } from '../../src/kernel/index.js';
import { type SmallHub, smallHub } from './small-hub.js';

let hub: SmallHub;
let ready = true;

const exchangeRoute = contract.route({
  method: 'POST',
  path: '/v1/exchanges',
  callers: ['professional'],
  scope: 'hub:act',
  tag: 'exchange',
  summary: 'Ask',
  body: contract.exchangeRequest,
  idempotent: true,
  waits: true,
  responses: { 201: contract.exchange },
  problems: ['policy-forbids'],
  handler: async () => ({ status: 201 }),
});

beforeAll(async () => {
  const key = await generatePrivateJwk('Ed25519');
  const options = {
    publicUrl: 'https://hub.example',
    contactEmail: 'beheer@kernhub.example',
    clock: systemClock(),
    keys: [key],
    assertReady: async () => {
      if (!ready) throw new HubError('ledger-unavailable');
    },
  };
  hub = await smallHub({ routes: [...systemRoutes(options, [exchangeRoute]), exchangeRoute] });
});
afterAll(() => hub.close());

describe('answers anyone', () => {
  it('that it runs, and whether it can serve', async () => {
    expect((await hub.request.get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await hub.request.get('/readyz')).status).toBe(200);
    ready = false;
    const answer = await hub.request.get('/readyz');
    expect([answer.status, answer.body.code]).toEqual([503, 'ledger-unavailable']);
    ready = true;
  });

  it('with the public halves of its keys only', async () => {
    const { keys } = JSON.parse((await hub.request.get('/.well-known/jwks.json')).text);
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA' });
    expect(keys[0].d).toBeUndefined();
  });

  it('how to report a vulnerability, with an end date that is still to come', async () => {
    const { text } = await hub.request.get('/.well-known/security.txt');
    expect(text).toContain('Contact: mailto:beheer@kernhub.example\n');
    const expires = new Date(/^Expires: (.*)$/m.exec(text)?.[1] ?? '');
    expect(expires.getTime()).toBeGreaterThan(Date.now());
    expect(expires.getTime()).toBeLessThan(Date.now() + 365 * 86_400_000);
  });

  it('what a problem code means', async () => {
    const answer = await hub.request.get('/problems/task-not-open');
    expect(answer.body).toEqual({
      type: '/problems/task-not-open',
      code: 'task-not-open',
      ...problems['task-not-open'],
    });
    expect((await hub.request.get('/problems/constructor')).status).toBe(404);
  });
});

describe('publishes its OpenAPI document', () => {
  it('readable from any page, without login', async () => {
    const answer = await hub.request.get('/v1/openapi.json');
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(answer.body.openapi).toBe('3.1.1');
    expect(answer.body.servers).toEqual([{ url: '/v1' }]);
    expect(answer.body.paths['/healthz'].servers).toEqual([{ url: '/' }]);
    expect(Object.keys(answer.body.paths)).not.toContain('/.well-known/jwks.json');
    expect(answer.body.paths['/exchanges'].post.requestBody.content['application/json'].schema).toEqual({
      $ref: '#/components/schemas/ExchangeRequest',
    });
  });

  it('with every code that a route can answer, under its status', () => {
    const info = { version: '1.0.0', contact: { name: 'x', email: 'x', url: 'x' } };
    const document = JSON.parse(JSON.stringify(openApiDocument([exchangeRoute], info)));
    const { responses, parameters, security } = document.paths['/exchanges'].post;
    expect(responses['403'].description).toContain('`policy-forbids`');
    expect(Object.keys(responses)).toEqual([
      '201',
      '400',
      '401',
      '403',
      '409',
      '413',
      '415',
      '429',
      '500',
      '503',
    ]);
    expect(parameters.map((parameter: { $ref: string }) => parameter.$ref.split('/').at(-1))).toEqual([
      'IdempotencyKey',
      'PayloadSignature',
      'Prefer',
    ]);
    expect(security).toEqual([{ DPoP: ['hub:act'] }]);
  });

  it('in which every reference leads somewhere', () => {
    const info = { version: '1.0.0', contact: { name: 'x', email: 'x', url: 'x' } };
    const document = JSON.parse(JSON.stringify(openApiDocument([exchangeRoute], info)));
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(references.length).toBeGreaterThan(5);
    for (const path of references) {
      const target = path.split('/').reduce((place, name) => place?.[name], document);
      expect(target, path).toBeTypeOf('object');
    }
  });
});
