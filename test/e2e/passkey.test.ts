/** A parent signs with a passkey in a real browser, and anyone can verify it afterwards. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { type Family, familyOf } from '../harness/family.js';
import { temporaryFolder } from '../harness/folder.js';
import { startTestHub, type TestHub } from '../harness/hub.js';

let hub: TestHub;
let browser: Browser;
let family: Family;
let mother: Visitor;
let phone: Awaited<ReturnType<typeof withDevice>>;
let kept: string;
const baseOf = (place: number): string => `/children/${family.parents[place]?.child}`;

beforeAll(async () => {
  [hub, browser, kept] = await Promise.all([startTestHub(), openBrowser(), temporaryFolder('kept')]);
  family = await familyOf(hub, 'een kind');
  await family.ask();
  mother = await visitorOf(browser, hub.url);
  phone = await withDevice(mother);
  await mother.signIn('ouder-een');
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

/** A phone that looks who is there, and is told that it is its owner. */
async function withDevice({ context, page }: Visitor): Promise<{ session: CDPSession; id: string }> {
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId: id } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { session, id };
}

const press = ({ page }: Visitor, name: string) => page.getByRole('button', { name, exact: true }).click();
const textOf = async ({ page }: Visitor) => (await page.textContent('main')) ?? '';

async function makeKey(visitor: Visitor, base: string, everyYes = false): Promise<void> {
  await visitor.page.goto(`${base}/passkeys`);
  if (everyYes) await visitor.page.getByLabel('Mijn ja telt voortaan').check();
  await press(visitor, 'Verder');
  await press(visitor, 'Sleutel maken');
  await visitor.page.waitForURL(`${hub.url}${base}/passkeys`);
}

async function toQuestion(visitor: Visitor, base: string): Promise<void> {
  await visitor.page.goto(base);
  await visitor.page.locator('a[href*="/questions/"]').first().click();
}

describe('a parent with a phone', () => {
  it('reads what a passkey is, and how it is made', async () => {
    await mother.open(`${baseOf(0)}/passkeys`);
    expect(await textOf(mother)).toContain('U heeft nog geen sleutel.');
    await press(mother, 'Verder');
    await mother.check();
  });

  it('makes a passkey, and can write its code down', async () => {
    await toQuestion(mother, baseOf(0));
    await mother.page.getByRole('link', { name: 'Maak eerst een sleutel' }).click();
    await makeKey(mother, baseOf(0));
    await mother.check();
    expect(await mother.page.textContent('main code')).toMatch(/^[\w-]{43}$/);
  });

  it('signs a yes, after reading once more what it says', async () => {
    await toQuestion(mother, baseOf(0));
    await mother.page.getByLabel('In welk leerjaar uw kind zit').check();
    await mother.page.getByLabel('Ik wil mijn antwoord ook ondertekenen').check();
    await press(mother, 'Ja, dit mag');
    await mother.check();
    const text = await textOf(mother);
    expect(text).toContain('Uw antwoord: Ja, dit mag');
    expect(text).toContain('In welk leerjaar uw kind zit');
    await press(mother, 'Ondertekenen en versturen');
    await mother.page.waitForURL(/answer$/);
    await mother.page.goto(`${baseOf(0)}/decisions`);
    expect(await textOf(mother)).toContain('Ondertekend');
  });

  it('takes the proof home, and verifies it in the browser without a network', async () => {
    const { page, context } = mother;
    await page.goto(`${baseOf(0)}/receipts`);
    const waiting = page.waitForEvent('download');
    const link = page.getByRole('link', { name: /^Bewijs downloaden/ });
    await link.first().click();
    await (await waiting).saveAs(join(kept, 'receipt.jsonld'));
    await page.goto('/check');
    await page.waitForSelector('#check-form:not([hidden])');
    await context.setOffline(true);
    await page.setInputFiles('#check-file', join(kept, 'receipt.jsonld'));
    await press(mother, 'Nagaan');
    await page.waitForSelector('[data-outcome=holds]:not([hidden])');
    await context.setOffline(false);
    for (const claim of ['passkey', 'signed-decision', 'signed-by-person', 'signature']) {
      expect(await page.isVisible(`[data-claim=${claim}] [data-answer=yes]`)).toBe(true);
    }
  });

  it('verifies it by the command, against the code on paper and not against another', async () => {
    const file = join(kept, 'receipt.jsonld');
    const { signature } = JSON.parse(await readFile(file, 'utf8'));
    const code = signature.key.publicKey.kid as string;
    await mother.page.goto(`${baseOf(0)}/passkeys`);
    expect(await mother.page.textContent('main code')).toBe(code);
    const verify = (given: string) =>
      promisify(execFile)(process.execPath, [
        'dist/cli/main.js',
        'verify',
        'receipt',
        file,
        `--passkey=${given}`,
      ]);
    expect((await verify(code)).stdout).toContain('The receipt holds.');
    await expect(verify('A'.repeat(43))).rejects.toMatchObject({
      stdout: expect.stringContaining('which is not the passkey that you gave (passkey)'),
    });
  });

  it('whose yes counts only when signed is told so, and may still say no without it', async () => {
    // A phone that has a key for this child makes no second one.
    await phone.session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: phone.id });
    phone = await withDevice(mother);
    await makeKey(mother, baseOf(0), true);
    await mother.page.goto(`${baseOf(0)}/decisions`);
    await mother.page.getByRole('link', { name: 'Lees de vraag opnieuw' }).click();
    await press(mother, 'Ja, dit mag');
    await mother.check();
    expect(await textOf(mother)).toContain('Uw ja telt alleen met uw handtekening.');
    await press(mother, 'Nee, dit mag niet');
    await mother.page.waitForURL(/answer$/);
    expect(await mother.page.textContent('h1')).toBe('U heeft nee gezegd');
  });

  it('whose device does not know its owner is told that it did not work, and can answer unsigned', async () => {
    const father = await visitorOf(browser, hub.url, { width: 1280 });
    const { session, id } = await withDevice(father);
    await father.signIn('ouder-twee');
    await makeKey(father, baseOf(1));
    await session.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified: false });
    await toQuestion(father, baseOf(1));
    await father.page.getByLabel('Ik wil mijn antwoord ook ondertekenen').check();
    await press(father, 'Ja, dit mag');
    await press(father, 'Ondertekenen en versturen');
    await father.page.waitForSelector('#passkey-failed:not([hidden])');
    await father.check();
    await press(father, 'Versturen zonder handtekening');
    await father.page.waitForURL(/answer$/);
    await father.page.goto(`${baseOf(1)}/decisions`);
    expect(await textOf(father)).not.toContain('Ondertekend');
    expect(father.complaints).toEqual([]);
  });

  it('revokes a passkey with one confirmation', async () => {
    await mother.open(`${baseOf(0)}/passkeys`);
    await mother.page
      .getByRole('link', { name: /^Intrekken/ })
      .first()
      .click();
    await mother.check();
    await press(mother, 'Ja, trek in');
    await mother.check();
    expect(await textOf(mother)).toContain('Ingetrokken op');
    expect(mother.complaints).toEqual([]);
  });

  it('without scripts reads why it cannot sign, and answers all the same', async () => {
    const plain = await visitorOf(browser, hub.url, { width: 320, javaScript: false });
    await plain.signIn('ouder-twee');
    await plain.open(`${baseOf(1)}/passkeys`);
    await press(plain, 'Verder');
    await plain.check();
    expect(await textOf(plain)).toContain('Ondertekenen kan alleen met JavaScript.');
    await plain.open(`${baseOf(1)}/decisions`);
    await plain.page.getByRole('link', { name: 'Lees de vraag opnieuw' }).click();
    await plain.page.getByLabel('Ik wil mijn antwoord ook ondertekenen').check();
    await press(plain, 'Nee, dit mag niet');
    await plain.check();
    await press(plain, 'Versturen zonder handtekening');
    expect(await plain.page.textContent('h1')).toBe('U heeft nee gezegd');
  });
});
