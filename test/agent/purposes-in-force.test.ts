import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openState } from '../../src/agent/store.js';
import { hubCalls } from '../../src/agent/usecases/hub-calls.js';
import { type Purposes, pinPurposes } from '../../src/agent/usecases/pin-purposes.js';
import { createHubClient } from '../../src/client/index.js';
import { HubError, InvalidRequest } from '../../src/contract/index.js';
import { startIdentityProvider } from '../../src/demo/identity-provider/index.js';
import { generatePrivateJwk, publicJwkOf, systemClock } from '../../src/kernel/index.js';
import { json, type LocalHub, startLocalHub } from '../client/local-hub.js';
import { purpose } from './world.js';

const audience = 'https://hub.example';
const { id } = purpose;

describe('the purpose in force, as an agent knows it', () => {
  let hub: LocalHub;
  let folder: string;
  let purposes: Purposes;
  let inForce: number;
  let now: Date;
  const ends: (() => Promise<unknown>)[] = [];
  const lists = (): number => hub.seen.filter(({ url }) => url === '/v1/purposes').length;
  const published = (version: number) => ({ ...purpose, version });

  beforeAll(async () => {
    hub = await startLocalHub();
    const keys = { signing: await generatePrivateJwk('Ed25519'), dpop: await generatePrivateJwk('P-256') };
    const provider = await startIdentityProvider({
      port: 0,
      audience,
      accounts: [],
      clients: [{ realm: 'professionals', clientId: 'agent', name: 'Agent', jwks: [publicJwkOf(keys.dpop)] }],
    });
    folder = await mkdtemp(join(tmpdir(), 'kernhub-purposes-'));
    ends.push(hub.close, provider.close, () => rm(folder, { recursive: true }));
    const issuer = provider.issuers.professionals;
    const client = createHubClient({
      hubUrl: hub.url,
      audience,
      issuer,
      clientId: 'agent',
      keys,
      allowInsecure: true,
    });
    const clock = { ...systemClock(), now: () => now };
    hub.answer = ({ url }, response) => {
      const version = /\/versions\/(\d+)$/.exec(url)?.[1];
      if (version !== undefined) return json(response, 200, published(Number(version)));
      const listed = {
        id,
        version: inForce,
        title: purpose.title,
        publishedAt: '2026-01-01T00:00:00.000Z',
        digest: 'A'.repeat(43),
      };
      json(response, 200, { items: [listed] });
    };
    const { purposes: state } = await openState(folder);
    purposes = pinPurposes(state, hubCalls(client), clock);
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  beforeEach(async () => {
    now = new Date('2026-11-25T12:00:00Z');
    inForce = 1;
    await purposes.list();
    hub.seen.length = 0;
  });

  it('is asked for once in a minute, and of another purpose at once', async () => {
    for (let second = 0; second < 59; second += 7) {
      now = new Date(Date.UTC(2026, 10, 25, 12, 0, second));
      expect(await purposes.inForce(id)).toMatchObject({ id, version: 1 });
    }
    expect(lists()).toBe(0);
    now = new Date(Date.UTC(2026, 10, 25, 12, 1, 1));
    expect(await purposes.inForce(id)).toMatchObject({ id, version: 1 });
    expect(lists()).toBe(1);
    await expect(purposes.inForce('niet-bekend')).rejects.toMatchObject({ code: 'purpose-not-offered' });
    expect(lists()).toBe(2);
  });

  it.each([new HubError('purpose-not-offered'), new InvalidRequest([{ pointer: '/fields', reason: 'x' }])])(
    'is looked up anew when work with the remembered one is refused (%s)',
    async (refusal) => {
      inForce = 2;
      const tried: number[] = [];
      const done = await purposes.withInForce(id, async ({ version }) => {
        tried.push(version);
        if (version !== 2) throw refusal;
        return 'done';
      });
      expect([done, tried, lists()]).toEqual(['done', [1, 2], 1]);
    },
  );

  it('is not tried twice when it was the newest, nor after any other error', async () => {
    for (const [refusal, looked] of [
      [new HubError('purpose-not-offered'), 1],
      [new HubError('basis-not-in-force'), 0],
      [new Error('away'), 0],
    ] as const) {
      hub.seen.length = 0;
      let tries = 0;
      const work = purposes.withInForce(id, async () => {
        tries += 1;
        throw refusal;
      });
      await expect(work).rejects.toBe(refusal);
      expect([tries, lists()]).toEqual([1, looked]);
    }
  });
});
