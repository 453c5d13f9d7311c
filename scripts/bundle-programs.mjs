// Bundles the programs that are started as processes: loading a thousand small modules takes most of a short life. Each program
// keeps its place in dist; what several share is in `dist/chunks`. The modules themselves stay, for who imports one.
import { rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';

const programs = ['cli/main', 'verification-program', 'demo/identity-provider/main', 'demo/lying-hub/main'];

/**
 * Packages of many files that a bundle may hold, and what the bundler adds itself (@oxc-project). None of them finds files of its
 * own beside itself, and nothing outside asks of what we made with one whether it is of its own copy, as Prisma does of a pool
 * of `pg`.
 */
const within =
  /^(@noble|ajv|ajv-formats|canonicalize|express|helmet|i18next|jose|openid-client|prom-client|typebox|@oxc-project\/runtime)(\/|$)/;

/**
 * @param dist what tsc wrote
 * @throws Error when a module cannot be bundled
 */
export async function bundlePrograms(dist) {
  const isOurs = (module) => module.startsWith(dist + sep);
  const build = await rolldown({
    // Names of chunks and remarks in them follow the modules, not the folder in which this build is made.
    cwd: dist,
    input: Object.fromEntries(programs.map((name) => [name, join(dist, `${name}.js`)])),
    platform: 'node',
    // What packages within use themselves goes with them.
    external: (name, importer) =>
      importer !== undefined && isOurs(importer) && /^[^./]/.test(name) && !within.test(name),
    plugins: [ownAddresses(dist, isOurs)],
    onLog: (level, log) => {
      throw new Error(`${level}: ${log.message}`);
    },
  });
  await build.write({
    dir: dist,
    format: 'esm',
    // The log tells the class of an error.
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[hash].js',
  });
  await build.close();
  // Of the modules that stood in the same places.
  for (const name of programs) rmSync(join(dist, `${name}.js.map`));
}

/** A module finds its data beside itself: in a bundle too its address is that of the module. */
const ownAddresses = (dist, isOurs) => ({
  name: 'own-addresses',
  transform: (code, id) => {
    if (!isOurs(id) || !code.includes('import.meta')) return null;
    const own = code.replaceAll(
      'import.meta.url',
      `new URL("kernhub-dist:${relative(dist, id)}", import.meta.url).href`,
    );
    if (/import\.meta(?!\.url)/.test(own)) throw new Error(`${id} would find its chunk, not itself`);
    return own;
  },
  renderChunk: (code, { fileName }) =>
    code.replaceAll('"kernhub-dist:', `"${relative(dirname(fileName), '.') || '.'}/`),
});
