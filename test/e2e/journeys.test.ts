/** Whole ways through the portal, each as one person goes it: from a mail or a code on paper to what remains. */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKernhub } from '../../src/cli/run-kernhub.js';
import { openBrowser, visitorOf } from '../harness/browser.js';
import { assertAuthority, enrolment, type Family, familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { follow, giveAddress, mailedTo, press, said } from '../harness/on-a-page.js';

let hub: TestHub;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  [hub, browser, folder] = await Promise.all([
    startTestHub({ partners: { buurt: { role: 'buurtteam', bsn: true } } }),
    openBrowser(),
    temporaryFolder('journeys'),
  ]);
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
  await rm(folder, { recursive: true, force: true });
});

const born = (years: number): string => `${new Date().getFullYear() - years}-01-02`;
const invited = async (family: Family, as: 'guardian' | 'young-person') => {
  const path = `/v1/subjects/${family.atSchool}/invitations`;
  const { body } = await must(family.teacher.post(path, { as }));
  return { code: String(body.code), person: String(body.person) };
};
describe('a parent', () => {
  it('comes by the mail, answers, and proves it: in the browser and with the command', async () => {
    const family = await familyOf(hub, 'kind met mail');
    const visitor = await visitorOf(browser, hub.url);
    const { page } = visitor;
    await visitor.signIn('ouder-een', '/settings');
    await giveAddress(visitor, 'ouder-een@verzonnen.example');
    await family.ask();
    const mail = await mailedTo(visitor, 'ouder-een@verzonnen.example', /Er wacht een vraag/);
    expect(mail).not.toContain('zorgteam');

    await page.goto('/children');
    await follow(page, /^Bekijk alles over/);
    await follow(page, 'Lees de vraag en antwoord');
    await press(page, 'Ja, dit mag');
    await follow(page, 'Bekijk uw bewijzen');
    const waiting = page.waitForEvent('download');
    await follow(page, /^Bewijs downloaden/);
    const file = join(folder, 'bewijs.jsonld');
    await (await waiting).saveAs(file);
    await page.goto('/check');
    await page.setInputFiles('#check-file', file);
    await page.locator('#check-form button[type=submit]').click();
    await page.locator('[data-outcome=holds]').waitFor();
    const printed: string[] = [];
    const print = (text: string): void => void printed.push(text);
    const status = await runKernhub(['verify', 'receipt', file], { env: {}, out: print, err: print });
    expect(status, printed.join('')).toBe(0);
    expect(await readFile(file, 'utf8')).not.toContain('ouder-een');
    expect(visitor.complaints).toEqual([]);
  });

  it('goes all the way in Arabic and without JavaScript, from the code on paper to stopping', async () => {
    const family = await familyOf(hub, 'kind in het Arabisch');
    const { code, person } = await invited(family, 'guardian');
    await family.ask();
    const visitor = await visitorOf(browser, hub.url, { language: 'ar', javaScript: false });
    const { page, check } = visitor;
    await visitor.signIn('ouder-drie', '/code');
    await page.fill('#code', code);
    await page.locator('main form button').click();
    await page.waitForURL(/children/);
    await assertAuthority(family.teacher, family.atSchool, person, 'joint');
    await page.reload();
    await check();
    expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    await page.locator('.kernhub-card--waiting a').click();
    await check();
    await page.locator('button[name=choice][value=given]').click();
    await page.waitForURL(/answer$/);
    await check();
    await page.goto(page.url().replace(/questions.*/, 'decisions'));
    await page.locator('a[href$="/withdrawal"]').click();
    await check();
    const before = await hub.entries('consent');
    await page.locator('main form button').click();
    await check();
    expect(await hub.entries('consent')).toBe(before + 1);
  });

  it('ticks who may receive it and what may come along, and nobody else gets anything', async () => {
    const family = await familyOf(hub, 'kind met keuzes');
    const buurt = hub.more.get('buurt');
    if (buurt === undefined) throw new Error('the third partner is registered');
    const enrolled = enrolment('kind met keuzes', 'participant');
    await must((await buurt.professional()).post('/v1/subjects', enrolled));
    await family.ask(['school-jgz', 'school-buurtteam']);
    const [mother] = family.parents;
    if (mother === undefined) throw new Error('a family has a parent');
    const visitor = await visitorOf(browser, hub.url);
    const { page, check } = visitor;
    await visitor.signIn('ouder-een', `/children/${mother.child}`);
    await follow(page, 'Lees de vraag en antwoord');
    const tick = (name: string, value: string) => page.locator(`input[name=${name}][value="${value}"]`);
    expect(await page.locator('input:checked').count()).toBe(0);

    await tick('fields', 'leerjaar').check();
    await press(page, 'Ja, dit mag');
    await check();
    expect(await page.locator('[role=alert]').textContent()).toContain('Kies ten minste één partner');
    const target = await page.locator('[role=alert] a').getAttribute('href');
    expect(await page.locator(`fieldset${target}`).count()).toBe(1);
    expect(await tick('fields', 'leerjaar').isChecked(), 'what was ticked stays').toBe(true);

    await tick('recipients', hub.jgz.id).check();
    await press(page, 'Ja, dit mag');
    await page.waitForURL(/answer$/);
    await check();
    const { rows } = await hub.fresh.database.pool.query<{ flows: unknown }>(
      'SELECT flows FROM consent_decision ORDER BY seq DESC LIMIT 1',
    );
    expect(rows[0]?.flows).toEqual([
      {
        flow: 'school-jgz',
        sources: [hub.school.id],
        recipients: [hub.jgz.id],
        fields: ['leeftijdsband', 'leerjaar', 'signaalDomeinen', 'zorgniveau'],
      },
    ]);
  });

  it('finds the way with the keyboard alone, the content first', async () => {
    const family = await familyOf(hub, 'kind met toetsenbord');
    await family.ask();
    const visitor = await visitorOf(browser, hub.url, { width: 1280 });
    const { page } = visitor;
    await visitor.signIn('ouder-een');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Naar de inhoud');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const tabTo = async (name: string) => {
      for (let steps = 0; steps < 40; steps += 1) {
        await page.keyboard.press('Tab');
        const focus = page.locator(':focus');
        if ((await focus.count()) > 0 && (await focus.textContent())?.trim() === name) {
          const outline = await focus.evaluate((element) => getComputedStyle(element).outlineStyle);
          expect(outline, name).not.toBe('none');
          return page.keyboard.press('Enter');
        }
      }
      throw new Error(`Tab does not lead to ${name}`);
    };
    await page.goto(`/children/${family.parents[0]?.child}`);
    await tabTo('Lees de vraag en antwoord');
    await page.waitForURL(/questions/);
    await tabTo('Nee, dit mag niet');
    await page.waitForURL(/answer$/);
    expect(await said(visitor)).toContain('U heeft nee gezegd');
  });

  it('is led back after too long a silence, and nothing of what was pressed then counts', async () => {
    const family = await familyOf(hub, 'kind met stilte');
    await family.ask();
    const visitor = await visitorOf(browser, hub.url);
    const { page, check } = visitor;
    await visitor.signIn('ouder-een');
    await page.goto(`/children/${family.parents[0]?.child}`);
    await follow(page, 'Lees de vraag en antwoord');
    const before = await hub.entries('consent');
    hub.advance(31 * 60_000);
    await press(page, 'Ja, dit mag');
    await check();
    expect(await said(visitor)).toContain('U was te lang weg.');
    expect(await hub.entries('consent')).toBe(before);
    hub.advance(-31 * 60_000);
  });

  it('cannot be made to answer by a form with another guard', async () => {
    const family = await familyOf(hub, 'kind met vervalsing');
    await family.ask();
    const visitor = await visitorOf(browser, hub.url);
    const { page, check } = visitor;
    await visitor.signIn('ouder-een');
    const base = `/children/${family.parents[0]?.child}`;
    await page.goto(base);
    await follow(page, 'Lees de vraag en antwoord');
    const before = await hub.entries('consent');
    await page.locator('main input[name=csrf]').evaluate((field: HTMLInputElement) => {
      field.value = field.value.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    });
    await press(page, 'Ja, dit mag');
    await check();
    expect(await said(visitor)).toContain('Er is niets veranderd.');
    expect(await hub.entries('consent')).toBe(before);

    expect(visitor.complaints).toEqual([]);
  });
});

describe('a young person', () => {
  /** Redeems the code, reads the question in the words for them, and answers. */
  async function answers(family: Family, choice: string): Promise<string> {
    const { code } = await invited(family, 'young-person');
    const visitor = await visitorOf(browser, hub.url);
    const { page, check } = visitor;
    await visitor.signIn('jongere', '/code');
    await page.fill('#code', code);
    await press(page, 'Verder');
    await page.waitForURL(/children/);
    await family.ask();
    await page.reload();
    await check();
    expect(await said(visitor)).toContain('Vragen voor jou');
    await follow(page, 'Lees de vraag en antwoord');
    await check();
    expect(await said(visitor)).toContain('Wat kies je?');
    await press(page, choice);
    await check();
    const outcome = await said(visitor);
    await visitor.open('/children');
    expect(await page.textContent('h1')).toBe('Over mij');
    return outcome;
  }

  it('of 13 answers beside the parents, in simpler words', async () => {
    const family = await familyOf(hub, 'kind van dertien', born(13));
    expect(await answers(family, 'Ja, dit mag')).toContain('Er wordt pas gedeeld als iedereen');
    const [mother, father] = family.parents;
    if (mother === undefined || father === undefined) throw new Error('two parents');
    await family.decide(mother, 'given');
    await family.decide(father, 'given');
    const { body } = await must(mother.caller.get(`/v1/me/children/${mother.child}/consents`));
    expect(body.items).toMatchObject([{ state: 'complete' }]);
  });

  it('of 16 answers alone: the parents are not asked', async () => {
    const family = await familyOf(hub, 'kind van zestien', born(16));
    expect(await answers(family, 'Ja, dit mag')).toContain('Iedereen die ja moest zeggen, heeft dat gedaan.');
    const parent = await visitorOf(browser, hub.url);
    await parent.signIn('ouder-twee');
    await parent.open(`/children/${family.parents[1]?.child}`);
    expect(await said(parent)).toContain('Er is nu geen vraag voor u.');
  });
});
