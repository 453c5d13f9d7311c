import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/text/index.js';
import { openBrowser, visitorOf } from '../harness/browser.js';
import { type Family, familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';

/** What is no page of its own is a file to take home. */
const html = 'text/html; charset=utf-8';
const first = 150_000;
const after = 30_000;

let hub: TestHub;
let browser: Browser;
let family: Family;

beforeAll(async () => {
  [hub, browser] = await Promise.all([startTestHub(), openBrowser()]);
  family = await familyOf(hub, 'een kind');
  // More than a page shows, of accesses and of receipts: what was asked in vain is both.
  const { ask } = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  for (let asked = 0; asked < 25; asked += 1) await ask();
  await family.agree();
  await family.ask();
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

/** Counts what comes over the wire, headers included. */
async function scaleOf(session: CDPSession): Promise<(work: () => Promise<unknown>) => Promise<number>> {
  let bytes = 0;
  await session.send('Network.enable');
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return async (work) => {
    bytes = 0;
    await work();
    return bytes;
  };
}

describe('what a page weighs', () => {
  it.each(languages)(
    'for who has never been here and reads %s, the verifier of receipts included',
    async (language) => {
      const { page, context } = await visitorOf(browser, hub.url, { language });
      const session = await context.newCDPSession(page);
      const weigh = await scaleOf(session);
      for (const path of ['/', '/check']) {
        await session.send('Network.clearBrowserCache');
        const bytes = await weigh(() => page.goto(path, { waitUntil: 'networkidle' }));
        expect(bytes, path).toBeLessThan(first);
        expect(bytes, path).toBeGreaterThan(10_000);
      }
      const again = await weigh(() => page.goto('/help', { waitUntil: 'networkidle' }));
      expect(again).toBeLessThan(after);
      await context.close();
    },
  );

  // Arabic has the heaviest letters, Ukrainian the longest texts.
  it.each(['ar', 'uk'] as const)('on every page of a parent who reads %s', async (language) => {
    const { page, context, signIn } = await visitorOf(browser, hub.url, { language });
    await signIn('ouder-een');
    const session = await context.newCDPSession(page);
    const weigh = await scaleOf(session);
    const paths = await pagesOfParent();
    for (const list of ['accesses', 'receipts']) {
      await page.goto(`/children/${family.parents[0]?.child}/${list}`);
      expect(await page.locator('main ol > li').count()).toBe(20);
    }
    for (const path of paths) {
      await session.send('Network.clearBrowserCache');
      const fresh = await weigh(() => page.goto(path, { waitUntil: 'networkidle' }));
      expect(fresh, path).toBeLessThan(first);
      expect(await weigh(() => page.goto(path, { waitUntil: 'networkidle' })), path).toBeLessThan(after);
    }
    await context.close();
  });
});

/** Every page with an address of its own that a parent can look at. */
async function pagesOfParent(): Promise<readonly string[]> {
  const [parent] = family.parents;
  if (parent === undefined) throw new Error('no parent');
  const { body } = await must(parent.caller.get(`/v1/me/children/${parent.child}/consents`));
  const [{ request, own }] = body.items as [{ request: string; own: { decision: string } | null }];
  const named: Readonly<Record<string, string>> = {
    child: parent.child,
    request,
    decision: own?.decision ?? '',
  };
  return hub.routes
    .filter(
      ({ page, method, callers, responses }) =>
        page === true && method === 'GET' && callers.includes('citizen') && responses[200] === html,
    )
    .map(({ path }) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => named[name] ?? ''))
    .filter((path) => !path.includes('//') && !path.endsWith('/'));
}
