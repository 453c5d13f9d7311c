/** The built programs that are started as processes; found from the sources too, so that a test can raise the world. */
const built = (path: string): URL => new URL(`../../../dist/${path}`, import.meta.url);

export const packageRoot = new URL('../../..', import.meta.url);
export const kernhubProgram = built('cli/main.js');
export const identityProviderProgram = built('demo/identity-provider/main.js');
export const lyingHubProgram = built('demo/lying-hub/main.js');
export const lifelineModule = built('demo/supervisor/lifeline.js');
