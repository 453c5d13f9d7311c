/** What became of each thing that a source was asked for. */
import type { ExchangeStory, Flow, Manifest, PartnerId } from '../../../contract/index.js';
import { base64url, sha256 } from '../../../kernel/index.js';
import { type OrderedRow, ownEntries, type StoryEntry, type StoryMaterial } from './material.js';

type Task = ExchangeStory['tasks'][number];
type Stop = ExchangeStory['stops'][number];
type Told<T> = Omit<NonNullable<T>, 'entry'>;
export type NameOf = (partner: PartnerId) => string;

export const tasksOf = (material: StoryMaterial, flows: readonly Flow[], nameOf: NameOf): Task[] =>
  material.tasks.map((row) => taskOf(row, material, flows, nameOf));

function taskOf(row: OrderedRow, material: StoryMaterial, flows: readonly Flow[], nameOf: NameOf): Task {
  const own = ownEntries(material).filter(({ payload }) => payload.task === row.id);
  const [of, one] = [entriesWith(own), (event: string) => entriesWith(own)(event).at(-1)];
  const flow = flows.find(({ id }) => id === row.flow);
  const [declined, received] = [one('exchange.declined'), one('exchange.received')];
  const destroyed = ownEntries(material).find(
    ({ payload }) =>
      payload.event === 'exchange.destroyed' &&
      [...(payload.destroyed as string[]), ...(payload.cancelled as string[])].includes(row.id),
  );
  return {
    task: row.id,
    source: { id: row.source, name: nameOf(row.source), role: row.sourceRole },
    ...{ flow: row.flow, basis: row.basis, fields: [...row.fields] },
    ...{ manual: row.manual, state: row.state, stop: row.stop },
    article: flow?.article ?? null,
    art9: flow?.art9 ?? null,
    declined: declined === undefined ? null : said<Told<Task['declined']>>(declined, ['reason', 'causes']),
    rejected: of('exchange.rejected').map((entry) => said<Task['rejected'][number]>(entry, ['causes'])),
    envelope: envelopeOf(row, one('exchange.enveloped')),
    releases: of('exchange.released').map(({ id, payload }) => ({ entry: id, at: payload.at })),
    receipt:
      received === undefined
        ? null
        : { ...said<Told<Task['receipt']>>(received, ['outcome', 'causes']), entry: received.id },
    destroyed:
      destroyed === undefined
        ? null
        : { ...said<Told<Task['destroyed']>>(destroyed, ['cause']), entry: destroyed.id },
  };
}

const entriesWith = (entries: readonly StoryEntry[]) => (event: string) =>
  entries.filter(({ payload }) => payload.event === event);

/** Its time and these members of it; what the entry holds has the shape that was declared for its event. */
function said<T>({ payload }: StoryEntry, members: readonly string[]): T {
  return { at: payload.at, ...Object.fromEntries(members.map((name) => [name, payload[name]])) } as T;
}

function envelopeOf({ manifest }: OrderedRow, entry: StoryEntry | undefined): Task['envelope'] {
  if (manifest === null || entry === undefined) return null;
  const { fields, release } = claimsOf<Manifest>(manifest);
  return {
    at: entry.payload.at,
    manifest: base64url(sha256(manifest)),
    fields,
    ground: release?.ground ?? null,
  };
}

/** Of a statement whose signature was verified when it came in. */
export const claimsOf = <T>(jws: string): T =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as T;

export function stopsOf(material: StoryMaterial): Stop[] {
  const own = ownEntries(material);
  return own
    .filter(({ payload }) => payload.event === 'exchange.stop-ordered')
    .flatMap(({ id, payload }) => {
      const row = material.stops.find((stop) => stop.id === payload.stop);
      if (row === undefined) return [];
      const answer = own.find(
        (entry) => entry.payload.event === 'exchange.stopped' && entry.payload.stop === row.id,
      );
      return [
        {
          ...{ stop: row.id, entry: id, cause: row.cause, tasks: payload.tasks as unknown as Stop['tasks'] },
          orderedAt: row.orderedAt.toISOString(),
          dueAt: row.dueAt.toISOString(),
          answer:
            answer === undefined
              ? null
              : { ...said<Told<Stop['answer']>>(answer, ['outcome', 'ground']), entry: answer.id },
        },
      ];
    });
}
