/** @param entry from the root of the repository @returns JavaScript for browsers, one module without an import */
export function bundleForBrowser(entry: string): Promise<string>;
