/** A parent's address for mail, given on the pages as a person does, and the mails that a hub in development catches. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { signIn } from '../../src/demo/person.js';
import type { RunningWorld } from '../../src/demo/supervisor/index.js';
import { accounts } from '../../src/demo/world/index.js';

interface Caught {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export async function caughtMails({ around }: RunningWorld): Promise<readonly Caught[]> {
  const folder = join(around.folders.data, 'mail');
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json'));
  return Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Caught),
  );
}

/** Given, mailed a code, confirmed: from then on the mother is mailed about everything. */
export async function giveAddress(world: RunningWorld, address: string): Promise<void> {
  const { cookies } = await signIn(`${world.hubUrl}/login`, accounts.motherOfEight);
  const visit = async (path: string, form?: URLSearchParams): Promise<Response> => {
    const url = new URL(path, world.hubUrl);
    const headers = { Cookie: cookies.headerFor(url), Origin: world.hubUrl };
    const sent = form === undefined ? {} : { method: 'POST', body: form };
    const response = await fetch(url, { ...sent, headers, redirect: 'manual' });
    cookies.keep(url, response.headers);
    return response;
  };
  const submit = async (path: string, fields: readonly (readonly [string, string])[]): Promise<void> => {
    const page = await (await visit('/settings')).text();
    const form = new URLSearchParams();
    for (const name of ['csrf', 'once']) {
      form.append(name, new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '');
    }
    for (const [name, value] of fields) form.append(name, value);
    const { status } = await visit(path, form);
    if (status !== 303) throw new Error(`${path} answered ${status}`);
  };
  const topics = ['questions', 'decisions', 'emergencies'].map((topic) => ['topics', topic] as const);
  await submit('/settings', [['address', address], ['language', 'nl'], ...topics]);
  const until = Date.now() + 60_000;
  let code: string | undefined;
  while (code === undefined && Date.now() < until) {
    const mail = (await caughtMails(world)).find(({ to }) => to === address);
    code = /\b\d{8}\b/.exec(mail?.text ?? '')?.[0];
    await pause(100);
  }
  await submit('/settings/confirmation', [['digits', code ?? 'none came']]);
}
