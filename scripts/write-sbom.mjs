// Writes the software bill of materials (CycloneDX) of what runs, from the lockfile, to the file named or stdout.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const made = spawnSync(
  'npm',
  ['sbom', '--package-lock-only', '--omit=dev', '--sbom-format=cyclonedx', '--sbom-type=application'],
  { cwd: fileURLToPath(new URL('..', import.meta.url)), encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
if (made.status !== 0) {
  process.stderr.write(made.stderr);
  process.exit(1);
}
const bill = JSON.parse(made.stdout);
// npm names the root after the folder that it happens to lie in.
bill.metadata.component.name = 'kernhub';
const text = `${JSON.stringify(bill, null, 2)}\n`;
const file = process.argv[2];
if (file === undefined) process.stdout.write(text);
else writeFileSync(file, text);
