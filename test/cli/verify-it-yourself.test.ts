/** The commands of docs/verify-it-yourself.md, as they stand there, each with what its placeholders stand for. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { writeHubKeys } from '../../src/vault/index.js';
import { enlist, inspect, released } from '../audit/inspected.js';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { liveReceipts } from '../receipts/lived-receipts.js';
import { stateFor } from '../receipts/stated.js';
import { erase } from '../rights/officer-desk.js';

let hub: TestHub;
let env: Record<string, string>;
/** What stands in the text → what it stands for, and what the report must say. */
let stands: Record<string, string>;

const firstParent = ({ parents }: Family): Parent => {
  const [parent] = parents;
  if (parent === undefined) throw new Error('a family has a parent');
  return parent;
};

beforeAll(async () => {
  hub = await startTestHub();
  const folder = await temporaryFolder('verify-it-yourself');
  const keep = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };
  const lived = await liveReceipts(hub);
  const { mother } = lived;
  const officer = lived.officer.key;
  const checkpoint = await keep('checkpoint.txt', await checkpointOfSomething(hub));
  const earlier = await keep('earlier.jsonld', (await stateFor(mother)).text);
  const receipts = `/v1/me/children/${mother.child}/receipts`;
  const { items } = (await must(mother.caller.get(receipts))).body as unknown as {
    readonly items: readonly { readonly id: string; readonly event?: string }[];
  };
  const receipt = await keep(
    'receipt.jsonld',
    (await must(mother.caller.get(`${receipts}/${items[0]?.id}`))).text,
  );
  const family = await familyOf(hub, 'gewist');
  await family.agree();
  const request = await erase(hub, officer, firstParent(family));
  const certificate = (
    await must(firstParent(family).caller.get(`/v1/me/rights-requests/${request}/certificate`))
  ).text;
  stands = {
    'log.ndjson': join(folder, 'log.ndjson'),
    'checkpoint.txt': checkpoint,
    'kernhub-rcp_….jsonld': receipt,
    'kernhub-accesses-rcp_….jsonld': await keep('list.jsonld', (await stateFor(mother)).text),
    'kernhub-rrq_….jsonld': await keep('certificate.jsonld', certificate),
    '--hub-key=KID': `--hub-key=${hub.hubKeys.ticket.kid}`,
    'kernhub-evidence-exc_….json': await keep('evidence.json', await evidenceOf(hub)),
    '--covenant-key=KID': `--covenant-key=${hub.covenantKey.kid}`,
    '--officer-key=KID': `--officer-key=${officer.kid}`,
    VKEY: hub.ledger.verifierKeys()[0] ?? '',
    RECEIPT: receipt,
    LIST: earlier,
    POLICY: await keep('policy', 'quorum none\n'),
  };
  env = {
    DATABASE_URL: hub.fresh.appUrl,
    DATABASE_OWNER_URL: hub.fresh.ownerUrl,
    KEYS_DATABASE_URL: hub.fresh.keysUrl,
    KEYS_DATABASE_OWNER_URL: hub.fresh.keysOwnerUrl,
    HUB_KEYS_FILE: join(folder, 'hub-keys.json'),
    LEDGER_ORIGIN: stands.VKEY?.split('+')[0] ?? '',
  };
  await writeHubKeys(env.HUB_KEYS_FILE ?? '', hub.hubKeys);
}, 300_000);
afterAll(() => hub.close());

/** The first checkpoint that is published once the log has entries: one comes every five seconds. */
const checkpointOfSomething = (hub: TestHub): Promise<string> =>
  vi.waitFor(
    async () => {
      const note = await hub.ledger.checkpoint();
      expect(Number(note.split('\n')[1])).toBeGreaterThan(0);
      return note;
    },
    { timeout: 30_000, interval: 200 },
  );

/** Of an exchange under a roster that lists its partners. */
async function evidenceOf(hub: TestHub): Promise<string> {
  await enlist(hub, 2);
  const family = await familyOf(hub, 'bewezen');
  await family.agree();
  const asked = await released(await exchanging({ school: hub.school, jgz: hub.jgz, family }));
  return (await must(inspect(hub, asked, 'evidence'))).text;
}

/** `[--holds RECEIPT]...` may be given: then it is. */
const argumentsIn = (line: string): readonly string[] =>
  line
    .replaceAll(/\[([^\]]*)\](?:\.\.\.)?/g, '$1')
    .split(' ')
    .slice(1)
    .map((word) => stands[word] ?? word);

async function run(line: string): Promise<{ readonly code: number; readonly said: string }> {
  let said = '';
  const note = (text: string): void => {
    said += text;
  };
  return { code: await runKernhub(argumentsIn(line), { env, out: note, err: note }), said };
}

/** Lines of code blocks, whether fenced or set in. */
async function commands(): Promise<readonly string[]> {
  const text = await readFile('docs/verify-it-yourself.md', 'utf8');
  return [...text.matchAll(/^(?: {4})?(kernhub .+)$/gm)].map(([, line = '']) => line);
}

/** By its first words, what a command says when all holds. */
const says: Readonly<Record<string, RegExp>> = {
  'kernhub audit export': /^\d+ entries, \d+ of them erased\.$/m,
  'kernhub verify log': /^The (?:log holds, and what happened in it was right|ledger holds)\.$/m,
  'kernhub verify receipt': /^The (?:receipt|list) holds/m,
  'kernhub verify evidence': /^The evidence holds\./m,
  'kernhub verify certificate': /^The certificate holds\./m,
};

describe('docs/verify-it-yourself.md', () => {
  it('has commands that do what it says, in its order', { timeout: 120_000 }, async () => {
    const lines = await commands();
    expect(lines.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual([
      'audit export',
      'verify log',
      'verify receipt',
      'verify receipt',
      'verify evidence',
      'verify log',
      'verify certificate',
    ]);
    for (const line of lines) {
      const { code, said } = await run(line);
      expect(said, line).toMatch(says[line.split(' ').slice(0, 3).join(' ')] ?? /^$/);
      expect(code, line).toBe(0);
    }
  });

  it('tells which entries were erased, and that the log extends what was kept', {
    timeout: 120_000,
  }, async () => {
    const { said } = await run('kernhub verify log log.ndjson --key VKEY --since checkpoint.txt');
    expect(said).toMatch(/\d+ entries erased at \d+/);
    expect(said).toMatch(/extends the checkpoint of \d+ entries that you kept/);
  });
});
