// npm run screens [-- --out FOLDER] [--language nl,ar] [--width 360,1280] [--dark] [--only NAME,…] [--png]: photographs every page
// of the families' portal in a real Chromium, in the invented world of the demonstration. Without an option it makes the
// set that docs/screens holds.
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { freePorts, startWorld } from '../../dist/demo/supervisor/index.js';
import { findBrowser } from '../ensure-browser.mjs';
import { openCamera } from './camera.mjs';
import { beforeAll, pages } from './pages.mjs';
import { endSessions, raiseFamilies } from './world.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    language: { type: 'string' },
    width: { type: 'string' },
    only: { type: 'string' },
    dark: { type: 'boolean', default: false },
    png: { type: 'boolean', default: false },
  },
});
const listed = (text, otherwise) => (text === undefined ? otherwise : text.split(','));
const only = listed(values.only, null);
const chosen = values.language !== undefined || values.width !== undefined || values.dark || only !== null;

/** What is kept: every page in Dutch on a phone and on a wide screen; some from right to left, some in the dark. */
const kept = [
  { language: 'nl', width: 360 },
  { language: 'nl', width: 1280 },
  { language: 'ar', width: 360, only: ['children', 'question', 'accesses', 'withdrawal'] },
  { language: 'nl', width: 360, dark: true, only: ['start', 'children', 'question', 'decisions'] },
];
const asked = listed(values.language, ['nl']).flatMap((language) =>
  listed(values.width, ['360']).map((width) => ({
    language,
    width: Number(width),
    dark: values.dark,
    ...(only !== null && { only }),
  })),
);

const executablePath = findBrowser();
if (executablePath === undefined) throw new Error('no browser: run node scripts/ensure-browser.mjs');
const out = values.out ?? fileURLToPath(new URL('../../docs/screens', import.meta.url));
await mkdir(out, { recursive: true });
if (!chosen && values.out === undefined) {
  for (const file of await readdir(out)) if (/\.(webp|png)$/.test(file)) await rm(join(out, file));
}
const dataFolder = await mkdtemp(join(tmpdir(), 'kernhub-screens-'));
// The embedded database may run as another user.
await chmod(dataFolder, 0o755);
const progress = (text) => process.stderr.write(`… ${text}\n`);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => interruption.abort());
const { signal } = interruption;
const world = await startWorld({ dataFolder, ports: freePorts, onProgress: progress, signal });
try {
  const camera = await openCamera({ executablePath, url: world.hubUrl, png: values.png });
  const photograph = async (some, families) => {
    for (const view of chosen ? asked : kept) {
      const wanted = some.filter(({ name }) => view.only === undefined || view.only.includes(name));
      progress(`${view.language}, ${view.width} px${view.dark ? ', dark' : ''}: ${wanted.length} pages`);
      for (const { name, picture } of await camera.photograph(wanted, view, families)) {
        const file = [name, view.language, view.width, ...(view.dark ? ['dark'] : [])].join('-');
        await writeFile(join(out, `${file}.${values.png ? 'png' : 'webp'}`), picture);
      }
    }
  };
  try {
    await photograph(beforeAll);
    const families = await raiseFamilies(world, { say: progress });
    await photograph(pages, { ...families, endSessions: () => endSessions(dataFolder) });
  } finally {
    await camera.close();
  }
} finally {
  const left = await world.stop();
  await rm(dataFolder, { recursive: true, force: true });
  if (left.length > 0) process.stderr.write(`still running: ${left.join(', ')}\n`);
}
