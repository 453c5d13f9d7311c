/**
 * Script in every text that anyone can write: it is shown as it was written, or refused in words, and it never runs. The
 * content policy is passed by, so that only the pages hold it back. Fields are those of the forms that stand on the pages.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/contract/index.js';
import { openBrowser, type Visitor, visitorOf } from '../harness/browser.js';
import { familyOf } from '../harness/family.js';
import { must, startTestHub, type TestHub } from '../harness/hub.js';
import { register } from '../passkeys/signer.js';
import { example } from '../receipts/example.js';
import { statement } from '../receipts/forged-statement.js';

/** One that fits every field, and one that breaks out of a value. */
const scripts = ['<svg onload=alert()>', '"><img src=x onerror=alert(1)><script>alert(2)</script>'] as const;
const childsName = `<img src=x onerror="alert('naam')">`;
const explanation = `</blockquote><script>alert('uitleg')</script>`;

let hub: TestHub;
let browser: Browser;
let mother: Visitor;
const pages = new Map<string, readonly Field[]>();

interface Field {
  readonly path: string;
  /** Place among the forms of the page. */
  readonly form: number;
  readonly action: string;
  readonly name: string;
}

beforeAll(async () => {
  [hub, browser] = await Promise.all([startTestHub(), openBrowser()]);
  const family = await familyOf(hub, 'kind met script', undefined, childsName);
  await family.agree();
  const request = { subject: family.atSchool, purpose: 'jgz-afstemming', version: 1, flows: ['jgz-school'] };
  await must(family.teacher.post('/v1/consent-requests', { ...request, explanation }));
  const [parent] = family.parents;
  if (parent === undefined) throw new Error('a family has a parent');
  await register(hub, parent);
  mother = await visitorOf(browser, hub.url, { bypassCSP: true });
  const { page } = mother;
  await mother.signIn('ouder-een', '/settings');
  await page.fill('#address', 'ouder-een@verzonnen.example');
  await page.locator('main form[action="/settings"] button').click();
  await readAll(hub.routes.filter((route) => isPage(route) && !route.path.includes('{')));
});
afterAll(async () => {
  await browser?.close();
  await hub?.close();
});

/** A page for parents and young people, or for anyone. */
const isPage = ({ page, method, path, callers, responses }: Route): boolean =>
  page === true &&
  method === 'GET' &&
  !/^\/(?:officer|login|callback|logout)/.test(path) &&
  String(responses[200]).startsWith('text/html') &&
  callers.some((kind) => kind === 'citizen' || kind === 'anyone');

/** Every page that these lead to, and the fields on each. */
async function readAll(first: readonly Route[]): Promise<void> {
  const { page } = mother;
  const waiting = first.map(({ path }) => path);
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (pages.has(path)) continue;
    await page.goto(path);
    pages.set(path, await fieldsOf(path));
    const links = await page
      .locator('main a[href^="/"]:not([download])')
      .evaluateAll((all) => all.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    // An answer leads there, no link.
    if (/\/questions\/[^/]+$/.test(path)) waiting.push(`${path}/answer`);
    waiting.push(...links.filter((link) => !link.startsWith('/login') && !link.startsWith('/v1/')));
    await expectNothingRan(path);
  }
}

async function fieldsOf(path: string): Promise<readonly Field[]> {
  const found = await mother.page.locator('main form[action]').evaluateAll((forms) =>
    forms.flatMap((each, form) =>
      [...(each as HTMLFormElement).elements].flatMap((field) => {
        const isWritten =
          (field instanceof HTMLInputElement && !/hidden|checkbox|radio|submit|file/.test(field.type)) ||
          field instanceof HTMLTextAreaElement ||
          field instanceof HTMLSelectElement;
        if (!isWritten) return [];
        return [{ form, action: new URL((each as HTMLFormElement).action).pathname, name: field.name }];
      }),
    ),
  );
  return found.map((field) => ({ path, ...field }));
}

async function expectNothingRan(where: string): Promise<void> {
  const live = await mother.page.locator('main :is(script, [onload], [onerror])').count();
  expect([live, mother.complaints], where).toEqual([0, []]);
}

/** Past everything that only the browser would hold back. */
async function send({ form, name }: Field, text: string): Promise<void> {
  const { page } = mother;
  const answered = page.waitForEvent('load');
  await page
    .locator('main form[action]')
    .nth(form)
    .evaluate(
      (element, sent) => {
        const whole = element as HTMLFormElement;
        const field = whole.elements.namedItem(sent.name);
        if (field instanceof HTMLSelectElement) field.add(new Option(sent.text, sent.text, true, true));
        if (field instanceof HTMLInputElement) field.type = 'text';
        if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
          field.value = sent.text;
        whole.noValidate = true;
        whole.requestSubmit();
      },
      { name, text },
    );
  await answered;
}

/** What became of the text: shown as it is, kept in the address alone, or refused in words. */
const cameOf = (text: string) =>
  mother.page.evaluate((sent) => {
    const main = document.querySelector('main');
    const fields = [
      ...document.querySelectorAll<HTMLInputElement>('main input:not([type=hidden]), main textarea'),
    ];
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    return {
      status: navigation?.responseStatus ?? 0,
      shown: main?.textContent?.includes(sent) === true || fields.some(({ value }) => value === sent),
      asked: [...new URLSearchParams(location.search).values()].includes(sent),
      refused: document.querySelector('main :is([role=alert], [data-code])')?.textContent ?? '',
    };
  }, text);

describe('script', () => {
  it('in the name of a child, and in what a partner wrote, is read as text on every page', async () => {
    const read = [...pages.keys()];
    const templates = new Set(hub.routes.filter(isPage).map(({ path }) => path));
    const missed = [...templates].filter(
      (template) =>
        !read.some((path) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)),
    );
    expect(missed, 'pages that nothing leads to').toEqual([]);
    const { page } = mother;
    const child = read.find((path) => /^\/children\/[^/]+$/.test(path)) ?? '';
    await page.goto(child);
    expect(await page.textContent('h1')).toContain(childsName);
    const quoted = [];
    for (const path of read.filter((one) => /\/questions\/[^/]+$/.test(one))) {
      await page.goto(path);
      quoted.push(await page.textContent('blockquote'));
    }
    expect(quoted).toContain(explanation);
  });

  it('in any field of any form is shown as it was written, or refused in words', async () => {
    const fields = [...pages.values()].flat();
    const named = fields.map(
      ({ action, name }) => `${action.replace(/children\/[^/]+/, 'children/{child}')} ${name}`,
    );
    expect(named).toEqual(
      expect.arrayContaining([
        ...['/code code', '/paper code', '/paper/confirmation code'],
        ...['/settings address', '/settings language', '/settings/confirmation digits'],
        ...['partner', 'purpose', 'outcome', 'from', 'to'].map(
          (name) => `/children/{child}/accesses ${name}`,
        ),
        ...['access', 'rectification', 'erasure', 'restriction', 'objection'].map(
          (right) => `/children/{child}/rights/${right} explanation`,
        ),
      ]),
    );
    for (const field of fields) {
      for (const text of scripts) {
        const where = `${field.action} ${field.name}: ${text}`;
        await mother.page.goto(field.path);
        await send(field, text);
        const { status, shown, asked, refused } = await cameOf(text);
        expect(status, where).toBeLessThan(500);
        expect(shown || asked || (status >= 400 && refused.trim() !== ''), where).toBe(true);
        await expectNothingRan(where);
      }
    }
  }, 180_000);
});

describe('script in a file that is checked', () => {
  /** Every text in it is script. */
  const infected = (value: unknown, text: string): unknown => {
    if (typeof value === 'string') return text;
    if (Array.isArray(value)) return value.map((part) => infected(part, text));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, infected(part, text)]));
  };
  const filesWith = (text: string): readonly string[] =>
    [example('given'), statement('later')].flatMap((file) => [
      ...Object.keys(file).map((name) =>
        JSON.stringify({ ...file, [name]: infected(file[name as keyof typeof file], text) }),
      ),
      JSON.stringify({ ...file, [text]: text }),
      text,
    ]);

  it('and in the keys to check it against, is told as text', async () => {
    const { page } = mother;
    const outcomes = new Set<string | null>();
    for (const text of scripts) {
      await page.goto('/check');
      await page.locator('#check-form summary').click();
      for (const area of await page.locator('#check-form textarea').all()) await area.fill(text);
      for (const content of filesWith(text)) {
        const file = { name: `${text}.jsonld`, mimeType: 'application/json', buffer: Buffer.from(content) };
        await page.setInputFiles('#check-file', file);
        await page.locator('#check-form button[type=submit]').click();
        const outcome = page.locator('[data-outcome]:not([data-outcome=busy]):visible');
        await outcome.waitFor();
        outcomes.add(await outcome.getAttribute('data-outcome'));
      }
      await expectNothingRan(text);
    }
    expect([...outcomes].toSorted()).toEqual(['broken', 'notJson', 'otherKind']);
  }, 120_000);
});
