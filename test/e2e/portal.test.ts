import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { type Family, familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { mailedTo, said } from '../harness/on-a-page.js';

let hub: TestHub;
let browser: Browser;
let family: Family;
let mother: Visitor;
let father: Visitor;

beforeAll(async () => {
  [hub, browser] = await Promise.all([startTestHub(), openBrowser()]);
  family = await familyOf(hub, 'een kind');
  mother = await visitorOf(browser, hub.url);
  father = await visitorOf(browser, hub.url, { width: 1280, colorScheme: 'dark' });
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

const answer = (visitor: Visitor, name: string) => visitor.page.getByRole('button', { name, exact: true });

/** One of each kind: a list, a child, a question, a form. */
async function pagesOf({ page }: Visitor): Promise<readonly string[]> {
  const child = `/children/${family.parents[1]?.child}`;
  await page.goto(child);
  const question = await page.locator('main a[href*="/questions/"]').first().getAttribute('href');
  return [
    '/children',
    child,
    question ?? '',
    `${child}/decisions`,
    `${child}/accesses`,
    '/settings',
    '/check',
  ];
}

/** Runs in the page. */
function whatMoves(): readonly string[] {
  const isMoving = (style: CSSStyleDeclaration): boolean =>
    style.animationName !== 'none' ||
    style.transitionDuration.split(',').some((time) => parseFloat(time) > 0) ||
    style.scrollBehavior === 'smooth';
  const moving = [...document.querySelectorAll('*')].filter((element) =>
    ['', '::before', '::after'].some((part) => isMoving(getComputedStyle(element, part))),
  );
  const running = document.getAnimations().filter(({ playState }) => playState === 'running');
  return [...moving.map(({ tagName, className }) => `${tagName} ${className}`), ...running.map(String)];
}

/** From the list of children to the question that waits. */
async function toQuestion({ page, check }: Visitor): Promise<void> {
  await page.getByRole('link', { name: 'Bekijk alles over Testkind Acht' }).click();
  await check();
  await page.getByRole('link', { name: 'Lees de vraag en antwoord' }).click();
  await check();
}

describe('a parent with a phone', () => {
  it('reads what this is before signing in, and is led there and back', async () => {
    await mother.open('/');
    await mother.open('/help');
    await mother.signIn('ouder-een', '/children');
    await mother.check();
    expect(await mother.page.textContent('h1')).toBe('Mijn kinderen');
    expect(await mother.page.textContent('main')).toContain('Er wacht geen vraag op uw antwoord.');
  });

  it('reads the question: who asks, why, what goes to whom, for how long, and what happens after no', async () => {
    await family.ask();
    await mother.open('/children');
    expect(await mother.page.textContent('main')).toContain('Er wacht 1 vraag op antwoord');
    await toQuestion(mother);
    const text = (await mother.page.textContent('main')) ?? '';
    for (const part of [
      'Vroeg meedenken in het zorgteam',
      'Wij denken graag mee.',
      'Hoe oud uw kind ongeveer is',
      'Op welk gebied de school zich zorgen maakt',
      'Uw antwoord geldt 3 maanden.',
      'Geen diagnose. Geen toetsscores.',
      'Uw kind houdt dezelfde hulp',
    ]) {
      expect(text).toContain(part);
    }
    expect(await mother.page.locator('input:checked').count()).toBe(0);
    const [yes, no] = await Promise.all(
      ['Ja, dit mag', 'Nee, dit mag niet'].map((name) => answer(mother, name).boundingBox()),
    );
    expect([yes?.width, yes?.height]).toEqual([no?.width, no?.height]);
  });

  it('says yes, and learns nothing of the other', async () => {
    await mother.page.getByLabel('In welk leerjaar uw kind zit').check();
    await answer(mother, 'Ja, dit mag').click();
    await mother.check();
    expect(await mother.page.textContent('h1')).toBe('U heeft ja gezegd');
    expect(await mother.page.textContent('main')).toContain('Wij vertellen niemand wie er al koos, en wat.');
  });

  it('presses yes twice, and has decided once', async () => {
    const before = await hub.entries('consent');
    await father.signIn('ouder-twee');
    await toQuestion(father);
    await answer(father, 'Ja, dit mag').dblclick();
    await father.page.waitForURL(/answer$/);
    await father.check();
    expect(await father.page.textContent('main')).toContain(
      'Iedereen die ja moest zeggen, heeft dat gedaan. Waar iedereen ja op zei, mag nu worden gedeeld.',
    );
    expect(await hub.entries('consent')).toBe(before + 1);
  });

  it('sees the own answers, who asked what, and takes the proof home', async () => {
    const { page, open } = mother;
    const base = /^.*\/children\/[^/]+/.exec(page.url())?.[0] ?? '';
    await open(`${base}/decisions`);
    expect(await page.textContent('main')).toContain('Ja, dit mag');
    await open(`${base}/accesses`);
    expect(await page.textContent('main')).toContain('Heeft uw kind aangemeld');
    await open(`${base}/receipts`);
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Bewijs downloaden/ }).click();
    expect((await waiting).suggestedFilename()).toMatch(/^kernhub-rcp_.*\.jsonld$/);
  });

  it('stops with one button and one confirmation, at once', async () => {
    const { page, check } = mother;
    const base = /^.*\/children\/[^/]+/.exec(page.url())?.[0] ?? '';
    await page.goto(`${base}/decisions`);
    await page.getByRole('link', { name: /^Stoppen met/ }).click();
    await check();
    await page.getByRole('button', { name: 'Ja, stop nu' }).click();
    await check();
    expect(await page.textContent('h1')).toBe('Gestopt. Er wordt niets meer gedeeld.');
    const asked = await family.parents[1]?.caller.get(`/v1/me/children/${family.parents[1]?.child}/consents`);
    expect(asked?.body.items).toMatchObject([{ state: 'incomplete', own: { state: 'given' } }]);
  });

  it('asks for erasure once, and sees until when an answer must come', async () => {
    const { page, open, check } = mother;
    await open('/rights');
    expect(await page.textContent('main')).toContain('U heeft nog niets gevraagd.');
    const askErasure = async (): Promise<void> => {
      await page.getByRole('link', { name: 'Wissen', exact: true }).click();
      await check();
      await page.getByRole('button', { name: 'Vraag dit aan' }).click();
    };
    await askErasure();
    await check();
    expect(await page.textContent('main')).toContain('Wacht op antwoord, uiterlijk');
    await askErasure();
    expect(await page.getByRole('alert').textContent()).toBe(
      'Deze vraag wacht al op antwoord. Kijk bij Mijn rechten.',
    );
    await check();
  });

  it('gives an address for mail, which counts once its code came back', async () => {
    const { page, open, check } = mother;
    const address = 'ouder@verzonnen.example';
    await open('/settings');
    await page.getByLabel('E-mailadres').fill(address);
    await page.locator('main form[action="/settings"] button').click();
    await check();
    const digits = /\d{8}/.exec(await mailedTo(mother, address, /\d{8}/))?.[0] ?? '';
    await check();
    await page.goto('/settings');
    expect(await said(mother)).not.toContain(`Wij mailen nu naar ${address}`);
    await page.fill('#digits', digits);
    await page.locator('main form[action="/settings/confirmation"] button').click();
    await check();
    expect(await said(mother)).toContain(`Wij mailen nu naar ${address}`);
  });

  it('signs out, and the way back shows nothing', async () => {
    const { page, check } = mother;
    await page.goto('/children');
    await page.getByRole('button', { name: 'Uitloggen' }).click();
    // The identity provider asks whether its own session ends too.
    await page.getByRole('button', { name: 'Ja, uitloggen' }).click();
    await page.waitForURL(`${hub.url}/signed-out`);
    await check();
    // The question of the identity provider has nobody to ask any more, and leads here again.
    await page.goBack();
    await page.waitForURL(`${hub.url}/signed-out`);
    await page.goBack();
    await page.waitForURL((at) => !at.href.startsWith(hub.url));
    expect(await page.content()).not.toContain('Testkind');
  });

  it('is complained of by no browser', () => {
    expect([...mother.complaints, ...father.complaints]).toEqual([]);
  });
});

describe('a page', () => {
  it('holds no script of a professional or a parent: every text is shown as it was written', async () => {
    const explanation = `<script>alert(1)</script><img src=x onerror=alert(1)> & "zo" 'en' zo`;
    const { body } = await must(
      family.teacher.post('/v1/consent-requests', {
        subject: family.atSchool,
        purpose: 'jgz-afstemming',
        version: 1,
        flows: ['jgz-school'],
        explanation,
      }),
    );
    const base = `/children/${family.parents[1]?.child}`;
    await father.open(`${base}/questions/${body.id}`);
    expect(await father.page.textContent('blockquote')).toBe(explanation);
  });

  it('is the same without scripts, and to a narrow window at double size', async () => {
    const plain = await visitorOf(browser, hub.url, { width: 320, javaScript: false });
    await plain.signIn('ouder-twee');
    await plain.check();
    await plain.open('/code');
    await plain.page.fill('#code', 'geen-code');
    await plain.page.getByRole('button', { name: 'Verder' }).click();
    expect(await plain.page.getByRole('alert').textContent()).toContain('Deze code klopt niet');
    await plain.check();
    // That scripts are off for the page keeps nobody from finding a fault in it.
    await plain.page.locator('html').evaluate((root) => root.removeAttribute('lang'));
    await expect(plain.check()).rejects.toThrow('html-has-lang');
  });

  it('moves nothing for who asked for that', async () => {
    const still = await visitorOf(browser, hub.url, { reducedMotion: true });
    await still.signIn('ouder-twee');
    for (const path of await pagesOf(still)) {
      await still.page.goto(path);
      for (const summary of await still.page.locator('summary:visible').all()) await summary.click();
      await still.page.locator('main :is(a, button)').first().hover();
      expect(await still.page.evaluate(whatMoves), path).toEqual([]);
    }
  });

  it('can be used in the few colours of a reader’s own choice', async () => {
    const contrast = await visitorOf(browser, hub.url, { forcedColors: true });
    await contrast.signIn('ouder-twee');
    for (const path of await pagesOf(contrast)) {
      await contrast.page.goto(path);
      // The richest page stands for the others: what axe finds besides contrast it finds in other colours too.
      if (path.includes('/questions/')) await contrast.check();
      const edgeless = await contrast.page
        .locator('main :is(.utrecht-button, .utrecht-textbox, .utrecht-select):visible')
        .evaluateAll((all) =>
          all.filter((one) => parseFloat(getComputedStyle(one).borderBlockStartWidth) === 0),
        );
      expect(edgeless, `${path}: what nobody sees the edge of`).toEqual([]);
      await contrast.page.keyboard.press('Tab');
      const outline = await contrast.page
        .locator(':focus')
        .evaluate((one) => getComputedStyle(one).outlineStyle);
      expect(outline, path).not.toBe('none');
    }
  });

  it('of somebody else’s child is the page of a child that does not exist', async () => {
    const stranger = await visitorOf(browser, hub.url);
    await stranger.signIn('ouder-drie');
    const shown = async (path: string) => {
      const response = await stranger.page.goto(path);
      return [response?.status(), await stranger.page.textContent('h1')];
    };
    const child = family.parents[0]?.child ?? '';
    const foreign = await shown(`/children/${child}`);
    expect(foreign).toEqual([404, 'Deze pagina is er niet']);
    expect(await shown(`/children/${child.slice(0, 4)}${'A'.repeat(22)}`)).toEqual(foreign);
    await stranger.check();
  });
});
