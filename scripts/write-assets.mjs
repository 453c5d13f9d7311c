// Gathers what browsers load beside our pages into src/generated/assets: one style sheet, the fonts and the script of one
// page, each under a name that changes with its content, and assets.json that says which is which.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { bundleForBrowser, bundleScript } from './bundle-check.mjs';

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

/**
 * Letters that are cut out of a large part into a file of their own: those of Turkish, Polish and most names of Europe
 * (Latin Extended-A, and what Romanian adds), and those of Arabic, Persian, Kurdish and Urdu with their marks and digits.
 * They are a sixth of Latin Extended and a quarter of Arabic.
 */
const europe = 'U+0100-017F,U+0218-021B,U+1E9E';
const arabia =
  'U+060C,U+061B,U+061F,U+0621-063A,U+0640-0655,U+0660-066C,U+0670-0671,U+0679,U+067E,U+0686,U+0688,U+0691,U+0695,' +
  'U+0698,U+06A9,U+06AF,U+06B5,U+06BA,U+06BE,U+06C1,U+06C6,U+06CC,U+06CE,U+06D2,U+06D5,U+06F0-06F9,U+200C-200F';

/**
 * The parts of Noto Sans that our languages need: whole, cut to its letters, or the rest, which is the whole file for what was
 * not cut out of it. A rest leaves the range of its cut alone: `document.fonts.load` fetches every file whose range has a letter.
 */
const fonts = [
  { family: 'noto-sans', part: 'latin', weight: 400 },
  { family: 'noto-sans', part: 'latin', weight: 700 },
  { family: 'noto-sans', part: 'latin-ext', weight: 400, rest: europe },
  { family: 'noto-sans', part: 'latin-ext', weight: 400, cut: europe },
  { family: 'noto-sans', part: 'latin-ext', weight: 700, cut: europe },
  { family: 'noto-sans', part: 'cyrillic', weight: 400 },
  { family: 'noto-sans', part: 'cyrillic', weight: 700 },
  { family: 'noto-sans-arabic', part: 'arabic', weight: 400, rest: arabia },
  { family: 'noto-sans-arabic', part: 'arabic', weight: 400, cut: arabia },
  { family: 'noto-sans-arabic', part: 'arabic', weight: 700, cut: arabia },
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

/** Every code point of ranges such as `U+0100-017F,U+1E9E`. */
const pointsOf = (ranges) =>
  ranges.split(',').flatMap((range) => {
    const [first, last = first] = range
      .slice(2)
      .split('-')
      .map((hex) => Number.parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, place) => first + place);
  });

/** The ranges of code points in rising order, the other way round. */
function rangesOf(points) {
  const ranges = [];
  for (const point of points) {
    const open = ranges.at(-1);
    if (open !== undefined && open[1] === point - 1) open[1] = point;
    else ranges.push([point, point]);
  }
  const hex = (point) => point.toString(16).toUpperCase().padStart(4, '0');
  return ranges.map(([first, last]) => `U+${hex(first)}${first === last ? '' : `-${hex(last)}`}`).join(',');
}

function without(ranges, others) {
  const left = new Set(pointsOf(others));
  return rangesOf(pointsOf(ranges).filter((point) => !left.has(point)));
}

async function face({ family, part, weight, cut, rest }) {
  const file = `${family}-${part}-${weight}-normal.woff2`;
  const whole = readFileSync(packageFile(`@fontsource/${family}/files/${file}`));
  const letters = cut && String.fromCodePoint(...pointsOf(cut));
  const name = cut
    ? write(`cut-${file}`, await subsetFont(whole, letters, { targetFormat: 'woff2' }))
    : write(file, whole);
  const covered = unicodeRanges(family)[part];
  return [
    '@font-face{font-family:"Noto Sans";font-style:normal;font-display:swap;',
    `font-weight:${weight};src:url(${name}) format("woff2");`,
    `unicode-range:${cut ?? (rest ? without(covered, rest) : covered)}}`,
  ].join('');
}
const faces = await Promise.all(fonts.map(face));

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
write('passkey.js', await bundleScript('src/portal/in-browser/passkey-page.ts'));
write('style.css', smaller([...faces, ...sheets].join('\n')));
writeFileSync(join(target, 'assets.json'), `${JSON.stringify(names, null, 2)}\n`);
