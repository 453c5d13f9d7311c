import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { settingsTable } from '../../src/settings-table.js';

describe('docs/operations.md', () => {
  it('holds the settings as they are in the code (npm run docs writes them)', async () => {
    const text = await readFile('docs/operations.md', 'utf8');
    expect(text).toContain(`<!-- settings -->\n${settingsTable()}\n<!-- /settings -->`);
  });
});
