/** A real Chromium, and a person in it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/ensure-browser.mjs';
import { developmentCode } from '../../src/demo/identity-provider/index.js';
import { password } from './cast.js';

/** What axe holds a page against: WCAG 2.2 AA, and what its makers advise. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Looks through the document that it runs in; frames it would need to be in too. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const runAxe = `axe.run(document, ${JSON.stringify({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })})`;

/** @throws Error that says what to do where there is none */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no browser: run node scripts/ensure-browser.mjs');
  const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'];
  const args = ['--no-sandbox', '--no-first-run', ...quiet.map((name) => `--disable-${name}`)];
  return chromium.launch({ executablePath, args });
}

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of: blocked by the content policy, not found, thrown by a script. */
  readonly complaints: readonly string[];
  /** Signs in at the identity provider, as a person would, and comes back to the path. */
  signIn(account: string, path?: string, secret?: string): Promise<void>;
  /** Opens a page and holds it against WCAG 2.2 AA. @throws Error that names each violation */
  open(path: string): Promise<void>;
  /** Holds the page as it is against WCAG 2.2 AA, and looks whether it fits its width. */
  check(): Promise<void>;
}

export interface VisitorOptions {
  readonly width?: number;
  readonly language?: string;
  readonly javaScript?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  /** Asked that nothing moves. */
  readonly reducedMotion?: boolean;
  /** With the few colours of the reader's own choice. */
  readonly forcedColors?: boolean;
  /** Without what the content policy holds back, so that only what the page itself does counts. */
  readonly bypassCSP?: boolean;
}

/** Someone with a browser of their own: no cookie of anybody else's. */
export async function visitorOf(
  browser: Browser,
  url: string,
  {
    width = 360,
    language = 'nl',
    javaScript = true,
    colorScheme = 'light',
    reducedMotion = false,
    forcedColors = false,
    bypassCSP = false,
  }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height: 800 },
    locale: language,
    colorScheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    forcedColors: forcedColors ? 'active' : 'none',
    bypassCSP,
  });
  const page = await context.newPage();
  const scripts = await scriptsOf(page, javaScript);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // That a page itself is refused says its status; what a page lacks is seen below.
    const refused = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !refused) complaints.push(message.text());
  });
  page.on('response', (response) => {
    const part = response.request().resourceType() !== 'document';
    if (part && response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('dialog', async (dialog) => {
    // No page of the hub has one: a text was run as a script.
    complaints.push(`${dialog.type()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  const check = async (): Promise<void> => {
    const overflow = await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
    if (overflow > 0) throw new Error(`${await page.title()}: ${overflow} px wider than the window`);
    if (page.frames().length > 1) throw new Error(`${await page.title()}: a frame that nobody checks`);
    const { violations } = await scripts.allowed(async () => {
      if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe);
      return page.evaluate<AxeResults>(runAxe);
    });
    const named = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    if (named.length > 0) throw new Error(`${await page.title()}: ${named.join('\n')}`);
  };
  return {
    page,
    context,
    complaints,
    check,
    open: async (path) => {
      await page.goto(path);
      await check();
    },
    signIn: async (account, path = '/children', secret = password) => {
      await page.goto(path);
      if (!page.url().startsWith(url)) await identify(page, account, url, secret);
    },
  };
}

interface Scripts {
  /** Does what needs scripts in the page; those of the page itself were passed over when it was read, and stay so. */
  allowed<T>(work: () => Promise<T>): Promise<T>;
}

/** Whether pages may run scripts. Over a session of its own, because what Playwright forbids nobody can allow again. */
async function scriptsOf(page: Page, are: boolean): Promise<Scripts> {
  if (are) return { allowed: (work) => work() };
  const session = await page.context().newCDPSession(page);
  const forbid = (value: boolean) => session.send('Emulation.setScriptExecutionDisabled', { value });
  await forbid(true);
  return {
    allowed: async (work) => {
      await forbid(false);
      try {
        return await work();
      } finally {
        await forbid(true);
      }
    },
  };
}

/** Name and password, the second factor, and what this client may know. */
async function identify(page: Page, account: string, url: string, secret: string): Promise<void> {
  await page.fill('#account', account);
  await page.fill('#password', secret);
  while (!page.url().startsWith(url)) {
    if (await page.locator('#code').isVisible()) await page.fill('#code', developmentCode);
    // The next step may stand at the same address.
    const next = page.waitForEvent('load');
    await page.locator('form button:not(.quiet)').first().click();
    await next;
  }
}
