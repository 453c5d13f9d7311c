import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Version of the API; its major version stands in the path. */
export const apiVersion = '1.0.0';

/** Of what is no page nothing may be loaded, framed or run; a page brings the policy of its own frame. */
export const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: { maxAge: 63_072_000, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: { policy: 'require-corp' },
  }) as RequestHandler;

/** No store may keep an answer, unless a handler says that it is public. */
export const plainHeaders = (): RequestHandler => (_request, response, next) => {
  response.setHeader('API-Version', apiVersion);
  response.setHeader('Cache-Control', 'no-store');
  next();
};
