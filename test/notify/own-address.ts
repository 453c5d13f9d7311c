/** How somebody gives an address on the settings page, in the forms that the page gave. */
import { expect, vi } from 'vitest';
import type { Parent } from '../harness/family.js';
import type { TestHub } from '../harness/hub.js';
import { type MailServer, readMail } from '../harness/mail-server.js';

export const until = { timeout: 30_000, interval: 50 };

export type Fields = readonly (readonly [string, string])[];

export function formOf(fields: Fields): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** Sends a form of the settings page, with the guards that the page gave. */
export async function submit(hub: TestHub, { caller }: Parent, path: string, fields: Fields) {
  const page = await caller.get('/settings');
  const guard = (name: string): string =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)?.[1] ?? '';
  const form = formOf([['csrf', guard('csrf')], ['once', guard('once')], ...fields]);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: hub.url };
  return caller.send({ method: 'POST', path, raw: form.toString(), key: null, headers });
}

export const choice = (to: string, ...more: Fields): Fields => [
  ['address', to],
  ['language', 'nl'],
  ['topics', 'questions'],
  ['topics', 'decisions'],
  ...more,
];

export const outboxEmpty = (hub: TestHub) =>
  vi.waitFor(async () => {
    const sql = 'SELECT count(*)::int AS count FROM outbox_message';
    expect((await hub.fresh.database.pool.query<{ count: number }>(sql)).rows[0]?.count).toBe(0);
  }, until);

/** With the code that came by mail. */
export async function confirmedAddress(
  { hub, mail }: { readonly hub: TestHub; readonly mail: MailServer },
  parent: Parent,
  wishes: Fields,
): Promise<void> {
  const before = mail.received.length;
  expect((await submit(hub, parent, '/settings', wishes)).status).toBe(303);
  await vi.waitFor(() => expect(mail.received.length).toBe(before + 1), until);
  const letter = mail.received[before];
  const code = /\b(\d{8})\b/.exec(letter === undefined ? '' : readMail(letter).text)?.[1] ?? '';
  expect((await submit(hub, parent, '/settings/confirmation', [['digits', code]])).status).toBe(303);
  await outboxEmpty(hub);
}
