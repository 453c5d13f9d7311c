// Finds the Chromium that the browser tests drive, and installs one where there is none. Prints where it is.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Debian's Chromium without its windows: it starts and draws for less than two thirds of what the whole one takes. */
const headlessShell = '/usr/lib/chromium/chromium-headless-shell';

const usualPlaces = [
  process.env.CHROME_PATH,
  headlessShell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  chromium.executablePath(),
];

/** @returns {string | undefined} path of a Chrome or Chromium on this machine */
export const findBrowser = () => usualPlaces.find((place) => place !== undefined && existsSync(place));

const run = (command, ...args) => spawnSync(command, args, { encoding: 'utf8' }).status === 0;

/** Debian as root has its own package; everywhere else Playwright brings one. */
function install() {
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', 'update', '-qq');
    if (run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell')) return;
    if (run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium')) return;
  }
  const cli = fileURLToPath(new URL('../node_modules/playwright-core/cli.js', import.meta.url));
  run(process.execPath, cli, 'install', 'chromium');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (findBrowser() === undefined) install();
  const found = findBrowser();
  if (found === undefined) {
    process.stderr.write(
      'kernhub: the browser tests need Chromium. Install Chrome or Chromium, or set CHROME_PATH to where it is.\n',
    );
    process.exit(1);
  }
  process.stdout.write(`browser tests use ${found}\n`);
}
