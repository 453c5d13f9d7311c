// Bundles the verifier of receipts for browsers: the very modules that the command runs, with a few things in another
// place. `node:crypto`, `Buffer` and typebox come from src/portal/in-browser, over @noble; what ajv compiles at run time,
// which takes `eval`, is compiled here.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import addFormats from 'ajv-formats';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const inBrowser = join(root, 'src/portal/in-browser');
const schemaFile = (name) => readFileSync(join(root, `consent-schemas/${name}.schema.json`), 'utf8');

/** Packages that the bundle may hold. */
const within =
  /^(@noble\/(curves|hashes)|canonicalize|typebox|ajv\/dist\/runtime|ajv-formats\/dist\/formats|fast-deep-equal)/;

/** Rooms that verify, and what is made here. */
const usesCrypto = /[\\/]src[\\/](kernel|tlog|ledger[\\/]domain)[\\/]|^\0/;

const digestOf = (schema) => createHash('sha256').update(JSON.stringify(schema)).digest('hex');

/** @throws Error when a module would be left out that the code needs */
async function bundled(entry, plugins, { minify = false, inject = {} } = {}) {
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    // Doors lead to rooms that verify nothing: of those no line stays.
    treeshake: { moduleSideEffects: false },
    // Functions that make keys and sign ask for more of node:crypto than verifying does; they are left out.
    shimMissingExports: true,
    onLog: (level, log, handler) => {
      if (log.code !== 'SHIMMED_EXPORT') handler(level, log);
    },
    plugins: [...plugins, { name: 'outside', resolveId: outside }],
    transform: {
      inject,
      define: {
        receiptSchema: schemaFile('receipt'),
        accessStatementSchema: schemaFile('access-statement'),
      },
    },
  });
  const { output } = await build.generate({ format: 'es', minify });
  await build.close();
  const [{ code, imports, modules }, ...more] = output;
  if (more.length > 0) throw new Error('the verifier is one file');
  return { code, imports, modules };
}

const outside = (name) =>
  name.startsWith('.') || name.startsWith('/') || name.startsWith('\0') || within.test(name)
    ? null
    : { id: name, external: true, moduleSideEffects: false };

/** Modules that stand in for others, by name. */
const inPlaceOf = (made) => ({
  name: 'stand-ins',
  resolveId: (name) => (Object.hasOwn(made, name) ? `\0${name}` : null),
  load: (id) => {
    const code = id.startsWith('\0') ? made[id.slice(1)] : undefined;
    return code === undefined ? null : { code, moduleType: 'js' };
  },
});

const withoutFormats = 'export default { default: (ajv) => ajv };';

/** The schemas, as JavaScript gives them: they are made by functions, which run here and check nothing. */
async function schemas() {
  const made = {
    'ajv/dist/2020.js': 'export class Ajv2020 { compile() { return null; } }',
    'ajv-formats': withoutFormats,
  };
  const { code } = await bundled(join(inBrowser, 'schemas.ts'), [inPlaceOf(made)]);
  const { compiledByBuild } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return compiledByBuild;
}

/** Takes the place of ajv: answers for the schemas that were compiled, and for no other. */
async function compiledChecks() {
  const ajv = addFormats.default(
    new Ajv2020({
      strict: true,
      allErrors: true,
      strictTypes: false,
      strictRequired: false,
      code: { source: true },
    }),
  );
  const named = {};
  for (const [place, schema] of (await schemas()).entries()) {
    ajv.addSchema(schema, `check${place}`);
    named[digestOf(schema)] = `check${place}`;
  }
  const ids = Object.fromEntries(Object.values(named).map((name) => [name, name]));
  const functions = standalone.default(ajv, ids);
  const stand = [
    `import * as checks from 'compiled-functions';`,
    `import { createHash } from 'node:crypto';`,
    `const named = ${JSON.stringify(named)};`,
    'export class Ajv2020 {',
    '  compile(schema) {',
    `    const name = named[createHash('sha256').update(JSON.stringify(schema)).digest('hex')];`,
    `    if (name === undefined) throw new TypeError('the build compiled no such schema');`,
    '    return (checks.default ?? checks)[name];',
    '  }',
    '}',
  ].join('\n');
  return { functions, stand };
}

/** @returns JavaScript of a page that needs nothing but the browser; one module without an import */
export async function bundleScript(entry) {
  const { code, imports } = await bundled(join(root, entry), [], { minify: true });
  if (imports.length > 0) throw new Error(`${entry} would need ${imports.join(', ')}`);
  return code;
}

/** @returns JavaScript, one module without an import */
export async function bundleForBrowser(entry) {
  const { functions, stand } = await compiledChecks();
  const made = {
    'ajv/dist/2020.js': stand,
    'ajv-formats': withoutFormats,
    'compiled-functions': functions,
  };
  const ours = {
    name: 'ours',
    resolveId: (name, importer = '') => {
      if (name === 'typebox') return join(inBrowser, 'typebox.ts');
      return name === 'node:crypto' && usesCrypto.test(importer) ? join(inBrowser, 'node-crypto.ts') : null;
    },
  };
  const { code, imports } = await bundled(join(root, entry), [inPlaceOf(made), ours], {
    minify: true,
    inject: { Buffer: [join(inBrowser, 'node-buffer.ts'), 'Buffer'] },
  });
  if (/Calling `require` for/.test(code) && /\brequire[\w$]*\(["'`]/.test(code)) {
    throw new Error('the verifier in the browser would need a package that is not in it');
  }
  if (imports.length > 0) throw new Error(`the verifier in the browser would need ${imports.join(', ')}`);
  return code;
}
