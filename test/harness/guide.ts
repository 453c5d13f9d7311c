import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

/** Paths of the files that belong to this checkout, those not committed yet too. @param pattern as git understands it */
export const filesOfCheckout = (pattern: string): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', pattern], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '');

/** The shell blocks of one chapter of a document, in order; those of its own chapters too. */
export async function chapterBlocks(document: string, title: string): Promise<readonly string[]> {
  const blocks: string[] = [];
  let [level, block]: [number, string[] | null] = [0, null];
  let found = false;
  for (const line of (await readFile(document, 'utf8')).split('\n')) {
    const [, marks = '', name] = (block === null && /^(#+) (.*)$/.exec(line)) || [];
    if (name === title) [level, found] = [marks.length, true];
    else if (name !== undefined && marks.length <= level) level = 0;
    if (level === 0) continue;
    if (block !== null && line === '```') {
      blocks.push(block.join('\n'));
      block = null;
    } else if (block !== null) block.push(line);
    else if (line === '```sh') block = [];
  }
  if (!found) throw new Error(`${document} has no chapter "${title}"`);
  return blocks;
}
