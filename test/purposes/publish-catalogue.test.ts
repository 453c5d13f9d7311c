import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EntryId } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { systemClock } from '../../src/kernel/index.js';
import { createLedger, type Ledger } from '../../src/ledger/index.js';
import {
  catalogueEntry,
  loadCatalogue,
  PublishedFileChanged,
  policiesEntry,
  publishCatalogue,
  purposesEntryKinds,
  ruleEntry,
} from '../../src/purposes/index.js';
import { newHubKeys, openVault } from '../../src/vault/index.js';
import { type FreshDatabase, freshDatabase } from '../harness/database.js';
import { temporaryFolder } from '../harness/folder.js';

let db: FreshDatabase;
let ledger: Ledger;
let folder: string;
let close: () => Promise<void>;

beforeAll(async () => {
  folder = await temporaryFolder('catalogue');
});
beforeEach(async () => {
  await close?.();
  db = await freshDatabase();
  const keysPool = openPool(db.keysUrl);
  const keys = await newHubKeys({ development: true });
  ledger = createLedger({
    database: db.database,
    vault: openVault({ keysPool, keys }),
    clock: systemClock(),
    signingKey: keys.ledger,
    origin: 'hub.test/ledger',
    kinds: purposesEntryKinds,
  });
  close = async () => {
    await keysPool.end();
    await db.drop();
  };
  await rm(folder, { recursive: true, force: true });
  await cp('consent-schemas', folder, { recursive: true });
});
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

const publish = async (policyDigest = 'first'): Promise<void> => {
  const catalogue = await loadCatalogue(folder);
  await publishCatalogue({
    database: db.database,
    ledger,
    catalogue,
    policies: { digest: policyDigest, texts: { 'a.cedar': policyDigest } },
  });
};
const payloads = async () => {
  const rows = await db.database.reader.query<{ id: EntryId }>('SELECT id FROM ledger_entry ORDER BY seq');
  const entries = await Promise.all(rows.map(({ id }) => ledger.read(id)));
  return entries.map(({ payload }) => payload);
};
const events = async (): Promise<readonly string[]> => (await payloads()).map(({ event }) => String(event));
const purposeFile = 'purposes/jgz-afstemming@1.json';

describe('publishCatalogue', () => {
  it('records purposes with their notices, rule, agreement, roles and policies, once', async () => {
    await publish();
    await Promise.all([publish(), publish()]);
    expect((await events()).toSorted()).toEqual([
      'agreement.published',
      'policies.published',
      ...Array.from({ length: 9 }, () => 'purpose.published'),
      'roles.published',
      'rule.published',
    ]);
    const { payload } = await ledger.read(await catalogueEntry(db.database.reader, 'jgz-afstemming', 1));
    const catalogue = await loadCatalogue(folder);
    expect(payload).toMatchObject({
      purpose: 'jgz-afstemming',
      version: 1,
      digest: catalogue.digest('jgz-afstemming', 1),
      notices: { nl: catalogue.notice('jgz-afstemming', 1, 'nl')?.hash },
      youngNotices: { tr: catalogue.notice('jgz-afstemming', 1, 'tr', 'young-person')?.hash },
      labels: { en: expect.any(String), uk: expect.any(String) },
      youngLabels: { nl: expect.any(String), uk: expect.any(String) },
    });
    expect((await ledger.read(await ruleEntry(db.database.reader, '1'))).payload).toMatchObject({
      version: '1',
    });
  });

  it('records policies again whenever others come into force, back and forth', async () => {
    for (const digest of ['first', 'second', 'first', 'first']) await publish(digest);
    expect((await events()).filter((event) => event === 'policies.published')).toHaveLength(3);
    const { payload } = await ledger.read(await policiesEntry(db.database.reader));
    expect(payload).toMatchObject({ digest: 'first' });
  });

  it('records a language that is added later, and a new version', async () => {
    await rm(join(folder, 'notices/jgz-afstemming@1.pl.md'));
    await rm(join(folder, 'notices/jgz-afstemming@1.uk.young.md'));
    await publish();
    await cp(
      'consent-schemas/notices/jgz-afstemming@1.uk.young.md',
      join(folder, 'notices/jgz-afstemming@1.uk.young.md'),
    );
    await writeFile(join(folder, 'notices/jgz-afstemming@1.pl.md'), '# Czy możemy?\n');
    const purpose = JSON.parse(await readFile(join(folder, purposeFile), 'utf8'));
    await writeFile(
      join(folder, 'purposes/jgz-afstemming@2.json'),
      JSON.stringify({ ...purpose, version: 2 }),
    );
    await cp(join(folder, 'notices/jgz-afstemming@1.nl.md'), join(folder, 'notices/jgz-afstemming@2.nl.md'));
    await publish();
    expect((await payloads()).slice(-3)).toMatchObject([
      { event: 'purpose.published', purpose: 'jgz-afstemming', version: 2 },
      { event: 'notice.published', language: 'pl' },
      { event: 'notice.published', language: 'uk', audience: 'young-person' },
    ]);
    expect((await loadCatalogue(folder)).current('jgz-afstemming')?.version).toBe(2);
  });

  it('records labels that are added later, and what roles are called whenever that changes', async () => {
    const [labels, young] = ['labels/jgz-afstemming@1.tr.json', 'labels/jgz-afstemming@1.tr.young.json'];
    const texts = await Promise.all([labels, young].map((file) => readFile(join(folder, file), 'utf8')));
    for (const file of [labels, young]) await rm(join(folder, file));
    await publish();
    const before = (await events()).length;
    await Promise.all(
      [labels, young].map((file, index) => writeFile(join(folder, file), texts[index] ?? '')),
    );
    const roles = await readFile(join(folder, 'role-labels/pl.json'), 'utf8');
    for (const name of ['Wsparcie szkolne', 'Związek szkół']) {
      await writeFile(
        join(folder, 'role-labels/pl.json'),
        roles.replace(/"label": "Związek[^"]+"/, `"label": "${name}"`),
      );
      await publish();
    }
    const added = (await payloads()).slice(before);
    expect(added.map(({ event, language, audience }) => [event, language, audience])).toEqual([
      ['labels.published', 'tr', undefined],
      ['labels.published', 'tr', 'young-person'],
      ['role-labels.published', 'pl', undefined],
      ['role-labels.published', 'pl', undefined],
    ]);
    await writeFile(join(folder, labels), (texts[0] ?? '').replace('evet', 'tabii'));
    await expect(publish()).rejects.toThrow(
      `${labels}: changed after it was published as labels jgz-afstemming version 1.tr`,
    );
  });

  it('stops, naming every file that changed or went after it was published, and records nothing', async () => {
    await publish();
    const before = (await events()).length;
    const text = await readFile(join(folder, purposeFile), 'utf8');
    await writeFile(join(folder, purposeFile), text.replace('rustige-werkplek', 'andere-klas'));
    await writeFile(join(folder, 'notices/verzuim-thuiszitten@1.nl.md'), '# Iets anders\n');
    await writeFile(
      join(folder, 'rules/2.json'),
      (await readFile(join(folder, 'rules/1.json'), 'utf8')).replace('"1"', '"2"'),
    );
    await rm(join(folder, 'rules/1.json'));
    const stopped = await publish('second').catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(PublishedFileChanged);
    const message = (stopped as PublishedFileChanged).message;
    expect(message).toContain(
      `${purposeFile}: changed after it was published as purpose jgz-afstemming version 1`,
    );
    expect(message).toContain('notices/verzuim-thuiszitten@1.nl.md: changed after it was published');
    expect(message).toContain('rule consent-rule version 1: was published and its file is gone');
    expect(await events()).toHaveLength(before);
  });

  it('takes other white space in a JSON file for the same purpose', async () => {
    await publish();
    const purpose = JSON.parse(await readFile(join(folder, purposeFile), 'utf8'));
    await writeFile(join(folder, purposeFile), JSON.stringify(purpose));
    await expect(publish()).resolves.toBeUndefined();
  });

  it('lets the hub change nothing that was published', async () => {
    await publish();
    for (const sql of [
      "UPDATE publication SET digest = 'x'",
      'DELETE FROM publication',
      'TRUNCATE publication',
    ]) {
      await expect(db.database.reader.query(sql)).rejects.toThrow('permission denied');
    }
  });
});
