// Writes the parts of docs/ that come from the code: the table of settings in docs/operations.md. Run after a build.
import { readFileSync, writeFileSync } from 'node:fs';
import { settingsTable } from '../dist/settings-table.js';

const file = new URL('../docs/operations.md', import.meta.url);
const text = readFileSync(file, 'utf8');
const [before, rest] = text.split('<!-- settings -->');
const after = rest?.split('<!-- /settings -->')[1];
if (after === undefined) throw new Error('docs/operations.md lost its markers');
writeFileSync(file, `${before}<!-- settings -->\n${settingsTable()}\n<!-- /settings -->${after}`);
