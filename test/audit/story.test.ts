import { readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLog, verifyDatabase, verifyExport } from '../../src/audit/index.js';
import type { ExchangeStory } from '../../src/contract/index.js';
import { openPool } from '../../src/database/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { base64url, fromBase64, newId, sha256 } from '../../src/kernel/index.js';
import { openCheckpoint, parseVerifierKey, verifyInclusion } from '../../src/tlog/index.js';
import { openVault } from '../../src/vault/index.js';
import { familyOf, type Parent } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { erase } from '../rights/officer-desk.js';
import { type Inspected, inEmergency, inspect, liveInspected } from './inspected.js';

let hub: TestHub;
let lived: Inspected;
beforeAll(async () => {
  hub = await startTestHub();
  lived = await liveInspected(hub);
});
afterAll(() => hub?.close());

const open = async (exchange: string): Promise<ExchangeStory> =>
  (await must(inspect(hub, exchange))).body as unknown as ExchangeStory;

describe('the story of an exchange', () => {
  it('tells who asked what, what was decided, and what became of it', async () => {
    const story = await open(lived.stopped);
    expect(story.request).toMatchObject({
      partner: { id: hub.jgz.id, name: 'Testorganisatie jgz', role: 'jgz' },
      professional: { account: expect.stringMatching(/^acc_/), function: 'jeugdverpleegkundige' },
      purpose: { id: 'vroegsignalering-zorgteam', version: 1 },
      question: { code: 'meedenken', text: expect.any(String) },
      fields: ['leeftijdsband', 'zorgniveau'],
      emergency: false,
    });
    expect(story.decisions.map(({ outcome }) => outcome)).toEqual(['permitted', 'released']);
    expect(story.tasks).toHaveLength(1);
    const [task] = story.tasks;
    expect(task).toMatchObject({
      source: { id: hub.school.id, name: 'Testorganisatie school', role: 'school' },
      ...{ flow: 'school-jgz', basis: 'consent', article: expect.stringContaining('AVG'), state: 'answered' },
      receipt: { outcome: 'opened', causes: [] },
    });
    expect(Object.keys(task?.envelope?.fields ?? {})).toEqual(['leeftijdsband', 'zorgniveau']);
    expect(task?.releases).toHaveLength(1);
    expect(story.stops).toMatchObject([
      { stop: task?.stop, cause: 'consent-withdrawn', answer: { outcome: 'erased', ground: null } },
    ]);
  });

  it('shows the policies that decided word for word, under the digest that the log published', async () => {
    const { decisions } = await open(lived.stopped);
    const [decision] = decisions;
    const inForce = decision?.policies.deciding.find(({ id }) => id === 'consent.in-force');
    expect(inForce?.file).toBe('consent.cedar');
    expect(readFileSync('policies/consent.cedar', 'utf8')).toContain(inForce?.text);
    expect(inForce?.text).toContain('@id("consent.in-force")');
  });

  it('shows no text of policies of which only the digest was kept, and none that does not lead to it', async () => {
    const pool = openPool(hub.fresh.ownerUrl);
    const deciding = async () => (await open(lived.stopped)).decisions[0]?.policies.deciding ?? [];
    const kept = await pool.query<{ digest: string; texts: object }>('SELECT digest, texts FROM policy_set');
    const [set] = kept.rows;
    await pool.query(
      `UPDATE policy_set SET texts = texts || '{"consent.cedar": "permit (principal, action, resource);"}'`,
    );
    expect((await deciding()).map(({ text }) => text)).toEqual((await deciding()).map(() => null));
    await pool.query('DELETE FROM policy_set');
    expect((await deciding()).every(({ text }) => text === null)).toBe(true);
    await pool.query('INSERT INTO policy_set VALUES ($1, $2, now())', [set?.digest, set?.texts]);
    expect((await deciding()).every(({ text }) => text !== null)).toBe(true);
    await pool.end();
  });

  it('shows the consents it rests on, with the notice as it was shown', async () => {
    const { consents } = await open(lived.stopped);
    const given = consents.filter(({ event }) => event === 'consent.given');
    expect(given.map(({ person }) => person).toSorted()).toEqual([1, 2]);
    for (const { as, choice, notice, flows } of given) {
      expect([as, choice]).toEqual(['guardian', 'given']);
      expect(notice?.text?.length).toBeGreaterThan(100);
      expect(base64url(sha256(notice?.text ?? ''))).toBe(notice?.hash);
      expect(flows?.map(({ flow }) => flow)).toEqual(['school-jgz']);
    }
    // That of the order to stop.
    expect(consents.filter(({ event }) => event === 'consent.withdrawn')).toHaveLength(1);
  });

  it('tells the facts as they were recorded', async () => {
    const { facts } = await open(lived.stopped);
    const says = (event: string) => facts.filter((fact) => fact.event === event).map((fact) => fact.says);
    expect(says('subject.enrolled').map(({ partner }) => partner)).toEqual(
      expect.arrayContaining([hub.school.id, hub.jgz.id]),
    );
    expect(says('authority.asserted').map(({ kind }) => kind)).toEqual(['joint', 'joint']);
    expect(says('rule.published')).toMatchObject([{ version: expect.any(String) }]);
  });

  it('names no child and no person', async () => {
    for (const exchange of [lived.stopped, lived.refused, lived.emergency]) {
      const told = JSON.stringify(await open(exchange));
      expect(told).not.toMatch(/"(?:sub|per|chd|prf|kid)_/);
      expect(told).not.toContain('Testkind');
      expect(told).not.toContain('2018-03-04');
    }
  });

  it('proves each entry in one checkpoint that the log signed', async () => {
    const { entries, checkpoint, verifierKeys, decisions } = await open(lived.stopped);
    const keys = verifierKeys.map(parseVerifierKey);
    const { size, root } = openCheckpoint(checkpoint, keys[0]?.name ?? '', keys);
    for (const { index, leaf, hashes } of entries) {
      verifyInclusion(index, size, fromBase64(leaf), hashes.map(fromBase64), root);
    }
    const proven = entries.map(({ entry }) => entry);
    expect(proven).toEqual(expect.arrayContaining(decisions.flatMap(({ reliesOn }) => reliesOn)));
    expect(entries.map(({ index }) => index)).toEqual(
      entries.map(({ index }) => index).toSorted((one, other) => one - other),
    );
  });

  it('of a refusal says why, and that nothing was ordered', async () => {
    const story = await open(lived.refused);
    expect(story).toMatchObject({ state: 'refused', tasks: [], stops: [] });
    expect(story.decisions).toMatchObject([{ outcome: 'refused', refusal: 'basis-not-in-force', flows: [] }]);
    expect(story.consents).toHaveLength(1);
  });

  it('of an emergency shows the ground of who released by hand', async () => {
    const story = await open(lived.emergency);
    expect(story.request).toMatchObject({ emergency: true, secondProfessional: true });
    const answered = story.tasks.filter(({ envelope }) => envelope !== null);
    expect(answered.map(({ manual, envelope }) => [manual, envelope?.ground])).toEqual([
      [true, 'direct-gevaar'],
    ]);
  });
});

describe('the look itself', () => {
  it('is on record with its reason before anything is told', async () => {
    const before = await hub.entries('exchange');
    await open(lived.refused);
    expect(await hub.entries('exchange')).toBe(before + 1);
    const { rows } = await hub.fresh.database.pool.query<{ id: string }>(
      'SELECT id FROM ledger_entry ORDER BY seq DESC LIMIT 1',
    );
    const { payload, parts } = await hub.ledger.read(rows[0]?.id as never);
    expect(payload).toMatchObject({
      ...{ event: 'exchange.inspected', exchange: lived.refused, duty: 'privacy-officer', taken: false },
    });
    expect(parts.map(({ topic, value }) => [topic, value])).toEqual([['reason', 'vraag van een ouder']]);
  });

  it('is not part of the story', async () => {
    const { entries } = await open(lived.refused);
    expect(entries.map(({ event }) => event)).not.toContain('exchange.inspected');
  });

  it('at what there never was answers 404 and records nothing', async () => {
    const before = await hub.entries('exchange');
    expect((await inspect(hub, newId('exc'))).status).toBe(404);
    expect(await hub.entries('exchange')).toBe(before);
  });

  it('of a child that was erased tells what the law keeps, and names what is gone', async () => {
    // Nobody was asked, so that nothing obliges to keep who knew the child; that there was an emergency is kept.
    const family = await familyOf(hub, 'nooit-gevraagd');
    const asked = await inEmergency(hub, family, lived.officer);
    const before = await open(asked);
    expect(before.erased).toEqual([]);
    await erase(hub, lived.officer.key, family.parents[0] as Parent);
    const after = await open(asked);
    const gone = before.facts.filter(({ event }) => event === 'subject.enrolled');
    expect(gone.length).toBeGreaterThan(1);
    expect(after.erased.toSorted()).toEqual(gone.map(({ entry }) => entry).toSorted());
    expect(after.tasks[0]?.releases).toEqual(before.tasks[0]?.releases);
  });

  it('breaks nothing that the log and its mirrors must hold', async () => {
    const keysPool = openPool(hub.fresh.keysUrl);
    const verifierKeys = hub.ledger.verifierKeys();
    const common = {
      ...{ pool: hub.fresh.database.pool, vault: openVault({ keysPool, keys: hub.hubKeys }), verifierKeys },
      ...{ origin: verifierKeys[0]?.split('+')[0] ?? '', kinds: entryKinds },
    };
    expect((await verifyDatabase({ ...common, views: true })).finding).toBeNull();
    const file = join(await temporaryFolder('inspected'), 'log.ndjson');
    await exportLog({ ...common, write: (lines) => appendFile(file, lines) });
    expect((await verifyExport({ file, kinds: entryKinds, verifierKeys })).finding).toBeNull();
    await keysPool.end();
  });
});
