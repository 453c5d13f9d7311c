/** Two parents who know nothing of each other, from a mail to what their two yeses open, each in an own browser. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { type Family, familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { follow, giveAddress, mailedTo, press, said } from '../harness/on-a-page.js';
import { type Exchanging, exchanging } from '../harness/whole-exchange.js';
import { release } from '../receipts/lived-receipts.js';

const addresses = ['moeder@verzonnen.example', 'vader@verzonnen.example'] as const;
let hub: TestHub;
let browser: Browser;
let family: Family;
let exchange: Exchanging;
let mother: Visitor;
let father: Visitor;

beforeAll(async () => {
  [hub, browser] = await Promise.all([startTestHub(), openBrowser()]);
  family = await familyOf(hub, 'kind van twee ouders');
  exchange = await exchanging({ school: hub.school, jgz: hub.jgz, family });
  mother = await visitorOf(browser, hub.url);
  father = await visitorOf(browser, hub.url, { width: 1280, colorScheme: 'dark' });
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

/** As this parent sees it. */
async function questionOf(place: number): Promise<unknown> {
  const parent = family.parents[place];
  if (parent === undefined) throw new Error('a family has two parents');
  return (await must(parent.caller.get(`/v1/me/children/${parent.child}/consents`))).body.items;
}

/** Opens the link of the mail, and goes on to the question. */
async function comeByMail(visitor: Visitor, address: string): Promise<string> {
  const mail = await mailedTo(visitor, address, /Er wacht een vraag/);
  const link = new RegExp(`${hub.url}/children(?!\\S)`).exec(mail)?.[0] ?? '';
  await visitor.page.goto(link);
  await visitor.check();
  await follow(visitor.page, /^Bekijk alles over/);
  await visitor.check();
  await follow(visitor.page, 'Lees de vraag en antwoord');
  await visitor.check();
  return mail;
}

describe('two parents', () => {
  it('each give an address for mail', async () => {
    for (const [place, visitor] of [mother, father].entries()) {
      await visitor.signIn(['ouder-een', 'ouder-twee'][place] ?? '', '/settings');
      await giveAddress(visitor, addresses[place] ?? '');
      expect(await said(visitor)).toContain(addresses[place]);
      expect(await visitor.page.locator('#digits').count()).toBe(0);
    }
  });

  it('are each told by mail that a question waits, and by no mail what or about whom', async () => {
    await family.ask();
    for (const [place, visitor] of [mother, father].entries()) {
      const mail = await comeByMail(visitor, addresses[place] ?? '');
      expect(mail).not.toMatch(/zorgteam|Testkind|Testorganisatie/);
      expect(mail).not.toContain(addresses[1 - place]);
    }
  });

  it('of whom one said yes: the other still decides, and the partner may not ask', async () => {
    await press(mother.page, 'Ja, dit mag');
    await mother.page.waitForURL(/answer$/);
    await mother.check();
    expect(await said(mother)).not.toContain('Iedereen die ja moest zeggen, heeft dat gedaan.');
    expect(await questionOf(0)).toMatchObject([{ state: 'incomplete', own: { state: 'given' } }]);
    expect(await questionOf(1)).toMatchObject([{ state: 'incomplete', own: null }]);
    expect((await exchange.ask()).status).toBe(403);
    await father.page.reload();
    expect(await said(father)).not.toMatch(/moeder|andere ouder zei/);
  });

  it('of whom the second says yes as well: it is complete, and the partner may ask', async () => {
    await press(father.page, 'Ja, dit mag');
    await father.page.waitForURL(/answer$/);
    await father.check();
    expect(await said(father)).toContain('Iedereen die ja moest zeggen, heeft dat gedaan.');
    for (const [place, visitor] of [mother, father].entries()) {
      expect(await questionOf(place)).toMatchObject([{ state: 'complete', own: { state: 'given' } }]);
      await visitor.open(`/children/${family.parents[place]?.child}`);
      expect(await said(visitor)).toContain('Iedereen die ja moest zeggen, heeft dat gedaan.');
    }
    await release(exchange);
    for (const [place, visitor] of [mother, father].entries()) {
      await visitor.open(`/children/${family.parents[place]?.child}/accesses?outcome=released`);
      expect(await visitor.page.locator('.kernhub-cards > li').count()).toBe(1);
    }
  });

  it('of whom one stops: from then on the partner may ask no more, and the other learns no reason', async () => {
    await mother.page.goto(`/children/${family.parents[0]?.child}/decisions`);
    await follow(mother.page, /^Stoppen met/);
    await press(mother.page, 'Ja, stop nu');
    await mother.check();
    expect((await exchange.ask()).status).toBe(403);
    await father.open(`/children/${family.parents[1]?.child}`);
    expect(await said(father)).not.toMatch(/gestopt|ingetrokken/i);
    expect([...mother.complaints, ...father.complaints]).toEqual([]);
  });
});
