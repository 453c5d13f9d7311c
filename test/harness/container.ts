/** What an engine does with `.container/`, without one: builds the image in a folder, and confines a process as compose does. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';

export interface Image {
  /** What is `/kernhub` in the image. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  /** The words before a service's own command. */
  readonly entrypoint: readonly string[];
  /** Folders outside {@link folder} that belong to the user. */
  readonly ownFolders: readonly string[];
}

const workFolder = '/kernhub';

/** Follows a recipe line by line. Of `RUN` only what works inside the work folder is run; the rest makes folders. */
export async function buildImage(recipeFile: string, source: string, into: string): Promise<Image> {
  const recipe = (await readFile(recipeFile, 'utf8')).replaceAll('\\\n', '');
  const stages: { readonly name: string; readonly folder: string }[] = [];
  const image = { env: {} as Record<string, string>, user: 'root', entrypoint: [] as string[] };
  const ownFolders: string[] = [];
  const here = (): string => stages.at(-1)?.folder ?? into;
  for (const [, word = '', rest = ''] of recipe.matchAll(/^([A-Z]+) (.*)$/gm)) {
    if (word === 'FROM') {
      const name = / AS (\w+)$/.exec(rest)?.[1] ?? `stage-${stages.length}`;
      stages.push({ name, folder: join(into, name) });
      await mkdir(here(), { recursive: true });
    }
    if (word === 'COPY') await copy(rest, source, stages);
    if (word === 'ENV')
      Object.assign(image.env, Object.fromEntries(rest.split(' ').map((pair) => pair.split('='))));
    if (word === 'USER') image.user = rest;
    if (word === 'ENTRYPOINT') image.entrypoint = JSON.parse(rest) as string[];
    if (word === 'RUN' && rest.startsWith('install -d '))
      ownFolders.push(...rest.split(' ').filter((one) => one.startsWith('/')));
    else if (word === 'RUN') run(rest, here());
  }
  return { ...image, ownFolders, folder: here() };
}

async function copy(
  rest: string,
  source: string,
  stages: readonly { readonly name: string; readonly folder: string }[],
): Promise<void> {
  const words = rest.split(' ');
  const from = words[0]?.startsWith('--from=') === true ? words.shift()?.slice(7) : undefined;
  const target = join(stages.at(-1)?.folder ?? '', words.pop() ?? '');
  const root = from === undefined ? source : (stages.find(({ name }) => name === from)?.folder ?? '');
  for (const word of words) {
    const file = join(root, from === undefined ? word : relative(workFolder, word));
    const to = rest.endsWith('./') ? join(target, basename(word)) : target;
    if (from === undefined) await cp(file, to, { recursive: true, verbatimSymlinks: true });
    // An earlier stage is thrown away: its files move on under the same inodes.
    else execFileSync('cp', ['--archive', '--link', file, to]);
  }
}

function run(script: string, folder: string): void {
  const { status, stderr } = spawnSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`RUN ${script} ended with ${status}: ${stderr.slice(-2_000)}`);
}

/** Whether this machine lets us show a process another file system: Linux, as root. */
export const confines = (): boolean =>
  process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

/**
 * A shell's words before a command that then runs as `read_only`, `cap_drop: [ALL]`, `no-new-privileges` and an ordinary
 * user ask: every file system is read-only but for some folders.
 */
export function confined(writable: readonly string[]): string {
  const mounts = [
    'mount --rbind / /',
    'mount -o remount,bind,ro /',
    ...writable.flatMap((folder) => [
      `mount --bind ${folder} ${folder}`,
      `mount -o remount,bind,rw ${folder}`,
    ]),
  ];
  const rights =
    '--reuid=65534 --regid=65534 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all';
  return `exec unshare --mount --propagation private sh -c '${mounts.join(' && ')} && exec setpriv ${rights} "$@"' --`;
}
