import {
  type AddCheckpoint,
  cosignaturesOf,
  formatAddCheckpoint,
  NoteInvalid,
  type PolicyWitness,
  parseOldSize,
  sizeContentType,
} from '../../tlog/index.js';

/** What a witness made of a checkpoint (https://c2sp.org/tlog-witness). */
export type WitnessAnswer =
  | { readonly kind: 'cosigned'; readonly line: string }
  /** It cosigned another size last than it was told. */
  | { readonly kind: 'elsewhere'; readonly size: number }
  /** To it the checkpoint does not follow from the one that it cosigned last. */
  | { readonly kind: 'contradicted' }
  | { readonly kind: 'failed'; readonly reason: string };

const timeLimitMs = 5_000;
const longestAnswer = 64_000;
const clockSkewSeconds = 300;

/** Brings a checkpoint to a witness, once. Whatever comes back is believed only as far as its signature holds. */
export async function bringCheckpoint(
  { key, url }: PolicyWitness,
  brought: AddCheckpoint,
  deps: { readonly now: () => Date; readonly signal: AbortSignal },
): Promise<WitnessAnswer> {
  let answer: Answer;
  try {
    answer = await post(`${url}/add-checkpoint`, formatAddCheckpoint(brought), deps.signal);
  } catch (error) {
    return { kind: 'failed', reason: `cannot be reached: ${reasonOf(error)}` };
  }
  const { status, type, body } = answer;
  if (status === 200) return cosignatureIn(body, brought.checkpoint, key, deps.now());
  const size = status === 409 && type === sizeContentType ? parseOldSize(body) : null;
  if (size !== null && size !== brought.oldSize) return { kind: 'elsewhere', size };
  if (status === 409 || status === 422) return { kind: 'contradicted' };
  return { kind: 'failed', reason: `answers ${status}` };
}

/** The first line that is its own and holds. */
function cosignatureIn(
  body: string,
  checkpoint: string,
  key: PolicyWitness['key'],
  now: Date,
): WitnessAnswer {
  const latest = now.getTime() / 1_000 + clockSkewSeconds;
  try {
    for (const line of body.trimEnd().split('\n')) {
      const [cosignature] = cosignaturesOf(`${checkpoint}${line}\n`, [key]);
      if (cosignature === undefined) continue;
      if (cosignature.seconds > latest) return { kind: 'failed', reason: 'signs in the future' };
      return { kind: 'cosigned', line };
    }
  } catch (error) {
    if (!(error instanceof NoteInvalid)) throw error;
    return { kind: 'failed', reason: error.message };
  }
  return { kind: 'failed', reason: 'answers with no cosignature of its key' };
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly body: string;
}

async function post(url: string, body: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]),
  });
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > longestAnswer) throw new RangeError('its answer is too long');
    parts.push(part);
  }
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    body: Buffer.concat(parts).toString('utf8'),
  };
}

/** `fetch` says what is wrong only in the cause. */
function reasonOf(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: string } };
  return cause?.code ?? (error instanceof Error ? error.message : 'unknown');
}
