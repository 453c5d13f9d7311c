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

  it('that a comment in the source cites are there', async () => {
    const sources = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], {
      encoding: 'utf8',
    });
    const missing: string[] = [];
    for (const file of sources.split('\n').filter((path) => path.endsWith('.ts'))) {
      const comments = (await readFile(file, 'utf8')).match(/^\s*(?:\/\*\*|\*|\/\/).*$/gm) ?? [];
      for (const [document] of comments.join('\n').matchAll(/\bdocs\/[\w./-]+\.md\b/g)) {
        await access(document).catch(() => missing.push(`${file} cites ${document}`));
      }
    }
    expect(missing).toEqual([]);
  });
});
