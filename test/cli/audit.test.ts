import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { writeHubKeys } from '../../src/vault/index.js';
import { type LivedLog, livedLog } from '../audit/lived-log.js';

describe('kernhub audit export and verify log FILE', () => {
  let log: LivedLog;
  let env: Record<string, string>;
  let file: string;
  beforeAll(async () => {
    log = await livedLog();
    const { fresh, hubKeys, ledger } = log.hub;
    file = join(log.folder, 'export.ndjson');
    const keysFile = join(log.folder, 'hub-keys.json');
    await writeHubKeys(keysFile, hubKeys);
    env = {
      DATABASE_URL: fresh.appUrl,
      DATABASE_OWNER_URL: fresh.ownerUrl,
      KEYS_DATABASE_URL: fresh.keysUrl,
      KEYS_DATABASE_OWNER_URL: fresh.keysOwnerUrl,
      HUB_KEYS_FILE: keysFile,
      LEDGER_ORIGIN: ledger.verifierKeys()[0]?.split('+')[0] ?? '',
    };
  });
  afterAll(() => log.close());

  const kernhub = async (...args: string[]) => {
    const printed = { out: '', err: '' };
    const code = await runKernhub(args, {
      env,
      out: (text) => {
        printed.out += text;
      },
      err: (text) => {
        printed.err += text;
      },
    });
    return { code, ...printed };
  };

  it('writes a file that only its owner may read, and never overwrites one', async () => {
    const first = await kernhub('audit', 'export', '--out', file);
    expect(first).toMatchObject({ code: 0, out: '' });
    // Behind the line that counts along, where the export took long enough for one.
    expect(first.err).toMatch(/^(?:\r[^\n]+\n)?\d+ entries, 0 of them erased\.\n$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await kernhub('audit', 'export', '--out', file)).toMatchObject({
      code: 1,
      err: expect.stringContaining('exists already'),
    });
    expect((await kernhub('audit', 'export')).out).toBe(await readFile(file, 'utf8'));
  });

  it('says what was checked, and whose word the signature is', async () => {
    const { code, out } = await kernhub('verify', 'log', file);
    expect(code).toBe(0);
    expect(out).toContain('The log holds, and what happened in it was right.');
    expect(out).toContain('2 exchanges permitted, 1 refused, 2 releases');
    expect(out).toContain('only that the file agrees with itself');
    const since = join(log.folder, 'checkpoint.txt');
    await writeFile(since, log.older);
    const [vkey = ''] = log.hub.ledger.verifierKeys();
    const sure = await kernhub('verify', 'log', file, '--key', vkey, '--since', since);
    expect(sure.out).toContain('with the key that you gave');
    expect(sure.out).toMatch(/extends the checkpoint of \d+ entries that you kept/);
  });

  it('names the first entry that is wrong, as text and as JSON, and exits with 1', async () => {
    const altered = join(log.folder, 'altered.ndjson');
    await writeFile(altered, (await readFile(file, 'utf8')).replace('"choice":"given"', '"choice":"GIVEN"'));
    const { code, out } = await kernhub('verify', 'log', altered);
    expect(code).toBe(1);
    expect(out).toMatch(/^The ledger does not hold at index \d+/);
    expect(out).toMatch(/\((payload-of-commitment|parts-complete)\)/);
    const json = await kernhub('verify', 'log', altered, '--json');
    expect(json.code).toBe(1);
    expect(JSON.parse(json.out).finding.index).toBeGreaterThan(0);
  });

  it('says in one sentence that a file or a checkpoint cannot be used', async () => {
    expect(await kernhub('verify', 'log', `${file}.none`)).toEqual({
      code: 1,
      out: '',
      err: `kernhub verify: ${file}.none does not exist\n`,
    });
    const { code, err } = await kernhub('verify', 'log', file, '--since', file);
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('compares the tables of the database too', async () => {
    const { code, out } = await kernhub('verify', 'log', '--database');
    expect([code, out]).toEqual([0, expect.stringContaining('The ledger holds.')]);
    const since = join(log.folder, 'since.txt');
    await writeFile(since, log.older);
    expect((await kernhub('verify', 'log', '--database', '--since', since, '--handed-out', since)).code).toBe(
      0,
    );
  });

  it('exits with 1 and names the row of a table that somebody changed', async () => {
    const client = new pg.Client({ connectionString: log.hub.fresh.superuserUrl });
    await client.connect();
    await client.query("UPDATE stop_order SET recipient = 'prt_forged'");
    await client.end();
    const { code, out } = await kernhub('verify', 'log', '--database');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^The ledger does not hold at index \d+, row \d+, ent_\S+: the row in stop_order is not what this entry made: recipient differs \(view-row-unchanged\)/,
    );
  });
});
