import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportVerification, verifyExport } from '../../src/audit/index.js';
import { entryKinds } from '../../src/entry-kinds.js';
import { type ForgedEntry, forge, readEntries } from './forge.js';
import { lies } from './lies.js';
import { type LivedLog, livedLog } from './lived-log.js';
import { passkeyLies } from './passkey-lies.js';

let log: LivedLog;
let entries: ForgedEntry[];
beforeAll(async () => {
  log = await livedLog();
  entries = readEntries(log.lines);
});
afterAll(() => log.close());

const replay = async (changed: readonly ForgedEntry[], movedClock = false): Promise<ExportVerification> => {
  const file = join(log.folder, 'forged.ndjson');
  const origin = log.hub.ledger.verifierKeys()[0]?.split('+')[0] ?? '';
  await writeFile(file, `${forge(origin, log.hub.hubKeys.ledger, changed).join('\n')}\n`);
  return verifyExport({ file, kinds: entryKinds, movedClock });
};
const copy = (): ForgedEntry[] => structuredClone(entries);

describe('the replay of a log whose tree and signature are right', () => {
  it('finds nothing where nothing is wrong', async () => {
    const { finding, replayed } = await replay(copy());
    expect(finding).toBeNull();
    expect(replayed).toMatchObject({ children: 1, decisions: 3, withdrawals: 1, permitted: 2, releases: 2 });
  });

  it.each([...lies, ...passkeyLies])('names %s', async (_, rule, event, tell) => {
    const told = tell(copy());
    const { finding } = await replay(told);
    expect(finding).toMatchObject({ rule });
    const { payload } = told[finding?.index ?? -1] ?? {};
    expect(payload).toMatchObject({ event, id: finding?.entry });
  });

  it('lets nobody withhold the part of an entry: an erasure must say so', async () => {
    const file = join(log.folder, 'withheld.ndjson');
    const withPart = ['subject.enrolled', 'consent.given', 'consent.refused'];
    const places = log.lines.flatMap((line, place) =>
      withPart.some((event) => line.includes(`"event":"${event}"`)) ? [place] : [],
    );
    expect(places.length).toBeGreaterThan(3);
    const named = new Set<string>();
    for (const place of places) {
      const lines = log.lines.map((line, nth) =>
        nth === place ? line.replace(/"parts":\[.*?\],"payload"/, '"parts":[],"payload"') : line,
      );
      await writeFile(file, `${lines.join('\n')}\n`);
      const { finding } = await verifyExport({ file, kinds: entryKinds });
      // What rests on the part is not borne out, and what follows from that is named first, where something does.
      expect(['parts-complete', 'exchange-decided'], `line ${place}`).toContain(finding?.rule);
      if (finding?.rule === 'parts-complete') expect(finding.index).toBe(place - 1);
      named.add(String(finding?.rule));
    }
    expect(named).toContain('parts-complete');
  });

  it('misses every entry that something later stands on', async () => {
    const asked = 'vroegsignalering-zorgteam';
    const took = ['partner.registered', 'partner.agreed'];
    const unmissed: string[] = [];
    for (const [place, { payload }] of entries.entries()) {
      const isUnused = payload.event === 'purpose.published' && payload.purpose !== asked;
      // The last of its line of events, or of a partner that never took part: nothing later tells of it.
      const isEnd = ends.includes(payload.event) || place === entries.length - 1;
      const isIdle = took.includes(payload.event) && ![0, 1].includes(partnersUp(place));
      if (isUnused || isEnd || isIdle) continue;
      const { finding } = await replay(copy().filter((_, nth) => nth !== place));
      if (finding === null) unmissed.push(`${payload.event} at ${place}`);
    }
    expect(unmissed).toEqual([]);
  });
});

const ends = ['exchange.received', 'exchange.refused', 'person.passkey-revoked'];

/** The how-manieth partner an entry registers or lets agree: school and JGZ come first. */
const partnersUp = (place: number): number => {
  const registered = entries.filter(({ payload }) => payload.event === 'partner.registered');
  return registered.findIndex(({ payload }) => payload.partner === entries[place]?.payload.partner);
};
