import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/contract/index.js';
import type { Answer, Call } from '../harness/caller.js';
import { assignmentCursor } from '../harness/cursors.js';
import { type DatabaseState, readState, type StateReader } from '../harness/database-state.js';
import { withoutSaid } from '../harness/forms.js';
import { templateOf } from '../harness/id-positions.js';
import { type Identity, plantWorld, type World } from '../harness/planted-world.js';
import { callOn, kindsOn, takesCode } from '../harness/route-calls.js';
import { type Comparison, comparisonsOn, isOverseen } from '../harness/unknown-or-foreign.js';

/** Everyone asks on every route about what is somebody else's, and about what nobody has: once, and then it is judged. */
interface Seen extends Comparison {
  readonly answers: readonly [unknown: Answer, foreign: Answer];
  /** What went over the wire. */
  readonly wires: readonly [unknown: string, foreign: string];
  readonly before: DatabaseState;
  readonly after: DatabaseState;
}

let world: World;
let state: StateReader;
/** As the last call left it: nothing changes between two calls either. */
let left: DatabaseState;
/** After the last of them, read without regard to what was noted as written. */
let all: DatabaseState;
const seen: Seen[] = [];
/** Every answer, and who got it. */
const answered: {
  readonly identity: Identity;
  readonly call: string;
  readonly answer: Answer;
  readonly wire: string;
}[] = [];

beforeAll(async () => {
  world = await plantWorld();
  state = await readState(world.hub.fresh);
  left = await state.read();
  for (const route of world.hub.routes.filter((row) => kindsOn(row).length > 0)) {
    for (const comparison of await comparisonsOn(route, world)) seen.push(await compare(comparison));
  }
  all = await state.readAll();
  for (const route of world.hub.routes.filter(isRead)) await readAsEveryone(route);
}, 600_000);
afterAll(async () => {
  await state?.close();
  await world?.hub.close();
});

async function compare(comparison: Comparison): Promise<Seen> {
  const { route, identity, name, unknown, foreign } = comparison;
  const send = async (call: typeof unknown): Promise<{ answer: Answer; wire: string }> => {
    if (takesCode(route)) await state.forgetTries();
    const answer = await identity.caller.send(call);
    const wire = wireOf(route, call, answer);
    answered.push({ identity, call: `${call.method} ${call.path} by ${name}`, answer, wire });
    return { answer, wire };
  };
  const before = left;
  const [first, second] = [await send(unknown), await send(foreign)];
  left = await state.read();
  return {
    ...comparison,
    answers: [first.answer, second.answer],
    wires: [first.wire, second.wire],
    before,
    after: left,
  };
}

const isRead = ({ method, path }: Route): boolean => method === 'GET' || path.endsWith('/_search');

/** With its own ids where the route takes any; who has none was seen above. */
async function readAsEveryone(route: Route): Promise<void> {
  const kinds = kindsOn(route);
  for (const identity of world.identities) {
    const own = world.belongings.get(identity.holder) ?? {};
    if (!kinds.every((kind) => own[kind] !== undefined)) continue;
    const call = await callOn(route, identity, own);
    const answer = await identity.caller.send(call);
    const wire = wireOf(route, call, answer);
    answered.push({ identity, call: `${templateOf(route)} by ${identity.name}`, answer, wire });
  }
}

/** These differ between any two answers. */
const ofEachAnswer = ['date', 'traceparent', 'ratelimit'];

/** All that goes over the wire, without what differs between any two answers. */
function wireOf(route: Route, call: Call, { status, headers, text, body }: Answer): string {
  const shown = [...headers].filter(([name]) => !ofEachAnswer.includes(name));
  const wire = JSON.stringify([status, shown, text.replaceAll(String(body.traceId), '')]);
  return route.page === true ? withoutSaid(wire, call) : wire;
}

/** Refused before it is known whose call it is, or what is on record already (see rejection.ts). */
const withoutEntry = ['session-required', 'partner-suspended', 'agreement-missing'];
const leavesEntry = ({ partner }: Identity, { status, body }: Answer): boolean =>
  partner !== null && status >= 400 && !withoutEntry.includes(String(body.code));

describe('what is somebody else’s', () => {
  it('is asked for on every route that takes an id or a code, by a stranger whom the hub lets in', () => {
    const rows = world.hub.routes.filter((route) => kindsOn(route).length > 0);
    expect(rows.length).toBeGreaterThan(15);
    for (const route of rows) {
      const own = seen.filter((one) => one.route === route);
      expect(own.length, templateOf(route)).toBeGreaterThan(10);
      for (const kind of isOverseen(route) || isPlaceInTime(route) ? [] : route.callers) {
        const found = own.filter(({ identity, admitted }) => admitted && identity.kind === kind);
        const codes = found.map(({ answers }) => answers[1].body.code);
        expect(codes, `${templateOf(route)} as ${kind} looks for the thing itself`).toContain(
          lookedFor[templateOf(route)] ?? 'not-found',
        );
      }
    }
  });

  it('is answered as what nobody has, byte for byte', () => {
    for (const { route, name, wires } of seen) {
      expect(wires[1], `${templateOf(route)}: ${name}`).toBe(wires[0]);
    }
  });

  it('is never a fault of the hub', () => {
    for (const { call, answer } of answered) expect(answer.status, call).toBeLessThan(500);
  });

  it('stays as it was: no row is written but the entry that a partner tried', () => {
    for (const { route, name, identity, answers, before, after } of seen) {
      const rejected = answers.filter((answer) => leavesEntry(identity, answer)).length;
      expect(after, `${templateOf(route)}: ${name}`).toEqual(state.after(before, rejected));
    }
    expect(all, 'nothing was written without being noted').toEqual(seen.at(-1)?.after);
  });

  it('is in no answer: no id, no code, no name and no word', async () => {
    const texts = [...world.texts, ...(await idsAtRest())];
    expect(texts.length).toBeGreaterThan(100);
    const opened = await idsInOwnEntries();
    const find = finderOf(texts);
    for (const { identity, call, wire } of answered) {
      const own = call.startsWith(receipt) ? opened.get(identity.holder) : undefined;
      const foreign = find(wire).filter(({ text, of }) => !of.includes(identity.holder) && !own?.has(text));
      expect(
        foreign.map(({ text }) => text),
        call,
      ).toEqual([]);
    }
  });

  it('would be seen if it were: whose it is reads it', () => {
    for (const { text, of } of world.texts) {
      const readers = answered.filter(({ answer }) => answer.text.includes(text));
      expect(
        readers.map(({ identity }) => identity.holder),
        text,
      ).toContain(of.at(-1) === 'beheer' ? of[0] : of.at(-1));
    }
  });
});

/** Where a thing is not looked for by its id alone: a cursor is a place in one's own list. */
const lookedFor: Readonly<Record<string, string>> = { 'POST /v1/subjects/_search': 'invalid-request' };

/** Takes nothing but a time to go on after, which names no thing. */
const isPlaceInTime = (route: Route): boolean => kindsOn(route).every((kind) => kind === assignmentCursor);

const receipt = 'GET /v1/me/children/{child}/receipts/{receipt}';

/** A receipt opens the entry of what its holder did, with the ids that stand in it; nobody else's (decision 11). */
async function idsInOwnEntries(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await state.run(
    `SELECT p.child_ref AS child, own.id FROM person p CROSS JOIN LATERAL (
       SELECT p.subject AS id UNION SELECT p.id
       UNION SELECT d.entry FROM consent_decision d WHERE d.person = p.id
       UNION SELECT w.entry FROM consent_withdrawal w JOIN consent_decision d ON d.id = w.decision WHERE d.person = p.id
       UNION SELECT r.entry FROM consent_request r WHERE r.subject = p.subject
       UNION SELECT k.entry FROM passkey k WHERE k.person = p.id
       UNION SELECT entry FROM publication) AS own
     WHERE p.child_ref IS NOT NULL`,
  );
  return new Map(
    [...world.belongings].map(([holder, ids]) => [
      holder,
      new Set(
        rows.filter(({ child }) => Object.values(ids).includes(String(child))).map(({ id }) => String(id)),
      ),
    ]),
  );
}

/** What of the texts is in an answer: ids by the `_` that each has at its fourth place, all else by looking for it. */
function finderOf(texts: World['texts']): (wire: string) => World['texts'] {
  const [prefix, length] = [3, 26];
  const isId = ({ text }: World['texts'][number]): boolean => text.length === length && text[prefix] === '_';
  const ids = new Map(texts.filter(isId).map((one) => [one.text, one]));
  const words = texts.filter((one) => !isId(one));
  return (wire) => {
    const found = words.filter(({ text }) => wire.includes(text));
    for (let at = wire.indexOf('_'); at !== -1; at = wire.indexOf('_', at + 1)) {
      const id = at < prefix ? undefined : ids.get(wire.slice(at - prefix, at - prefix + length));
      if (id !== undefined) found.push(id);
    }
    return found;
  };
}

/** Every id in either database, and every code that was given out. */
async function idsAtRest(): Promise<World['texts']> {
  const found = new Set([...world.belongings.values()].flatMap((ids) => Object.values(ids)));
  for (const row of await state.everyRow()) {
    for (const [id] of row.matchAll(/\b[a-z]{3}_[A-Za-z0-9_-]{22}\b/g)) found.add(id);
  }
  const holders = [...world.belongings];
  return [...found]
    .filter((text) => !text.startsWith('prt_'))
    .map((text) => ({
      text,
      of: holders.filter(([, ids]) => Object.values(ids).includes(text)).map(([holder]) => holder),
    }));
}
