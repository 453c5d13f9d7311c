/** Mail to somebody of thirteen: of the code that confirms the address, and of a question, in the words of that age. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Family, familyOf, type Parent } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { type MailServer, readMail, startMailServer } from '../harness/mail-server.js';
import { choice, confirmedAddress, outboxEmpty, until } from './own-address.js';

let mail: MailServer;
let hub: TestHub;
let family: Family;
let young: Parent;
beforeAll(async () => {
  mail = await startMailServer();
  hub = await startTestHub({ environment: { SMTP_URL: mail.url } });
  family = await familyOf(hub, 'dertien', `${new Date().getUTCFullYear() - 13}-01-05`);
  const path = `/v1/subjects/${family.atSchool}/invitations`;
  const { body } = await must(family.teacher.post(path, { as: 'young-person' }));
  const caller = await hub.citizen('jongere');
  const redeemed = await must(caller.post('/v1/me/invitations/_redeem', { code: body.code }));
  young = { caller, child: String(redeemed.body.id), person: String(body.person) };
});
afterAll(async () => {
  await hub?.close();
  await mail?.close();
});

const textOf = (place: number): string => {
  const letter = mail.received[place];
  return letter === undefined ? '' : readMail(letter).text;
};

describe('mail to a young person', () => {
  it('speaks to them as the pages do', async () => {
    await confirmedAddress({ hub, mail }, young, choice('jongere@post.example'));
    expect(textOf(0)).toContain('Geen code gevraagd? Dan hoef je niets te doen.');
    const before = mail.received.length;
    await family.ask();
    await vi.waitFor(() => expect(mail.received.length).toBe(before + 1), until);
    await outboxEmpty(hub);
    expect(textOf(before)).toContain('Er wacht een vraag. Log in. Dan kun je hem lezen en antwoorden.');
    for (const place of [0, before]) expect(textOf(place)).not.toMatch(/(?<!\p{L})(u|uw)(?!\p{L})/iu);
  });
});
