import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jsonata from 'jsonata';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Purpose } from '../../src/contract/index.js';
import {
  birthDatesFrom,
  children,
  dayFrom,
  daysUntilAge,
  type PartnerName,
  partnerNames,
  writeRecords,
} from '../../src/demo/world/index.js';
import { ageOn, compileSchema, parseCivilDate } from '../../src/kernel/index.js';

const today = parseCivilDate('2026-11-22');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kernhub-world-'));
  for (const partner of partnerNames) await writeRecords(partner, join(folder, partner), today);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function recordOf(partner: PartnerName, number: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, partner, 'records', `${number}.json`), 'utf8'));
}

async function derive(partner: PartnerName, number: string, mapping: string): Promise<object> {
  const text = await readFile(join(folder, partner, 'mappings', `${mapping}.jsonata`), 'utf8');
  return jsonata(text).evaluate(await recordOf(partner, number), { today });
}

async function purposeOf(id: string): Promise<Purpose> {
  return JSON.parse(await readFile(`consent-schemas/purposes/${id}@1.json`, 'utf8'));
}

describe('the children', () => {
  test.each(['2026-11-22', '2028-02-28', '2028-02-29', '2026-12-31'])(
    'are as old as their names on %s',
    (day) => {
      const date = parseCivilDate(day);
      const births = birthDatesFrom(date);
      expect(ageOn(births.eight, date)).toBe(8);
      expect(ageOn(births.thirteen, date)).toBe(13);
      expect(ageOn(births.sixteen, date)).toBe(16);
      expect(ageOn(births.eleven, date)).toBe(11);
      expect(ageOn(births.eleven, dayFrom(date, 1))).toBe(12);
    },
  );

  test('turn sixteen after exactly the days counted', () => {
    const birth = birthDatesFrom(today).thirteen;
    const days = daysUntilAge(birth, 16, today);
    expect(ageOn(birth, dayFrom(today, days - 1))).toBe(15);
    expect(ageOn(birth, dayFrom(today, days))).toBe(16);
  });

  test('are on file everywhere under the numbers that the scenario uses, each with one birth date', async () => {
    for (const [name, child] of Object.entries(children)) {
      const numbers = Object.entries(child.number) as [PartnerName, string][];
      for (const [partner, number] of numbers) {
        const identity = await derive(partner, number, 'identity');
        expect(identity).toMatchObject({
          firstName: child.name,
          birthDate: birthDatesFrom(today)[name as keyof typeof children],
        });
      }
    }
  });
});

describe('the mappings', () => {
  test('derive only fields of the purpose, each valid against its schema', async () => {
    for (const partner of partnerNames) {
      const mappings = (await readdir(join(folder, partner, 'mappings'))).map((file) =>
        file.replace('.jsonata', ''),
      );
      for (const mapping of mappings.filter((name) => name !== 'identity')) {
        const purpose = await purposeOf(mapping);
        for (const file of await readdir(join(folder, partner, 'records'))) {
          const derived = await derive(partner, file.replace('.json', ''), mapping);
          for (const [name, value] of Object.entries(derived)) {
            const field = purpose.fields.find((candidate) => candidate.name === name);
            expect(field, `${partner} ${mapping} ${name}`).toBeDefined();
            if (value !== null) expect(compileSchema(field?.schema ?? {})(value)).toEqual([]);
          }
        }
      }
    }
  });

  test('turn hours into a band and notes into a domain, and let no note through', async () => {
    const derived = await derive('school', '1003', 'verzuim-thuiszitten');
    expect(derived).toMatchObject({ verzuimband: '41-80-uur' });
    const early = await derive('school', '1001', 'vroegsignalering-zorgteam');
    expect(early).toEqual({
      leeftijdsband: '8-9',
      leerjaar: 'groep-5',
      signaalDomeinen: ['concentratie', 'welbevinden', 'gedrag'],
      zorgniveau: 2,
      hulpvraag: 'Wat helpt om de middag op school rustiger te maken?',
    });
    const raw = JSON.stringify(await recordOf('school', '1001'));
    for (const secret of ['Huilt soms', 'Liep boos', '214', 'buikpijn']) {
      expect(raw).toContain(secret);
      expect(JSON.stringify(early)).not.toContain(secret);
    }
  });
});
