/** A mother who never signs in: at the school's desk, at the JGZ's desk, and at home with her paper; all in a browser. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedServer } from '../../src/database/index.js';
import { numberOf } from '../../src/demo/scenario/tale.js';
import { freePorts, type RunningWorld, startWorld } from '../../src/demo/supervisor/index.js';
import { accounts, type PartnerName, passwordOf, type Who } from '../../src/demo/world/index.js';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { temporaryFolder } from '../harness/folder.js';
import { said } from '../harness/on-a-page.js';

let world: RunningWorld;
let browser: Browser;
let folder: string;
let database: pg.Client;
let school: Desk;
let invitation: string;
let sentBefore: { readonly path: string; readonly data: string };
beforeAll(async () => {
  folder = await temporaryFolder('assisted-consent');
  [world, browser] = await Promise.all([startWorld({ dataFolder: folder, ports: freePorts }), openBrowser()]);
  // The hub of the world has it already: this finds it and starts nothing.
  const { ownerUrl } = await startEmbeddedServer(join(folder, 'database'));
  database = new pg.Client({ connectionString: ownerUrl });
  await database.connect();
  school = await atDesk('careCoordinator', 'school');
});
afterAll(async () => {
  await browser?.close();
  await database?.end();
  await world?.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Desk extends Visitor {
  /** Path of the child's page. */
  readonly child: string;
}

/** A professional at the own agent. */
async function atDesk(who: Who, partner: PartnerName): Promise<Desk> {
  const desk = await visitorOf(browser, world.agentUrl(partner));
  const { account } = accounts[who];
  await desk.signIn(account, '/login', passwordOf(account));
  return { ...desk, child: `/children/${numberOf('eight', partner)}` };
}

const send = async ({ page }: Visitor, button: string): Promise<string> => {
  await page.getByRole('button', { name: button, exact: true }).click();
  return (await page.textContent('main')) ?? '';
};
const codeOn = async ({ page }: Visitor): Promise<string> =>
  (await page.textContent('.sheet .code'))?.trim() ?? '';

/** Of the log, in entries, whether or not a checkpoint has them yet. */
async function logSize(): Promise<number> {
  const { rows } = await database.query<{ size: number }>('SELECT count(*)::int AS size FROM ledger_entry');
  return rows[0]?.size ?? -1;
}

/** What the browser will send, in its order. */
const formData = ({ page }: Visitor): Promise<string> =>
  page
    .locator('form.card')
    .evaluate((form) =>
      new URLSearchParams([...new FormData(form as HTMLFormElement)] as [string, string][]).toString(),
    );

describe('consent on paper', () => {
  it('is written down in her language, counts when a second professional stands for it, and stops at home', async () => {
    const jgz = await atDesk('nurse', 'jgz');
    for (const desk of [school, jgz]) {
      await desk.open(desk.child);
      await send(desk, 'Aanmelden bij Kernhub');
    }

    await school.open(`${school.child}/family`);
    await school.page.selectOption('#language', 'tr');
    expect(await send(school, 'Uitnodigen')).toContain('Uitgenodigd: Ouder of verzorger 1');
    await school.check();
    invitation = await codeOn(school);
    expect(invitation).toMatch(/^[0-9A-Z-]{9,}$/);
    expect(await school.page.textContent('.sheet[lang=tr]')).toContain(world.hubUrl);
    // Sent again it is the same paper, and nobody else was invited.
    await school.page.reload();
    expect(await codeOn(school)).toBe(invitation);
    await school.page.goto(`${school.child}/family`);
    expect(await school.page.getByText('Ouder of verzorger 2').count()).toBe(0);
    await school.page.goto(`${school.child}/family`);
    await school.page.getByText('Gezag doorgeven').click();
    expect(await send(school, 'Doorgeven')).toContain('Het geldt vanaf nu');
    await school.page.goto(`${school.child}/family`);
    await school.page.getByText('Toestemming vragen').click();
    await school.page.selectOption('#purpose', 'vroegsignalering-zorgteam');
    await school.page.fill('#explanation', 'Wij willen graag samen meedenken.');
    expect(await send(school, 'Vragen')).toContain('Nog niet iedereen die ja moet zeggen');

    await school.page.getByRole('link', { name: /^Ouder of verzorger 1/ }).click();
    await school.page.getByRole('link', { name: 'Türkçe' }).click();
    await school.check();
    expect(await school.page.locator('section[lang=tr] h3').count()).toBeGreaterThan(3);
    // Nothing is chosen beforehand: neither a yes nor a field that may be left out.
    expect(await school.page.locator('input:checked').count()).toBe(0);
    await school.page.locator('#choice-given').check();
    await school.page.locator('input[name=fields]').first().check();
    await school.page.locator('#channel-paper').check();
    await school.page.fill('#signedOn', (await school.page.getAttribute('#signedOn', 'max')) ?? '');
    sentBefore = { path: school.page.url().replace(/\?.*/, ''), data: await formData(school) };
    const before = await logSize();
    // Pressed twice, as people do who doubt that it worked.
    await school.page.getByRole('button', { name: 'Opschrijven' }).dblclick();
    await school.page.waitForSelector('.sheet');
    await school.check();
    const code = await codeOn(school);
    expect(code).toMatch(/^[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}$/);
    expect(await school.page.textContent('.sheet')).toContain(`${world.hubUrl}/paper`);
    expect(school.page.url()).not.toContain(code);
    await school.page.reload();
    expect(await codeOn(school)).toBe(code);
    expect(await logSize()).toBe(before + 1);
    // On paper there is the sheet and nothing else.
    await school.page.emulateMedia({ media: 'print' });
    expect(
      await school.page
        .locator('header, footer, .on-screen')
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length),
    ).toBe(0);

    await school.page.emulateMedia({ media: 'screen' });
    await school.page.goto(`${school.child}/paper`);
    await school.page.fill('#code', code);
    await school.page.getByRole('button', { name: 'Bekijken' }).click();
    // Who wrote it down does not stand for it alone.
    expect(await send(school, 'Ik sta hiervoor in').catch(String)).toContain('Het lukte niet');

    await jgz.page.goto(`${jgz.child}/paper`);
    await jgz.check();
    await jgz.page.fill('#code', code);
    expect(await send(jgz, 'Bekijken')).toContain('op papier');
    await jgz.check();
    expect(await send(jgz, 'Ik sta hiervoor in')).toContain('Het ja telt vanaf nu');

    const home = await visitorOf(browser, world.hubUrl, { language: 'tr' });
    await home.open('/paper');
    await home.page.fill('#code', code);
    await home.page.locator('main form button').click();
    await home.check();
    const stop = home.page.locator('form[action="/paper/undoing"] button');
    await stop.click();
    await home.check();
    expect(await home.page.locator('[role=status]').count()).toBe(1);
    for (const { complaints } of [school, jgz, home]) expect(complaints).toEqual([]);
  }, 200_000);

  it('that is sent once more to an agent that forgot its answer is not written down twice', async () => {
    const { path, data } = sentBefore;
    await world.restartAgent('school');
    school = await atDesk('careCoordinator', 'school');
    const before = await logSize();
    const headers = { Origin: world.agentUrl('school'), 'Content-Type': 'application/x-www-form-urlencoded' };
    const again = await school.page.request.post(path, { headers, data });
    expect(await again.text()).toContain('Dit ja is al opgeschreven');
    expect(await logSize()).toBe(before);
  });

  it('a no by telephone holds at once, and no code is given', async () => {
    await school.page.goto(`${school.child}/family`);
    await school.page.getByRole('link', { name: /^Ouder of verzorger 1/ }).click();
    await school.page.locator('#choice-refused').check();
    await school.page.locator('#channel-phone').check();
    expect(await send(school, 'Opschrijven')).toContain('Opgeschreven: nee');
    expect(await school.page.locator('.sheet').count()).toBe(0);
  });

  it('counts when she herself says at home that it is right, with her login and the same code', async () => {
    // While nobody knows the other parent, no yes counts.
    await school.page.goto(`${school.child}/family`);
    await school.page.getByText('Iemand uitnodigen').click();
    expect(await send(school, 'Uitnodigen')).toContain('Uitgenodigd: Ouder of verzorger 2');
    await school.page.goto(`${school.child}/family`);
    await school.page.getByText('Gezag doorgeven').click();
    await school.page.selectOption('#person', { index: 1 });
    expect(await send(school, 'Doorgeven')).toContain('Het geldt vanaf nu');
    await school.page.goto(`${school.child}/family`);
    await school.page.getByRole('link', { name: /^Ouder of verzorger 1/ }).click();
    await school.page.locator('#choice-given').check();
    await school.page.locator('#channel-assisted').check();
    await send(school, 'Opschrijven');
    const code = await codeOn(school);

    const home = await visitorOf(browser, world.hubUrl, { language: 'tr' });
    const enter = async (text: string): Promise<void> => {
      await home.page.fill('#code', text);
      const answered = home.page.waitForEvent('load');
      await home.page.locator('main form button').click();
      await answered;
      await home.check();
    };
    const { account } = accounts.motherOfEight;
    await home.signIn(account, '/code', passwordOf(account));
    await enter(invitation);
    expect(home.page.url()).toMatch(/\/children\/[^/]+$/);
    await home.open('/paper');
    await enter(code);
    await home.page.locator('main a[href="/paper/confirmation"]').click();
    await home.check();
    await enter('AAAA-BBBB-CCCC-DDDD-EEEE');
    const field = home.page.locator('#code[aria-invalid=true]');
    const fault = (await field.getAttribute('aria-describedby'))?.split(' ').at(-1) ?? '';
    expect(await home.page.locator(`#${fault}[role=alert]`).isVisible()).toBe(true);
    expect(new URL(home.page.url()).pathname).toBe('/paper/confirmation');
    await enter(code);
    expect(home.page.url()).toMatch(/\/children\/[^/]+\/decisions$/);
    expect(await home.page.locator('main a[href$="/withdrawal"]').count(), await said(home)).toBe(1);
    // Once is enough: it is said already, so that the code is good for nothing more here.
    await home.open('/paper/confirmation');
    await enter(code);
    expect(await home.page.locator('#code[aria-invalid=true]').count()).toBe(1);
    expect(home.complaints).toEqual([]);
  });

  it('what is filled in wrongly is said in words, and nothing is written down', async () => {
    await school.page.goto(`${school.child}/family`);
    await school.page.getByRole('link', { name: /^Ouder of verzorger 1/ }).click();
    await school.page.locator('#choice-given').check();
    await school.page.locator('#channel-phone').check();
    const fault = await send(school, 'Opschrijven');
    expect(fault).toContain('Een ja kan niet aan de telefoon');
    expect(fault).not.toContain('/channel');
    await school.check();
    await school.page.getByRole('link', { name: 'Terug naar het formulier' }).click();
    expect(await school.page.locator('#choice-given').count()).toBe(1);
    await school.page.goto(`${school.child}/paper`);
    await school.page.fill('#code', 'AAAA-BBBB-CCCC-DDDD-EEEE');
    expect(await send(school, 'Bekijken')).toContain('Deze code klopt niet');
    const answer = await school.page.request.get(
      `${world.agentUrl('school')}${school.child}/questions/crq_AAAAAAAAAAAAAAAAAAAAAA/persons/prf_AAAAAAAAAAAAAAAAAAAAAA`,
    );
    expect(answer.status()).toBe(404);
  });
});
