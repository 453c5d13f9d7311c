/** From an address on the settings page to mail in a mailbox: a real hub, real PostgreSQL, a real SMTP connection. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Family, familyOf, type Parent, parentsOf } from '../harness/family.js';
import { startTestHub, type TestHub } from '../harness/hub.js';
import { type MailServer, readMail, startMailServer } from '../harness/mail-server.js';
import {
  choice,
  confirmedAddress as confirmed,
  outboxEmpty as emptied,
  type Fields,
  formOf,
  submit as submitTo,
  until,
} from './own-address.js';

const address = 'canary.moeder@post.example';
let mail: MailServer;
let hub: TestHub;
let family: Family;
let mother: Parent;
let father: Parent;
beforeAll(async () => {
  mail = await startMailServer();
  hub = await startTestHub({ environment: { SMTP_URL: mail.url } });
  family = await familyOf(hub, 'mail');
  [mother, father] = parentsOf(family);
});
afterAll(async () => {
  await hub?.close();
  await mail?.close();
});

const submit = (parent: Parent, path: string, fields: Fields) => submitTo(hub, parent, path, fields);
const outboxEmpty = () => emptied(hub);
const confirmedAddress = (parent: Parent, to: string) => confirmed({ hub, mail }, parent, choice(to));

describe('an address', () => {
  it('is refused where no mail can be sent, and nothing is kept', async () => {
    for (const wrong of ['geen adres', 'a@b', 'a@b.nl, c@d.nl', '"x y"@post.nl', 'a@b.nl\r\nBcc: c@d.nl']) {
      const answer = await submit(mother, '/settings', choice(wrong));
      expect([wrong, answer.status]).toEqual([wrong, 400]);
    }
    const rows = await hub.fresh.database.pool.query('SELECT 1 FROM mail_setting');
    expect(rows.rowCount).toBe(0);
  });

  it('gets no mail before the code that went to it came back, and a wrong code does not count', async () => {
    expect((await submit(mother, '/settings', choice(address))).status).toBe(303);
    await vi.waitFor(() => expect(mail.received.length).toBe(1), until);
    await outboxEmpty();
    await family.ask();
    await outboxEmpty();
    expect(mail.received.length).toBe(1);
    expect((await submit(mother, '/settings/confirmation', [['digits', '00000000']])).status).toBe(400);
    expect((await mother.caller.get('/settings')).text).toContain('/settings/confirmation');
  });

  it('is nobody else’s business: a form without the page’s guard changes nothing', async () => {
    const form = formOf([...choice('dief@post.example'), ['csrf', 'x'], ['once', 'forged-once-value-00']]);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Origin: hub.url };
    const raw = form.toString();
    const answer = await mother.caller.send({ method: 'POST', path: '/settings', raw, key: null, headers });
    expect(answer.status).toBe(403);
    expect((await mother.caller.get('/settings')).text).not.toContain('dief@post.example');
  });
});

describe('mail', () => {
  it('goes to who wants it when a question waits, says nothing of it, and names nobody', async () => {
    await confirmedAddress(mother, address);
    const before = mail.received.length;
    await family.ask();
    await vi.waitFor(() => expect(mail.received.length).toBe(before + 1), until);
    await outboxEmpty();
    const letter = mail.received[before];
    if (letter === undefined) throw new Error('a mail was received');
    expect(letter.to).toEqual([address]);
    const { headers, text } = readMail(letter);
    expect(headers).toContain('Subject: Er wacht een vraag');
    expect(headers).not.toMatch(/^(Cc|Bcc):/im);
    expect(text).toContain(`${hub.url}/children`);
    expect(text).toContain(`${hub.url}/settings`);
    for (const secret of [
      'Testkind',
      'Testorganisatie',
      'Wij denken graag mee',
      'vroegsignalering',
      'kid_',
      'per_',
    ]) {
      expect(`${headers}\n${text}`).not.toContain(secret);
    }
  });

  it('about a decision goes only to who decided', async () => {
    await confirmedAddress(father, 'canary.vader@post.example');
    const before = mail.received.length;
    await family.decide(mother, 'given');
    await outboxEmpty();
    const after = mail.received.slice(before);
    expect(after.map(({ to }) => to)).toEqual([[address]]);
    expect(after.map((letter) => readMail(letter).text).join('')).not.toContain('ja');
  });

  it('is tried again with the same Message-ID when the server cannot take it now, and holds up nothing', async () => {
    mail.answerRecipients('451 try later');
    const before = mail.received.length;
    // Only the father is still asked: the mother said yes to the same flows.
    await family.ask();
    const { pool } = hub.fresh.database;
    const tried = (): boolean => hub.log.some((line) => line.includes('waits for another try'));
    await vi.waitFor(() => expect(tried()).toBe(true), until);
    // The mother's message may come second: it is dropped, and only the father's waits.
    const ids = await vi.waitFor(async () => {
      const { rows } = await pool.query<{ id: string }>('SELECT id FROM outbox_message');
      expect(rows.length).toBe(1);
      return rows.map(({ id }) => id);
    }, until);
    mail.answerRecipients(null);
    hub.advance(120_000);
    await outboxEmpty();
    const sent = mail.received.slice(before).map(({ source }) => /Message-ID: <(\S+)@/i.exec(source)?.[1]);
    expect(sent.sort()).toEqual(ids.sort());
  });

  it('that is refused for good marks the address, which its owner sees and nobody else', async () => {
    mail.answerRecipients('550 no such mailbox');
    await family.decide(mother, 'refused');
    await outboxEmpty();
    mail.answerRecipients(null);
    const failing = 'komt niet aan. Kijk of het adres';
    expect((await mother.caller.get('/settings')).text).toContain(failing);
    expect((await father.caller.get('/settings')).text).not.toContain(failing);
  });

  it('stops when the address is cleared, and its key is gone', async () => {
    expect((await submit(mother, '/settings', choice(''))).status).toBe(303);
    const before = mail.received.length;
    await family.decide(mother, 'refused');
    await outboxEmpty();
    expect(mail.received.length).toBe(before);
    expect((await mother.caller.get('/settings')).text).not.toContain(address);
  });
});

describe('what is kept', () => {
  it('holds no address in the clear, in no table and in no line of the log', async () => {
    const { pool } = hub.fresh.database;
    const tables = await pool.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(tables.rows.length).toBeGreaterThan(20);
    for (const { name } of tables.rows) {
      const found = await pool
        .query<{ line: string }>(`SELECT t::text AS line FROM ${name} AS t WHERE t::text ILIKE '%canary.%'`)
        .catch((error: { code?: string }) => {
          // The hub's role may not read every table; what it cannot read it never wrote.
          if (error.code === '42501') return { rows: [] };
          throw error;
        });
      expect([name, found.rows]).toEqual([name, []]);
    }
    expect(hub.log.join('\n')).not.toContain('canary.');
  });

  it('sends at most five codes an hour, and says so', async () => {
    const answers = [];
    for (let place = 0; place < 6; place += 1) {
      answers.push((await submit(father, '/settings', choice(`v${place}@post.example`))).status);
    }
    // One went out before, in this hour.
    expect(answers).toEqual([303, 303, 303, 303, 400, 400]);
  });
});
