/** A room's second door, `offline.ts`, for who verifies a file: it leads to no database, no network and no route. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Rooms that need nothing themselves. */
const light = /^src\/(?:kernel|text|contract|tlog)\//;
const heavy = /\/(?:index|routes|store)\.ts$|\/(?:store|routes|server)\//;
const packages = ['@noble/curves/ed25519.js', 'ajv-formats', 'ajv/dist/2020.js', 'canonicalize', 'typebox'];

const importForm = /^(?:import|export)\s+(?!type\s)(?:([^'";]*?)\s*from\s+)?'([^']+)'/gm;
const isTypesAlone = (names: string): boolean =>
  /^\{[^}]*\}$/.test(names) &&
  names
    .slice(1, -1)
    .split(',')
    .every((name) => /^\s*(?:type\s|$)/.test(name));

/** What a file loads when it is loaded, with what that loads. */
function loadedBy(path: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const [, names = '', from = ''] of readFileSync(path, 'utf8').matchAll(importForm)) {
    if (isTypesAlone(names) || from.startsWith('node:')) continue;
    const found = from.startsWith('.') ? normalize(join(dirname(path), from)).replace(/\.js$/, '.ts') : from;
    if (seen.has(found)) continue;
    seen.add(found);
    if (from.startsWith('.')) loadedBy(found, seen);
  }
  return seen;
}

const isLight = (found: string): boolean =>
  found.startsWith('src/') ? light.test(found) || !heavy.test(found) : packages.includes(found);

/** What comes with those packages, besides themselves. */
const alongWith = ['@noble/hashes', 'fast-deep-equal', 'fast-uri', 'json-schema-traverse'];
const packageOf = (path: string): string => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? '';
const known = [...packages.map(packageOf), ...alongWith];

/** What a bundled command loads when it is loaded: each module that stands in its chunks, by the bundler's remark before it. */
function bundledFor(command: string): readonly string[] {
  const program = 'dist/cli/main.js';
  const text = readFileSync(program, 'utf8');
  const first = new RegExp(`\\n\\t${command}: \\{[^}]*import\\("([^"]+)"\\)`).exec(text)?.[1];
  if (first === undefined) throw new Error(`${program} loads no chunk for ${command}`);
  const chunks = new Set([join(dirname(program), first)]);
  const found: string[] = [];
  for (const chunk of chunks) {
    const code = readFileSync(chunk, 'utf8');
    for (const [, , from = ''] of code.matchAll(/^import (.*? from )?"([^"]+)";$/gm)) {
      if (from.startsWith('.')) chunks.add(normalize(join(dirname(chunk), from)));
      else if (!from.startsWith('node:')) found.push(packageOf(from));
    }
    for (const [, , inside, own] of code.matchAll(/^\/\/ ((?:\.\.\/)+node_modules\/(.+)|([a-z].*\.js))$/gm)) {
      found.push(inside === undefined ? `src/${own?.replace(/\.js$/, '.ts')}` : packageOf(inside));
    }
  }
  return found;
}

const isLightInBundle = (found: string): boolean =>
  found.startsWith('src/') ? isLight(found) : known.includes(found);

describe('what is loaded', () => {
  const ofRooms = readdirSync('src')
    .map((room) => `src/${room}/offline.ts`)
    .filter((door) => existsSync(door));
  const doors = [...ofRooms, 'src/entry-kinds.ts', 'src/cli/verify.ts'];

  it.each(doors)('through %s is light', (door) => {
    const loaded = [...loadedBy(door)];
    expect(loaded.length).toBeGreaterThan(0);
    expect(loaded.filter((found) => !isLight(found))).toEqual([]);
  });

  it('of the bundle for `kernhub verify` is light too', () => {
    const loaded = bundledFor('verify');
    expect(loaded).toEqual(expect.arrayContaining(['ajv', 'src/audit/usecases/verify-export.ts']));
    expect(loaded.filter((found) => !isLightInBundle(found))).toEqual([]);
    expect(bundledFor('audit').filter((found) => !isLightInBundle(found))).toContain('pg');
  });

  it('through the other door of the same room is not, so that this test can fail', () => {
    expect([...loadedBy('src/audit/index.ts')].filter((found) => !isLight(found))).toContain('pg');
  });
});
