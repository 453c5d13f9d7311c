import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { readStatement } from '../../src/contract/index.js';
import type { PublicJwk } from '../../src/kernel/index.js';
import { readHubKeys } from '../../src/vault/index.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kernhub-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function kernhub(line: string, env: Record<string, string> = {}) {
  let out = '';
  let err = '';
  const code = await runKernhub(line === '' ? [] : line.split(' '), {
    env,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
  });
  return { code, out, err };
}

const commands = [
  'demo',
  'hub',
  'agent',
  'evaluator',
  'witness',
  'config',
  'migrate',
  'keys',
  'call',
  'open',
  'roster',
  'verify',
  'audit',
];

describe('kernhub', () => {
  it('names every command in its help', async () => {
    const { code, out } = await kernhub('--help');
    expect(code).toBe(0);
    for (const name of commands) expect(out).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
    expect((await kernhub('')).code).toBe(2);
  });

  it.each(commands)('explains %s', async (name) => {
    const { code, out } = await kernhub(`${name} --help`);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^kernhub ${name}: `));
    expect(out).toContain('\nUsage: kernhub ');
    expect(await kernhub(`help ${name}`)).toEqual({ code: 0, out, err: '' });
  });

  it('tells its version', async () => {
    expect((await kernhub('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each([
    ['fly', 'there is no command "fly"'],
    ['config --loud', "Unknown option '--loud'"],
    ['keys', 'say what to do: new, public, rotate, step, retire, rewrap, rehash, change or statement'],
    ['keys step kek --out x', 'say to which rotated file with --towards FILE'],
    ['keys step kek --towards x', 'say where to with --out FILE'],
    [
      'keys step ticket --towards x --out y',
      'only the kek and the mac are passed in two steps: step kek, step mac',
    ],
    ['keys statement --as x', 'say for what with --purpose ID@VERSION'],
    ['call GET /v1/purposes', 'say who calls with --as PROFILE'],
    ['call --as x FETCH /v1/purposes', 'say what to do: one of GET, POST, PUT, DELETE'],
    ['call --as x GET purposes', 'say where, from the origin: /v1/purposes'],
    ['call --as x POST /v1/exchanges body.json', 'the body is neither JSON nor @FILE'],
    ['open --as x --key k', 'say what was asked with --request FILE'],
    ['keys new king --out x', 'keys of what? One of hub, partner, officer, covenant, evaluator'],
    ['keys new hub', 'say where to with --out FILE'],
    ['config king', 'of which process? One of hub, agent, evaluator, witness'],
    ['roster sign', 'say which roster with --roster FILE'],
    ['verify', 'say what to verify: log, receipt, certificate or evidence'],
    ['backup', 'say where to'],
    ['restore', 'say what to put back'],
    ['verify receipt', 'say which receipt: FILE'],
    ['verify log', 'say where it is: FILE or --database'],
    ['verify log --database --moved-clock', '--moved-clock is for an export'],
    ['verify log x --handed-out y', '--handed-out is for --database'],
    ['audit', 'say what to do: export'],
  ])('refuses "%s" with one sentence and exit code 2', async (line, sentence) => {
    const { code, out, err } = await kernhub(line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(err).not.toContain(' at ');
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it.each(['http', '0', '65536', '-1', '80.5'])(
    'refuses to play the demonstration on PORT %s',
    async (port) => {
      const { code, err } = await kernhub('demo --stay', { PORT: port });
      expect([code, err]).toEqual([
        2,
        'kernhub demo: PORT must be a whole number from 1 to 65535. Run kernhub demo --help.\n',
      ]);
    },
  );
});

describe('a process with settings that cannot be used', () => {
  it.each([
    ['hub', 'COVENANT_KEY is missing'],
    ['agent', 'AGENT_COVENANT_KEY is not JSON'],
    ['evaluator', 'EVALUATOR_KEY_FILE must name the file of the PRF key'],
    ['witness', 'WITNESS_LOGS: x: not the vkey of an Ed25519 key'],
  ])('ends kernhub %s with 2 and says which', async (name, sentence) => {
    const { code, out, err } = await kernhub(name, {
      AGENT_COVENANT_KEY: 'x',
      EVALUATOR_PORT: '0',
      WITNESS_LOGS: 'x',
    });
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });
});

describe('the help of a process', () => {
  it.each([
    ['agent', 'AGENT_PORT', '(default 8090)'],
    ['agent', 'KERNHUB_MODE', '(default development)'],
    ['agent', 'AGENT_STATE_FOLDER', '(required)'],
    ['agent', 'AGENT_WITNESS_HOST', '(default 127.0.0.1)'],
    ['evaluator', 'EVALUATOR_PORT', '(required)'],
    ['witness', 'WITNESS_NAME', '(required)'],
    ['witness', 'WITNESS_PORT', '(default 8095)'],
    ['evaluator', 'EVALUATOR_TOTAL_PER_HOUR', '(default 20000)'],
  ])('of kernhub %s says that %s is %s', async (name, setting, note) => {
    const { out } = await kernhub(`${name} --help`);
    expect(out.split('\n').find((line) => line.startsWith(`  ${setting} `))).toContain(note);
  });
});

describe('kernhub keys', () => {
  it.each(['hub', 'partner', 'officer', 'covenant', 'evaluator'])(
    'makes keys of a %s that only the owner can read',
    async (kind) => {
      const file = join(folder, `${kind}.json`);
      const { code, out } = await kernhub(`keys new ${kind} --out ${file}`);
      expect(code).toBe(0);
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      const printed = JSON.stringify(JSON.parse(out));
      expect(printed).not.toContain('"d"');
      if (kind === 'partner' || kind === 'covenant') {
        expect((await kernhub(`keys public ${file}`)).out).toBe(out);
      }
    },
  );

  it('makes hub keys that production accepts', async () => {
    expect((await readHubKeys(join(folder, 'hub.json'))).development).toBe(false);
  });

  it('never overwrites a file', async () => {
    const file = join(folder, 'covenant.json');
    const before = await readFile(file, 'utf8');
    const { code, err } = await kernhub(`keys new covenant --out ${file}`);
    expect(code).toBe(1);
    expect(err).toBe(`kernhub keys: ${file} exists already and is not overwritten\n`);
    expect(await readFile(file, 'utf8')).toBe(before);
  });
});

describe('kernhub roster', () => {
  const roster = async () => {
    const { signing, sealing } = JSON.parse(
      (await kernhub(`keys public ${join(folder, 'partner.json')}`)).out,
    );
    return {
      covenant: 'Kernpartneraanpak Testland',
      version: 3,
      validFrom: '2026-11-22',
      hub: { origin: 'https://hub.example', ticketKeys: [signing], ledgerKeys: ['hub.example+1+x'] },
      prf: { suite: 'ristretto255-SHA512', publicKey: 'a'.repeat(43) },
      partners: [
        {
          id: `prt_${'a'.repeat(22)}`,
          name: 'School',
          role: 'school',
          bsn: null,
          signing: [signing],
          sealing: [sealing],
        },
      ],
    };
  };

  it('signs a roster that its public key verifies', async () => {
    const [file, key] = [join(folder, 'roster.json'), join(folder, 'covenant.json')];
    await writeFile(file, JSON.stringify(await roster()));
    const { code, out } = await kernhub(`roster sign --roster ${file} --key ${key}`);
    expect(code).toBe(0);
    const { covenant } = JSON.parse((await kernhub(`keys public ${key}`)).out) as { covenant: PublicJwk };
    expect((await readStatement(out.trim(), 'kernhub-roster+jwt', [covenant])).version).toBe(3);
  });

  it('names everything that is wrong with a roster', async () => {
    const file = join(folder, 'bad-roster.json');
    await writeFile(file, JSON.stringify({ ...(await roster()), version: 0, extra: true }));
    const { code, err } = await kernhub(
      `roster sign --roster ${file} --key ${join(folder, 'covenant.json')}`,
    );
    expect(code).toBe(2);
    expect(err).toContain('/version must be >= 1');
    expect(err).toContain('/extra is not a known field');
  });

  it.each([
    ['{\n  "version": 3,\n  covenant: "x"\n}', ', line 3, column 3: is not JSON'],
    ['{"version": 3, "version": 4}', ': /version appears twice'],
  ])('names the place where %j is not JSON', async (text, place) => {
    const file = join(folder, 'no-roster.json');
    await writeFile(file, text);
    const { code, err } = await kernhub(
      `roster sign --roster ${file} --key ${join(folder, 'covenant.json')}`,
    );
    expect([code, err]).toEqual([2, `kernhub roster: ${file}${place}. Run kernhub roster --help.\n`]);
  });

  it('names a file that is not there', async () => {
    const { code, err } = await kernhub(`roster sign --roster ${folder}/none --key ${folder}/none`);
    expect([code, err]).toEqual([1, `kernhub roster: ${folder}/none does not exist\n`]);
  });
});

describe('kernhub config', () => {
  it('lists everything that is wrong and exits with 2', async () => {
    const { code, err } = await kernhub('config', { PORT: 'x', KERNHUB_MODE: 'production' });
    expect(code).toBe(2);
    expect(err).toMatch(/^kernhub config: the configuration cannot be used:\n/);
    for (const name of ['PORT', 'COVENANT_KEY', 'HUB_KEYS_FILE', 'DATABASE_URL'])
      expect(err).toContain(`  ${name} `);
  });

  it('shows what applies', async () => {
    const { covenant } = JSON.parse((await kernhub(`keys public ${join(folder, 'covenant.json')}`)).out);
    const { code, out } = await kernhub('config', {
      PROFESSIONALS_ISSUERS: 'http://localhost:1/p',
      OFFICERS_ISSUER: 'http://localhost:1/o',
      CITIZENS_ISSUER: 'http://localhost:1/c',
      COVENANT_KEY: JSON.stringify(covenant),
      EVALUATOR_URL: 'http://localhost:2',
      PRF_PUBLIC_KEY: 'a'.repeat(43),
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^KERNHUB_MODE +development {2}\(default\)$/m);
    expect(out).toMatch(/^HUB_KEYS_FILE +\.kernhub\/hub-keys\.json {2}\(default\)$/m);
    expect(out).toMatch(/^CONSENT_SCHEMAS_FOLDER +\/.+consent-schemas {2}\(default\)$/m);
    expect(out).toMatch(/^POLICIES_FOLDER +\/.+policies {2}\(default\)$/m);
  });

  it('shows what applies to an agent and to an evaluator', async () => {
    const keys = join(folder, 'partner.json');
    const { signing } = JSON.parse((await kernhub(`keys public ${keys}`)).out) as { signing: PublicJwk };
    const paths = ['AGENT_RECORDS_FOLDER', 'AGENT_MAPPINGS_FOLDER', 'AGENT_STATE_FOLDER'];
    const agent = await kernhub('config agent', {
      AGENT_PARTNER: `prt_${'a'.repeat(22)}`,
      AGENT_HUB_URL: 'https://hub.example',
      AGENT_ISSUER: 'https://issuer.example',
      AGENT_CLIENT_ID: 'agent',
      AGENT_KEYS_FILE: keys,
      AGENT_COVENANT_KEY: JSON.stringify(signing),
      ...Object.fromEntries(paths.map((name) => [name, folder])),
    });
    expect([agent.code, agent.err]).toEqual([0, '']);
    expect(agent.out).toMatch(/^AGENT_PORT +8090 {2}\(default\)$/m);
    expect(agent.out).toMatch(/^AGENT_HUB_URL +https:\/\/hub\.example$/m);
    const evaluator = await kernhub('config evaluator', {
      EVALUATOR_PORT: '0',
      EVALUATOR_KEY_FILE: 'key.json',
      EVALUATOR_HUB_KEY: JSON.stringify(signing),
    });
    expect([evaluator.code, evaluator.err]).toEqual([0, '']);
    expect(evaluator.out).toMatch(/^EVALUATOR_PER_HOUR +600 {2}\(default\)$/m);
    expect((await kernhub('config agent')).code).toBe(2);
  });
});
