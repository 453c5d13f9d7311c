/** `.container/compose.yaml`, read as an engine reads it, with places of this machine for those of the containers. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly env_file?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly network_mode?: string;
  readonly healthcheck?: { readonly disable?: boolean; readonly test?: readonly string[] };
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly read_only?: boolean;
  readonly user?: string;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
}

export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const readCompose = async (folder: string): Promise<Compose> =>
  parse(await readFile(join(folder, 'compose.yaml'), 'utf8'), { merge: true }) as Compose;

/** A file of settings as compose reads it: each line a name, `=` and the rest as it stands. */
export function readEnvFile(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** What stands between < and > in an example, from a list. @throws Error for one that is not on it */
export const fillIn = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replaceAll(/^(?!#)(.*)$/gm, (line) =>
    line.replaceAll(/<([^>]+)>/g, (_, name: string) => {
      const value = known[name];
      if (value === undefined) throw new Error(`nobody knows <${name}>`);
      return value;
    }),
  );

/** The mounts of a service: where it sees what. */
export const mountsOf = ({ volumes = [] }: Service) =>
  volumes.map((volume) => {
    const [source = '', target = '', mode = 'rw'] = volume.split(':');
    return { source, target, mode, named: !source.startsWith('.') };
  });
