import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOfCheckout } from '../harness/guide.js';

const documents = filesOfCheckout('*.md').filter((file) => !file.startsWith('consent-schemas/'));

describe('the documents', () => {
  it.each(documents)('%s links only to files that are there', async (document) => {
    const text = await readFile(document, 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)].map(
      ([, target = '']) => target,
    );
    const missing: string[] = [];
    for (const link of links) {
      await access(join(dirname(document), link)).catch(() => missing.push(link));
    }
    expect(missing).toEqual([]);
  });

  it('that a comment in the source cites are there', async () => {
    const missing: string[] = [];
    for (const file of filesOfCheckout('src/*.ts')) {
      const comments = (await readFile(file, 'utf8')).match(/^\s*(?:\/\*\*|\*|\/\/).*$/gm) ?? [];
      for (const [document] of comments.join('\n').matchAll(/\bdocs\/[\w./-]+\.md\b/g)) {
        await access(document).catch(() => missing.push(`${file} cites ${document}`));
      }
    }
    expect(missing).toEqual([]);
  });
});
