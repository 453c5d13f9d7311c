/** What is sealed, so that one request's words cannot be put in the place of another's. */
export const explanationContext = (request: string): string => `consent/explanation/${request}`;
