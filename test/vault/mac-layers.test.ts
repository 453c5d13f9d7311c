import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  base64url,
  blindPrfInput,
  evaluateBlinded,
  finalizePrf,
  newPrfKeys,
  utf8,
} from '../../src/kernel/index.js';
import {
  type Evaluate,
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
    third = await rotateHubKey(second, 'mac', evaluator);
  });

  const message = utf8('what a child is found by');
  /** Two evaluators' keys, by their public halves. */
  const prfs = new Map([newPrfKeys(), newPrfKeys()].map((keys) => [base64url(keys.publicKey), keys]));
  const [evaluator = '', another = ''] = prfs.keys();
  const evaluate: Evaluate = async (name, input) => {
    const keys = prfs.get(name) ?? newPrfKeys();
    const blinding = blindPrfInput(input);
    const evaluation = evaluateBlinded(keys, blinding.blinded);
    return finalizePrf({ input, ...blinding, ...evaluation, publicKey: keys.publicKey });
  };
  const every = (keys: HubKeys) => new KeyedHashes(keys).everyPseudonym(message, evaluate);
  const written = async (keys: HubKeys) => (await every(keys))[0];

  it('is laid over the former one, and finds what was written under it', async () => {
    expect(second.macKey).toEqual(first.macKey);
    const layers = [
      (await written(first)).layers,
      (await written(second)).layers,
      (await written(third)).layers,
    ];
    expect(layers).toEqual([0, 1, 2]);
    expect((await written(second)).bytes).not.toEqual((await written(first)).bytes);
    expect(await every(third)).toEqual([await written(third), await written(second), await written(first)]);
  });

  it('makes a stored hash anew without what it was made from', async () => {
    const hashes = new KeyedHashes(third);
    for (const keys of [first, second, third])
      expect(await hashes.relaid(await written(keys), evaluate)).toEqual(await written(third));
  });

  it('cannot be left out: whoever has all keys but one makes another hash', async () => {
    const stranger = (await newHubKeys({ development: true })).macKey;
    const { macLayers: [lower = { key: stranger }, upper = lower] = [] } = third;
    for (const keys of [
      { ...third, macKey: stranger },
      { ...third, macLayers: [{ key: stranger }, upper] },
      { ...third, macLayers: [lower, { ...upper, key: stranger }] },
      { ...third, macLayers: [lower, { ...upper, evaluator: another }] },
      { ...third, macLayers: [lower, { key: upper.key }] },
    ])
      expect((await written(keys)).bytes).not.toEqual((await written(third)).bytes);
  });

  it('is passed in two steps: each file on the way finds what the one before and the one after it write', async () => {
    const between = stepTowards(third, 'mac');
    expect(await written(between)).toEqual(await written(second));
    const files = [second, between, third];
    for (const [place, keys] of files.entries()) {
      const found = await every(keys);
      for (const other of files.slice(Math.max(0, place - 1), place + 2))
        expect(found).toContainEqual(await written(other));
    }
    for (const keys of [first, between]) expect(() => stepTowards(keys, 'mac')).toThrow(RangeError);
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
