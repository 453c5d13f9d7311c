/** Pairs of calls that must not be told apart: about something that nobody has, and about something of somebody else's. */
import type { Route } from '../../src/contract/index.js';
import type { Call } from './caller.js';
import { type Identity, type Ids, idsOfNobody, mayCall, type World } from './planted-world.js';
import { callOn, kindsOn } from './route-calls.js';

export interface Comparison {
  readonly route: Route;
  readonly identity: Identity;
  /** Who asks about whose things. */
  readonly name: string;
  /** The one kind of id that is foreign among own ones; null where all are. */
  readonly varied: string | null;
  readonly unknown: Call;
  readonly foreign: Call;
  /** Whether the hub lets this identity in here, so that it looks for the thing at all. */
  readonly admitted: boolean;
}

/** Kinds that are nobody's secret: every partner reads in the roster who takes part. */
const shared = ['prt'];

const overseers: readonly string[] = ['administrator', 'officer'];

/** Everything that there is belongs to whoever oversees it. */
export const isOverseen = ({ callers }: Route): boolean => callers.every((kind) => overseers.includes(kind));

/** A partner is nobody's secret, and a place in a list nobody's: the officer of one gets the own rows after it. */
const namesRows = (kinds: readonly string[]): boolean =>
  kinds.some((kind) => !shared.includes(kind) && !kind.startsWith('cursor '));

/**
 * Of a route that takes ids: each identity with the things of each other holder. Where it takes several, also its own
 * with one foreign among them.
 */
export async function comparisonsOn(route: Route, world: World): Promise<readonly Comparison[]> {
  const kinds = kindsOn(route);
  const made: Comparison[] = [];
  for (const identity of world.identities) {
    const admitted = mayCall(route, identity);
    if (admitted && isOverseen(route) && !(identity.ofPartner === true && namesRows(kinds))) continue;
    const pairs = [...wholly(kinds, identity, world), ...(admitted ? partly(kinds, identity, world) : [])];
    // Whoever is refused at the door is refused whatever it asks about: once is enough.
    for (const { name, varied, unknown, foreign } of admitted ? pairs : pairs.slice(0, 1)) {
      made.push({
        route,
        identity,
        admitted,
        varied,
        name: `${identity.name} on ${name}`,
        unknown: await callOn(route, identity, unknown),
        foreign: await callOn(route, identity, foreign),
      });
    }
  }
  return made;
}

interface Pair {
  readonly name: string;
  readonly varied: string | null;
  readonly unknown: Ids;
  readonly foreign: Ids;
}

function othersWith(kind: string, { holder }: Identity, { belongings }: World): readonly [string, Ids][] {
  const own = belongings.get(holder)?.[kind];
  return [...belongings].filter(
    ([name, ids]) => name !== holder && ids[kind] !== undefined && ids[kind] !== own,
  );
}

/** All that is named is somebody else's: what this one has none of is another's. */
function wholly(kinds: readonly string[], identity: Identity, world: World): readonly Pair[] {
  const first = kinds[0] ?? '';
  const strangers = [...world.belongings].filter(([holder]) => holder !== identity.holder);
  const anything: Ids = Object.assign({}, ...strangers.map(([, ids]) => ids));
  return othersWith(first, identity, world).map(([holder, ids]) => {
    const unknown = idsOfNobody(kinds);
    return { name: `all of ${holder}`, varied: null, unknown, foreign: { ...unknown, ...anything, ...ids } };
  });
}

/** All is its own but one. */
function partly(kinds: readonly string[], identity: Identity, world: World): readonly Pair[] {
  const own: Ids = { ...world.belongings.get('beheer'), ...world.belongings.get(identity.holder) };
  return kinds.flatMap((kind) => {
    const others = kinds.filter((other) => other !== kind);
    const isWhole = others.length > 0 && others.every((other) => own[other] !== undefined);
    if (!isWhole || shared.includes(kind)) return [];
    return othersWith(kind, identity, world).map(([holder, ids]) => {
      const unknown = { ...own, [kind]: idsOfNobody([kind])[kind] ?? '' };
      return {
        name: `${kind} of ${holder}`,
        varied: kind,
        unknown,
        foreign: { ...unknown, [kind]: ids[kind] ?? '' },
      };
    });
  });
}
