// Compiles src to dist with tsc and copies what is not TypeScript beside it.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

if (!existsSync(join(root, 'src/generated/prisma/client.ts'))) {
  process.stderr.write('kernhub: the Prisma client is missing; run `npm ci` or `npm run prepare` first\n');
  process.exit(1);
}
rmSync(join(root, 'dist'), { recursive: true, force: true });

const compiled = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root], {
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

for (const entry of readdirSync(join(root, 'src'), { recursive: true })) {
  const from = join(root, 'src', entry);
  if (!statSync(from).isFile() || entry.endsWith('.ts')) continue;
  cpSync(from, join(root, 'dist', relative(join(root, 'src'), from)), { recursive: true });
}

const command = join(root, 'dist/cli/main.js');
if (existsSync(dirname(command)) && existsSync(command)) chmodSync(command, 0o755);
