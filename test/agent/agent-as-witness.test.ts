import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningAgent, startAgent } from '../../src/agent/index.js';
import { signStatement } from '../../src/contract/index.js';
import { cosignaturesOf, parseCosignerKey } from '../../src/tlog/index.js';
import { type InventedLog, inventedLog } from './invented-log.js';
import { freePort, startTwoAgents, type TwoAgents } from './two-agents.js';

let world: TwoAgents;
let agent: RunningAgent;
let log: InventedLog;

beforeAll(async () => {
  world = await startTwoAgents();
  await world.school.close();
  log = await inventedLog('kernhub.test/log');
  const roster = {
    ...world.roster,
    version: 4,
    hub: { ...world.roster.hub, ledgerKeys: [log.vkey] },
  };
  world.hub.lies.roster = await signStatement(world.covenant, 'kernhub-roster+jwt', roster);
  const witness = { name: 'school.test/witness', host: '127.0.0.1', port: 0 };
  const config = { ...world.schoolConfig, port: await freePort(), witness };
  agent = await startAgent(config, { log: () => undefined });
});
afterAll(async () => {
  await agent.close();
  await world.close();
});

const bring = (body: string): Promise<Response> =>
  fetch(`${agent.witness?.url}/add-checkpoint`, { method: 'POST', body });

describe('an agent that is a witness', () => {
  it('cosigns the log whose keys the covenant lists, with a key of its own', async () => {
    const answer = await bring(log.body(0, 9));
    expect(answer.status).toBe(200);
    const key = parseCosignerKey(agent.witness?.vkey ?? '');
    expect(key.name).toBe('school.test/witness');
    expect(cosignaturesOf(log.checkpoint(9) + (await answer.text()), [key])).toHaveLength(1);
    const ownKeys = JSON.stringify(world.schoolConfig.keys);
    expect(ownKeys).not.toContain(key.publicKey.export({ format: 'jwk' }).x);
  });

  it('does not believe a log that the covenant does not list', async () => {
    expect((await bring((await inventedLog('kernhub.test/log')).body(0, 9))).status).toBe(403);
    expect((await bring((await inventedLog('other.test/log')).body(0, 9))).status).toBe(404);
  });

  it('reaches nothing else of the agent on that port', async () => {
    for (const path of ['/api/status', '/login', '/']) {
      expect((await fetch(`${agent.witness?.url}${path}`)).status).toBe(404);
    }
  });

  it('tells its people of a fork, and keeps both notes as evidence', async () => {
    expect(await agent.agent.witnessAlarms()).toEqual([]);
    const forked = log.forkedAt(2);
    expect((await bring(forked.body(9, 9))).status).toBe(409);
    expect(await agent.agent.witnessAlarms()).toEqual(['ledger-forked']);
    const folder = join(world.schoolConfig.stateFolder, 'witness', 'evidence');
    const [file = '', ...others] = await readdir(folder);
    expect(others).toEqual([]);
    expect(JSON.parse(await readFile(join(folder, file), 'utf8'))).toMatchObject({
      proven: true,
      seen: log.checkpoint(9),
      brought: forked.checkpoint(9),
    });
  });
});
