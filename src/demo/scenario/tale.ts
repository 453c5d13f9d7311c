/** What every chapter works with. */
import type { RunningWorld } from '../supervisor/index.js';
import { accounts, type ChildName, children, type PartnerName, type Who } from '../world/index.js';
import { type AgentDesk, type ContextAnswer, openAgentDesk } from './agent-desk.js';
import { Refused } from './browser-session.js';
import { type FamilyPortal, openFamilyPortal } from './family-portal.js';
import { expectThat, NotAsStated, type Stage } from './stage.js';

export interface Tale {
  readonly stage: Stage;
  readonly world: RunningWorld;
  readonly cast: Cast;
  /** Each partner's own id of a child at the hub, as its agent was told. */
  readonly refs: Map<string, string>;
}

export interface Cast {
  /** Signs in once; `anew` signs in again, as after a restart or for a fresh login. */
  professional(who: Who, at: PartnerName, anew?: 'anew'): Promise<AgentDesk>;
  family(who: Who): Promise<FamilyPortal>;
}

export function castOf(world: RunningWorld): Cast {
  const desks = new Map<Who, Promise<AgentDesk>>();
  const portals = new Map<Who, Promise<FamilyPortal>>();
  return {
    professional: (who, at, anew) => {
      const known = anew === undefined ? desks.get(who) : undefined;
      const desk = known ?? openAgentDesk(world.agentUrl(at), accounts[who]);
      desks.set(who, desk);
      return desk;
    },
    family: (who) => {
      const portal = portals.get(who) ?? openFamilyPortal(world.hubUrl, accounts[who]);
      portals.set(who, portal);
      return portal;
    },
  };
}

/** The number under which a partner keeps a child. */
export function numberOf(child: ChildName, partner: PartnerName): string {
  const numbers: Readonly<Partial<Record<PartnerName, string>>> = children[child].number;
  const number = numbers[partner];
  if (number === undefined) throw new NotAsStated(`${partner} does not know ${children[child].name}`);
  return number;
}

/** @throws NotAsStated unless the work is refused with this code */
export async function refusedWith(code: string, work: () => Promise<unknown>): Promise<Refused> {
  try {
    await work();
  } catch (cause) {
    if (!(cause instanceof Refused)) throw cause;
    expectThat(
      cause.code === code,
      `it was refused with ${cause.code} instead of ${code} (${cause.message})`,
    );
    return cause;
  }
  throw new NotAsStated(`it was not refused, although ${code} was due`);
}

/** The fields of the one delivery that is due. @throws NotAsStated */
export function onlyResult({ results, state, sources }: ContextAnswer): ContextAnswer['results'][number] {
  const [result] = results;
  expectThat(
    result !== undefined && results.length === 1,
    `${results.length} answers came (state ${state}, ${sources.map(({ role, state: s }) => `${role} ${s}`).join(', ')})`,
  );
  return result;
}

/** As the purposes list them. */
const order = [
  'leeftijdsband',
  'leerjaar',
  'signaalDomeinen',
  'zorgniveau',
  'hulpvraag',
  'contactrol',
  'veiligheidsafspraak',
  'bereikbaarheidKind',
];

/** Fields as a line for people: `leerjaar: groep-5 · zorgniveau: 2`. */
export const shown = (fields: ContextAnswer['results'][number]['fields']): string =>
  Object.entries(fields)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, field]) => `${name}: ${'absent' in field ? '(none)' : valueText(field.value)}`)
    .join(' · ');

const valueText = (value: unknown): string =>
  Array.isArray(value)
    ? value.join(', ')
    : typeof value === 'boolean'
      ? value
        ? 'ja'
        : 'nee'
      : String(value);
