import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { closed, NotFound, type Route, route, Type } from '../contract/index.js';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
};

export interface Assets {
  /** Address of a file by the name it was written under, such as `style.css`. @throws RangeError */
  href(name: string): string;
  readonly routes: readonly Route[];
}

const path = '/assets/';

/**
 * The files that pages load, read once and kept in memory: all together they are smaller than a photograph.
 *
 * @param folder made by the build, with `assets.json`
 */
export function loadAssets(folder: string): Assets {
  const names: Readonly<Record<string, string>> = JSON.parse(
    readFileSync(join(folder, 'assets.json'), 'utf8'),
  );
  const files = new Map(
    readdirSync(folder)
      .filter((file) => file !== 'assets.json')
      .map((file) => [file, contentOf(join(folder, file))]),
  );
  const href = (name: string): string => {
    const file = names[name];
    if (file === undefined) throw new RangeError(`no asset ${name}`);
    return `${path}${file}`;
  };
  return { href, routes: [assetRoute(files)] };
}

interface Content {
  readonly type: string;
  readonly data: Uint8Array;
  readonly gzip?: Uint8Array;
}

function contentOf(file: string): Content {
  const ending = file.slice(file.lastIndexOf('.') + 1);
  const data = new Uint8Array(readFileSync(file));
  const type = types[ending] ?? 'application/octet-stream';
  // Fonts are compressed already.
  return ending === 'woff2' ? { type, data } : { type, data, gzip: new Uint8Array(gzipSync(data)) };
}

/** A name holds the digest of its content, so a browser may keep what it has for ever. */
const assetRoute = (files: ReadonlyMap<string, Content>): Route =>
  route({
    method: 'GET',
    path: `${path}{file}`,
    page: true,
    callers: ['anyone'],
    tag: 'Pages',
    summary: 'A style sheet, script or font of the pages',
    params: closed({ file: Type.String({ maxLength: 100 }) }),
    responses: { 200: '*/*' },
    problems: ['not-found'],
    handler: async (_caller, { params }) => {
      const content = files.get(params.file);
      if (content === undefined) throw new NotFound();
      return {
        status: 200,
        headers: { 'Cache-Control': 'public, max-age=31536000, immutable' },
        content,
      };
    },
  });
