import { execFileSync } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && !file.startsWith('consent-schemas/'));

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
});
