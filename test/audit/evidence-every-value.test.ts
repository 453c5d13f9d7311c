import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/audit/offline.js';
import type { JsonObject } from '../../src/kernel/index.js';
import { changed, example, examples, type Path, signedAgain, verify } from './evidence-example.js';

/** Every value in a file that is no list and no object, by its path. */
function valuesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([name, part]) => valuesIn(part, [...path, name]));
}

/** Every member of every list. */
function membersIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return members.flatMap(([name, part]) => {
    const at = [...path, name];
    return [...(Array.isArray(value) ? [at] : []), ...membersIn(part, at)];
  });
}

/** Another value of the same kind, that looks like it. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return 'A'.repeat(22);
  const middle = Math.floor(value.length / 2);
  return `${value.slice(0, middle)}${value[middle] === 'A' ? 'B' : 'A'}${value.slice(middle + 1)}`;
}

const strangers: readonly unknown[] = [null, true, -1, 1e300, '', 'x', [], { a: 1 }];
/** What only the hub's signature vouches for: nothing else is signed again as it is without breaking. */
const wordOfTheHub = ['issuedAt', 'given'];
const written = (path: Path): string => path.join('.');

/** A word of the family, or a release, on which nothing in the file stands: that there is none is the word of the hub. */
const isLast = ({ entries }: Evidence, { id, event }: JsonObject): boolean =>
  /^(?:consent\..+|person\.passkey-registered|exchange\.released)$/.test(String(event)) &&
  !entries.some(({ payload }) => (payload.relies as readonly unknown[]).includes(id));

describe.each(examples)('evidence of an exchange that was %s', (name) => {
  it('holds as it was given', async () => {
    const { holds, claims } = await verify(example(name));
    expect(claims.filter((claim) => !claim.holds)).toEqual([]);
    expect(holds).toBe(true);
  });

  it('is broken by a change of any value in it', { timeout: 120_000 }, async () => {
    const file = example(name);
    const unfound: string[] = [];
    for (const path of valuesIn(file)) {
      const { holds, claims } = await verify(changed(file, path, other));
      if (holds || claims.at(-1)?.holds !== false) unfound.push(written(path));
    }
    expect(unfound).toEqual([]);
  });

  it('is broken even where the hub signs the changed file again, but for what is its own word', {
    timeout: 120_000,
  }, async () => {
    const file = example(name);
    const unfound: string[] = [];
    for (const path of valuesIn(file)) {
      if (path[0] === 'statement') continue;
      const { holds } = await verify(await signedAgain(changed(file, path, other)));
      if (holds) unfound.push(written(path));
    }
    expect(unfound.filter((path) => !wordOfTheHub.includes(path))).toEqual([]);
  });

  it('never fails otherwise, whatever stands wherever in it', { timeout: 120_000 }, async () => {
    const file = example(name);
    const places = [...valuesIn(file), ...membersIn(file)].filter((path) =>
      path.every((part) => Number(part || 0) < 1 || typeof part === 'string'),
    );
    for (const path of places) {
      for (const value of strangers) {
        if (JSON.stringify(value) === JSON.stringify(changed(file, path, () => value))) continue;
        const { claims } = await verify(await signedAgain(changed(file, path, () => value)));
        expect(claims.length).toBeGreaterThan(0);
      }
    }
  });

  it('is broken by leaving something out, but for an entry that nothing here stands on', {
    timeout: 120_000,
  }, async () => {
    const file = example(name);
    const unfound: string[] = [];
    for (const path of membersIn(file)) {
      const list = path.slice(0, -1);
      const without = changed(file, list, (value) =>
        (value as readonly unknown[]).filter((_, place) => place !== path.at(-1)),
      );
      const { holds } = await verify(await signedAgain(without));
      if (holds) unfound.push(written(path));
    }
    const allowed = file.entries.flatMap(({ payload }, place) =>
      isLast(file, payload) ? [`entries.${place}`] : [],
    );
    expect(unfound.filter((path) => !allowed.includes(path))).toEqual([]);
  });
});
