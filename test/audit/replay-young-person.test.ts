/** A young person decides on a text of their own; the log and the receipt prove which one it was. */
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLog, verifyDatabase, verifyExport } from '../../src/audit/index.js';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { base64url, canonicalJson, type JsonObject, sha256 } from '../../src/kernel/index.js';
import { loadCatalogue } from '../../src/purposes/index.js';
import type { Receipt } from '../../src/receipts/index.js';
import { openVault } from '../../src/vault/index.js';
import { type Family, familyOf, type Parent, purpose } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { receiptsOf } from '../receipts/lived-receipts.js';
import { type ForgedEntry, forge, nth, readEntries } from './forge.js';

const catalogue = await loadCatalogue('consent-schemas');
const hashFor = (audience: 'guardian' | 'young-person'): string =>
  catalogue.notice(purpose, 1, 'nl', audience)?.hash ?? '';

let hub: TestHub;
let folder: string;
let entries: readonly ForgedEntry[];
let receipts: readonly { readonly receipt: Receipt; readonly text: string }[];
let keysPool: ReturnType<typeof openPool>;
const common = () => ({
  pool: hub.fresh.database.pool,
  vault: openVault({ keysPool, keys: hub.hubKeys }),
  origin: hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '',
  verifierKeys: hub.ledger.verifierKeys(),
  kinds: entryKinds,
});

async function invited({ teacher, atSchool }: Family): Promise<Parent> {
  const path = `/v1/subjects/${atSchool}/invitations`;
  const { body } = await must(teacher.post(path, { as: 'young-person' }));
  const caller = await hub.citizen('jongere');
  const redeemed = await must(caller.post('/v1/me/invitations/_redeem', { code: body.code }));
  return { caller, child: String(redeemed.body.id), person: String(body.person) };
}

beforeAll(async () => {
  hub = await startTestHub();
  folder = await temporaryFolder('replay-young-person');
  const birthDate = `${new Date().getUTCFullYear() - 14}-12-31`;
  const family = await familyOf(hub, 'dertien', birthDate);
  const young = await invited(family);
  await family.agree();
  await family.decide(young, 'given');
  await must((await exchanging({ school: hub.school, jgz: hub.jgz, family })).ask());
  receipts = await receiptsOf(young);
  keysPool = openPool(hub.fresh.keysUrl);
  const file = join(folder, 'log.ndjson');
  const log: string[] = [];
  const { finding } = await exportLog({
    ...common(),
    write: async (lines) => {
      log.push(lines);
      await appendFile(file, lines);
    },
  });
  expect(finding).toBeNull();
  entries = readEntries(log.join('').trimEnd().split('\n'));
});
afterAll(async () => {
  await keysPool?.end();
  await hub?.close();
  await rm(folder, { recursive: true });
});

const decisions = (told: readonly ForgedEntry[], as: string) =>
  told.filter(({ payload }) => payload.event === 'consent.given' && payload.as === as);

async function replay(change: (told: ForgedEntry[]) => ForgedEntry[]) {
  const forged = join(folder, 'forged.ndjson');
  const told = change(structuredClone([...entries]));
  await writeFile(forged, `${forge(common().origin, hub.hubKeys.ledger, told).join('\n')}\n`);
  return verifyExport({ file: forged, kinds: entryKinds });
}

const shown = (as: string, noticeHash: string) => (told: ForgedEntry[]) => {
  for (const { parts, payload } of decisions(told, as)) {
    const decision = { ...(parts.decision as JsonObject), noticeHash };
    parts.decision = decision;
    payload.digest = base64url(sha256(canonicalJson(decision)));
  }
  return told;
};

describe('a log in which a young person decided', () => {
  it('holds, and its views say the same', async () => {
    const { finding } = await verifyDatabase({ ...common(), views: true });
    expect(finding).toBeNull();
    const [own] = decisions(entries, 'young-person');
    expect(own?.parts.decision).toMatchObject({ noticeHash: hashFor('young-person'), language: 'nl' });
    expect(decisions(entries, 'guardian').map(({ parts }) => parts.decision)).toMatchObject([
      { noticeHash: hashFor('guardian') },
      { noticeHash: hashFor('guardian') },
    ]);
  });

  it('holds where the young person was shown the text for guardians, as before there was another', async () => {
    const { finding, replayed } = await replay(shown('young-person', hashFor('guardian')));
    expect(finding).toBeNull();
    expect(replayed).toMatchObject({ decisions: 3, permitted: 1, unproven: 0 });
  });

  it('is refuted where a guardian would have been shown the text for young people', async () => {
    const { finding } = await replay(shown('guardian', hashFor('young-person')));
    expect(finding?.rule).toBe('notice-recorded');
  });

  it.each(['notices', 'youngNotices', 'labels', 'youngLabels'])(
    'is refuted where a text of the %s is published again with other words',
    async (texts) => {
      const { finding } = await replay((told) => {
        const again = structuredClone(nth(told, 'purpose.published'));
        const { purpose: id, version } = again.payload;
        const [language = ''] = Object.keys(again.payload[texts] as JsonObject);
        const event = texts.toLowerCase().includes('labels') ? 'labels.published' : 'notice.published';
        const audience = texts.startsWith('young') ? { audience: 'young-person' } : {};
        const { at, relies } = again.payload;
        const said = {
          purpose: id ?? '',
          version: version ?? 0,
          language,
          ...audience,
          digest: 'A'.repeat(43),
        };
        again.payload = { ...said, id: `ent_${'A'.repeat(22)}`, event, at, relies };
        return [...told, again];
      });
      expect(finding?.rule).toBe('catalogue-recorded');
    },
  );
});

describe('the receipt of a young person', () => {
  it('holds the text that was shown word for word, and verifies', async () => {
    const [given] = receipts.filter(({ receipt }) => receipt.record.event === 'consent.given');
    expect(given?.receipt.dataSubject.as).toBe('young-person');
    expect(given?.receipt.notice).toEqual({
      language: 'nl',
      hash: hashFor('young-person'),
      text: catalogue.notice(purpose, 1, 'nl', 'young-person')?.text,
    });
    const file = join(folder, 'receipt.jsonld');
    await writeFile(file, given?.text ?? '');
    let printed = '';
    const print = (text: string): void => {
      printed += text;
    };
    const code = await runKernhub(['verify', 'receipt', file], { env: {}, out: print, err: print });
    expect([code, printed]).toEqual([0, expect.stringContaining('is here word for word')]);
  });
});
