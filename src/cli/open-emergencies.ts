/** What the asker of an emergency wrote for the privacy officer, opened on the officer's own machine. */
import { openText, type TextKind } from '../agent/offline.js';
import { type Emergency, emergencies, type OfficerText } from '../contract/index.js';
import { compileSchema, type PrivateJwk } from '../kernel/index.js';
import { UsageError } from './command.js';

export interface OpenedEmergency extends Pick<Emergency, 'exchange' | 'recipient' | 'askedAt'> {
  /** Null where nothing was sealed to this key, or what was does not open. */
  readonly necessity: string | null;
  readonly unsafeForFamily: string | null;
}

/**
 * @param answer of `GET /v1/audit/emergencies`
 * @throws UsageError when it is not such an answer
 */
export async function openEmergencies(answer: unknown, key: PrivateJwk): Promise<readonly OpenedEmergency[]> {
  const [fault] = compileSchema(emergencies)(answer);
  if (fault !== undefined) {
    throw new UsageError(`this is no list of emergencies: ${fault.pointer || '/'} ${fault.reason}`);
  }
  const { items } = answer as { readonly items: readonly Emergency[] };
  return Promise.all(
    items.map(async ({ exchange, recipient, askedAt, keyStatement, necessity, hiding }) => {
      const open = async (kind: TextKind, texts: readonly OfficerText[]): Promise<string | null> => {
        const own = texts.find(({ kid }) => kid === key.kid);
        if (own === undefined) return null;
        return openText(own, { kind, keyStatement, statement: { iss: recipient } }, key);
      };
      return {
        ...{ exchange, recipient, askedAt },
        necessity: await open('necessity', necessity),
        unsafeForFamily: await open('unsafeForFamily', hiding?.reason ?? []),
      };
    }),
  );
}
