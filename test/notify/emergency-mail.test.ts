/** A family hears by mail that an emergency was used, unless it may not see it: a real hub, a real SMTP connection. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { type MailServer, readMail, startMailServer } from '../harness/mail-server.js';
import { emergency } from '../receipts/lived-receipts.js';
import { type AppointedOfficer, appointed } from '../rights/officer-desk.js';
import { choice, confirmedAddress, outboxEmpty } from './own-address.js';

let mail: MailServer;
let hub: TestHub;
let family: Family;
let officer: AppointedOfficer;
const parent = (place: number): Parent => {
  const found = family.parents[place];
  if (found === undefined) throw new Error('a family has two parents');
  return found;
};
beforeAll(async () => {
  mail = await startMailServer();
  hub = await startTestHub({ environment: { SMTP_URL: mail.url } });
  family = await familyOf(hub, 'mail bij spoed');
  officer = await appointed(hub);
  await confirmedAddress({ hub, mail }, parent(0), choice('wel@post.example', ['topics', 'emergencies']));
  await confirmedAddress({ hub, mail }, parent(1), choice('niet@post.example'));
});
afterAll(async () => {
  await hub?.close();
  await mail?.close();
});

const desk = 'privacy@kernhub.example';
/** The officers hear of each. */
const toFamily = (from: number) => mail.received.slice(from).filter(({ to }) => !to.includes(desk));

describe('an emergency', () => {
  it('is told by mail to who wishes that, with nothing of what, who or why', async () => {
    const before = mail.received.length;
    await emergency(hub, family, officer);
    await outboxEmpty(hub);
    const letters = toFamily(before);
    expect(letters.map(({ to }) => to)).toEqual([['wel@post.example']]);
    const said = letters.map((letter) => readMail(letter)).map(({ headers, text }) => `${headers}\n${text}`);
    expect(said.join()).toContain('noodgeval');
    expect(said.join()).not.toMatch(/Testkind|Testorganisatie|veilig|(?:exc|emr|sub|chd|prt|kid|per)_/);
  });

  it('that the family may not see yet is told to nobody', async () => {
    const before = mail.received.length;
    await emergency(hub, family, officer, true);
    await outboxEmpty(hub);
    expect(mail.received.length).toBe(before + 1);
    expect(toFamily(before)).toEqual([]);
  });
});
