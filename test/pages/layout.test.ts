import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/contract/index.js';
import { type Assets, createFrame, type Frame, loadAssets } from '../../src/pages/index.js';
import { html, languages, wordsFor } from '../../src/text/index.js';

let folder: string;
let assets: Assets;
let frame: Frame;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kernhub-assets-'));
  writeFileSync(join(folder, 'style-1.css'), 'p{color:red}');
  writeFileSync(join(folder, 'letters-1.woff2'), 'font');
  writeFileSync(join(folder, 'assets.json'), '{"style.css":"style-1.css","letters.woff2":"letters-1.woff2"}');
  assets = loadAssets(folder);
  frame = createFrame(assets, 'https://inloggen.example');
});
afterAll(() => rmSync(folder, { recursive: true }));

const evil = `"><script>alert('x')</script>`;
const page = (change: object = {}) => ({
  words: wordsFor('nl'),
  title: 'Titel',
  main: html`<h1>Titel</h1>`,
  path: '/help',
  signedIn: true,
  browser: { cookie: '__Host-kernhub-session=geheim-geheim' },
  ...change,
});
const textOf = ({ content }: Reply): string => String(content?.data);

describe('the frame around a page', () => {
  it('lets a browser load, run, frame and post to nothing but our own', () => {
    const { status, headers = {} } = frame(404, page());
    expect(status).toBe(404);
    const policy = Object.fromEntries(
      (headers['Content-Security-Policy'] ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ');
        return [name, sources.join(' ')];
      }),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'style-src': "'self'",
      'script-src': "'self'",
      'font-src': "'self'",
      'img-src': "'self' data:",
      'form-action': "'self' https://inloggen.example",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(headers['Referrer-Policy']).toBe('same-origin');
    expect(headers.Vary).toBe('Cookie, Accept-Language');
  });

  it.each(languages)('says its language and direction, with a way to every other: %s', (language) => {
    const reply = frame(200, page({ words: wordsFor(language) }));
    const text = textOf(reply);
    expect(reply.headers?.['Content-Language']).toBe(language);
    expect(text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
    for (const other of languages) expect(text).toContain(`href="/language?to=${other}&amp;back=%2Fhelp"`);
    expect(text.match(/aria-current="true"/g)).toHaveLength(1);
    // Of every other language that the Dutch text is the one that counts.
    const said = wordsFor(language).say('frame.authoritative');
    expect([language, text.includes(said)]).toEqual([language, language !== 'nl']);
  });

  it('escapes all that it is given, but for what is markup', () => {
    const text = textOf(frame(200, page({ title: evil, path: `/${evil}` })));
    expect(text).not.toContain('<script');
    expect(text).toContain('&lt;script&gt;');
  });

  it('offers to sign out to whoever is signed in alone, with the guard of the session and not the session', () => {
    expect(textOf(frame(200, page()))).toMatch(
      /action="\/logout">\s*<input type="hidden" name="csrf" value="[\w-]{43}">/,
    );
    expect(textOf(frame(200, page({ signedIn: false })))).not.toContain('<form');
    expect(textOf(frame(200, page()))).not.toContain('geheim');
  });
});

describe('the files of the pages', () => {
  it('are found by the name that they were written under', () => {
    expect(assets.href('style.css')).toBe('/assets/style-1.css');
    expect(() => assets.href('nergens.css')).toThrow(RangeError);
  });

  it('are compressed beforehand, but for fonts, which are compressed already', async () => {
    const [route] = assets.routes;
    const handler = route?.handler as unknown as (caller: unknown, input: unknown) => Promise<Reply>;
    const of = async (file: string) => (await handler({ kind: 'anyone' }, { params: { file } })).content;
    const style = await of('style-1.css');
    expect(gunzipSync(style?.gzip ?? new Uint8Array()).toString()).toBe('p{color:red}');
    expect((await of('letters-1.woff2'))?.gzip).toBeUndefined();
    await expect(of('assets.json')).rejects.toMatchObject({ code: 'not-found' });
  });
});
