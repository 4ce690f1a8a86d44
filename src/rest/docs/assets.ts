import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// swagger-ui-dist is maintained, supports OpenAPI 3.1, and works under our content security policy without a network.
const require = createRequire(import.meta.url);

/** Starts Swagger UI with the description of the page. The external validator is disabled. */
const startScript = `const description = document.querySelector('#description');
SwaggerUIBundle({
  url: description.dataset.url,
  domNode: description,
  presets: [SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
  deepLinking: true,
  docExpansion: 'list',
  validatorUrl: null,
});
`;

/** A static file of the pages. */
export interface Asset {
  readonly contentType: string;
  readonly read: () => Promise<string>;
}

/** The files by path. Each request reads its file again, so that no memory is used between requests. */
export const assets: Readonly<Record<string, Asset>> = {
  '/docs/swagger-ui.css': {
    contentType: 'text/css; charset=utf-8',
    read: () => readFile(require.resolve('swagger-ui-dist/swagger-ui.css'), 'utf8'),
  },
  '/docs/swagger-ui-bundle.js': {
    contentType: 'text/javascript; charset=utf-8',
    read: () => readFile(require.resolve('swagger-ui-dist/swagger-ui-bundle.js'), 'utf8'),
  },
  '/docs/start.js': { contentType: 'text/javascript; charset=utf-8', read: async () => startScript },
};
