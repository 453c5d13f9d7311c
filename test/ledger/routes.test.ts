import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createLog, createServer, type HubServer } from '../../src/http/index.js';
import { systemClock } from '../../src/kernel/index.js';
import { ledgerRoutes } from '../../src/ledger/index.js';
import { parseVerifierKey } from '../../src/tlog/index.js';
import { append, type HubProcess, type LedgerWorld, ledgerWorld, noted, sizeOf } from './ledger-world.js';

describe('what anyone may ask of the ledger', () => {
  let world: LedgerWorld;
  let servers: HubServer[];
  beforeAll(async () => {
    world = await ledgerWorld();
    servers = [];
  });
  afterAll(async () => {
    for (const server of servers) await server.drain({ graceMs: 100 });
    await world.close();
  });

  const serve = async (hub: HubProcess) => {
    const server = createServer({
      routes: ledgerRoutes(hub.ledger),
      officerMay: () => true,
      authenticate: async () => {
        throw new Error('nobody is asked who they are');
      },
      verifyPayloadSignature: async () => '',
      recordRejection: async () => {},
      pool: hub.database.pool,
      clock: systemClock(),
      log: createLog('silent', { write: () => {} }),
    });
    servers.push(server);
    return supertest(`http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`);
  };

  it('answers that the ledger is not available before it ever ran', async () => {
    const request = await serve(world.process());
    const answer = await request.get('/checkpoint');
    expect([answer.status, answer.body.code]).toEqual([503, 'ledger-unavailable']);
  });

  it('is the verifier key, as text', async () => {
    const hub = world.process();
    const answer = await (await serve(hub)).get('/ledger-key');
    expect([answer.status, answer.type]).toEqual([200, 'text/plain']);
    expect(parseVerifierKey(answer.text.trimEnd()).vkey).toBe(hub.ledger.verifierKeys()[0]);
  });

  it('is a checkpoint that lags behind, so that its size does not tell who acts when', async () => {
    const hub = world.process({ publishEveryMs: 3_600_000 });
    await hub.ledger.start();
    await hub.ledger.settled((await append(hub, noted('just now'))).id);
    const answer = await (await serve(hub)).get('/checkpoint');
    expect([answer.status, answer.type]).toEqual([200, 'text/plain']);
    expect(sizeOf(hub.ledger, answer.text)).toBe(0);
  });

  it('is the same checkpoint at every process, once its interval has passed', async () => {
    const hubs = [world.process({ publishEveryMs: 1 }), world.process({ publishEveryMs: 1 })];
    for (const hub of hubs) {
      const request = await serve(hub);
      await vi.waitFor(async () =>
        expect(sizeOf(hub.ledger, (await request.get('/checkpoint')).text)).toBe(1),
      );
    }
  });
});
