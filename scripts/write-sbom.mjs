// Writes the software bill of materials (CycloneDX) of what runs, from the lockfile, to the file named or stdout.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const made = spawnSync(
  'npm',
  ['sbom', '--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'],
  {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  },
);
if (made.status !== 0) {
  process.stderr.write(made.stderr);
  process.exit(1);
}

// npm's own --omit=dev also drops what runs *and* builds, so the lockfile says what only builds.
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const running = new Set(
  Object.entries(packages)
    .filter(([path, entry]) => path !== '' && entry.dev !== true && entry.devOptional !== true)
    .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
);
const runs = (reference) => running.has(reference);

const bill = JSON.parse(made.stdout);
const own = bill.metadata.component['bom-ref'];
bill.components = bill.components.filter((component) => runs(component['bom-ref']));
bill.dependencies = bill.dependencies
  .filter(({ ref }) => ref === own || runs(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(runs) }));
// npm names the root after the folder that it happens to lie in.
bill.metadata.component.name = 'kernhub';

const text = `${JSON.stringify(bill, null, 2)}\n`;
const file = process.argv[2];
if (file === undefined) process.stdout.write(text);
else writeFileSync(file, text);
