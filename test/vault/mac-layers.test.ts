import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/kernel/index.js';
import {
  type HubKeys,
  KeyedHashes,
  newHubKeys,
  readHubKeys,
  rotateHubKey,
  stepTowards,
  writeHubKeys,
} from '../../src/vault/index.js';
import { temporaryFolder } from '../harness/folder.js';

describe('the MAC key, rotated', () => {
  let first: HubKeys;
  let second: HubKeys;
  let third: HubKeys;
  beforeAll(async () => {
    first = await newHubKeys({ development: true });
    second = await rotateHubKey(first, 'mac');
    third = await rotateHubKey(second, 'mac');
  });

  const message = utf8('what a child is found by');
  const written = (keys: HubKeys) => new KeyedHashes(keys).every('pseudonym', message)[0];

  it('is laid over the former one, and finds what was written under it', () => {
    expect(second.macKey).toEqual(first.macKey);
    expect([first, second, third].map((keys) => written(keys).layers)).toEqual([0, 1, 2]);
    expect(written(second).bytes).not.toEqual(written(first).bytes);
    const every = new KeyedHashes(third).every('pseudonym', message);
    expect(every).toEqual([written(third), written(second), written(first)]);
  });

  it('makes a stored hash anew without what it was made from', () => {
    const hashes = new KeyedHashes(third);
    for (const keys of [first, second, third])
      expect(hashes.relaid('pseudonym', written(keys))).toEqual(written(third));
  });

  it('cannot be left out: whoever has all keys but one makes another hash', async () => {
    const stranger = await newHubKeys({ development: true });
    const [lower = stranger.macKey, upper = stranger.macKey] = third.macLayers ?? [];
    for (const keys of [
      { ...third, macKey: stranger.macKey },
      { ...third, macLayers: [stranger.macKey, upper] },
      { ...third, macLayers: [lower, stranger.macKey] },
    ])
      expect(new KeyedHashes(keys).every('pseudonym', message)[0].bytes).not.toEqual(written(third).bytes);
  });

  it('is passed in two steps: each file on the way finds what the one before and the one after it write', () => {
    const between = stepTowards(third, 'mac');
    expect(written(between)).toEqual(written(second));
    const files = [second, between, third];
    for (const [place, keys] of files.entries()) {
      const found = new KeyedHashes(keys).every('pseudonym', message);
      for (const other of files.slice(Math.max(0, place - 1), place + 2))
        expect(found).toContainEqual(written(other));
    }
    expect(() => stepTowards(first, 'mac')).toThrow(RangeError);
  });

  it('is not rotated on the way to the next one', async () => {
    await expect(rotateHubKey(stepTowards(second, 'mac'), 'mac')).rejects.toThrow(RangeError);
  });

  it('stands in the file with all that it lies over', async () => {
    const folder = await temporaryFolder('mac-layers');
    for (const [name, keys] of Object.entries({ third, between: stepTowards(third, 'mac') })) {
      const file = join(folder, `${name}.json`);
      await writeHubKeys(file, keys);
      expect(await readHubKeys(file)).toEqual(keys);
    }
    await rm(folder, { recursive: true });
  });
});
