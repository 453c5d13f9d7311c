// Runs at the end of `npm ci`: generates the Prisma client and builds, so that nothing is left to do.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const client = `${root}src/generated/prisma/client.ts`;

if (!existsSync(`${root}node_modules/prisma`)) {
  // An install without development dependencies (a production image) brings its own dist along.
  process.stdout.write('kernhub: development dependencies are absent, nothing to prepare\n');
  process.exit(0);
}

const generated = spawnSync(process.execPath, [`${root}node_modules/prisma/build/index.js`, 'generate'], {
  cwd: root,
  encoding: 'utf8',
  env: {
    ...process.env,
    // Generating needs no schema engine, but the command line looks for one and would download it.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  },
});
if (generated.status !== 0 || !existsSync(client)) {
  process.stderr.write(
    `${generated.stdout}${generated.stderr}kernhub: the Prisma client was not generated\n`,
  );
  process.exit(1);
}

await import('./build.mjs');
