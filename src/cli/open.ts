import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { JsonAmbiguous, type PrivateJwk, parseStrictJson, readSecretFile } from '../kernel/index.js';
import { type Asked, openExchange, readProfile } from '../profiles/index.js';
import { profilesFolder } from './call.js';
import { type Command, UsageError } from './command.js';
import { openEmergencies } from './open-emergencies.js';

export const command: Command = {
  help: `kernhub open: checks and opens what an exchange brought, as an agent does; or what was written for an officer.

Usage: kernhub open --as PROFILE --key FILE --request FILE ANSWER
       kernhub open --officer FILE ANSWER

  --as PROFILE    the partner that asked (see kernhub call --help)
  --key FILE      the private key of the question (kernhub keys statement)
  --request FILE  the body that was posted to /v1/exchanges
  --officer FILE  the keys of a privacy officer (kernhub keys new officer)
  ANSWER          a file with the hub's answer: of that post, or of GET /v1/exchanges/{exchange}; with --officer, of
                  GET /v1/audit/emergencies

The keys of the source come from the covenant roster and not from the hub's word. Prints for each delivery the fields and
the checks that they passed, or the checks that failed, and a signed receipt: post it as {"receipt": ...} to
/v1/exchanges/{exchange}/receipts, and the hub deletes what it sealed. With --officer it prints why each emergency could not
wait, and why it is hidden from the family: only the officer's own key opens that.

Exits with 0 when everything opened, with 1 when something was refused or none has come.
`,
  run: async (args, { env, out, err }) => {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        as: { type: 'string' },
        key: { type: 'string' },
        request: { type: 'string' },
        officer: { type: 'string' },
      },
      allowPositionals: true,
    });
    const [file, ...rest] = positionals;
    if (values.officer !== undefined) return openForOfficer(values.officer, file, out);
    if (values.as === undefined) throw new UsageError('say who asked with --as PROFILE');
    if (values.key === undefined) throw new UsageError('say with which key with --key FILE');
    if (values.request === undefined) throw new UsageError('say what was asked with --request FILE');
    if (file === undefined || rest.length > 0) throw new UsageError("name one file with the hub's answer");
    const profile = await readProfile(values.as, profilesFolder(env));
    const answer = parsed(file, await readFile(file, 'utf8'));
    const opened = await openExchange(profile, await readAsked(values.request, values.key), answer);
    out(`${JSON.stringify(opened, null, 2)}\n`);
    if (opened.length === 0) err('No answer has come yet; ask again with GET and --prefer-wait.\n');
    return opened.length > 0 && opened.every(({ outcome }) => outcome === 'opened') ? 0 : 1;
  },
};

async function openForOfficer(
  keys: string,
  file: string | undefined,
  out: (text: string) => void,
): Promise<number> {
  if (file === undefined) throw new UsageError("name one file with the hub's answer");
  const { sealing } = (parsed(keys, await readSecretFile(keys)) ?? {}) as { readonly sealing?: PrivateJwk };
  if (sealing?.crv !== 'X25519') {
    throw new UsageError(`${keys} does not hold the keys of an officer (kernhub keys new officer)`);
  }
  const opened = await openEmergencies(parsed(file, await readFile(file, 'utf8')), sealing);
  out(`${JSON.stringify(opened, null, 2)}\n`);
  return opened.every(({ necessity }) => necessity !== null) ? 0 : 1;
}

async function readAsked(requestFile: string, keyFile: string): Promise<Asked> {
  const request = parsed(requestFile, await readFile(requestFile, 'utf8')) as Partial<Asked> | null;
  const key = parsed(keyFile, await readSecretFile(keyFile)) as Partial<PrivateJwk> | null;
  if (typeof request?.question !== 'string' || typeof request.keyStatement !== 'string') {
    throw new UsageError(`${requestFile} is not the body of a question: it lacks question or keyStatement`);
  }
  if (key?.crv !== 'X25519' || typeof key.d !== 'string') {
    throw new UsageError(`${keyFile} does not hold the key of a question (kernhub keys statement)`);
  }
  const { question, keyStatement } = request;
  return { question, keyStatement, privateJwk: key as PrivateJwk };
}

function parsed(file: string, text: string): unknown {
  try {
    return parseStrictJson(text);
  } catch (error) {
    if (error instanceof JsonAmbiguous) throw new UsageError(`${file}: ${error.pointer} ${error.reason}`);
    throw error;
  }
}
