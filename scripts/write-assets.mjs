// Gathers what browsers load beside our pages into src/generated/assets: one style sheet, the fonts and the script of one
// page, each under a name that changes with its content, and assets.json that says which is which.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleForBrowser } from './bundle-check.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'src/generated/assets');
const packageFile = (path) => join(root, 'node_modules', path);

/** Components of the NL Design System that our pages use; the rest of it stays at home. */
const components = [
  'root',
  'body',
  'document',
  'heading-1',
  'heading-2',
  'heading-3',
  'paragraph',
  'link',
  'skip-link',
  'unordered-list',
  'data-list',
  'table',
  'separator',
  'alert',
  'button',
  'button-group',
  'form-field',
  'form-field-description',
  'form-field-error-message',
  'form-fieldset',
  'form-label',
  'checkbox',
  'radio-button',
  'textbox',
  'textarea',
  'select',
];

/** The parts of Noto Sans that our languages need. Bold of the rarer letters is left to the browser: it saves 59 kB. */
const fonts = [
  ['noto-sans', 'latin', 400],
  ['noto-sans', 'latin', 700],
  ['noto-sans', 'latin-ext', 400],
  ['noto-sans', 'cyrillic', 400],
  ['noto-sans', 'cyrillic', 700],
  ['noto-sans-arabic', 'arabic', 400],
  ['noto-sans-arabic', 'arabic', 700],
];

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const names = {};

const write = (name, content) => {
  const [stem, end] = name.split(/\.(?=[a-z0-9]+$)/);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 10);
  names[name] = `${stem}-${digest}.${end}`;
  writeFileSync(join(target, names[name]), content);
  return names[name];
};

const unicodeRanges = (family) =>
  JSON.parse(readFileSync(packageFile(`@fontsource/${family}/unicode.json`), 'utf8'));

const faces = fonts.map(([family, part, weight]) => {
  const file = `${family}-${part}-${weight}-normal.woff2`;
  const name = write(file, readFileSync(packageFile(`@fontsource/${family}/files/${file}`)));
  return [
    '@font-face{font-family:"Noto Sans";font-style:normal;font-display:swap;',
    `font-weight:${weight};src:url(${name}) format("woff2");unicode-range:${unicodeRanges(family)[part]}}`,
  ].join('');
});

const sheets = [
  ...components.map((name) => packageFile(`@utrecht/${name}-css/dist/index.css`)),
  ...readdirSync(join(root, 'src/pages/style'))
    .sort()
    .map((name) => join(root, 'src/pages/style', name)),
].map((path) => readFileSync(path, 'utf8'));

/** Comments and indentation go; nothing else is touched. Licences stand in docs/dependencies.md. */
const smaller = (css) =>
  css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s*\n\s*/g, '\n')
    .replaceAll(/\n+/g, '\n');

write('check.js', await bundleForBrowser('src/portal/in-browser/check-page.ts'));
write('style.css', smaller([...faces, ...sheets].join('\n')));
writeFileSync(join(target, 'assets.json'), `${JSON.stringify(names, null, 2)}\n`);
