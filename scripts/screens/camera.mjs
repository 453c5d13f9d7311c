// A browser that looks at pages as people would: signed in, in a language, at a width, by day or by night.
import { chromium } from 'playwright-core';
import { developmentCode } from '../../dist/demo/identity-provider/index.js';
import { passwordOf } from '../../dist/demo/world/accounts.js';

const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'];
const args = ['--no-sandbox', '--no-first-run', ...quiet.map((name) => `--disable-${name}`)];

/** @returns {{photograph(pages: object[], view: object, families?: object): Promise<{name: string, picture: Buffer}[]>, close(): Promise<void>}} */
export async function openCamera({ executablePath, url, png }) {
  const browser = await chromium.launch({ executablePath, args });
  return {
    photograph: async (pages, { language, width, dark = false }, families) => {
      const taken = [];
      const visitors = new Map();
      for (const { name, account = '', way } of pages) {
        const context =
          visitors.get(account) ??
          (await browser.newContext({
            baseURL: url,
            viewport: { width, height: width < 600 ? 740 : 860 },
            locale: language,
            colorScheme: dark ? 'dark' : 'light',
            // What moves would be caught half way.
            reducedMotion: 'reduce',
          }));
        visitors.set(account, context);
        const [page = await context.newPage()] = context.pages();
        if (account !== '') await signIn(page, account, url);
        if (typeof way === 'string') await page.goto(way);
        else await way(page, families);
        await page.evaluate(() => document.fonts.ready);
        taken.push({ name, picture: await picture(page, png) });
      }
      for (const context of visitors.values()) await context.close();
      return taken;
    },
    close: () => browser.close(),
  };
}

async function picture(page, png) {
  if (png) return page.screenshot({ fullPage: true });
  const session = await page.context().newCDPSession(page);
  const shape = { format: 'webp', quality: 70, captureBeyondViewport: true };
  const { data } = await session.send('Page.captureScreenshot', shape);
  return Buffer.from(data, 'base64');
}

/** Once per visitor; the pages after that find the session. */
async function signIn(page, account, url) {
  await page.goto('/children');
  if (page.url().startsWith(url)) return;
  await page.fill('#account', account);
  await page.fill('#password', passwordOf(account));
  while (!page.url().startsWith(url)) {
    if (await page.locator('#code').isVisible()) await page.fill('#code', developmentCode);
    await Promise.all([page.waitForEvent('load'), page.locator('form button:not(.quiet)').first().click()]);
  }
}
