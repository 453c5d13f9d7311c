import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { plantWorld, type World } from '../harness/planted-world.js';

/** Privacy officers at their console: one who executes, on a wide screen; and the FG, on a phone in English by night. */
let world: World;
let browser: Browser;
let officer: Visitor;
let fg: Visitor;
let folder: string;
beforeAll(async () => {
  [world, browser] = await Promise.all([plantWorld(), openBrowser()]);
  officer = await visitorOf(browser, world.hub.url, { width: 1280 });
  fg = await visitorOf(browser, world.hub.url, { width: 320, language: 'en', colorScheme: 'dark' });
  folder = await mkdtemp(join(tmpdir(), 'kernhub-console-'));
});
afterAll(async () => {
  await browser?.close();
  await world?.hub.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const every = [
  '/officer',
  '/officer/log',
  '/officer/unusual',
  '/officer/emergencies',
  '/officer/rights',
  '/officer/rights?state=answered',
  '/officer/authority',
  '/officer/stops',
  '/officer/breaches',
  '/officer/register',
  '/officer/dpia',
  '/officer/retention',
  '/officer/verify',
  '/officer/register/differences?from=2026-01-01&to=2026-12-31',
] as const;

async function search({ page }: Visitor, reason: string): Promise<void> {
  await page.goto('/officer/log');
  await page.fill('#reason', reason);
  const send = page.locator('main button[type=submit]').first();
  await Promise.all([page.waitForEvent('load'), send.click()]);
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download') as Promise<Download>, press()]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return { name: file, text: await readFile(file, 'utf8') };
}

describe('a privacy officer', () => {
  it('signs in at the officers’ own place, and begins with what waits', async () => {
    await officer.signIn('privacy', '/officer');
    expect(new URL(officer.page.url()).pathname).toBe('/officer');
    expect(await main(officer.page)).toMatch(/1\s+noodsituatie te beoordelen/);
    expect(await main(officer.page)).toContain('Vragen per week');
  });

  it('finds every page readable, by WCAG 2.2 AA, on a wide screen', { timeout: 180_000 }, async () => {
    for (const path of every) await officer.open(path);
    expect(officer.complaints).toEqual([]);
  });

  it('finds the same in English and on a phone by night', { timeout: 180_000 }, async () => {
    await fg.signIn('fg', '/officer');
    for (const path of every) await fg.open(path);
    expect(await fg.page.locator('h1').innerText()).toBe('Differences in the register');
    expect(fg.complaints).toEqual([]);
  });

  it('of one partner finds the pages that are open to it, on a phone, and no way to another', {
    timeout: 180_000,
  }, async () => {
    const visitor = await visitorOf(browser, world.hub.url, { width: 320 });
    await visitor.signIn('fg-school', '/officer');
    expect(await main(visitor.page)).toContain('U bent hier voor één partner');
    const ways = await visitor.page
      .locator('.kernhub-bar__ways a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(ways.join(' ')).toBe('/officer /officer/log /officer/unusual /officer/stops /officer/register');
    for (const path of [...ways, '/officer/dpia']) await visitor.open(path ?? '');
    await search(visitor, 'vraag van een ouder');
    await visitor.check();
    await visitor.page.locator('tbody form button').first().click();
    await visitor.check();
    expect(await main(visitor.page)).toContain('U ziet wat deze partner zelf weet.');
    expect(visitor.complaints).toEqual([]);
  });

  it('cannot search without saying why, and is told what is wrong in words', async () => {
    const { page, check } = officer;
    await page.goto('/officer/log');
    await page.fill('#childSubject', 'Testkind Acht');
    await page.locator('main button[type=submit]').first().click();
    await check();
    const alert = await page.getByRole('alert').innerText();
    expect(alert).toContain('Vul in waarom u kijkt.');
    expect(alert).toContain('klopt niet van vorm');
    expect(await page.inputValue('#childSubject')).toBe('Testkind Acht');
  });

  it('opens a row to its whole story, and takes evidence of it that holds elsewhere', async () => {
    const { page, check } = officer;
    await search(officer, 'vraag van een ouder');
    await check();
    const row = page.locator('tbody tr', { hasText: 'gedeeld' }).filter({ hasNotText: 'niets gedeeld' });
    await row.first().locator('form button').click();
    await check();
    const story = await main(page);
    for (const part of ['De vraag', 'Wat de hub besloot', 'Toestemming waarop dit steunt', 'Bewijs']) {
      expect(story).toContain(part);
    }
    expect(story).not.toContain('Testkind');
    const evidence = await downloaded(page, () => press(page, 'Bewijsbestand downloaden'));
    expect(await verified(evidence.name)).toEqual([0, expect.stringMatching(/^The evidence holds\./)]);
    await writeFile(
      evidence.name,
      evidence.text.replace(/"gezinswerker"|"zorgcoordinator"|"jeugdverpleegkundige"/, '"iemand"'),
    );
    expect(await verified(evidence.name)).toEqual([1, expect.stringMatching(/does not hold/)]);
  });

  it('takes all that a search finds along, in a form that a spreadsheet opens', async () => {
    await search(officer, 'jaarverslag');
    const rows = await officer.page.locator('tbody tr').count();
    const csv = await downloaded(officer.page, () => press(officer.page, 'Als tabel (CSV)'));
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(rows + 1);
    await search(officer, 'jaarverslag');
    const json = await downloaded(officer.page, () => press(officer.page, 'Voor een programma (JSON)'));
    expect((JSON.parse(json.text) as { accesses: unknown[] }).accesses).toHaveLength(rows);
    for (const [button, name] of [
      ['Logboek Dataverwerkingen (LDV 1.0)', 'kernhub-logboek-dataverwerkingen.ndjson'],
      ['Gebeurtenissen (FHIR AuditEvent)', 'kernhub-AuditEvent.ndjson'],
      ['Toestemmingen (FHIR Consent)', 'kernhub-Consent.ndjson'],
    ] as const) {
      await search(officer, 'jaarverslag');
      const file = await downloaded(officer.page, () => press(officer.page, button));
      expect(file.name.endsWith(name)).toBe(true);
      expect(
        file.text
          .trimEnd()
          .split('\n')
          .map((line) => typeof JSON.parse(line)),
      ).toContain('object');
    }
  });

  it('has the whole log replayed, sees that it holds, and how anyone finds the same elsewhere', {
    timeout: 180_000,
  }, async () => {
    const { page, check } = officer;
    await page.goto('/officer/verify');
    const held = page.locator('tbody tr', { hasText: 'het klopt' }).filter({ hasNotText: 'niet' });
    const before = await held.count();
    await press(page, 'Begin een controle');
    const again = page.getByRole('link', { name: 'Kijk opnieuw' });
    if (await again.isVisible()) await check();
    for (const end = Date.now() + 150_000; Date.now() < end && (await again.isVisible()); ) {
      await page.waitForTimeout(500);
      await again.click();
    }
    expect(await held.count()).toBe(before + 1);
    const [key] = world.hub.ledger.verifierKeys();
    expect(await main(page)).toContain(`kernhub verify log log.ndjson --key ${key}`);
  });

  it('gives a verdict on an emergency, which then waits no more', async () => {
    const { page, check } = officer;
    await page.goto('/officer/emergencies');
    await page.getByLabel('Het was nodig').check();
    await page.getByLabel('Toelichting (verzegeld bij het oordeel)').fill('Gebeld met de bron.');
    await press(page, 'Oordeel vastleggen');
    await check();
    expect(await main(page)).toContain('Er wacht niets op een oordeel.');
    await officer.open('/officer/emergencies?state=reviewed');
    expect(await main(page)).toContain('Het was nodig');
  });

  it('lets a partner answer for what it holds, and sees that it was asked', async () => {
    const { page, check } = officer;
    await page.goto('/officer/rights');
    const asked = await page.getByText(/^antwoordt uiterlijk/).count();
    await page.getByText('Partners laten antwoorden').first().click();
    await press(page, 'Doorgeven');
    await check();
    expect(await page.getByRole('alert').innerText()).toContain('Kies ten minste één partner.');
    await page.locator('details[open] input[name=partners]').first().check();
    await page
      .getByLabel(/^Wat moeten zij weten/)
      .first()
      .fill('Kijk ook op papier.');
    await press(page, 'Doorgeven');
    await check();
    expect(await page.getByText(/^antwoordt uiterlijk/).count()).toBe(asked + 1);
  });

  it('answers a request about rights only with words, and once', async () => {
    const { page, check } = officer;
    await page.goto('/officer/rights');
    const before = await page.locator('main li.kernhub-card').count();
    expect(before).toBeGreaterThan(1);
    await press(page, 'Weigeren');
    await check();
    expect(await page.getByRole('alert').innerText()).toContain('Schrijf een antwoord');
    await page.getByLabel('Antwoord aan wie vroeg').first().fill('Er is geen reden om te wissen.');
    await page.locator('input[name=article]').first().fill('AVG 17(3)');
    await press(page, 'Weigeren');
    await check();
    expect(await page.locator('main li.kernhub-card').count()).toBe(before - 1);
  });

  it('finds what was answered again, as a letter in the language of who asked', async () => {
    const { page, check } = officer;
    await officer.open('/officer/rights?state=answered');
    await page
      .getByRole('link', { name: /^Brief over Wissen/ })
      .first()
      .click();
    await check();
    const letter = page.locator('article');
    expect(await letter.innerText()).toContain('Er is geen reden om te wissen.');
    expect(await letter.innerText()).toContain('Geweigerd. Het artikel: AVG 17(3)');
    await page.getByRole('link', { name: 'العربية' }).click();
    await check();
    expect(await letter.getAttribute('dir')).toBe('rtl');
    expect(await letter.innerText()).toContain('Er is geen reden om te wissen.');
  });

  it('confirms what a partner said of authority, on a ground', async () => {
    const { page, check } = officer;
    await page.goto('/officer/authority');
    const waiting = await page.locator('main li.kernhub-card').count();
    await page.locator('main li.kernhub-card').first().getByLabel('Waarop bevestigt u?').selectOption('brp');
    await page.locator('main li.kernhub-card').first().getByLabel('Toelichting').fill('Uittreksel gezien.');
    await press(page, 'Bevestigen');
    await check();
    expect(await page.locator('main li.kernhub-card').count()).toBeLessThan(waiting);
  });

  it('has each look on record', async () => {
    const events = await eventsOf(world);
    for (const kind of ['exchange.searched', 'exchange.inspected', 'exchange.reviewed'])
      expect(events).toContain(kind);
    for (const kind of ['authority.confirmed', 'rights.assigned', 'rights.refused', 'rights.opened'])
      expect(events).toContain(kind);
  });

  it('signs out, and the way back leads to signing in', async () => {
    const { page, check } = officer;
    await press(page, 'Uitloggen');
    // The identity provider asks whether its own session ends too.
    await press(page, 'Ja, uitloggen');
    await page.waitForURL(`${world.hub.url}/officer/signed-out`);
    await check();
    await page.goto('/officer/log');
    expect(page.url().startsWith(world.hub.url)).toBe(false);
    expect(await main(page)).toContain('Inloggen voor beheerders');
  });
});

describe('the FG', () => {
  it('looks at everything and decides nothing', async () => {
    await fg.open('/officer/emergencies?state=reviewed');
    expect(await main(fg.page)).toContain('Only the privacy officer can give a verdict.');
    await fg.open('/officer/rights');
    expect(await fg.page.locator('main form').count()).toBe(0);
    await search(fg, 'supervision');
    await fg.check();
    expect(await fg.page.locator('tbody tr').count()).toBeGreaterThan(1);
    await fg.page.locator('tbody form button').first().click();
    await fg.check();
    expect(await main(fg.page)).toContain('What the hub decided');
  });
});

/** Offline, as anyone elsewhere would. */
async function verified(file: string): Promise<readonly [code: number, out: string]> {
  let printed = '';
  const out = (text: string): void => {
    printed += text;
  };
  return [await runKernhub(['verify', 'evidence', file], { env: {}, out, err: out }), printed];
}

/** What is on record, by its event. */
async function eventsOf({ hub }: World): Promise<readonly string[]> {
  const { rows } = await hub.fresh.database.pool.query<{ id: string }>('SELECT id FROM ledger_entry');
  const entries = await Promise.all(rows.map(({ id }) => hub.ledger.read(id as never)));
  return entries.map(({ payload }) => String(payload.event));
}
