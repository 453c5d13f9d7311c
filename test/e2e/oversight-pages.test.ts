import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateOf } from '../../src/kernel/index.js';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { plantWorld, type World } from '../harness/planted-world.js';

/** Officers at what stands out and at what leaked: one who executes, on a wide screen; and the FG, on a phone in English by night. */
let world: World;
let browser: Browser;
let officer: Visitor;
let fg: Visitor;
beforeAll(async () => {
  [world, browser] = await Promise.all([plantWorld(), openBrowser()]);
  officer = await visitorOf(browser, world.hub.url, { width: 1280 });
  fg = await visitorOf(browser, world.hub.url, { width: 320, language: 'en', colorScheme: 'dark' });
  await officer.signIn('privacy', '/officer');
  await fg.signIn('fg', '/officer');
});
afterAll(async () => {
  await browser?.close();
  await world?.hub.close();
});

const main = (page: Page): Promise<string> => page.locator('main').innerText();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const many = 'Veel kinderen door één professional';

describe('unusual use', () => {
  it('is counted on the overview, listed with its reason in words, and opens to its requests', async () => {
    const { page } = officer;
    expect(await main(page)).toMatch(/\d+\s+keer ongewoon gebruik te bekijken/);
    await officer.open('/officer/unusual?rule=many-children');
    expect(await main(page)).toContain(
      'Vroeg naar 21 verschillende kinderen op één dag; dat valt op vanaf 20.',
    );
    await page
      .getByRole('link', { name: /^Openen/ })
      .first()
      .click();
    await officer.check();
    expect(await page.locator('h1').innerText()).toBe(many);
    await page.locator('tbody a').first().click();
    await officer.check();
    await page.fill('#reason', 'ongewoon gebruik');
    await press(page, 'Openen');
    await officer.check();
    expect(await page.locator('h1').innerText()).toBe('Eén vraag, van begin tot eind');
  });

  it('is dealt with in words, and waits no more', async () => {
    const { page, check } = officer;
    await officer.open('/officer/unusual?rule=many-children');
    await page
      .getByRole('link', { name: /^Openen/ })
      .first()
      .click();
    await press(page, 'Vastleggen');
    await check();
    expect(await page.getByRole('alert').innerText()).toContain('Kies wat u ermee deed');
    await page.getByLabel('Verklaard: er was een goede reden').check();
    await page.getByLabel('Toelichting (verzegeld in het logboek)').fill('Een screening van een hele klas.');
    await press(page, 'Vastleggen');
    await check();
    await officer.open('/officer/unusual?rule=many-children');
    expect(await main(page)).toContain('Er wacht niets op u.');
    await officer.open('/officer/unusual?state=disposed');
    expect(await main(page)).toContain('Verklaard: er was een goede reden');
  });

  it('is read by the FG, who decides nothing', async () => {
    await fg.open('/officer/unusual?state=disposed');
    await fg.page
      .getByRole('link', { name: /^Open:/ })
      .first()
      .click();
    await fg.check();
    expect(await main(fg.page)).toContain('Only the privacy officer can deal with it.');
    expect(await fg.page.locator('main form[method=post]').count()).toBe(0);
  });
});

describe('a breach', () => {
  const toParts = async (page: Page): Promise<void> => {
    await page.goto('/officer/breaches');
    await page.getByText('Een zaak openen').click();
  };

  it('is opened once its form is whole, and its 72 hours run', async () => {
    const { page, check } = officer;
    await toParts(page);
    await check();
    await press(page, 'Zaak openen');
    await check();
    expect(await page.getByRole('alert').innerText()).toContain('Kies precies één');
    const day = civilDateOf(new Date(Date.now() - 24 * 3_600_000));
    const today = civilDateOf(new Date());
    await page.locator('#partner').selectOption({ label: 'Testorganisatie jgz' });
    await page.fill('#from', day);
    await page.fill('#to', today);
    await page.fill('#awareDay', day);
    await page.fill('#awareTime', '12:00');
    await page.fill('#reason', 'melding van de JGZ');
    await press(page, 'Zaak openen');
    await check();
    expect(await main(page)).toMatch(/nog \d+ uur/);
    expect(await main(page)).toContain('Testorganisatie jgz');
  });

  it('shows whom it affects with a reason, and drafts of the notifications', async () => {
    const { page, check } = officer;
    await page.goto('/officer/breaches');
    await page
      .getByRole('link', { name: /^Wie raakt het/ })
      .first()
      .click();
    await check();
    await press(page, 'Openen');
    await check();
    expect(await page.getByRole('alert').innerText()).toContain('Vul in waarom u kijkt.');
    await page.fill('#reason', 'wie moet ik informeren?');
    await press(page, 'Openen');
    await check();
    expect(await main(page)).toContain('Wie het raakt');
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(1);
    await page.locator('summary', { hasText: 'Aan de Autoriteit Persoonsgegevens' }).click();
    expect(await main(page)).toContain('33(3)(a)');
    await check();
  });

  it('is stopped with one action, and notified; both show in the list', async () => {
    const { page, check } = officer;
    const reopen = async (): Promise<void> => {
      await page.goto('/officer/breaches');
      await page
        .getByRole('link', { name: /^Wie raakt het/ })
        .first()
        .click();
      await page.fill('#reason', 'afhandelen');
      await press(page, 'Openen');
    };
    await reopen();
    await page.fill('#why', 'gestolen sleutels');
    await press(page, 'Nu schorsen');
    await check();
    await reopen();
    await page.fill('#note', 'Per formulier, nummer staat in het dossier.');
    await press(page, 'Vastleggen');
    await check();
    const first = page.locator('main li.kernhub-card').first();
    expect(await first.innerText()).toContain('gemeld');
    expect(await first.innerText()).toMatch(/Geschorst\s+ja/);
    expect((await world.hub.jgz.system.get('/v1/tasks')).body.code).toBe('partner-suspended');
  });

  it('is read by the FG, who opens and stops nothing', async () => {
    await fg.open('/officer/breaches');
    expect(await fg.page.locator('main form').count()).toBe(0);
    await fg.page
      .getByRole('link', { name: /^Whom does it affect/ })
      .first()
      .click();
    await fg.page.fill('#reason', 'supervision');
    await press(fg.page, 'Open');
    await fg.check();
    expect(await main(fg.page)).toContain('Only the privacy officer can open, notify, close and suspend.');
    expect([...officer.complaints, ...fg.complaints]).toEqual([]);
  });
});
