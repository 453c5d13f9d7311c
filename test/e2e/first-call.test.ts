import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { familyDecides } from '../../src/demo/scenario/family-decides.js';
import { castOf, createStage, meetTheChildren, type Tale } from '../../src/demo/scenario/index.js';
import { freePorts, type RunningWorld, startWorld } from '../../src/demo/supervisor/index.js';
import { visitorsGuide } from '../../src/demo/visitors-guide.js';
import { runCommand } from '../harness/command.js';
import { temporaryFolder } from '../harness/folder.js';

/** The guide's shell blocks, in order. */
async function guideBlocks(): Promise<readonly string[]> {
  const text = await readFile('docs/first-call.md', 'utf8');
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block);
}

let dataFolder: string;
let world: RunningWorld;

async function shell(script: string) {
  const command = runCommand(`set -eu -o pipefail\n${script}`, process.cwd(), { DATA_FOLDER: dataFolder });
  return { code: await command.ended(), printed: command.printed() };
}

const kernhub = (line: string) => shell(`node dist/cli/main.js ${line}`);

/** The start of the story, as `npm start` plays it: everyone is enrolled, and both parents of Testkind Acht said yes. */
beforeAll(async () => {
  dataFolder = await temporaryFolder('first-call');
  world = await startWorld({ dataFolder, ports: freePorts });
  let told = '';
  const write = (text: string): void => {
    told += text;
  };
  const tale: Tale = {
    stage: createStage({ write, color: false }),
    world,
    cast: castOf(world),
    refs: new Map(),
  };
  await meetTheChildren(tale);
  await familyDecides(tale);
  if (tale.stage.failed > 0) throw new Error(told);
}, 300_000);
afterAll(async () => {
  await world?.stop();
  await rm(dataFolder, { recursive: true, force: true });
});

describe('the guide to the first call', () => {
  it('begins with the two commands of the README', async () => {
    expect((await guideBlocks())[0]).toBe('npm ci && npm start\n');
  });

  it('leads, as written, to an opened exchange that the mother can see', { timeout: 120_000 }, async () => {
    const [, ...blocks] = await guideBlocks();
    const { code, printed } = await shell(blocks.join('\n'));
    expect(printed).toContain('"outcome": "opened"');
    expect(printed).toMatch(/"zorgniveau": \{\s+"value": [1-3]/);
    expect(printed).toContain('"seal-opens"');
    expect(printed).toContain('"state": "received"');
    expect(printed).toContain('"outcome": "released"');
    expect(code, printed).toBe(0);
  });
});

describe('kernhub call', () => {
  it('shows a refusal as the hub put it, with headers on request, and exits with 1', async () => {
    const { code, printed } = await kernhub('call -i --as samenwerkingsverband GET /v1/exchanges/exc_none');
    expect(code).toBe(1);
    expect(printed).toMatch(/^40[04] /);
    expect(printed).toMatch(/^content-type: application\/problem\+json/m);
    expect(printed).toMatch(/"code": "(not-found|invalid-request)"/);
  });

  it('sends the idempotency key that it is given: with another body the hub refuses it', async () => {
    const { items } = JSON.parse(await bodyOf(`call --as jgz POST /v1/subjects/_search '{"limit":1}'`));
    const ask = `call --as verpleegkundige --idempotency-key again-0001 POST /v1/subjects/${items[0].id}/invitations '{"as":"guardian"}'`;
    const first = await kernhub(ask);
    expect(first.printed).toContain('Idempotency-Key: again-0001\n201 Created\n');
    const other = await kernhub(ask.replace('guardian', 'young-person'));
    expect(other.printed).toContain('"code": "idempotency-key-reused"');
  });

  it('calls as an officer too', async () => {
    const { code, printed } = await kernhub(`call --as privacy POST /v1/authority-assertions/_search '{}'`);
    expect(code, printed).toBe(0);
    expect(printed).toContain('"items"');
  });

  it('writes what is long to a file as it comes, whole or not at all', async () => {
    const file = join(dataFolder, 'accesses.csv');
    const take = (body: object) =>
      kernhub(`call -i --as privacy --out "${file}" POST /v1/audit/exports '${JSON.stringify(body)}'`);
    const refused = await take({ format: 'csv' });
    expect(refused.printed).toContain('"pointer": "/reason"');
    expect(refused.code).toBe(1);
    await expect(stat(file)).rejects.toThrow('ENOENT');

    const { code, printed } = await take({ format: 'csv', reason: 'jaarverslag' });
    expect(code, printed).toBe(0);
    const [, rows = '0'] = /^kernhub-rows: (\d+)$/m.exec(printed) ?? [];
    expect(Number(rows)).toBeGreaterThan(0);
    expect((await readFile(file, 'utf8')).trimEnd().split('\r\n')).toHaveLength(Number(rows) + 1);
    const { mode, size } = await stat(file);
    expect(mode & 0o777).toBe(0o600);
    expect(printed).toContain(`${file}: ${size.toLocaleString('en')} bytes`);

    const again = await take({ format: 'csv', reason: 'jaarverslag' });
    expect(again.code).toBe(2);
    expect(again.printed).toContain('exists and is not overwritten');
    expect((await stat(file)).size).toBe(size);
  });

  it('names the profiles that there are when it is given another', async () => {
    const { code, printed } = await kernhub('call --as nobody GET /v1/purposes');
    expect(code).toBe(2);
    expect(printed).toMatch(/there is no profile "nobody" in .*, but beheerder, /);
  });

  it('has profiles that only their owner can read, and an example of itself in the guide for visitors', async () => {
    for (const name of ['jgz', 'moeder-acht', 'beheerder']) {
      const { mode } = await stat(join(dataFolder, 'demo', 'profiles', `${name}.json`));
      expect(mode & 0o777).toBe(0o600);
    }
    const [, line = ''] = /^By hand, .*: (.*)$/m.exec(visitorsGuide(world)) ?? [];
    const { code, printed } = await shell(line);
    expect(code, printed).toBe(0);
    expect(printed).toContain('"firstName": "Testkind Acht"');
  });
});

describe('kernhub open', () => {
  it('opens nothing with another key, and says which check failed', { timeout: 120_000 }, async () => {
    const work = join(dataFolder, 'work');
    const statement = (file: string): string =>
      `node dist/cli/main.js keys statement --as jgz --purpose vroegsignalering-zorgteam@1 --fields zorgniveau --out "${file}"`;
    const { code, printed } = await shell(`
      mkdir "${work}"
      CHILD=$(node -p "require('${dataFolder}/demo/jgz/state/children.json').items.find((child) => child.number === 'J-2001').ref")
      STATEMENT=$(${statement(`${work}/key.json`)})
      ${statement(`${work}/other.json`)} > "${work}/unused"
      echo "{\\"subject\\":\\"$CHILD\\",\\"purpose\\":\\"vroegsignalering-zorgteam\\",\\"question\\":\\"meedenken\\",\\"keyStatement\\":\\"$STATEMENT\\"}" > "${work}/request.json"
      node dist/cli/main.js call --as verpleegkundige --prefer-wait 20 POST /v1/exchanges "@${work}/request.json" > "${work}/answer.json"
      node dist/cli/main.js open --as jgz --key "${work}/other.json" --request "${work}/request.json" "${work}/answer.json"`);
    expect(code).toBe(1);
    expect(printed).toMatch(/"outcome": "rejected",\s+"causes": \[\s+"seal-opens"\s+\]/);
  });
});

/** Standard output alone. */
async function bodyOf(line: string): Promise<string> {
  return (await shell(`node dist/cli/main.js ${line} 2> /dev/null`)).printed;
}
