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

  it('through the other door of the same room is not, so that this test can fail', () => {
    expect([...loadedBy('src/audit/index.ts')].filter((found) => !isLight(found))).toContain('pg');
  });
});
