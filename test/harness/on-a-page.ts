/** What a person does with a page in a browser, in the words that stand on it. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visitor } from './browser.js';

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** The first that is called so. */
export const follow = (page: Page, name: string | RegExp): Promise<void> =>
  page
    .getByRole('link', { name, ...(typeof name === 'string' && { exact: true }) })
    .first()
    .click();

export const said = async ({ page }: Pick<Visitor, 'page'>): Promise<string> =>
  (await page.textContent('main')) ?? '';

/** Waits for a mail to the address that says this; answers all that was mailed there. */
export async function mailedTo({ page }: Pick<Visitor, 'page'>, address: string, says: RegExp) {
  const mails = async (): Promise<string> => {
    await page.goto('/development/mail');
    return (await page.locator('main li', { hasText: address }).allTextContents()).join('\n');
  };
  await expect.poll(mails, { timeout: 20_000 }).toMatch(says);
  return mails();
}

/** Gives an address for mail about questions, which counts once the code that came there is given back. */
export async function giveAddress(visitor: Visitor, address: string): Promise<void> {
  const { page } = visitor;
  await page.goto('/settings');
  await page.fill('#address', address);
  await page.locator('input[name=topics]').first().check();
  await page.locator('main form[action="/settings"] button').click();
  const digits = /\d{8}/.exec(await mailedTo(visitor, address, /\d{8}/))?.[0] ?? '';
  await page.goto('/settings');
  await page.fill('#digits', digits);
  await page.locator('main form[action="/settings/confirmation"] button').click();
}
