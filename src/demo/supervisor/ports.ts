import { createServer } from 'node:net';

export interface Ports {
  readonly hub: number;
  readonly identityProvider: number;
  readonly evaluator: number;
  /** In the order of the partners. */
  readonly agents: readonly [number, number, number, number];
  /** On which the agents cosign the ledger, in the same order; absent in a world of an earlier release. */
  readonly witnesses?: readonly [number, number, number, number];
}

/** The ones that `npm start` prints and people keep in their bookmarks. */
export const friendlyPorts = (hub = 8080): Ports => ({
  hub,
  identityProvider: 8081,
  evaluator: 8082,
  agents: [8091, 8092, 8093, 8094],
  witnesses: [8101, 8102, 8103, 8104],
});

export class PortsTaken extends Error {
  override readonly name = 'PortsTaken';
}

/** @throws PortsTaken naming every port that another program listens on, or another process of this world needs */
export async function requireFree(ports: Ports): Promise<void> {
  const wanted: readonly (readonly [string, number])[] = [
    ['the hub', ports.hub],
    ['the identity provider', ports.identityProvider],
    ['the evaluator', ports.evaluator],
    ...[...ports.agents, ...(ports.witnesses ?? [])].map((port) => ["a partner's agent", port] as const),
  ];
  const others = wanted.slice(1).find(([, port]) => port === ports.hub);
  if (others !== undefined) {
    throw new PortsTaken(
      `Port ${ports.hub} is for ${others[0]} of this world: choose another PORT for the hub.`,
    );
  }
  const taken: string[] = [];
  for (const [whom, port] of wanted) {
    if (!(await isFree(port))) taken.push(`port ${port} (for ${whom})`);
  }
  if (taken.length === 0) return;
  throw new PortsTaken(
    `In use by another program: ${taken.join(', ')}. Stop that program (perhaps this demonstration already runs), ` +
      'begin a new world with another PORT for the hub, or play the scenario on free ports with: npm run demo',
  );
}

export async function freePorts(): Promise<Ports> {
  const found = await Promise.all(Array.from({ length: 11 }, () => freePort()));
  const [hub = 0, identityProvider = 0, evaluator = 0, a = 0, b = 0, c = 0, d = 0, ...others] = found;
  const [e = 0, f = 0, g = 0, h = 0] = others;
  return { hub, identityProvider, evaluator, agents: [a, b, c, d], witnesses: [e, f, g, h] };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
