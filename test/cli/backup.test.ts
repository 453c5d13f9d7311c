/** `kernhub backup` and `kernhub restore`, as an operator types them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { writeHubKeys } from '../../src/vault/index.js';
import { type LivedLog, livedLog } from '../audit/lived-log.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';

let log: LivedLog;
let empty: FreshDatabase;
let keysFile: string;
beforeAll(async () => {
  log = await livedLog();
  empty = await freshDatabase();
  keysFile = join(log.folder, 'hub-keys.json');
  await writeHubKeys(keysFile, log.hub.hubKeys);
}, 120_000);
afterAll(async () => {
  await empty.drop();
  await log.close();
});

async function kernhub(on: FreshDatabase, ...args: string[]) {
  const printed = { out: '', err: '' };
  const env = {
    DATABASE_URL: on.appUrl,
    DATABASE_OWNER_URL: on.ownerUrl,
    KEYS_DATABASE_URL: on.keysUrl,
    KEYS_DATABASE_OWNER_URL: on.keysOwnerUrl,
    HUB_KEYS_FILE: keysFile,
    ERASURE_JOURNAL_FILE: join(log.folder, 'erasures.ndjson'),
    LEDGER_ORIGIN: log.hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
  };
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
}

describe('a hub that is backed up and put back by command', () => {
  it('holds the same log, which verifies as before, with the tables that mirror it', async () => {
    const [main, keys] = [join(log.folder, 'main'), join(log.folder, 'keys')];
    const made = await kernhub(log.hub.fresh, 'backup', '--to', main, '--keys-to', keys);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^main database: \d+ tables, \d+ rows\n/);
    expect(made.out).toMatch(/\nkey store: \d+ tables, \d+ rows; destroy it before \d{4}-\d\d-\d\d\n$/);

    const back = await kernhub(empty, 'restore', '--from', main, '--keys-from', keys);
    expect(back).toEqual({
      code: 0,
      out: 'restored; 0 erasures in the journal are carried out anew at the next start of the hub\n',
      err: '',
    });
    const before = await kernhub(log.hub.fresh, 'verify', 'log', '--database', '--json');
    const after = await kernhub(empty, 'verify', 'log', '--database', '--json');
    expect([before.code, after.code]).toEqual([0, 0]);
    const { checked } = JSON.parse(after.out) as { checked: { entries: number } };
    expect(checked.entries).toBeGreaterThan(10);
    expect(checked).toEqual((JSON.parse(before.out) as { checked: object }).checked);
  });

  it('is put over nothing that is there, neither databases nor folders', async () => {
    const main = join(log.folder, 'main');
    const over = await kernhub(log.hub.fresh, 'restore', '--from', main);
    expect([over.code, over.out]).toEqual([1, '']);
    expect(over.err).toMatch(/not empty/);
    const again = await kernhub(log.hub.fresh, 'backup', '--to', main);
    expect([again.code, again.out]).toEqual([1, '']);
    expect(again.err).toMatch(/not empty/);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, 40), /no whole backup/],
    ['of nothing', () => 'null', /no backup of the main database/],
    ['of other rows', (text: string) => text.replace(/"rows": ?\d+/, '"rows":77'), /was altered/],
  ])('is not put back by a manifest that is %s', async (_, change, reason) => {
    const [main, file] = [join(log.folder, 'main'), join(log.folder, 'main', 'manifest.json')];
    const text = await readFile(file, 'utf8');
    await writeFile(file, change(text));
    const { code, out, err } = await kernhub(empty, 'restore', '--from', main);
    await writeFile(file, text);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(reason);
    expect(err.trim().split('\n')).toHaveLength(1);
  });
});
