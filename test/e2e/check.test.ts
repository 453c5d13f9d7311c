/** *Check it yourself*: a file is verified in a real browser, without a network, and says what the command says. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { type Language, languages, wordsFor } from '../../src/text/index.js';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { goodFiles, tamperedFiles } from '../portal/tampered.js';

let hub: TestHub;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  [hub, browser, folder] = await Promise.all([startTestHub(), openBrowser(), temporaryFolder('check')]);
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A reader at the page, everything of it loaded, the network cut; every request from then on is noted. */
async function readerOffline(
  options: Parameters<typeof visitorOf>[2] = {},
): Promise<Visitor & { readonly requests: string[] }> {
  const visitor = await visitorOf(browser, hub.url, options);
  await visitor.page.goto('/check');
  await visitor.page.locator('#check-form').waitFor();
  await visitor.page.waitForLoadState('networkidle');
  const requests: string[] = [];
  visitor.page.on('request', (request) => requests.push(request.url()));
  await visitor.context.setOffline(true);
  return { ...visitor, requests };
}

interface Said {
  readonly outcome: string | null;
  readonly claims: readonly { readonly claim: string | null; readonly holds: boolean }[];
  readonly report: string;
}

/** Gives the page a file, and waits for what it says. */
async function checkFile({ page }: Visitor, content: string | Buffer): Promise<Said> {
  const buffer = Buffer.from(content);
  await page.setInputFiles('#check-file', { name: 'bewijs.jsonld', mimeType: 'application/json', buffer });
  await page.locator('#check-form button[type=submit]').click();
  const shown = page.locator('[data-outcome]:not([data-outcome=busy]):visible');
  await shown.waitFor();
  const claims = [];
  for (const item of await page.locator('[data-claim]:visible').all()) {
    claims.push({
      claim: await item.getAttribute('data-claim'),
      holds: await item.locator('[data-answer=yes]').isVisible(),
    });
  }
  const outcome = await shown.getAttribute('data-outcome');
  return { outcome, claims, report: (await page.textContent('#check-report')) ?? '' };
}

interface Told {
  readonly holds: boolean;
  readonly claims: readonly { readonly claim: string; readonly holds: boolean; readonly says: string }[];
}

/** What the command says of the same file. */
async function commandSays(content: string, ...options: readonly string[]): Promise<Told> {
  const file = join(folder, 'bewijs.jsonld');
  await writeFile(file, content);
  let out = '';
  await runKernhub(['verify', 'receipt', file, '--json', ...options], {
    env: {},
    out: (text) => {
      out += text;
    },
    err: (text) => {
      throw new Error(text);
    },
  });
  return JSON.parse(out) as Told;
}

describe('a reader without a network', () => {
  it('is told of every file that holds what the command tells, claim by claim', async () => {
    const reader = await readerOffline();
    for (const text of goodFiles()) {
      const [said, told] = [await checkFile(reader, text), await commandSays(text)];
      expect([said.outcome, told.holds]).toEqual(['holds', true]);
      expect(said.claims).toEqual(told.claims.map(({ claim, holds }) => ({ claim, holds })));
      for (const { says } of told.claims) expect(said.report).toContain(says);
    }
    await reader.check();
    expect([reader.requests, reader.complaints]).toEqual([[], []]);
  });

  it('is told of every file that does not hold where it breaks, as by the command', async () => {
    const reader = await readerOffline({ width: 1280, colorScheme: 'dark' });
    for (const { claim, text } of await tamperedFiles()) {
      const [said, told] = [await checkFile(reader, text), await commandSays(text)];
      expect([told.holds, told.claims.at(-1)?.claim]).toEqual([false, claim]);
      expect(said.claims).toEqual(told.claims.map(({ claim: name, holds }) => ({ claim: name, holds })));
      expect(said.outcome).toMatch(claim === 'format' ? /notJson|otherKind/ : /broken/);
      for (const { says } of told.claims) expect(said.report).toContain(says);
    }
    await reader.check();
    expect([reader.requests, reader.complaints]).toEqual([[], []]);
  });

  it('learns kindly which file is too large, which no JSON, which of another kind, and none of it stays', async () => {
    const reader = await readerOffline();
    const outcomes = [
      await checkFile(reader, Buffer.alloc(10_000_000, 'a')),
      await checkFile(reader, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00])),
      await checkFile(reader, '{"name":"een ander bestand"}'),
      await checkFile(reader, '[]'),
      await checkFile(reader, goodFiles()[0] ?? ''),
    ].map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['tooLarge', 'notJson', 'otherKind', 'otherKind', 'holds']);
    expect([reader.requests, reader.complaints]).toEqual([[], []]);
  });

  it('holds a file against keys: those of this hub do not fit a file of another', async () => {
    const reader = await readerOffline();
    const [text = ''] = goodFiles();
    const { ledger, issuedBy } = JSON.parse(text) as {
      ledger: { verifierKeys: string[] };
      issuedBy: { key: { kid: string } };
    };
    await reader.page.locator('#check-form summary').click();
    await reader.page.fill('#check-log-key', ledger.verifierKeys.join('\n'));
    await reader.page.fill('#check-hub-key', issuedBy.key.kid);
    expect((await checkFile(reader, text)).outcome).toBe('holds');
    expect(await reader.page.locator('[data-trust=keys]').isVisible()).toBe(false);
    await reader.page.click('#check-from-hub');
    expect(await reader.page.inputValue('#check-log-key')).toBe(hub.ledger.verifierKeys().join('\n'));
    const said = await checkFile(reader, text);
    expect(said.claims.at(-1)).toEqual({ claim: 'statement', holds: false });
    const hubKey = `--hub-key=${await reader.page.inputValue('#check-hub-key')}`;
    expect((await commandSays(text, hubKey)).claims.at(-1)?.claim).toBe('statement');
    await reader.check();
  });
});

describe('the page', () => {
  it('offers the keys that the hub publishes', async () => {
    const reader = await readerOffline();
    await reader.page.locator('#check-form summary').click();
    await reader.page.click('#check-from-hub');
    const published = (await (await fetch(`${hub.url}/.well-known/jwks.json`)).json()) as {
      keys: readonly { kid: string }[];
    };
    const offered = (await reader.page.inputValue('#check-hub-key')).split('\n');
    expect(offered.length).toBeGreaterThan(0);
    expect(published.keys.map(({ kid }) => kid)).toEqual(expect.arrayContaining(offered));
  });

  it.each(languages)(
    'speaks %s, its answers too, without letters that it still has to fetch',
    async (language: Language) => {
      const reader = await readerOffline({ language });
      const { say, direction } = wordsFor(language);
      expect(await reader.page.locator('html').getAttribute('dir')).toBe(direction);
      const said = await checkFile(reader, (await tamperedFiles()).at(-1)?.text ?? '');
      expect(said.outcome).toBe('broken');
      const main = (await reader.page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
      for (const key of ['check.title', 'check.broken', 'check.list', 'check.yes', 'check.no'] as const) {
        expect(main).toContain(say(key));
      }
      await reader.check();
      expect([reader.requests, reader.complaints]).toEqual([[], []]);
    },
  );

  it('says without JavaScript what to do instead', async () => {
    const reader = await visitorOf(browser, hub.url, { javaScript: false });
    await reader.open('/check');
    expect(await reader.page.locator('#check-form').isVisible()).toBe(false);
    expect(await reader.page.locator('main').innerText()).toContain('kernhub verify receipt');
  });

  it('is used with the keyboard alone', async () => {
    const reader = await readerOffline();
    const [text = ''] = goodFiles();
    const buffer = Buffer.from(text);
    await reader.page.setInputFiles('#check-file', { name: 'b.jsonld', mimeType: 'text/plain', buffer });
    await reader.page.focus('#check-file');
    await reader.page.keyboard.press('Tab');
    await reader.page.keyboard.press('Tab');
    expect(await reader.page.evaluate('document.activeElement.type')).toBe('submit');
    await reader.page.keyboard.press('Enter');
    await reader.page.locator('[data-outcome=holds]').waitFor();
  });
});
