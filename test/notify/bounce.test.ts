/** What a partner that asked learns of mail that does not arrive: one bit, of those whom it invited itself. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Family, familyOf, type Parent, purpose } from '../harness/family.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { type MailServer, readMail, startMailServer } from '../harness/mail-server.js';

const until = { timeout: 30_000, interval: 50 };
let mail: MailServer;
let hub: TestHub;
let family: Family;
beforeAll(async () => {
  mail = await startMailServer();
  hub = await startTestHub({ environment: { SMTP_URL: mail.url } });
  family = await familyOf(hub, 'bounce');
});
afterAll(async () => {
  await hub?.close();
  await mail?.close();
});

/** Sends a form of the settings page, with the guards that the page gave. */
async function submit({ caller }: Parent, path: string, fields: Readonly<Record<string, string>>) {
  const page = await caller.get('/settings');
  const guard = (name: string): string =>
    new RegExp(`name="${name}" value="([^"]+)"`).exec(page.text)?.[1] ?? '';
  const form = new URLSearchParams({ csrf: guard('csrf'), once: guard('once'), ...fields });
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: hub.url };
  return caller.send({ method: 'POST', path, raw: form.toString(), key: null, headers });
}

const outboxEmpty = () =>
  vi.waitFor(async () => {
    const { rowCount } = await hub.fresh.database.pool.query('SELECT 1 FROM outbox_message');
    expect(rowCount).toBe(0);
  }, until);

async function confirmedAddress(parent: Parent, address: string): Promise<void> {
  const chosen = { address, language: 'nl', topics: 'questions' };
  expect((await submit(parent, '/settings', chosen)).status).toBe(303);
  await vi.waitFor(() => expect(mail.received.length).toBe(1), until);
  const [letter] = mail.received;
  const digits = /\b(\d{8})\b/.exec(letter === undefined ? '' : readMail(letter).text)?.[1] ?? '';
  expect((await submit(parent, '/settings/confirmation', { digits })).status).toBe(303);
  await outboxEmpty();
}

describe('mail that is refused for good', () => {
  it('shows to the partner that asked as one bit, whatever was decided, until mail arrives again', async () => {
    const [mother, father] = family.parents;
    if (mother === undefined || father === undefined) throw new Error('a family has two parents');
    const bit = async (caller: Family['teacher'], of: string) =>
      (await caller.get(`/v1/consent-requests/${of}`)).body.mailFails;
    const first = await family.ask();
    await confirmedAddress(mother, 'moeder@post.example');
    expect(await bit(family.teacher, first)).toBe(false);
    mail.answerRecipients('550 no such mailbox');
    const second = await family.ask();
    await outboxEmpty();
    expect(await bit(family.teacher, second)).toBe(true);
    expect(await bit(family.teacher, first)).toBe(true);
    await family.decide(father, 'refused');
    await outboxEmpty();
    expect(await bit(family.teacher, second)).toBe(true);
    // The nurse invited neither parent: what becomes of mail to them is not hers to know.
    const asked = {
      subject: family.atJgz,
      purpose,
      version: 1,
      flows: ['school-jgz'],
      explanation: 'Graag.',
    };
    const byNurse = String((await family.nurse.post('/v1/consent-requests', asked)).body.id);
    await outboxEmpty();
    expect(await bit(family.nurse, byNurse)).toBe(false);
    expect((await family.teacher.get(`/v1/consent-requests/${byNurse}`)).status).toBe(404);
    mail.answerRecipients(null);
    await family.ask();
    await outboxEmpty();
    expect(await bit(family.teacher, second)).toBe(false);
  });
});
