/** Puts each partner's own records and mappings where its agent reads them. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CivilDate } from '../../kernel/index.js';
import { birthDatesFrom, dayFrom, type PartnerName } from './children.js';

const data = fileURLToPath(new URL('data', import.meta.url));

/**
 * Writes `records/` and `mappings/` below the folder. Dates in the data files are relative, so that a child of eight
 * is eight whenever the demonstration runs.
 */
export async function writeRecords(partner: PartnerName, folder: string, today: CivilDate): Promise<void> {
  await mkdir(join(folder, 'records'), { recursive: true });
  await cp(join(data, partner, 'mappings'), join(folder, 'mappings'), { recursive: true });
  for (const file of await readdir(join(data, partner, 'records'))) {
    const template = await readFile(join(data, partner, 'records', file), 'utf8');
    await writeFile(join(folder, 'records', file), fillDates(template, today));
  }
}

export function fillDates(template: string, today: CivilDate): string {
  const births = Object.values(birthDatesFrom(today));
  return template
    .replaceAll(/\{\{birthday of child (\d)\}\}/g, (_, child: string) => births[Number(child) - 1] ?? '')
    .replaceAll(/\{\{(\d+) days (ago|ahead)\}\}/g, (_, days: string, direction: string) =>
      dayFrom(today, direction === 'ago' ? -Number(days) : Number(days)),
    );
}
