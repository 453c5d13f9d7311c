/** What a family looks up, proves and asks, in a real browser: the timeline, partners' answers, paper, rights, help. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/contract/index.js';
import { importSigningKey } from '../../src/kernel/index.js';
import { languages } from '../../src/text/index.js';
import { stoppedBy } from '../exchange/partner.js';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { type Family, familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { exchanging } from '../harness/whole-exchange.js';
import { emergency, release } from '../receipts/lived-receipts.js';
import { appointed } from '../rights/officer-desk.js';

let hub: TestHub;
let browser: Browser;
let family: Family;
let mother: Visitor;
let father: Visitor;
let base: string;

beforeAll(async () => {
  [hub, browser] = await Promise.all([startTestHub(), openBrowser()]);
  family = await familyOf(hub, 'een gezin');
  await family.agree();
  await release(await exchanging({ school: hub.school, jgz: hub.jgz, family }));
  base = `/children/${family.parents[0]?.child}`;
  mother = await visitorOf(browser, hub.url);
  father = await visitorOf(browser, hub.url, { width: 1280 });
  await mother.signIn('ouder-een', base);
  await father.signIn('ouder-twee', `/children/${family.parents[1]?.child}`);
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

const main = async ({ page }: Visitor): Promise<string> => (await page.textContent('main')) ?? '';

async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent('download');
  await click();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

describe('the timeline', () => {
  it('is searched by partner, purpose, outcome and day, and says so in its address', async () => {
    const { page, open, check } = mother;
    await open(`${base}/accesses`);
    expect(await page.locator('.kernhub-cards > li').count()).toBe(3);
    await page.locator('summary', { hasText: 'Zoeken in deze lijst' }).click();
    await page.getByLabel('Wat ervan kwam').selectOption('released');
    await page.getByRole('button', { name: 'Laat zien' }).click();
    await check();
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('released');
    expect(await page.locator('.kernhub-cards > li').count()).toBe(1);
    await page.getByLabel('Vanaf').fill('2999-01-01');
    await page.getByRole('button', { name: 'Laat zien' }).click();
    await check();
    expect(await main(mother)).toContain('Niets gevonden.');
    await page.getByRole('link', { name: 'Laat alles zien' }).click();
    expect(await page.locator('.kernhub-cards > li').count()).toBe(3);
  });

  it('is taken home as a table and for a program, as it was searched', async () => {
    const { page } = mother;
    await page.goto(`${base}/accesses?outcome=released`);
    const table = await downloaded(page, () =>
      page.getByRole('link', { name: 'Downloaden als tabel (CSV)' }).click(),
    );
    expect(table.name).toBe('kernhub-accesses.csv');
    const [head, row, ...rest] = table.text.replace('\ufeff', '').trimEnd().split('\r\n');
    expect(head).toBe(
      '"Dag","Wie","Wie daar","Waarvoor","Wat","Waarom mag dat?","Wat ervan kwam","Nagekeken"',
    );
    expect(row).toMatch(/^"\d{4}-\d\d-\d\d","Testorganisatie jgz",.*"Omdat er ja is gezegd","Gedeeld",""$/);
    expect(rest).toEqual([]);
    const data = await downloaded(page, () =>
      page.getByRole('link', { name: 'Downloaden voor een programma (JSON)' }).click(),
    );
    expect(JSON.parse(data.text).accesses).toMatchObject([{ outcome: 'released', basis: 'consent' }]);
  });
});

describe('what privacy officers do', () => {
  it('is seen by the family: the verdict on an emergency, and each look at the child', async () => {
    await emergency(hub, family, await appointed(hub));
    const waiting = (await must(hub.privacyOfficer.get('/v1/audit/emergencies'))).body.items;
    const [{ id, exchange } = { id: '', exchange: '' }] = waiting as { id: string; exchange: string }[];
    const why = { reason: 'vraag van een ouder' };
    await must(hub.privacyOfficer.post(`/v1/audit/exchanges/${exchange}/_open`, why));
    const verdict = { verdict: 'not-necessary' };
    await must(hub.privacyOfficer.post(`/v1/audit/emergencies/${id}/reviews`, verdict));
    const { page, open, check } = mother;
    await open(`${base}/accesses?outcome=emergency`);
    expect(await main(mother)).toContain('Het was niet nodig. Wie dit vroeg, is gewaarschuwd.');
    await page.getByRole('link', { name: 'Wie bij Kernhub keek mee?' }).click();
    await check();
    expect(await page.locator('.kernhub-cards > li').allInnerTexts()).toEqual([
      expect.stringContaining('Een functionaris voor privacy: Bekeek één vraag van begin tot eind'),
    ]);
    expect(await main(mother)).not.toContain(why.reason);
  });

  it('fits a phone in every language', { timeout: 120_000 }, async () => {
    const reader = await visitorOf(browser, hub.url, { width: 320 });
    await reader.signIn('ouder-een', base);
    for (const language of languages) {
      await reader.open(`/language?${new URLSearchParams({ to: language, back: `${base}/looks` })}`);
      expect(await reader.page.getAttribute('html', 'lang')).toBe(language);
      await reader.open(`${base}/accesses?outcome=emergency`);
    }
    await reader.context.close();
  });
});

describe('stopping', () => {
  it('shows what each partner that held data answers, to who stopped and to nobody else', async () => {
    const { page, open, check } = mother;
    await open(`${base}/decisions`);
    await page.getByRole('link', { name: /^Stoppen met/ }).click();
    await page.getByRole('button', { name: 'Ja, stop nu' }).click();
    await check();
    expect(await main(mother)).toContain('Moet nog antwoorden, uiterlijk');
    await answerStop();
    await open(`${base}/decisions`);
    expect(await page.textContent('h3')).toBe('Wat zeggen partners die al iets hadden?');
    expect(await main(mother)).toContain('Heeft de gegevens gewist.');
    await page.locator('summary', { hasText: 'De getekende verklaring' }).click();
    expect(await page.locator('pre').textContent()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    await check();
    await father.open(`/children/${family.parents[1]?.child}/decisions`);
    expect(await main(father)).toContain('Ja, dit mag');
    expect(await main(father)).not.toMatch(/gewist|antwoorden, uiterlijk|Testorganisatie jgz heeft/);
  });
});

async function answerStop(): Promise<void> {
  const { body } = await must(hub.jgz.system.get('/v1/stops'));
  const [order] = body.items as unknown as readonly Parameters<typeof stoppedBy>[1][];
  if (order === undefined) throw new Error('the recipient has an order');
  const { id, role, keys } = hub.jgz;
  const signer = { id, role: role as Role, ...keys, key: await importSigningKey(keys.signing) };
  const statement = await stoppedBy(signer, order, new Date(), { outcome: 'erased' });
  await must(hub.jgz.system.post(`/v1/stops/${order.id}/statements`, { statement }));
}

describe('a proof', () => {
  it('is read and printed with a code, and the code knows its file again', async () => {
    const { page, open, check } = mother;
    await open(`${base}/receipts`);
    await page
      .getByRole('link', { name: /^Bekijken en printen/ })
      .first()
      .click();
    await check();
    const mark = (await page.locator('dd bdi').last().textContent()) ?? '';
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('img').isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'Bewijs downloaden' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
    const file = await downloaded(page, () => page.getByRole('link', { name: 'Bewijs downloaden' }).click());
    const check2 = async (leaf: string): Promise<string> => {
      await page.goto('about:blank');
      await page.goto(`/check#${new URLSearchParams({ index: '1', leaf })}`);
      const [buffer, mimeType] = [Buffer.from(file.text), 'application/ld+json'];
      await page.locator('#check-file').setInputFiles({ name: file.name, mimeType, buffer });
      await page.getByRole('button', { name: 'Nagaan' }).click();
      const paper = page.locator('[data-claim=paper]');
      await paper.waitFor();
      await check();
      return ((await paper.locator('strong:visible').textContent()) ?? '').trim();
    };
    expect(await check2(mark)).toBe('Ja');
    expect(await check2(`${mark.slice(1)}A`)).toBe('Nee');
    expect(await page.locator('[data-outcome=broken]').isVisible()).toBe(true);
  });
});

describe('rights', () => {
  it('are asked with the keyboard alone, and taken back', async () => {
    const { page, open, check } = mother;
    await open('/rights');
    const press = async (name: string, role: 'link' | 'button'): Promise<void> => {
      const wanted = page.getByRole(role, { name, exact: true });
      for (let tabs = 0; tabs < 60; tabs += 1) {
        if (await wanted.evaluate((element) => element === document.activeElement)) break;
        await page.keyboard.press('Tab');
      }
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
      await check();
    };
    await press('Verbeteren', 'link');
    await press('Vraag dit aan', 'button');
    expect(await page.getByRole('alert').textContent()).toContain('Zonder uitleg');
    await page.getByLabel('Wat wilt u zeggen?').focus();
    await page.keyboard.type('Het leerjaar klopt niet.');
    await press('Vraag dit aan', 'button');
    expect(await main(mother)).toContain('Het leerjaar klopt niet.');
    expect(await main(mother)).toContain('Wacht op antwoord, uiterlijk');
    await press('Intrekken: Verbeteren', 'button');
    expect(await main(mother)).toContain('Zelf ingetrokken');
  });

  it('give a copy of what one may see, and nothing of the other parent', async () => {
    const { page } = father;
    await page.goto('/rights');
    const file = await downloaded(page, () =>
      page.getByRole('link', { name: 'Alles downloaden over Testkind Acht' }).click(),
    );
    expect(file.name).toBe('kernhub-copy.json');
    const copy = JSON.parse(file.text);
    expect(copy).toMatchObject({
      child: { firstName: 'Testkind Acht', youAre: 'guardian' },
      decisions: [{ choice: 'given', state: 'given' }],
      rightsRequests: [],
    });
    const outcomes = copy.accesses.map((access: { outcome: string }) => access.outcome);
    expect(outcomes.toSorted()).toEqual(['emergency', 'enrolled', 'enrolled', 'released']);
    expect(file.text).not.toMatch(/withdrawn|Het leerjaar|per_/);
  });
});

describe('help', () => {
  it.each(languages)('and its two statements hold in %s', async (language) => {
    const visitor = await visitorOf(browser, hub.url, { language, javaScript: true });
    for (const path of ['/help', '/help/accessibility', '/help/privacy']) await visitor.open(path);
    expect(await visitor.page.getByRole('contentinfo').getByRole('link').count()).toBe(3);
    await visitor.context.close();
  });
});

describe('a twelfth birthday', () => {
  it('is explained on the page of the child before it comes', async () => {
    const soon = new Date(Date.now() + 30 * 86_400_000);
    const birth = `${soon.getUTCFullYear() - 12}${soon.toISOString().slice(4, 10)}`;
    const almost = await familyOf(hub, 'bijna twaalf', birth);
    await mother.open(`/children/${almost.parents[0]?.child}`);
    expect(await main(mother)).toMatch(/Testkind Acht wordt 12 op \d+ /);
    expect(await main(mother)).toContain('beslist Testkind Acht mee');
    await mother.open(base);
    expect(await main(mother)).not.toContain('wordt 12');
  });
});

describe('every page of these', () => {
  it('works without scripts, at 320 px', async () => {
    const plain = await visitorOf(browser, hub.url, { width: 320, javaScript: false });
    await plain.signIn('ouder-een', base);
    for (const path of [
      '/accesses',
      '/accesses?outcome=released',
      '/decisions',
      '/receipts',
      '/rights/objection',
    ]) {
      await plain.open(`${base}${path}`);
      expect(await plain.page.locator('h1').count()).toBe(1);
    }
    await plain.context.close();
  });

  it('is complained of by no browser', () => {
    expect([...mother.complaints, ...father.complaints]).toEqual([]);
  });
});
