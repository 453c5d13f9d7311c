/** Whoever uses the emergency procedure alerts the privacy officers at once: a real hub, a real SMTP connection. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Family, familyOf } from '../harness/family.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { type MailServer, readMail, startMailServer } from '../harness/mail-server.js';
import { emergency } from '../receipts/lived-receipts.js';
import { appointed } from '../rights/officer-desk.js';

const desk = 'privacy@gemeente.example';
let mail: MailServer;
let hub: TestHub;
let family: Family;
beforeAll(async () => {
  mail = await startMailServer();
  hub = await startTestHub({ environment: { SMTP_URL: mail.url, OFFICERS_EMAIL: desk } });
  family = await familyOf(hub, 'spoed');
});
afterAll(async () => {
  await hub?.close();
  await mail?.close();
});

describe('an emergency', () => {
  it('alerts the privacy officers with a mail that names nobody', async () => {
    await emergency(hub, family, await appointed(hub));
    await vi.waitFor(() => expect(mail.received).toHaveLength(1), { timeout: 30_000, interval: 50 });
    const [letter] = mail.received;
    if (letter === undefined) return;
    const { text } = readMail(letter);
    expect(text).toContain('Een privacy officer moet dit beoordelen.');
    expect(JSON.stringify(letter)).toContain(desk);
    expect(text).not.toMatch(/Testkind|Testorganisatie|(?:exc|emr|sub|chd|prt)_/);
  });
});
