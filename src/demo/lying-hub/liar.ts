/** What a liar in the hub's place has: the hub's ticket key, everything that passed by, and no key of anyone else. */
import {
  type Claims,
  type Delivery,
  type Inclusion,
  readStatement,
  signStatement,
  type Task,
  type Ticket,
} from '../../contract/index.js';
import {
  generatePrivateJwk,
  importSigningKey,
  publicJwkOf,
  type SigningKey,
  utf8,
} from '../../kernel/index.js';
import { HashTree, leafHash, noteSigner, signCheckpoint, stateInclusion } from '../../tlog/index.js';
import type { HubKeys } from '../../vault/index.js';

export interface Liar {
  /** A key that no roster knows. */
  readonly ownKey: SigningKey;
  /** What passed by, oldest first. */
  readonly tasks: Task[];
  readonly deliveries: Delivery[];
  /** The first roster that passed by. */
  roster: string | null;
  ticketOf(jws: string): Promise<Ticket>;
  /** The ticket with changes, under the hub's real signature. */
  retold(jws: string, change: (ticket: Ticket) => Partial<Ticket>): Promise<string>;
  /** The recipient's statement, word for word but for the change. The liar cannot sign as the recipient. */
  restated(keyStatement: string, change: Partial<Claims<'kernhub-key+jwt'>>): Promise<string>;
  /** An entry in a log of the liar's own, under the name of the real one. */
  entryOfOwnLog(like: Inclusion): Inclusion;
}

export async function createLiar(hubKeys: HubKeys): Promise<Liar> {
  const ticketKey = await importSigningKey(hubKeys.ticket);
  const ownKey = await importSigningKey(await generatePrivateJwk('Ed25519'));
  const logKey = await generatePrivateJwk('Ed25519');
  const ticketOf = (jws: string) =>
    readStatement(jws, 'kernhub-ticket+jwt', [publicJwkOf(hubKeys.ticket)]) as Promise<Ticket>;
  return {
    ownKey,
    tasks: [],
    deliveries: [],
    roster: null,
    ticketOf,
    retold: async (jws, change) => {
      const ticket = await ticketOf(jws);
      return signStatement(ticketKey, 'kernhub-ticket+jwt', { ...ticket, ...change(ticket) });
    },
    restated: (keyStatement, change) =>
      signStatement(ownKey, 'kernhub-key+jwt', { ...statementIn(keyStatement), ...change }),
    entryOfOwnLog: ({ checkpoint }) => {
      const origin = checkpoint.split('\n', 1)[0] ?? '';
      const tree = new HashTree();
      for (let index = 0; index < 5_000; index += 1) tree.append(leafHash(utf8(`invented ${index}`)));
      const signed = signCheckpoint(
        { origin, size: tree.size, root: tree.root() },
        noteSigner(origin, logKey),
      );
      return stateInclusion(tree, tree.size - 1, tree.size, signed);
    },
  };
}

/** Read without its key, as anyone can who holds it. */
export const statementIn = (jws: string): Claims<'kernhub-key+jwt'> =>
  JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Claims<'kernhub-key+jwt'>;
