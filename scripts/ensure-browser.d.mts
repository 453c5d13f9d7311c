/** Path of a Chrome or Chromium on this machine. */
export function findBrowser(): string | undefined;
