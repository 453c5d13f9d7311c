import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly group?: string;
  }[];
}

describe('the software bill of materials', () => {
  it('names every package that runs, with its version, and none that only builds', async () => {
    const bill = JSON.parse(execFileSync('node', ['scripts/write-sbom.mjs'], { encoding: 'utf8' })) as Bill;
    const names = bill.components.map(
      ({ group, name, version }) => `${group ? `${group}/` : ''}${name}@${version}`,
    );
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Record<
      'dependencies' | 'devDependencies',
      object
    >;
    const runs = Object.entries(manifest.dependencies).map(([name, version]) => `${name}@${version}`);
    const builds = Object.keys(manifest.devDependencies).filter((name) => !name.startsWith('@types/'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'kernhub' } } });
    expect(runs.filter((each) => !names.includes(each))).toEqual([]);
    expect(builds.filter((each) => names.some((name) => name.startsWith(`${each}@`)))).toEqual([]);
  });
});
