import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isAlive, StartFailed, startProcess } from '../../src/demo/supervisor/child-process.js';
import { AlreadyRunning, claimFolder } from '../../src/demo/supervisor/claim-folder.js';
import {
  freePort,
  freePorts,
  friendlyPorts,
  PortsTaken,
  requireFree,
} from '../../src/demo/supervisor/ports.js';
import { startWorld } from '../../src/demo/supervisor/running-world.js';
import {
  earlierWorld,
  FolderUnusable,
  foldersIn,
  openWorldFile,
  saveWorldFile,
} from '../../src/demo/supervisor/world-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kernhub-supervisor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function programOf(name: string, text: string): Promise<URL> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(file, text);
  return pathToFileURL(file);
}

const ready = `process.stdout.write(JSON.stringify({ ready: 'test', url: 'http://localhost:1' }) + '\\n');`;
const forever = 'setInterval(() => undefined, 1000);';

describe('a child process', () => {
  test('is up once it says so, and gone once it is stopped', async () => {
    const program = await programOf('good', `console.log('words'); ${ready} ${forever}`);
    const logFile = join(folder, 'good.log');
    const running = await startProcess({ name: 'good', program, env: {}, logFile, lifeline: false });
    expect(running.ready.url).toBe('http://localhost:1');
    expect(isAlive(running.pid)).toBe(true);
    await running.stop();
    expect(isAlive(running.pid)).toBe(false);
    expect(await readFile(logFile, 'utf8')).toContain('words');
  });

  test('that ends before it is ready fails with the end of its log', async () => {
    const program = await programOf('bad', `console.error('no key'); process.exit(3);`);
    const order = { name: 'bad', program, env: {}, logFile: join(folder, 'bad.log'), lifeline: false };
    await expect(startProcess(order)).rejects.toThrow(/bad did not start:[\s\S]*no key/);
    await expect(startProcess(order)).rejects.toThrow(StartFailed);
  });

  test('sees no setting of whoever runs the demonstration', async () => {
    vi.stubEnv('DATABASE_URL', 'postgresql://real/one');
    const program = await programOf('env', `console.log(Object.keys(process.env).join()); ${ready}`);
    const logFile = join(folder, 'env.log');
    const running = await startProcess({ name: 'env', program, env: { OWN: '1' }, logFile, lifeline: false });
    await running.ended;
    vi.unstubAllEnvs();
    const seen = await readFile(logFile, 'utf8');
    expect(seen).toContain('OWN');
    expect(seen).not.toContain('DATABASE_URL');
  });

  test('ends by itself when its supervisor is killed', async () => {
    const lifeline = await readFile('src/demo/supervisor/lifeline.ts', 'utf8');
    const plain = lifeline.replace(' as unknown as { unref?(): void }', '');
    const child = await programOf('child', `${plain}\n${forever}`);
    const parent = await programOf(
      'parent',
      `import { spawn } from 'node:child_process';
       const child = spawn(process.execPath, [new URL(${JSON.stringify(child.href)})], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
       process.stdout.write(child.pid + '\\n'); ${forever}`,
    );
    const supervisor = spawn(process.execPath, [parent.pathname], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(supervisor.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    expect(isAlive(pid)).toBe(true);
    supervisor.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

describe('ports', () => {
  test('that are taken are named with whom they are for', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ports = await freePorts();
    await expect(requireFree({ ...ports, evaluator: port })).rejects.toThrow(
      `port ${port} (for the evaluator)`,
    );
    await expect(requireFree({ ...ports, evaluator: port })).rejects.toThrow(PortsTaken);
    server.close();
    await expect(requireFree({ ...ports, evaluator: await freePort() })).resolves.toBeUndefined();
  });
});

describe('the port of the hub', () => {
  test('is 8080 unless somebody says otherwise, and not that of another process', async () => {
    expect(friendlyPorts().hub).toBe(8080);
    expect(friendlyPorts(9000)).toEqual({ ...friendlyPorts(), hub: 9000 });
    await expect(requireFree(friendlyPorts(8082))).rejects.toThrow('Port 8082 is for the evaluator');
  });

  test('is for a new world only: an existing one says where it is', async () => {
    const folders = foldersIn(join(folder, 'elsewhere'));
    const made = await openWorldFile(folders, freePorts);
    made.settled = true;
    await saveWorldFile(folders, made);
    expect((await earlierWorld(folders, made.ports.hub))?.ports).toEqual(made.ports);
    await expect(earlierWorld(folders, 1)).rejects.toThrow(`stays at port ${made.ports.hub}, and PORT is 1`);
  });
});

describe('the data folder', () => {
  test('belongs to one supervisor at a time, and to the next once that one is gone', async () => {
    const data = join(folder, 'claimed');
    const release = await claimFolder(data);
    await release();
    await writeFile(join(data, 'demo.pid'), String(process.ppid));
    await expect(claimFolder(data)).rejects.toThrow(AlreadyRunning);
    await expect(claimFolder(data)).rejects.toThrow(`process ${process.ppid}`);
    await writeFile(join(data, 'demo.pid'), '999999999');
    await expect(claimFolder(data)).resolves.toBeTypeOf('function');
  });
});

describe('the world file', () => {
  test('is made anew when its start broke off before anything was settled', async () => {
    const folders = foldersIn(join(folder, 'unsettled'));
    const made = await openWorldFile(folders, freePorts);
    const again = await openWorldFile(folders, freePorts);
    expect(again.covenant.kid).not.toBe(made.covenant.kid);
  });

  test('is made once and read again: the same ids and keys, on the same ports', async () => {
    const folders = foldersIn(join(folder, 'data'));
    const made = await openWorldFile(folders, freePorts);
    made.settled = true;
    await saveWorldFile(folders, made);
    const read = await openWorldFile(folders, () => Promise.reject(new Error('asked for ports again')));
    expect(read).toEqual(made);
    expect(made.story).toBe('untold');
    const record = await readFile(join(folders.of('school'), 'records', '1001.json'), 'utf8');
    expect(record).not.toContain('{{');
  });

  test('is never made in the place of the database of another hub, and that one goes on', async () => {
    const data = join(folder, 'another-hub');
    const page = join(data, 'database', 'cluster', 'page');
    await mkdir(join(data, 'database', 'cluster'), { recursive: true });
    await writeFile(page, 'kept');
    const start = startWorld({ dataFolder: data, ports: freePorts });
    await expect(start).rejects.toThrow(FolderUnusable);
    await expect(start).rejects.toThrow(`${join(data, 'database')} is the database of another hub`);
    expect(await readFile(page, 'utf8')).toBe('kept');
  });

  test('that is damaged or cannot be read is named, and stays', async () => {
    const folders = foldersIn(join(folder, 'damaged'));
    await openWorldFile(folders, freePorts);
    await writeFile(folders.worldFile, '{"settled":true');
    await expect(openWorldFile(folders, freePorts)).rejects.toThrow(`${folders.worldFile} is damaged`);
    expect(await readFile(folders.worldFile, 'utf8')).toBe('{"settled":true');
    await rm(folders.worldFile);
    await mkdir(folders.worldFile);
    await expect(openWorldFile(folders, freePorts)).rejects.toThrow('cannot be read: EISDIR');
  });
});
