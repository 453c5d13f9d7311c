/**
 * What a form says is done once, however often it is sent: a second press, *reload*, and *back* and *send* get the answer of
 * the first time, a code that is shown once with it. Another choice in the same form is another sending. In memory, for
 * who sent it and not for long; after that the hub knows by the same name that it was done.
 */
import { randomBytes } from 'node:crypto';
import { base64url, type Clock, newId, sha256 } from '../../kernel/index.js';
import { html, type Markup } from '../../text/index.js';
import { type Form, one } from './form.js';

export interface Sending {
  /** Of the professional who is signed in. */
  readonly account: string;
  readonly path: string;
  readonly form: Form;
}

/** @param act takes the name of this sending, for the hub to know it by; one that fails may be tried again */
export type DoOnce<T> = (sending: Sending, act: (name: string) => Promise<T>) => Promise<T>;

/** The hidden field that tells one showing of a form from another. */
export const onceField = (): Markup =>
  html`<input type="hidden" name="once" value="${base64url(randomBytes(16))}">`;

const rememberedMs = 15 * 60_000;
const atMost = 500;

export function doOnce<T>(clock: Pick<Clock, 'now'>): DoOnce<T> {
  const done = new Map<string, { readonly answer: Promise<T>; readonly until: number }>();
  const sweep = (now: number): void => {
    for (const [name, { until }] of done) if (until <= now || done.size > atMost) done.delete(name);
  };
  return (sending, act) => {
    if (one(sending.form, 'once') === '') return act(newId('idk'));
    const now = clock.now().getTime();
    sweep(now);
    const name = nameOf(sending);
    const first = done.get(name);
    if (first !== undefined) return first.answer;
    const answer = act(name);
    done.set(name, { answer, until: now + rememberedMs });
    answer.catch(() => done.delete(name));
    return answer;
  };
}

const nameOf = ({ account, path, form }: Sending): string =>
  base64url(sha256(JSON.stringify([account, path, form])));
