/** Cookies as a browser keeps them (RFC 6265): by host and path, whatever the port. */
interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
}

export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  keep(url: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const split = pair.indexOf('=');
      const named = (name: string): string | undefined =>
        attributes.find((one) => one.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
      const path = named('path') ?? url.pathname.slice(0, Math.max(1, url.pathname.lastIndexOf('/')));
      const cookie = { name: pair.slice(0, split), value: pair.slice(split + 1), host: url.hostname, path };
      const key = `${cookie.host} ${cookie.path} ${cookie.name}`;
      const expires = named('expires');
      const gone = named('max-age') === '0' || (expires !== undefined && Date.parse(expires) <= Date.now());
      if (gone || cookie.value === '') this.#cookies.delete(key);
      else this.#cookies.set(key, cookie);
    }
  }

  /** The `Cookie` header for a URL; empty when there is none. */
  headerFor(url: URL): string {
    return [...this.#cookies.values()]
      .filter(({ host, path }) => host === url.hostname && covers(path, url.pathname))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}

const covers = (path: string, pathname: string): boolean =>
  pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`);
