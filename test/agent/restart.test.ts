import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAgent } from '../../src/agent/index.js';
import { signStatement } from '../../src/contract/index.js';
import { generatePrivateJwk, importSigningKey, publicJwkOf } from '../../src/kernel/index.js';
import { freePort, startTwoAgents, type TwoAgents } from './two-agents.js';
import { purpose } from './world.js';

let world: TwoAgents;

beforeAll(async () => {
  world = await startTwoAgents();
  await world.anna.send('POST', '/api/children/1001/enrolment', { relation: 'enrolled-pupil' });
  await world.school.agent.purposes.list();
  await world.school.close();
});
afterAll(() => world.close());

async function restarted<T>(
  check: (running: Awaited<ReturnType<typeof startAgent>>) => Promise<T>,
  changes = {},
) {
  const config = { ...world.schoolConfig, port: await freePort(), ...changes };
  const running = await startAgent(config, { log: () => undefined });
  try {
    return await check(running);
  } finally {
    await running.close();
  }
}

describe('an agent that starts again', () => {
  it('still knows its children, and refuses a roster older than it ever saw', async () => {
    world.hub.lies.roster = await signStatement(world.covenant, 'kernhub-roster+jwt', {
      ...world.roster,
      version: 2,
    });
    await restarted(async ({ agent }) => {
      expect(agent.state.children.read().items).toMatchObject([{ number: '1001' }]);
      expect(agent.rosters.alarms()).toEqual(['roster-older-than-seen']);
      expect(agent.rosters.current().version).toBe(3);
    });
    delete world.hub.lies.roster;
  });

  it('refuses a roster that changed under its version, is of another hub, or has another signature', async () => {
    const other = await importSigningKey(await generatePrivateJwk('Ed25519'));
    const elsewhere = {
      ...world.roster,
      version: 4,
      hub: { ...world.roster.hub, origin: 'https://elders.example' },
    };
    const cases = [
      [world.covenant, { ...world.roster, covenant: 'Ander convenant' }, 'roster-changed-under-its-version'],
      [world.covenant, elsewhere, 'roster-of-another-hub'],
      [world.covenant, { ...world.roster, version: 4, validFrom: '2999-01-01' }, 'roster-not-yet-valid'],
      [other, { ...world.roster, version: 4 }, 'roster-signature'],
    ] as const;
    await restarted(async ({ agent }) => {
      for (const [key, roster, alarm] of cases) {
        world.hub.lies.roster = await signStatement(key, 'kernhub-roster+jwt', roster);
        await agent.rosters.refresh();
        expect(agent.rosters.alarms()).toEqual([alarm]);
        expect(agent.rosters.current()).toEqual(world.roster);
      }
    });
    delete world.hub.lies.roster;
  });

  it('alarms when its own keys are not the ones listed', async () => {
    const stranger = publicJwkOf(await generatePrivateJwk('X25519'));
    const self = world.school.agent.partner;
    const partners = world.roster.partners.map((entry) =>
      entry.id === self ? { ...entry, sealing: [stranger] } : entry,
    );
    const swapped = { ...world.roster, partners } as typeof world.roster;
    world.hub.lies.roster = await signStatement(world.covenant, 'kernhub-roster+jwt', {
      ...swapped,
      version: 4,
    });
    const stateFolder = join(world.schoolFolder, 'other-state');
    await restarted(
      async ({ agent }) => {
        expect(agent.rosters.alarms()).toEqual(['own-sealing-key-not-listed', 'other-sealing-key-listed']);
      },
      { stateFolder },
    );
    delete world.hub.lies.roster;
  });

  it('refuses a purpose that is not the document it saw under that version', async () => {
    world.hub.lies.purpose = { ...purpose, title: 'Iets heel anders' };
    await restarted(async ({ agent }) => {
      await expect(agent.purposes.version(purpose.id, 1)).rejects.toMatchObject({
        code: 'purpose-not-offered',
      });
      expect(agent.purposes.alarms()).toEqual([`purpose-changed-under-its-version: ${purpose.id}@1`]);
    });
    delete world.hub.lies.purpose;
  });

  it('starts without a hub, and says that it has no roster', async () => {
    const changes = { hubUrl: 'http://localhost:1', stateFolder: join(world.schoolFolder, 'new-state') };
    await restarted(async ({ agent, url }) => {
      expect(agent.rosters.alarms()).toEqual(['no-roster']);
      expect((await fetch(url)).status).toBe(200);
    }, changes);
  });

  it('does not start on a mapping that does not compile', async () => {
    const file = join(world.schoolConfig.mappingsFolder, 'kapot.jsonata');
    await writeFile(file, '{"a": ');
    await expect(restarted(async () => undefined)).rejects.toThrow(/kapot\.jsonata, line 1, column/);
  });
});
