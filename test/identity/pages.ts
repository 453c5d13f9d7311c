/** What a browser asks of the pages for signing in, and what it reads in the answers. */

/** Follows no redirect. */
export const getPage = (url: string, path: string, cookie = ''): Promise<Response> =>
  fetch(`${url}${path}`, { redirect: 'manual', headers: { ...(cookie !== '' && { Cookie: cookie }) } });

/** Name and value, as it goes back. */
export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

export const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { code: string }).code;
