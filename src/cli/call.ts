import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { newId, utf8 } from '../kernel/index.js';
import {
  type Answer,
  type Call,
  callAs,
  type LoadedProfile,
  readProfile,
  type SignInForms,
} from '../profiles/index.js';
import { bodyToFile } from './body-to-file.js';
import { type Command, type Surroundings, UsageError } from './command.js';

/** Loaded only for a person: a partner's system fills in no form. */
const signIn: SignInForms = async (...order) => (await import('../demo/index.js')).signIn(...order);

/** Where `npm start` writes its profiles. */
export const profilesFolder = (env: Surroundings['env']): string =>
  join(env.DATA_FOLDER ?? '.kernhub', 'demo', 'profiles');

export const command: Command = {
  help: `kernhub call: makes one call to a hub by hand, with everything that it must carry.

Usage: kernhub call --as PROFILE [options] METHOD PATH [BODY]

  --as PROFILE             who calls: a profile file, or the name of one in DATA_FOLDER/demo/profiles (default .kernhub),
                           where npm start writes one for each partner, professional, officer, parent and young person
  BODY                     JSON, @FILE, or @- for standard input; sent and signed byte for byte
  --prefer-wait SECONDS    waits so long for an outcome (Prefer: wait)
  --idempotency-key KEY    for a repeat of an earlier POST; without it each POST gets a new one, which is printed
  --out FILE               writes what a success brings there as it comes, however long it is, and shows how far it is;
                           readable by its owner only, never overwrites, and nothing is left of what broke off
  -i, --include            shows the headers of the answer too

It gets a token (private_key_jwt, bound by DPoP) or signs in at the development identity provider, and adds proof of
possession, payload signature and idempotency key. The body of the answer goes to standard output, status and headers
to standard error.

  kernhub call --as jgz GET /v1/purposes
  kernhub call --as moeder-acht GET /v1/me/children

A profile is a JSON file that only its owner can read: "who" (system, professional, officer or citizen), "hub", and for a
client "issuer", "clientId", "keys" (a file of kernhub keys new partner); a partner also "partner" and "covenantKey", a
person "redirectUri" and "signIn". The profile of a person holds a password and works on this machine only.

Exits with 0 when the hub did it, with 1 when it refused, with 2 when the command cannot be understood.
`,
  run: async (args, { env, out, err }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        as: { type: 'string' },
        include: { type: 'boolean', short: 'i' },
        out: { type: 'string' },
        'prefer-wait': { type: 'string' },
        'idempotency-key': { type: 'string' },
      },
      allowPositionals: true,
    });
    if (values.as === undefined) throw new UsageError('say who calls with --as PROFILE');
    const call = await callOf(positionals, values['prefer-wait'], values['idempotency-key']);
    const caller = await readProfile(values.as, profilesFolder(env));
    if (call.idempotencyKey !== undefined) err(`Idempotency-Key: ${call.idempotencyKey}\n`);
    const file = values.out === undefined ? null : await bodyToFile(values.out, err);
    const answer = await answerTo(caller, call, file);
    err(`${answer.status} ${answer.reason}\n`);
    if (values.include === true) err(`${[...answer.headers].map((pair) => pair.join(': ')).join('\n')}\n`);
    out(shown(answer));
    return isSuccess(answer) ? 0 : 1;
  },
};

/** Into the file, where there is one; it stays only where the hub did it. */
async function answerTo(
  caller: LoadedProfile,
  call: Call,
  file: Awaited<ReturnType<typeof bodyToFile>> | null,
): Promise<Answer> {
  if (file === null) return callAs(caller, call, signIn);
  let kept = false;
  try {
    const answer = await callAs(caller, call, signIn, file.take);
    kept = isSuccess(answer);
    return answer;
  } finally {
    await file.done(kept);
  }
}

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

const methods = ['GET', 'POST', 'PUT', 'DELETE'] as const;

async function callOf(words: readonly string[], wait?: string, key?: string): Promise<Call> {
  const [word, path, given, ...rest] = words;
  const method = methods.find((each) => each === word?.toUpperCase());
  if (method === undefined) throw new UsageError(`say what to do: one of ${methods.join(', ')}`);
  if (path === undefined || !/^\/(?!\/)/.test(path))
    throw new UsageError('say where, from the origin: /v1/purposes');
  if (rest.length > 0) throw new UsageError(`"${rest[0]}" is one word too many; quote the body`);
  const body = given === undefined ? undefined : await bodyOf(given);
  if (body !== undefined && method === 'GET') throw new UsageError('a GET has no body');
  if (wait !== undefined && !/^\d{1,3}$/.test(wait))
    throw new UsageError('--prefer-wait takes whole seconds');
  const idempotencyKey = key ?? (method === 'POST' ? newId('idk') : undefined);
  return {
    method,
    path,
    ...(body !== undefined && { body }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...(wait !== undefined && { wait: Number(wait) }),
  };
}

async function bodyOf(given: string): Promise<Uint8Array> {
  if (given === '@-') return utf8(await readAll(process.stdin));
  if (given.startsWith('@')) return new Uint8Array(await readFile(given.slice(1)));
  try {
    JSON.parse(given);
  } catch {
    throw new UsageError('the body is neither JSON nor @FILE');
  }
  return utf8(given);
}

/** JSON for reading; anything else as it came. */
function shown({ text }: Answer): string {
  if (text === '') return '';
  try {
    return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
  } catch {
    return text.endsWith('\n') ? text : `${text}\n`;
  }
}
