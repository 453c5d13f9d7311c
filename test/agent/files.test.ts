import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMappings } from '../../src/agent/adapters/mappings.js';
import { openRecords } from '../../src/agent/adapters/records.js';
import { readAgentConfig } from '../../src/agent/index.js';
import { openState } from '../../src/agent/store.js';
import type { SubjectRef } from '../../src/contract/index.js';
import { generatePrivateJwk, newId, publicJwkOf } from '../../src/kernel/index.js';
import { writeFolder } from './two-agents.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kernhub-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const identity = { 'identity.jsonata': '{"bsn": bsn}' };

describe('mappings', () => {
  it('stop the start when one does not compile, naming file, line, column and cause', async () => {
    await writeFolder(folder, { ...identity, 'doel.jsonata': '{\n  "a": b,\n  "c": (d\n}' });
    await expect(openMappings(folder, 500)).rejects.toThrow(
      /doel\.jsonata, line 4, column \d+: .*\(S02\d\d\)/,
    );
  });

  it('stop the start when identity is missing', async () => {
    await expect(openMappings(folder, 500)).rejects.toThrow(/identity\.jsonata: is missing/);
  });

  it('derive, one after another, from the record and today', async () => {
    await writeFolder(folder, {
      ...identity,
      'doel.jsonata': '{"band": uren > 5 ? "hoog" : "laag", "op": $today}',
    });
    const mappings = await openMappings(folder, 5_000);
    const derive = (uren: number) => mappings.derive('doel', { uren }, { today: '2026-11-22' });
    expect(await derive(9)).toEqual({ band: 'hoog', op: '2026-11-22' });
    const many = await Promise.all([1, 8, 2].map(derive));
    expect(many.map(({ band }) => band)).toEqual(['laag', 'hoog', 'laag']);
    await mappings.close();
  });

  it('are ended at the limit, even in a regular expression that never ends, and work again after it', async () => {
    await writeFolder(folder, {
      ...identity,
      'traag.jsonata': '{"x": $contains("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)}',
      'lijst.jsonata': '[1, 2]',
      'stuk.jsonata': '{"x": 1 + bsn}',
    });
    const mappings = await openMappings(folder, 1_000);
    await expect(mappings.derive('traag', {}, {})).rejects.toMatchObject({ code: 'mapping-time-limit' });
    await expect(mappings.derive('lijst', {}, {})).rejects.toMatchObject({ code: 'mapping-not-an-object' });
    const failure = mappings.derive('stuk', { bsn: '999990019' }, {});
    await expect(failure).rejects.toMatchObject({
      code: 'mapping-error',
      message: 'stuk: T2002 at position 9',
    });
    expect(await mappings.derive('identity', { bsn: 'x' }, {})).toEqual({ bsn: 'x' });
    await mappings.close();
  });
});

describe('records', () => {
  it('are named by number only, and a number never names a file elsewhere', async () => {
    await writeFolder(join(folder, 'in'), { '2.json': {}, '10.json': {}, 'notes.txt': 'x', '.x.json': {} });
    await writeFolder(folder, { 'secret.json': { a: 1 } });
    const records = openRecords(join(folder, 'in'));
    expect(await records.numbers()).toEqual(['2', '10']);
    expect(await records.read('../secret')).toBeNull();
    expect(await records.read('7')).toBeNull();
    expect(await records.read('2')).toEqual({});
  });
});

describe('the state folder', () => {
  it('keeps what was written, whole and private', async () => {
    const state = await openState(folder);
    const refs = Array.from({ length: 20 }, () => newId<'SubjectRef'>('chd') as SubjectRef);
    await Promise.all(
      refs.map((ref, place) =>
        state.children.change(({ items }) => ({ items: [...items, { number: `${place}`, ref }] })),
      ),
    );
    const again = await openState(folder);
    expect(again.children.read().items.map(({ ref }) => ref)).toEqual(refs);
    expect(await readdir(folder)).toEqual(['children.json']);
    expect((await stat(join(folder, 'children.json'))).mode & 0o777).toBe(0o600);
  });

  it('makes changes that come at once in their order; one that is refused leaves the others as they are', async () => {
    const state = await openState(folder);
    const item = (number: string) => ({ number, ref: newId<'SubjectRef'>('chd') as SubjectRef });
    const before = state.children.read();
    const refused = new Error('not this one');
    const changes = await Promise.allSettled([
      state.children.change(({ items }) => ({ items: [...items, item('a')] })),
      state.children.change(({ items }) => ({ items: [...items, item('b')] })),
      state.children.change(() => {
        throw refused;
      }),
      state.children.change(({ items }) => ({ items: [...items, item('c')] })),
    ]);
    expect(changes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(changes[2]).toMatchObject({ reason: refused });
    const numbers = state.children.read().items.map(({ number }) => number);
    expect(numbers).toEqual([...before.items.map(({ number }) => number), 'a', 'b', 'c']);
    expect((await openState(folder)).children.read()).toEqual(state.children.read());
  });

  it('shows nothing that did not reach the disk', async () => {
    const lost = await mkdtemp(join(tmpdir(), 'kernhub-lost-'));
    const state = await openState(lost);
    await rm(lost, { recursive: true });
    const change = () => state.roster.change(() => ({ seen: null }));
    const both = await Promise.allSettled([change(), change()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(state.children.read()).toEqual({ items: [] });
    const ref = newId<'SubjectRef'>('chd') as SubjectRef;
    await expect(state.children.change(() => ({ items: [{ number: '1', ref }] }))).rejects.toThrow(/ENOENT/);
    expect(state.children.read()).toEqual({ items: [] });
  });

  it('refuses to start over a damaged file', async () => {
    await writeFile(join(folder, 'children.json'), '{"items":[{"number":"1"}]}');
    await expect(openState(folder)).rejects.toThrow(/children\.json: \/items\/0\/ref is required/);
    expect(await readFile(join(folder, 'children.json'), 'utf8')).toContain('"number":"1"');
  });
});

describe('the settings', () => {
  async function settings(): Promise<Record<string, string>> {
    const keys = {
      signing: await generatePrivateJwk('Ed25519'),
      sealing: await generatePrivateJwk('X25519'),
      dpop: await generatePrivateJwk('P-256'),
    };
    const file = join(folder, 'keys.json');
    await writeFile(file, JSON.stringify(keys), { mode: 0o600 });
    return {
      AGENT_PARTNER: newId('prt'),
      AGENT_HUB_URL: 'http://localhost:8080/',
      AGENT_ISSUER: 'http://localhost:9000/professionals',
      AGENT_CLIENT_ID: 'school',
      AGENT_KEYS_FILE: file,
      AGENT_COVENANT_KEY: JSON.stringify(publicJwkOf(await generatePrivateJwk('Ed25519'))),
      AGENT_RECORDS_FOLDER: folder,
      AGENT_MAPPINGS_FOLDER: folder,
      AGENT_STATE_FOLDER: folder,
    };
  }

  it('are read with their defaults', async () => {
    const config = await readAgentConfig(await settings());
    expect(config).toMatchObject({ hubAudience: 'http://localhost:8080', host: '127.0.0.1', port: 8090 });
  });

  it('are refused with every fault at once', async () => {
    const given: Record<string, string> = {
      ...(await settings()),
      AGENT_PARTNER: 'school',
      AGENT_COVENANT_KEY: '{',
      AGENT_PORT: 'x',
    };
    const { AGENT_CLIENT_ID: _, ...without } = given;
    const error = await readAgentConfig(without).catch((cause: Error) => cause);
    const text = (error as Error).message;
    for (const name of ['AGENT_PARTNER', 'AGENT_COVENANT_KEY', 'AGENT_PORT', 'AGENT_CLIENT_ID']) {
      expect(text).toContain(name);
    }
  });

  it('allow plain http to this machine only, and never in production', async () => {
    const given = await settings();
    const elsewhere = { ...given, AGENT_HUB_URL: 'http://hub.example' };
    await expect(readAgentConfig(elsewhere)).rejects.toThrow('AGENT_HUB_URL must be https');
    await expect(readAgentConfig({ ...given, KERNHUB_MODE: 'production' })).rejects.toThrow(
      'AGENT_ISSUER must be https',
    );
  });

  it('refuse a keys file that everyone can read, or that lacks a key', async () => {
    const given = await settings();
    await chmod(given.AGENT_KEYS_FILE ?? '', 0o644);
    await expect(readAgentConfig(given)).rejects.toThrow(/AGENT_KEYS_FILE .*chmod 600/);
    await chmod(given.AGENT_KEYS_FILE ?? '', 0o600);
    await writeFile(given.AGENT_KEYS_FILE ?? '', '{"signing":{}}');
    await expect(readAgentConfig(given)).rejects.toThrow(/AGENT_KEYS_FILE\/sealing is required/);
  });
});
