// Gathers the assets of the pages, compiles src with tsc, copies what is not TypeScript beside it, bundles the programs, and swaps
// the result in as dist.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePrograms } from './bundle-programs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');
const target = join(root, 'dist');
const fresh = `${target}.${process.pid}`;

if (!existsSync(join(source, 'generated/prisma/client.ts'))) {
  process.stderr.write('kernhub: the Prisma client is missing; run `npm ci` or `npm run prepare` first\n');
  process.exit(1);
}

await import('./write-assets.mjs');

// An install does not check types, which takes four fifths of compiling; `npm run build` does, so that a text that lacks
// in a language fails it.
const checking = process.argv.includes('--types') ? [] : ['--noCheck'];
const compiler = join(root, 'node_modules/typescript/bin/tsc');
const compiled = spawnSync(process.execPath, [compiler, '-p', root, '--outDir', fresh, ...checking], {
  stdio: 'inherit',
});
if (compiled.status !== 0) {
  rmSync(fresh, { recursive: true, force: true });
  process.exit(compiled.status ?? 1);
}

for (const entry of readdirSync(source, { recursive: true })) {
  if (entry.endsWith('.ts') || !statSync(join(source, entry)).isFile()) continue;
  cpSync(join(source, entry), join(fresh, entry), { recursive: true });
}
await bundlePrograms(fresh);
chmodSync(join(fresh, 'cli/main.js'), 0o755);

rmSync(target, { recursive: true, force: true });
renameSync(fresh, target);
