/** Every way to have a source seal what it should not: one line a lie, each on a task as the real hub made it. */

import type { Claims } from '../../contract/index.js';
import { signStatement, type Task } from '../../contract/index.js';
import { generatePrivateJwk, publicJwkOf } from '../../kernel/index.js';
import type { Liar } from './liar.js';

type LieToSource = (task: Task, liar: Liar) => Promise<Task>;

type Change = Parameters<Liar['retold']>[1];

/** A lie in the ticket alone. */
const inTicket =
  (change: Change): LieToSource =>
  async (task, liar) => ({ ...task, ticket: await liar.retold(task.ticket, change) });

/** What is told about the child comes from the newest task about another child. */
function aboutAnotherChild(task: Task, { tasks }: Liar): Pick<Task, 'subject' | 'salt'> {
  const other = tasks.findLast(({ subject }) => subject !== task.subject);
  if (other === undefined) throw new Error('no task about another child has passed by');
  return { subject: other.subject, salt: other.salt };
}

/** The first one, which was passed on as it was. */
function earlier(task: Task, { tasks }: Liar): Task {
  const other = tasks.find(({ id, subject }) => id !== task.id && subject === task.subject);
  if (other === undefined) throw new Error('no earlier task about this child has passed by');
  return other;
}

const flipped = (text: string): string => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);

export const liesToSources = {
  /** The liar's key in the recipient's place, so that it could read what is sealed. */
  'swapped-key': async (task, liar) => {
    const jwk = publicJwkOf(
      await generatePrivateJwk('X25519'),
    ) as unknown as Claims<'kernhub-key+jwt'>['jwk'];
    const { keyStatement } = await liar.ticketOf(task.ticket);
    const swapped = await liar.restated(keyStatement, { jwk });
    return { ...task, ticket: await liar.retold(task.ticket, () => ({ keyStatement: swapped })) };
  },
  'wrong-ticket': async (task, liar) => ({ ...task, ticket: earlier(task, liar).ticket }),
  'ticket-of-own-making': async (task, liar) => ({
    ...task,
    ticket: await signStatement(liar.ownKey, 'kernhub-ticket+jwt', await liar.ticketOf(task.ticket)),
  }),
  'ticket-for-another-source': inTicket(({ recipient }) => ({ aud: recipient.id })),
  'ticket-expired': inTicket(({ iat }) => ({ iat: iat - 90_000, exp: iat - 86_400 })),
  'wrong-child': async (task, liar) => ({ ...task, ...aboutAnotherChild(task, liar) }),
  /** The statement of an earlier question, brought as if it were for this one. */
  'statement-used-before': async (task, liar) => {
    const { keyStatement } = await liar.ticketOf(earlier(task, liar).ticket);
    return { ...task, ticket: await liar.retold(task.ticket, () => ({ keyStatement })) };
  },
  'more-fields': inTicket(({ fields }) => ({ fields: [...fields, 'hulpvraag'] })),
  'other-purpose': inTicket(() => ({ purpose: 'jgz-afstemming', version: 1 })),
  'other-question': inTicket(() => ({ question: 'zomaar' })),
  'other-recipient': inTicket(({ aud, recipient }) => ({ recipient: { ...recipient, id: aud } })),
  'emergency-made-up': async (task, liar) => ({
    ...task,
    manual: true,
    ticket: await liar.retold(task.ticket, () => ({ manual: true })),
  }),
  'forged-decision': inTicket(({ decision }) => ({
    decision: { ...decision, leaf: flipped(decision.leaf) },
  })),
  'decision-in-another-log': async (task, liar) => ({
    ...task,
    ticket: await liar.retold(task.ticket, ({ decision }) => ({ decision: liar.entryOfOwnLog(decision) })),
  }),
  /** The proof is right, but the checkpoint under it belongs to another log. */
  'checkpoint-of-another-log': async (task, liar) => ({
    ...task,
    ticket: await liar.retold(task.ticket, ({ decision }) => ({
      decision: { ...decision, checkpoint: liar.entryOfOwnLog(decision).checkpoint },
    })),
  }),
} satisfies Record<string, LieToSource>;

export type LieToSources = keyof typeof liesToSources;
